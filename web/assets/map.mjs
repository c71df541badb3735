// The map comes alive: every dot becomes a link, and the picture can be zoomed and walked through.
//
// One Tab leads into the picture and one out of it; arrows go to the next job on that side. A finger
// or a pointer need not hit a dot: the nearest one counts, so that dots may be small while the whole
// map is in view. Wheel and single fingers are left to the page until somebody has zoomed in.

import { pointer, select } from "d3-selection";
import { zoom, zoomIdentity, zoomTransform } from "d3-zoom";

import { isArrow, nearest, neighbour, readRoles } from "./scripts/map/roles.mjs";
import { placeTitles } from "./scripts/map/titles.mjs";
import { _ } from "./scripts/words.mjs";

const SIZE = 1000;
const GAP = 20; // matching/layout/coordinates.py
const CLOSEST_PX = 76;
const STEP = 1.7;
const GLIDE_MS = 300;
const TARGET_PX = 24;
const REACH_PX = 26;
const ROOM_FOR_TITLES_PX = 26;
const FEW = 12;
const NAME = 23; // picture.py: the size of names for a large picture
const NAME_PX = 12;
const ICON_PX = 8; // a dot of a smaller radius has no room for a picture
const FULL_PX = 1.2; // pixels a unit from which dots begin to grow more slowly
const SVG = "http://www.w3.org/2000/svg";
const RADII = { best: 12, well: 9, part: 7, less: 5, family: 8 };
const SHAPES = {
  round: circle(8),
  square: polygon([-7, -7], [7, -7], [7, 7], [-7, 7]),
  diamond: polygon([0, -10], [10, 0], [0, 10], [-10, 0]),
  best: polygon(
    [0, -14], [3.4, -4.7], [13.3, -4.3], [5.5, 1.8], [8.2, 11.3],
    [0, 5.8], [-8.2, 11.3], [-5.5, 1.8], [-13.3, -4.3], [-3.4, -4.7],
  ),
  well: circle(9),
  part: circle(6),
  less: circle(4),
};
const FLAG = polygon([3, -28], [20, -28], [20, -4], [11.5, -10.5], [3, -4]);

const figure = document.querySelector("[data-map]");
const view = figure.querySelector("[data-view]");
const svg = view.querySelector("svg");
const zoomed = svg.querySelector("[data-zoomed]");
const dots = svg.querySelector("[data-dots]");
const card = figure.querySelector("[data-card]");
const status = document.querySelector("[data-status]");
const list = document.querySelector("[data-list]");
const still = matchMedia("(prefers-reduced-motion: reduce)");

const roles = readRoles(list, svg, JSON.parse(figure.dataset.labels), _("Saved"));
const lit = roles.filter((role) => !role.out);
const within = lit.length ? lit : roles;
const middle = { x: SIZE / 2, y: SIZE / 2 };
const start = roles.find((role) => role.href === `/roles/${figure.dataset.near}`);
const few = lit.length < roles.length && lit.length <= FEW;

