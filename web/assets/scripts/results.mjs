// Saves a role where it stands: without this the form does the same by loading the page again.
// The list may be put in anew (see disputes.mjs), so the whole page is listened to.

import { _ } from "./words.mjs";

/** Turn the form's button over, so that the next press undoes this one. */
function turnOver(form, saved) {
  const button = form.querySelector("button");
  const picture = button.querySelector("use");
  const title = button.querySelector(".hidden-visually").textContent.trim();
  const status = document.querySelector("[data-save-status]");
  form.action = `/roles/${form.dataset.save}/${saved ? "unsave" : "save"}`;
  button.classList.toggle("save--on", saved);
  button.querySelector("[data-save-words]").textContent = saved ? _("Saved. Take it off") : _("Save");
  picture.setAttribute("href", picture.getAttribute("href").replace(/#.*/, saved ? "#saved" : "#save"));
  status.textContent = saved
    ? _("%(title)s is saved in My journey", { title })
    : _("%(title)s is off your list", { title });
}

const busy = new WeakSet();

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-save]")) return;
  event.preventDefault();
  if (busy.has(form)) return;
  busy.add(form);
  const saving = form.action.endsWith("/save");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    if (answer.status !== 204) throw new Error(`status ${answer.status}`);
    turnOver(form, saving);
  } catch {
    form.submit();
  } finally {
    busy.delete(form);
  }
});
