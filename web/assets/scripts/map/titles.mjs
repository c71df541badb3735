// Titles beside the dots in view: as many as there is room for, and never over each other.

const SIZE = 14;
const HEIGHT = SIZE * 1.25;
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();

function width(title, font) {
  pen.font = font;
  if (!widths.has(title)) widths.set(title, pen.measureText(title).width + 6);
  return widths.get(title);
}

const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/**
 * Where titles stand, as [role, x, y] in pixels from the corner of the view; the first to be named
 * get the best places.
 *
 * @param {Array} named roles with their place in the view: {role, at: [x, y], radius}
 * @param {Array} dots boxes of all dots in view: [left, top, right, bottom] in pixels
 */
export function placeTitles(named, dots, family, [right, bottom]) {
  const font = `600 ${SIZE}px ${family}`;
  const taken = [];
  const placed = [];
  for (const { role, at: [x, y], radius, must } of named) {
    const half = width(role.title, font) / 2;
    const beside = radius + half + 2;
    const above = radius + HEIGHT / 2 + 1;
    for (const [dx, dy] of [[0, above], [0, -above], [beside, 0], [-beside, 0]]) {
      const box = [x + dx - half, y + dy - HEIGHT / 2, x + dx + half, y + dy + HEIGHT / 2];
      if (box[0] < 0 || box[1] < 0 || box[2] > right || box[3] > bottom) continue;
      if (taken.some((other) => overlap(box, other))) continue;
      if (!must && dots.some((dot) => overlap(box, dot))) continue;
      taken.push(box);
      placed.push([role, x + dx, y + dy + SIZE / 3]);
      break;
    }
  }
  return placed;
}
