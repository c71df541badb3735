"""Little data, large text, little motion, small screens, shared screens."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from roles_catalogue.catalogue import Catalogue
from tests.browser.conftest import NewVisitor
from tests.browser.inspection import NARROW, SIDEWAYS, SMALL_TARGETS, SMALLEST_TARGET, run_axe
from tests.browser.people import heading
from tests.browser.prepared import Done, take_over

MOST_BYTES = 100_000
MOST_REQUESTS = 15
LONGEST_MOTION_S = 0.01

# The main part of another page in place of this one's: a third of the time that loading it takes.
# What scripts add to a page is not there then; it is on every page of states.py.
SHOW_INSTEAD = """
async (path) => {
  const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
  document.querySelector("main").replaceWith(page.querySelector("main"));
}
"""

MOTION = """
() => {
  const seconds = (list) => Math.max(...list.split(",").map((time) => parseFloat(time)));
  const found = document.getAnimations().map((one) => `runs: ${one.constructor.name}`);
  for (const element of document.querySelectorAll("*")) {
    for (const pseudo of ["", "::before", "::after"]) {
      const style = getComputedStyle(element, pseudo);
      const longest = Math.max(seconds(style.transitionDuration), seconds(style.animationDuration));
      if (longest > LONGEST || style.scrollBehavior === "smooth") {
        found.push(`${element.tagName}.${element.className}${pseudo} ${longest} s`);
      }
    }
  }
  return found;
}
""".replace("LONGEST", str(LONGEST_MOTION_S))


@pytest.mark.parametrize(
    ("done", "path"),
    [
        ("nothing", "/"),
        ("begun", "/questions/stopped-machine"),
        ("begun", "/questions/subjects-liked"),
        ("told", "/about-you"),
        ("told", "/results"),
        ("told", "/results/different"),
        ("nothing", "/roles/paramedic"),
        ("told", "/roles/paramedic"),
        ("nothing", "/map"),
        ("told", "/map"),
        ("nothing", "/compare?roles=porter,paramedic,care-worker,dental-nurse"),
        ("told", "/compare?roles=paramedic,care-worker"),
        ("told", "/my-plan"),
        ("told", "/my-journey"),
        ("nothing", "/roles"),
        ("nothing", "/roles?q=looking+after+old+people"),
        ("nothing", "/roles/paramedic/report"),
        ("nothing", "/nowhere"),
    ],
    ids=lambda value: value,
)
def test_the_first_view_is_light(
    new_visitor: NewVisitor, base_url: str, done: Done, path: str
) -> None:
    page = new_visitor(viewport={"width": 360, "height": 800})
    take_over(page.context, base_url, done)
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.goto(path, wait_until="networkidle")
    sizes = {request.url: request.sizes() for request in requests}
    weights = {
        url: size["responseBodySize"] + size["responseHeadersSize"] for url, size in sizes.items()
    }
    assert any(".css" in url for url in weights), "the styles did not count"
    assert any(".woff2" in url for url in weights), "the font did not count"
    assert sum(weights.values()) <= MOST_BYTES, weights
    assert len(requests) <= MOST_REQUESTS, sorted(weights)


@pytest.mark.parametrize(
    ("done", "path"),
    [
        ("nothing", "/"),
        ("nothing", "/roles/paramedic"),
        ("told", "/map?near=porter"),
        ("told", "/questions/stopped-machine"),
        ("told", "/results"),
        ("told", "/my-journey"),
        ("told", "/my-plan"),
    ],
)
def test_nothing_moves_for_who_asks_for_less_motion(
    new_visitor: NewVisitor, base_url: str, done: Done, path: str
) -> None:
    page = new_visitor(reduced_motion="reduce")
    take_over(page.context, base_url, done)
    page.goto(path)
    assert page.evaluate(MOTION) == []


def test_every_role_fits_on_320_pixels(new_visitor: NewVisitor) -> None:
    page = new_visitor(viewport=NARROW)
    roles = Catalogue.load().roles
    page.goto(f"/roles/{roles[0].id}")
    for role in roles:
        page.evaluate(SHOW_INSTEAD, f"/roles/{role.id}")
        expect(heading(page)).to_have_text(role.title)
        assert page.evaluate(SIDEWAYS) == [], role.id


def test_an_unused_page_asks_and_then_closes(new_visitor: NewVisitor, base_url: str) -> None:
    page = new_visitor(reduced_motion="reduce")
    take_over(page.context, base_url, "told")
    page.clock.install()
    page.goto("/my-journey")
    page.clock.fast_forward("19:20")
    dialog = page.get_by_role("dialog", name="Still there?")
    expect(dialog).to_be_visible()
    assert run_axe(page) == ()
    keep = dialog.get_by_role("button", name="Keep it open")
    expect(keep).to_be_focused()
    keep.click()
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("19:20")
    expect(dialog).to_be_visible()
    page.clock.fast_forward("01:00")
    expect(page).to_have_url(re.compile(r"/come-back\?closed=idle$"))
    expect(heading(page)).to_have_text("We closed your page")


@pytest.mark.parametrize(
    ("path", "button"),
    [("/finish", "Forget me here"), ("/my-journey/delete", "Yes, delete everything")],
)
def test_forgotten_in_one_tab_is_forgotten_in_all(
    new_visitor: NewVisitor, base_url: str, path: str, button: str
) -> None:
    page = new_visitor()
    take_over(page.context, base_url, "told")
    personal, role = page.context.new_page(), page.context.new_page()
    personal.goto("/my-journey")
    role.goto("/roles/paramedic")
    expect(role.get_by_role("heading", name="What would change this?")).to_be_visible()
    page.goto(path)
    page.get_by_role("button", name=button).click()
    for other in (personal, role):
        expect(other).to_have_url(re.compile(r"/come-back\?closed=ended$"))
        expect(heading(other)).to_have_text("This journey is closed on this device")


def test_a_printed_code_comes_without_the_buttons(new_visitor: NewVisitor, base_url: str) -> None:
    page = new_visitor()
    take_over(page.context, base_url, "begun")
    page.goto("/my-journey")
    page.get_by_role("button", name="Make a code").click()
    expect(heading(page)).to_have_text("Your code")
    page.emulate_media(media="print")
    expect(heading(page)).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_role("contentinfo")).to_be_hidden()
    expect(page.get_by_role("link", name="I've finished, forget me here").first).to_be_hidden()


def test_the_inspection_finds_what_is_planted(visitor: Page) -> None:
    """The tools themselves work: a page with known faults is told apart."""
    visitor.goto("/")
    visitor.evaluate(
        """() => {
          const main = document.querySelector("main");
          main.innerHTML = '<img><a href="/"></a><input><p>grey</p><p>wide</p>';
          main.children[3].style.color = "#aaa";
          main.children[4].style.width = "2000px";
        }"""
    )
    found = " ".join(run_axe(visitor))
    for rule in ("image-alt", "link-name", "label", "color-contrast"):
        assert f"{rule}:" in found
    assert visitor.evaluate(SIDEWAYS) != []
    assert visitor.evaluate(SMALL_TARGETS, SMALLEST_TARGET) != []
