// A word that the glossary explains opens its meaning where it stands. Without this the link leads
// to the list of words at the end of the page.

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.term");
  const meaning = link && document.getElementById(link.hash.slice(1));
  if (!meaning) return;
  event.preventDefault();
  const open = document.getElementById(link.getAttribute("aria-controls") ?? "");
  if (open) {
    open.remove();
    link.removeAttribute("aria-controls");
    link.setAttribute("aria-expanded", "false");
    return;
  }
  const note = document.createElement("span");
  note.id = `${meaning.id}-here`;
  note.className = "term__meaning";
  note.setAttribute("role", "note");
  note.append(...[...meaning.querySelector("dd").cloneNode(true).childNodes]);
  link.after(note);
  link.setAttribute("aria-controls", note.id);
  link.setAttribute("aria-expanded", "true");
});

for (const link of document.querySelectorAll("a.term")) link.setAttribute("aria-expanded", "false");
