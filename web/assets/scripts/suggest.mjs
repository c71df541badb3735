// Suggestions under a search box while somebody types: the WAI-ARIA combobox with a listbox.
// Without this the form leads to the page of results. The focus stays in the box; the arrows move
// through the list, Enter opens the job chosen (or searches, if none is), Escape closes the list.

import { _ } from "./words.mjs";

const PAUSE_MS = 180;
const SHORTEST = 2;
// No cookie goes with the request, so it says itself what the page is in.
const page = document.documentElement.lang;
const language = page === "en-GB" ? "" : `&lang=${page}`;

for (const box of document.querySelectorAll("[data-suggest]")) enhance(box, box.querySelector("input"));

function enhance(box, input) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer;
  let request;
  let asked = input.value.trim();

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", _("Suggested jobs"));
  list.hidden = true;
  // A list that scrolls would be a tab stop of its own, and gone by the time Tab gets there.
  list.tabIndex = -1;
  status.className = "hidden-visually";
  status.setAttribute("role", "status");
  // A search field may not be a combobox; a text field may.
  input.type = "text";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  box.append(list, status);

  const options = () => [...list.children];
  const chosen = () => options().find((option) => option.ariaSelected === "true");

  function choose(option) {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    choose(null);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function open() {
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map(({ title, note, href }, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.className = "suggestions__option";
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.href = href;
        const name = document.createElement("span");
        name.className = "suggestions__title";
        name.textContent = title;
        option.append(name);
        if (note) {
          const words = document.createElement("span");
          words.className = "suggestions__note";
          words.textContent = note;
          option.append(" ", words);
        }
        return option;
      }),
    );
    choose(null);
    open();
    const number = suggestions.length;
    if (number === 0) status.textContent = _("No suggestions. Press Enter to search.");
    else if (number === 1) {
      status.textContent = _("1 suggestion. Use the up and down arrows, or press Enter to search.");
    } else {
      status.textContent = _(
        "%(number)s suggestions. Use the up and down arrows, or press Enter to search.",
        { number },
      );
    }
  }

  async function ask() {
    const typed = input.value.trim();
    if (typed === asked && list.children.length) return open();
    asked = typed;
    request?.abort();
    if (typed.length < SHORTEST) {
      list.replaceChildren();
      status.textContent = "";
      return close();
    }
    request = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(typed)}${language}`, {
        credentials: "omit",
        signal: request.signal,
      });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const { suggestions } = await answer.json();
      if (typed === input.value.trim() && document.activeElement === input) show(suggestions);
    } catch {
      // Typed on, or away from the network: the form still works.
    }
  }

  input.addEventListener("input", () => {
    choose(null);
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!all.length) return;
      event.preventDefault();
      open();
      // Past either end lies the box itself, with nothing chosen.
      const places = all.length + 1;
      const step = event.key === "ArrowDown" ? 1 : places - 1;
      choose(all[((at + 1 + step) % places) - 1] ?? null);
    } else if (event.key === "Enter") {
      const option = chosen();
      if (option && !list.hidden) {
        event.preventDefault();
        location.assign(option.dataset.href);
      }
      close();
    } else if (event.key === "Escape") {
      if (list.hidden) {
        input.value = "";
        asked = "";
        list.replaceChildren();
      }
      close();
    }
  });

  input.addEventListener("blur", close);
  // The box would lose the focus, and the list close, before the press counts.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
  // A page that comes back from the browser's memory has its list closed.
  window.addEventListener("pagehide", close);
}
