// Closes a personal page that nobody uses, as the server does with the next request: this also
// takes it off the screen. A minute before, it asks, and any key, touch or press keeps it open.
// When the person is forgotten in one tab, the personal pages in all the others go with it.

import { forgetCopies } from "./offline.mjs";

import { _ } from "./words.mjs";

const minutes = Number(document.querySelector('meta[name="idle-minutes"]')?.content);
const WARNING = 60_000;
const SHARE_EVERY = 5_000;
const TELL_SERVER_EVERY = 4 * 60_000;

const others = "BroadcastChannel" in window ? new BroadcastChannel("compass-active") : null;

function watch(limit) {
  let active = Date.now();
  let shared = active;
  let told = active;
  let dialog = null;

  function isActive() {
    active = Date.now();
    if (dialog?.open) dialog.close();
    if (active - shared > SHARE_EVERY) {
      shared = active;
      others?.postMessage("active");
    }
    if (active - told > TELL_SERVER_EVERY) {
      told = active;
      fetch("/my-journey/here", { redirect: "manual" }).then(
        (answer) => answer.type === "opaqueredirect" && leave("idle"),
        () => {},
      );
    }
  }

  function leave(why) {
    document.body.replaceChildren();
    forgetCopies().catch(() => {});
    location.replace(`/come-back?closed=${why}`);
  }

  function ask() {
    if (dialog?.open) return;
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "still-here";
      dialog.setAttribute("aria-labelledby", "still-here");
      const title = document.createElement("h2");
      title.id = "still-here";
      title.textContent = _("Still there?");
      const words = document.createElement("p");
      words.textContent = _("This might be a shared screen. We close this page in a minute.");
      const button = document.createElement("button");
      button.className = "button button--primary";
      button.type = "button";
      button.textContent = _("Keep it open");
      button.addEventListener("click", () => {
        told = 0;
        isActive();
      });
      dialog.append(title, words, button);
      document.body.append(dialog);
    }
    dialog.showModal();
  }

  function check() {
    const unused = Date.now() - active;
    if (unused > limit) leave("idle");
    else if (unused > limit - WARNING) ask();
  }

  for (const kind of ["pointerdown", "keydown", "scroll"]) {
    window.addEventListener(kind, isActive, { passive: true });
  }
  others?.addEventListener("message", ({ data }) => {
    if (data === "forgotten") return leave("ended");
    active = Date.now();
    if (dialog?.open) dialog.close();
  });
  // A computer that slept runs no timers: look as soon as the page is seen again.
  document.addEventListener("visibilitychange", check);
  window.addEventListener("pageshow", check);
  setInterval(check, 5_000);
}

if (document.querySelector('meta[name="forgotten"]')) others?.postMessage("forgotten");

// A little after the server's own limit, so that it agrees.
if (minutes > 0) watch(minutes * 60_000 + 3_000);
