// "Not like me" and its undo, without losing the place: the page that the form leads to is fetched
// and its main part put in place of this one, at the same height. Without this the browser loads
// that page and goes to the same notice.

import { said, sendPlainly } from "./forms.mjs";

let busy = false;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-dispute]")) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  const pressed = event.submitter;
  const height = pressed?.getBoundingClientRect().top;
  try {
    const answer = await fetch(form.action, { method: "POST", body: said(form, pressed) });
    const there = new URL(answer.url);
    if (!answer.ok || there.pathname !== location.pathname) throw new Error(`at ${there.pathname}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("changed")) throw new Error("it says nothing of a change");
    document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
    // Before anything is measured: whoever adds to the page adds to this one too.
    document.dispatchEvent(new Event("replaced"));
    document.title = page.title;
    history.replaceState(null, "", `${there.pathname}${there.search}`);
    const notice = document.getElementById("changed");
    notice.focus({ preventScroll: true });
    if (height !== undefined) {
      scrollBy({ top: notice.getBoundingClientRect().top - height, behavior: "instant" });
    }
  } catch {
    sendPlainly(form, pressed);
  } finally {
    busy = false;
  }
});
