// A second press of a button does not send the form again while the first is on its way. Without
// this the server sees to it: each form has a number, and a number counts once.

for (const form of document.querySelectorAll(".ask__form, .facts, .words")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  // A page that comes back from the browser's memory can be sent again.
  window.addEventListener("pageshow", () => {
    sent = false;
  });
}
