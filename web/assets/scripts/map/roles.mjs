// What the page says of each job, read from its list and its picture: nothing is sent twice.

const POINT = /M(\d+) (\d+)/g;

/** Every job, in the order of the list: what it is, where it lies, how it looks. */
export function readRoles(list, picture, labels, savedWord) {
  const roles = [];
  for (const group of list.querySelectorAll("[data-group]")) {
    const { group: id, look, shape } = group.dataset;
    const points = picture.querySelector(`#points-${CSS.escape(id)}`);
    const places = [...points.getAttribute("d").matchAll(POINT)];
    const heading = group.querySelector(".kin__name > span:not([aria-hidden])").textContent.trim();
    const mine = look !== "family";
    const { start } = group.querySelector("ol");
    [...group.querySelectorAll("li")].forEach((row, number) => {
      const link = row.querySelector("a");
      const family = row.dataset.family ?? id.replace(/^other-/, "");
      const saved = "saved" in row.dataset;
      const notes = [labels[family], mine ? heading : "", saved ? savedWord : ""];
      roles.push({
        title: link.textContent,
        href: link.getAttribute("href"),
        x: Number(places[number][1]),
        y: Number(places[number][2]),
        place: mine ? row.value || start + number : 0,
        notes: notes.filter(Boolean),
        family,
        look,
        shape,
        tint: [...points.classList].find((name) => name.startsWith("tint-")) ?? "",
        saved,
        out: "out" in group.dataset,
      });
    });
  }
  return roles;
}

/** The job nearest to a point of the map, if it is within so many units. */
export function nearest(roles, [x, y], within) {
  let best = null;
  let least = within;
  for (const role of roles) {
    const distance = Math.hypot(role.x - x, role.y - y);
    if (distance < least) [best, least] = [role, distance];
  }
  return best;
}

const SIDES = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

export const isArrow = (key) => key in SIDES;

/** The nearest job on one side of another: within 45 degrees, straight ahead before aslant. */
export function neighbour(roles, from, key) {
  const [right, down] = SIDES[key];
  let best = null;
  let least = Infinity;
  for (const role of roles) {
    const ahead = (role.x - from.x) * right + (role.y - from.y) * down;
    const aside = Math.abs((role.x - from.x) * down) + Math.abs((role.y - from.y) * right);
    const cost = ahead + 2 * aside;
    if (role !== from && ahead > 0 && aside <= ahead && cost < least) [best, least] = [role, cost];
  }
  return best;
}
