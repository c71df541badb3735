// Forms that matter are sent by this script, so that a network that drops loses nothing: what was
// chosen stays on the page, the page says so, and it is sent again until it has arrived. Each form
// has a number, and a number counts once, so sending again is safe. A second press does nothing
// while the first is on its way. Without this the browser sends the form, and Back brings it back.

import { said, sendPlainly } from "./forms.mjs";
import { _ } from "./words.mjs";

const WAITS_MS = [2_000, 4_000, 8_000, 15_000, 30_000];
const PATIENCE_MS = 20_000;

for (const form of document.querySelectorAll(".ask__form, .facts, .words, [data-send-again]")) {
  sendSurely(form);
}

// What a form led to is the page that it was on: go on from the place that the address names, for
// the keyboard too. A load in the same place would else begin at the top, or where one had scrolled.
if (history.state?.goOn) {
  history.replaceState(null, "");
  if (location.hash) window.addEventListener("load", () => location.replace(location.href));
}

/** An address that is another place on this very page would not load it again by itself. */
function goTo(address) {
  const [page] = location.href.split("#");
  if (new URL(address, page).href.split("#")[0] !== page) return location.assign(address);
  history.replaceState({ goOn: true }, "", address);
  location.reload();
}

function sendSurely(form) {
  let isSending = false;
  let tries = 0;
  let timer;
  let pressed;
  let notice;

  async function send() {
    clearTimeout(timer);
    isSending = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: said(form, pressed),
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout?.(PATIENCE_MS),
      });
      if (answer.status >= 500) throw new Error(`status ${answer.status}`);
      if (answer.headers.get("Content-Type") !== "application/json") {
        // The server has a page of its own to show for this.
        return sendPlainly(form, pressed);
      }
      goTo((await answer.json()).to);
    } catch {
      wait();
    }
  }

  function wait() {
    isSending = false;
    tell();
    timer = setTimeout(send, WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]);
    tries += 1;
  }

  function tell() {
    if (!notice) {
      notice = document.createElement("div");
      notice.className = "unsent";
      const words = document.createElement("p");
      words.setAttribute("role", "status");
      const button = document.createElement("button");
      button.className = "button";
      button.type = "button";
      button.textContent = _("Try now");
      button.addEventListener("click", () => isSending || send());
      notice.append(words, button);
      form.append(notice);
    }
    notice.hidden = false;
    // Set after it is in the page, so that it is read out.
    notice.querySelector("p").textContent =
      _("We cannot reach the site just now. What you filled in is still here, and we send it as soon as it gets through.");
  }

  function rest() {
    clearTimeout(timer);
    isSending = false;
    tries = 0;
    if (notice) notice.hidden = true;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isSending) return;
    pressed = event.submitter;
    send();
  });
  window.addEventListener("online", () => notice && !notice.hidden && !isSending && send());
  // A page that is left sends nothing more; one that comes back from memory can be sent again.
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", rest);
}
