// The words that scripts show, in the page's language: a page in another brings what it needs.

const brought = document.getElementById("script-words");
const words = brought ? JSON.parse(brought.textContent) : {};

/** A message, with each %(name)s filled in from the values. */
export function _(message, values = {}) {
  return (words[message] ?? message).replace(/%\((\w+)\)s/g, (_gap, name) => values[name]);
}
