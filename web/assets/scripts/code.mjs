// The square code on a plan opens this page with the code behind a #, which no server sees. It goes
// into the field, and out of the address. Opening the journey still takes a press.

const field = document.querySelector(".come-back__input");
const code = decodeURIComponent(location.hash.slice(1)).replace(/[\s-]/g, "");

if (field && /^[0-9a-z]{13}$/i.test(code)) {
  field.value = code.replace(/^(.{4})(.{4})/, "$1 $2 ");
  history.replaceState(history.state, "", location.pathname + location.search);
  field.form.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
}
