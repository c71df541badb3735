"""A person who has a keyboard and no mouse, and watches where the focus is."""

from typing import Final

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import options

MOST_STOPS: Final = 800

# True if the focused element, its label or its box looks different with the focus than without.
# What it looks like is its own business: an outline, a border, a shadow, another colour.
LOOK_AT_FOCUS: Final = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const name = element.outerHTML.slice(0, 120);
  const parts = [element, element.parentElement, ...(element.labels ?? [])];
  parts.push(...[...(element.labels ?? [])].flatMap((label) => [...label.children]));
  const look = () => parts.map((part) => ["", "::before", "::after"].map((pseudo) => {
    const style = getComputedStyle(part, pseudo);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
      style.backgroundColor, style.borderTopColor, style.borderTopWidth, style.color,
      style.textDecoration].join();
  }).join()).join();
  // The first line of it: a link may run over two.
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const hit = document.elementFromPoint(x, y);
  const mine = hit && parts.some((part, n) => n !== 1 && (part.contains(hit) || hit === part));
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const focused = look();
  element.blur();
  const blurred = look();
  element.focus({ preventScroll: true, focusVisible: true });
  return { name, visible: focused !== blurred, seen: inView && Boolean(mine) };
}
"""


def look(page: Page) -> str | None:
    """The element that has the focus, as HTML; None if it is none of the page's.

    Fails if nobody can see that it has it.
    """
    found = page.evaluate(LOOK_AT_FOCUS)
    if found is None:
        return None
    assert found["visible"], f"the focus cannot be seen on {page.url}: {found['name']}"
    assert found["seen"], f"the focus is out of sight on {page.url}: {found['name']}"
    return str(found["name"])


def is_focused(target: Locator) -> bool:
    return bool(target.evaluate("element => element === document.activeElement"))


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the target has the focus."""
    target.wait_for()
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        look(page)
        if is_focused(target):
            return
    raise AssertionError(f"{key} never reached {target} on {page.url}")


def enter(page: Page, target: Locator) -> None:
    """Tab to something that leads to another page, and press Enter."""
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, number: int) -> None:
    """Tab into the answers; arrows move between radios, Space ticks a box."""
    tab_to(page, options(page).first)
    if options(page).first.get_attribute("type") == "checkbox":
        page.keyboard.press("Space")
        expect(options(page).first).to_be_checked()
        return
    page.keyboard.press("Space")
    for _ in range(number + 1):
        page.keyboard.press("ArrowDown")
        look(page)
    expect(options(page).nth(number + 1)).to_be_checked()
    # And back: the way from Next to the answer just given is one step.
    tab_to(page, page.get_by_role("button", name="Next"))
    page.keyboard.press("Shift+Tab")
    assert is_focused(options(page).nth(number + 1))


def all_stops(page: Page) -> list[str]:
    """Every stop of Tab from the top of the page to its end, each one seen."""
    stops: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = look(page)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"Tab goes round and round on {page.url}: {stops[-10:]}")
