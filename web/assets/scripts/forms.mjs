// What the scripts that send forms share.

/** What the form says when this button sends it. The button may have no name, or there may be none. */
export function said(form, pressed) {
  const fields = new URLSearchParams(new FormData(form));
  if (pressed?.name) fields.set(pressed.name, pressed.value);
  return fields;
}

/** Have the browser send it, as it would without scripts: the answer is a page of its own. */
export function sendPlainly(form, pressed) {
  if (pressed?.name) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: pressed.name, value: pressed.value });
    form.append(field);
  }
  form.submit();
}
