// A button beside the address of a job: the device's own way of sharing where it has one, else
// the address is copied. Only the plain address goes, with nothing of the person in it.

import { _ } from "./words.mjs";

async function share(place, status) {
  const { share: url, shareTitle: title } = place.dataset;
  if (navigator.share) {
    try {
      await navigator.share({ title, url });
      return;
    } catch (error) {
      if (error.name === "AbortError") return; // closed without choosing anything
    }
  }
  try {
    await navigator.clipboard.writeText(url);
    status.textContent = _("The address is copied.");
  } catch {
    // No leave to copy: mark the address, so that it can be copied by hand.
    place.classList.add("share--by-hand");
    getSelection().selectAllChildren(place.querySelector(".share__address"));
    status.textContent = _("Copy the address that is marked.");
  }
}

for (const place of document.querySelectorAll("[data-share]")) {
  const button = document.createElement("button");
  button.className = "button button--quiet";
  button.type = "button";
  button.textContent = _("Share this job");
  const name = document.createElement("span");
  name.className = "hidden-visually";
  name.textContent = ` ${place.dataset.shareTitle}`;
  button.append(name);
  const status = document.createElement("span");
  status.className = "share__status";
  status.setAttribute("role", "status");
  button.addEventListener("click", () => share(place, status));
  place.prepend(button, status);
}