function make(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

// Drawing. A dot has its place and its size in its path: with a transform each, a frame of a
// zoom took half as long again.

function circle(radius) {
  return ({ x, y }, size) => {
    const r = (radius * size).toFixed(2);
    return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  };
}

function polygon(...corners) {
  return ({ x, y }, size) =>
    `M${corners.map(([dx, dy]) => `${(x + dx * size).toFixed(2)} ${(y + dy * size).toFixed(2)}`).join("L")}z`;
}

const roleOf = new Map();

function draw(role) {
  const states = [role.out && "is-out", role.saved && "is-saved"].filter(Boolean).join(" ");
  const link = make("a", {
    class: `sky__link ${role.tint} ${states}`,
    href: role.href,
    tabindex: -1,
    "aria-label": [role.title, ...role.notes].join(", "),
  });
  const outline = SHAPES[role.look === "family" ? role.shape : role.look];
  role.parts = [[make("path", { class: `dot dot--${role.look}` }, link), outline]];
  if (role.saved) role.parts.push([make("path", { class: "sky__flag" }, link), FLAG]);
  role.link = link;
  roleOf.set(link, role);
  role.radius = RADII[role.look];
  shapeTo(role, 1);
  return link;
}

function shapeTo(role, size) {
  for (const [path, outline] of role.parts) path.setAttribute("d", outline(role, size));
  if (role.icon) placeIcon(role, size);
}

function placeIcon({ icon, x, y, radius }, size) {
  const side = radius * 1.5 * size;
  for (const [name, value] of Object.entries({ x: x - side / 2, y: y - side / 2, width: side, height: side })) {
    icon.setAttribute(name, value.toFixed(2));
  }
}

// What is asked for is drawn last, over the rest; the best on top.
dots.replaceChildren(...[...roles].reverse().map(draw));
const here = make("circle", { class: "sky__here", visibility: "hidden" }, zoomed);
const letters = view.querySelector("[data-letters]");
const titles = make("svg", { class: "sky__letters titles", viewBox: `0 0 ${SIZE} ${SIZE}`, "aria-hidden": "true" }, view);
svg.setAttribute("role", "group");
figure.querySelector("[data-tools]").hidden = false;
figure.querySelector("[data-help]").hidden = true;
for (const help of figure.querySelectorAll("[data-help-script]")) help.hidden = false;

// Zooming

const WHOLE = [[0, 0], [SIZE, SIZE]];
let gliding = 0;
let shrunk = 1;

const surface = select(svg);
const behaviour = zoom()
  .extent(WHOLE)
  .translateExtent(WHOLE)
  .filter((event) => {
    if (event.type === "wheel") return event.ctrlKey || event.metaKey;
    if (event.type === "touchstart") return event.touches.length > 1 || zoomTransform(svg).k > 1;
    return !event.ctrlKey && !event.button;
  })
  .on("start", ({ sourceEvent }) => {
    if (sourceEvent) stop();
  })
  .on("zoom", ({ transform }) => show(transform))
  .on("end", () => {
    if (!gliding) settle();
  });

function show(transform) {
  zoomed.setAttribute("transform", transform);
  const [x, y] = [transform.x, transform.y].map((units) => `${(100 * units) / SIZE}%`);
  for (const one of [letters, titles]) one.style.transform = `translate(${x}, ${y}) scale(${transform.k})`;
}

/** Pixels of the screen that one unit of the map takes. */
const scale = () => (svg.clientWidth / SIZE) * zoomTransform(svg).k;

function stop() {
  cancelAnimationFrame(gliding);
  gliding = 0;
}

/** Move the view so that a point of the map stands at a point of the view, so much enlarged. */
function moveTo({ x, y }, k, [left, top] = [SIZE / 2, SIZE / 2]) {
  const [least, most] = behaviour.scaleExtent();
  const wanted = zoomIdentity.translate(left, top).scale(Math.max(least, Math.min(most, k))).translate(-x, -y);
  const to = behaviour.constrain()(wanted, WHOLE, WHOLE);
  const from = zoomTransform(svg);
  const began = performance.now();
  const duration = still.matches ? 0 : GLIDE_MS;
  stop();
  const step = (now) => {
    const part = duration ? Math.min(1, Math.max(0, now - began) / duration) : 1;
    const eased = part * (2 - part);
    const scaled = from.k * (to.k / from.k) ** eased;
    const along = to.k === from.k ? eased : (scaled - from.k) / (to.k - from.k);
    const at = zoomIdentity.translate(from.x + (to.x - from.x) * along, from.y + (to.y - from.y) * along);
    gliding = part < 1 ? requestAnimationFrame(step) : 0;
    surface.call(behaviour.transform, part < 1 ? at.scale(scaled) : to);
  };
  step(began);
}

const zoomBy = (factor, about) => {
  const now = zoomTransform(svg);
  moveTo(about, now.k * factor, now.apply([about.x, about.y]));
};
const reset = () => moveTo(middle, 1);

function inView(role) {
  const [x, y] = zoomTransform(svg).apply([role.x, role.y]);
  return x >= 0 && y >= 0 && x <= SIZE && y <= SIZE;
}

/** After each move: pictures and titles for what is in view, if there is room for them. */
function settle() {
  const transform = zoomTransform(svg);
  const unit = scale();
  const close = unit * GAP >= ROOM_FOR_TITLES_PX;
  view.classList.toggle("is-close", close);
  view.classList.toggle("is-zoomed", transform.k > 1);
  view.classList.toggle("is-wide", unit * NAME >= NAME_PX);
  // Dots grow more slowly than what lies between them: that makes the room for titles.
  shrinkTo(Math.min(1, (FULL_PX / unit) ** 0.6));
  const seen = roles.filter(inView);
  for (const role of close ? seen : []) {
    if (role.radius * unit * shrunk >= ICON_PX) addIcon(role);
  }
  name(seen, close, transform);
  ring();
}

function shrinkTo(size) {
  if (size === shrunk) return;
  shrunk = size;
  for (const role of roles) shapeTo(role, size);
}

function addIcon(role) {
  if (role.icon) return;
  role.icon = make("use", { class: "sky__icon", href: `${figure.dataset.icons}#${role.family}` }, role.link);
  placeIcon(role, shrunk);
}

function name(seen, close, transform) {
  const unit = scale();
  const pixel = svg.clientWidth / SIZE;
  const at = (role) => transform.apply([role.x, role.y]).map((units) => units * pixel);
  const centre = [svg.clientWidth / 2, svg.clientHeight / 2];
  const far = (role) => Math.hypot(at(role)[0] - centre[0], at(role)[1] - centre[1]);
  const must = (role) => role === active() || role === start;
  const first = (role) => must(role) || (few && !role.out);
  const order = ({ role }) => (must(role) ? 0 : 1 + role.out * 2 + (role.look !== "best"));
  const named = seen
    .filter((role) => first(role) || close)
    .map((role) => ({ role, at: at(role), radius: role.radius * unit * shrunk, must: first(role), far: far(role) }))
    .sort((a, b) => order(a) - order(b) || a.far - b.far);
  const boxes = seen.map((role) => {
    const [x, y] = at(role);
    const half = role.radius * unit * shrunk * 0.8;
    return [x - half, y - half, x + half, y + half];
  });
  const size = [svg.clientWidth, svg.clientHeight];
  const family = getComputedStyle(svg).fontFamily;
  titles.replaceChildren(
    ...placeTitles(named, boxes, family, size).map(([role, x, y]) => {
      const [left, top] = transform.invert([x / pixel, y / pixel]);
      const text = make("text", { transform: `translate(${left} ${top}) scale(${1 / unit})` });
      if (role.out) text.classList.add("is-out");
      text.textContent = role.title;
      return text;
    }),
  );
}

// Which job is meant

let current = start ?? within[0];
let pointed = null;
let chosen = start ?? null;

const active = () => pointed ?? chosen;
current.link.setAttribute("tabindex", "0");

function ring() {
  const role = active();
  here.setAttribute("visibility", role ? "visible" : "hidden");
  if (!role) return;
  const least = TARGET_PX / 2 / scale();
  here.setAttribute("cx", role.x);
  here.setAttribute("cy", role.y);
  here.setAttribute("r", Math.max(role.radius * shrunk + 2, least));
  here.classList.toggle("is-focus", role.link.matches(":focus-visible"));
}

/** The card under the picture says which job is meant, and leads to it. */
function tell() {
  const role = active();
  card.hidden = !role;
  if (role) {
    const picture = make("svg", { class: `icon ${role.tint}`, viewBox: "0 0 48 48", "aria-hidden": "true" });
    make("use", { href: `${figure.dataset.icons}#${role.family}` }, picture);
    const words = document.createElement("div");
    const link = document.createElement("a");
    const notes = document.createElement("p");
    link.href = role.href;
    link.textContent = role.title;
    notes.textContent = [...role.notes, role.place ? _("number %(place)s in your list", { place: role.place }) : ""].filter(Boolean).join(" · ");
    words.append(link, notes);
    card.replaceChildren(picture, words);
  }
  ring();
}

function choose(role, { focus = false } = {}) {
  current.link.setAttribute("tabindex", "-1");
  current = role;
  current.link.setAttribute("tabindex", "0");
  chosen = role;
  pointed = null;
  if (focus) role.link.focus({ preventScroll: false });
  tell();
  settle();
}

// Finger, pointer and keys

const pointedAt = (event) => nearest(within, zoomTransform(svg).invert(pointer(event, svg)), REACH_PX / scale());

svg.addEventListener("pointermove", (event) => {
  if (event.pointerType !== "mouse" || event.buttons) return;
  const role = pointedAt(event);
  svg.classList.toggle("is-pointing", Boolean(role));
  if (role === pointed) return;
  pointed = role;
  tell();
});

svg.addEventListener("pointerleave", () => {
  pointed = null;
  tell();
});

// A press gives the link the focus, and so chooses it, before it is known to be a click.
let chosenBefore = null;
svg.addEventListener("pointerdown", () => {
  chosenBefore = chosen;
});

svg.addEventListener("click", (event) => {
  const byKey = event.detail === 0;
  if (byKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const role = pointedAt(event);
  event.preventDefault();
  if (!role) return;
  // A finger has nothing to point with first: it chooses, and a second tap opens.
  if (event.pointerType === "mouse" || role === chosenBefore) location.assign(role.href);
  else choose(role, { focus: true });
});

// Listened to on the figure: an SVG element that listens for the focus gets a tab stop of its own.
figure.addEventListener("focusin", ({ target }) => {
  const role = roleOf.get(target);
  if (role && role !== chosen) choose(role);
  else ring();
});
figure.addEventListener("focusout", ring);

svg.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (isArrow(event.key)) {
    const next = neighbour(within, current, event.key);
    if (next) {
      choose(next, { focus: true });
      if (!inView(next)) moveTo(next, zoomTransform(svg).k);
    }
  } else if (event.key === "+" || event.key === "=") zoomBy(STEP, current);
  else if (event.key === "-") zoomBy(1 / STEP, current);
  else if (event.key === "Escape") reset();
  else return;
  event.preventDefault();
});

const WORDS = { in: _("Zoomed in."), out: _("Zoomed out."), all: _("The whole map.") };
for (const button of figure.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    const { zoom: which } = button.dataset;
    if (which === "all") reset();
    else zoomBy(which === "in" ? STEP : 1 / STEP, chosen && inView(chosen) ? chosen : centre());
    status.textContent = WORDS[which];
  });
}

function centre() {
  const [x, y] = zoomTransform(svg).invert([middle.x, middle.y]);
  return { x, y };
}

// A double tap would wait for d3-transition, and a second tap opens.
surface.call(behaviour).on("dblclick.zoom", null);
new ResizeObserver(() => {
  behaviour.scaleExtent([1, Math.max(2, (CLOSEST_PX / GAP) * (SIZE / svg.clientWidth))]);
  settle();
}).observe(svg);
if (start) {
  surface.call(behaviour.transform, zoomIdentity.translate(SIZE / 2, SIZE / 2).scale(4).translate(-start.x, -start.y));
  tell();
}
