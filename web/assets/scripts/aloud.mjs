// Reads the page aloud with the browser's own voice, where it has one for the page's language.
// Nothing is sent anywhere by us, and only voices that live on the device are used.

import { _ } from "./words.mjs";

const LEFT_OUT = "nav, form, button, svg, details:not([open]), .hidden-visually, [hidden], .sources";
const PARTS = "h1, h2, h3, h4, p, li, dt, dd, figcaption, summary, legend";

const speech = window.speechSynthesis;
const language = document.documentElement.lang;

/** The device's own voices for a language, by what comes before its first hyphen. */
function voiceFor(tag) {
  const [start] = tag.toLowerCase().split("-");
  return speech
    .getVoices()
    .find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === start);
}

/** What is read: each piece of text with the language it is in, in the order of the page. */
function pieces(main) {
  return [...main.querySelectorAll(PARTS)]
    .filter((part) => !part.closest(LEFT_OUT) && !part.querySelector(PARTS) && part.offsetParent)
    .map((part) => {
      const copy = part.cloneNode(true);
      for (const left of copy.querySelectorAll(LEFT_OUT)) left.remove();
      const only = copy.children.length === 1 && copy.firstElementChild.textContent === copy.textContent;
      return {
        text: copy.textContent.replace(/\s+/g, " ").trim(),
        lang: (only && copy.firstElementChild.lang) || part.closest("[lang]").lang,
      };
    })
    .filter(({ text }) => text);
}

function offer(main) {
  const heading = main.querySelector("h1");
  if (!heading || document.querySelector(".aloud") || !voiceFor(language)) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "aloud";

  function show(reading) {
    button.toggleAttribute("data-reading", reading);
    button.textContent = reading ? _("Stop reading aloud") : _("Read this page aloud");
  }

  function stop() {
    speech.cancel();
    show(false);
  }

  button.addEventListener("click", () => {
    if (button.hasAttribute("data-reading")) return stop();
    speech.cancel();
    show(true);
    const said = pieces(main).map(({ text, lang }) => {
      const piece = new SpeechSynthesisUtterance(text);
      piece.lang = lang;
      piece.voice = voiceFor(lang) ?? voiceFor(language);
      return piece;
    });
    said.at(-1)?.addEventListener("end", () => show(false));
    for (const piece of said) speech.speak(piece);
  });
  // On a shared screen nobody should hear the page before.
  window.addEventListener("pagehide", stop);
  show(false);
  heading.closest("legend, .hero, header.role__head")?.after(button);
  if (!button.isConnected) heading.after(button);
}

if (speech) {
  const main = document.querySelector("main");
  offer(main);
  // Voices may come in late.
  speech.addEventListener?.("voiceschanged", () => offer(main));
  // What was read is gone, and the button to stop it with it.
  document.addEventListener("replaced", () => {
    speech.cancel();
    offer(main);
  });
}
