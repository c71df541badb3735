"""The map alive: by pointer, by finger, by keys, by buttons, and whole without any of it."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.inspection import run_axe
from tests.browser.keys import is_focused, look, tab_to
from tests.browser.people import heading, main
from tests.browser.prepared import SAVED, take_over
from tests.support.engines import real_catalogue
from web.assets_manifest import STATIC, load

LARGEST_SCRIPT = 30_000
TARGET_PX = 24
WIDE = {"width": 1280, "height": 1000}
SMALL = {"width": 320, "height": 640}

VIEW = """
() => {
  const matrix = document.querySelector("[data-zoomed]").transform.baseVal.consolidate()?.matrix;
  return matrix ? [matrix.a, matrix.e, matrix.f] : [1, 0, 0];
}
"""
# What a dot looks like, wherever it lies.
OUTLINE = """
(path) => [path.getAttribute("d").replace(/[^a-z]/gi, ""), Math.round(path.getBBox().width)].join()
"""
PLACES = """
links => links.map((link) => {
  const box = link.querySelector(".dot").getBoundingClientRect();
  return [link.getAttribute("href"), box.left + box.width / 2, box.top + box.height / 2];
})
"""


@pytest.fixture
def page(new_visitor: NewVisitor) -> Iterator[Page]:
    """Everybody's map on a wide screen, still as soon as it has been told to move."""
    page = new_visitor(reduced_motion="reduce", viewport=WIDE)
    page.goto("/map")
    yield page


def dots(page: Page) -> Locator:
    return page.locator(".sky__link")


def dot(page: Page, role_id: str) -> Locator:
    return page.locator(f".sky__link[href='/roles/{role_id}']")


def card(page: Page) -> Locator:
    return page.locator("[data-card]")


def scale(page: Page) -> float:
    """How often larger than at first the map is drawn."""
    return float(page.evaluate(VIEW)[0])


def places(page: Page) -> dict[str, tuple[float, float]]:
    """Where each dot is on the screen, by its address."""
    found: list[Any] = dots(page).evaluate_all(PLACES)
    return {href: (x, y) for href, x, y in found}


def until(there: Callable[[], bool]) -> None:
    """Wait for something that the page does in its own time."""
    # Playwright's own waiting evaluates text in the page, which our policy forbids.
    for _ in range(100):
        if there():
            return
        time.sleep(0.05)
    raise AssertionError("it never came about")


def in_picture(page: Page, x: float, y: float) -> bool:
    box = page.locator(".sky__picture").bounding_box()
    assert box
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    return box["x"] <= x <= right and box["y"] <= y <= bottom


def test_every_job_is_a_link_with_a_name(page: Page) -> None:
    expect(page.get_by_role("group", name="The map of all jobs")).to_be_visible()
    catalogue = real_catalogue()
    found = dots(page).evaluate_all(
        "links => links.map((a) => [a.getAttribute('href'), a.getAttribute('aria-label')])"
    )
    assert {href for href, _ in found} == {f"/roles/{role.id}" for role in catalogue}
    assert dict(found)["/roles/porter"] == "Hospital porter, Buildings, food, porters"
    # Near means alike: two that are much the same lie side by side.
    at = places(page)
    midwife, beside = at["/roles/midwife"], at["/roles/community-midwife"]
    assert abs(midwife[0] - beside[0]) + abs(midwife[1] - beside[1]) < 100


def test_one_tab_leads_in_and_one_out(page: Page) -> None:
    tab_to(page, page.get_by_role("link", name="Go past the picture to the list"))
    page.keyboard.press("Tab")
    look(page)
    assert "sky__link" in str(page.evaluate("document.activeElement.getAttribute('class')"))
    page.keyboard.press("Tab")
    look(page)
    inside = page.locator(".sky__ground")
    assert inside.evaluate("ground => ground.contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    look(page)
    assert "sky__link" in str(page.evaluate("document.activeElement.getAttribute('class')"))


def test_arrows_lead_to_the_next_job_that_way_and_enter_opens_it(page: Page) -> None:
    tab_to(page, page.locator(".sky__link[tabindex='0']"))
    for key, axis, sign in (
        ("ArrowRight", 0, 1),
        ("ArrowDown", 1, 1),
        ("ArrowLeft", 0, -1),
        ("ArrowUp", 1, -1),
    ):
        before = page.locator(".sky__link:focus").get_attribute("href")
        page.keyboard.press(key)
        look(page)
        after = page.locator(".sky__link:focus").get_attribute("href")
        at = places(page)
        assert before and after and before != after
        moved = [at[after][0] - at[before][0], at[after][1] - at[before][1]]
        assert moved[axis] * sign > 0
        assert abs(moved[axis]) >= abs(moved[1 - axis]) - 1
    role = next(role for role in real_catalogue() if f"/roles/{role.id}" == after)
    expect(card(page)).to_contain_text(role.title)
    assert page.locator(".sky__link[tabindex='0']").count() == 1
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(role.title)


def test_plus_minus_and_escape(page: Page) -> None:
    tab_to(page, page.locator(".sky__link[tabindex='0']"))
    page.keyboard.press("+")
    first = scale(page)
    assert first > 1
    page.keyboard.press("+")
    assert scale(page) > first
    page.keyboard.press("-")
    assert scale(page) == pytest.approx(first)
    x, y = places(page)[str(page.locator(".sky__link:focus").get_attribute("href"))]
    assert in_picture(page, x, y)
    page.keyboard.press("Escape")
    assert page.evaluate(VIEW) == [1, 0, 0]
    assert is_focused(page.locator(".sky__link[tabindex='0']"))


def test_a_job_out_of_view_comes_into_view_with_the_focus(page: Page) -> None:
    tab_to(page, page.locator(".sky__link[tabindex='0']"))
    for _ in range(6):
        page.keyboard.press("+")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
        look(page)
        href = str(page.locator(".sky__link:focus").get_attribute("href"))
        assert in_picture(page, *places(page)[href])


def test_buttons_zoom_and_say_so(page: Page) -> None:
    closer = page.get_by_role("button", name="Zoom in")
    closer.click()
    assert scale(page) > 1
    expect(page.locator("[data-status]")).to_have_text("Zoomed in.")
    page.get_by_role("button", name="Zoom out").click()
    assert scale(page) == pytest.approx(1)
    for _ in range(8):
        closer.click()
    assert scale(page) < 20
    expect(page.locator(".titles text").first).to_be_visible()
    page.get_by_role("button", name="Whole map").click()
    assert page.evaluate(VIEW) == [1, 0, 0]
    expect(page.locator(".titles text")).to_have_count(0)


def test_titles_never_stand_over_each_other(page: Page) -> None:
    page.goto("/map?near=midwife")
    expect(page.locator(".titles text", has_text=re.compile("^Midwife$"))).to_be_visible()
    boxes = page.locator(".titles text").evaluate_all(
        "texts => texts.map((t) => t.getBoundingClientRect()).map((b) => "
        "[b.left, b.top + 2, b.right, b.bottom - 2])"
    )
    assert len(boxes) > 5
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert (
                one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            )


def test_pointing_near_a_dot_is_enough(page: Page) -> None:
    x, y = places(page)["/roles/midwife"]
    page.mouse.move(x + 3, y - 3)
    expect(card(page).get_by_role("link", name="Midwife", exact=True)).to_be_visible()
    with page.expect_navigation():
        page.mouse.click(x + 3, y - 3)
    expect(heading(page)).to_have_text("Midwife")


def test_dragging_moves_the_map_and_opens_nothing(page: Page) -> None:
    page.get_by_role("button", name="Zoom in").click()
    _, left, top = page.evaluate(VIEW)
    x, y = places(page)["/roles/theatre-nurse"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 40, steps=4)
    page.mouse.up()
    _, new_left, new_top = page.evaluate(VIEW)
    assert new_left < left and new_top < top
    expect(page).to_have_url(re.compile(r"/map$"))


def test_the_wheel_is_the_page_s_own_but_with_ctrl(page: Page) -> None:
    box = page.locator(".sky__picture").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, 200)
    until(lambda: page.evaluate("scrollY") > 0)
    assert scale(page) == 1
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    until(lambda: scale(page) > 1)


@pytest.fixture
def phone(new_visitor: NewVisitor) -> Iterator[Page]:
    page = new_visitor(viewport=SMALL, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page.goto("/map")
    yield page


def test_a_tap_chooses_the_nearest_and_a_second_one_opens_it(phone: Page) -> None:
    phone.locator(".sky__picture").scroll_into_view_if_needed()
    x, y = places(phone)["/roles/midwife"]
    phone.touchscreen.tap(x + 1, y)
    chosen = card(phone).get_by_role("link")
    expect(chosen).to_be_visible()
    expect(phone).to_have_url(re.compile(r"/map$"))
    title = chosen.inner_text()
    href = chosen.get_attribute("href")
    x, y = places(phone)[str(href)]
    with phone.expect_navigation():
        phone.touchscreen.tap(x, y)
    expect(heading(phone)).to_have_text(title)


def test_two_fingers_zoom(phone: Page) -> None:
    phone.locator(".sky__picture").scroll_into_view_if_needed()
    box = phone.locator(".sky__picture").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = phone.context.new_cdp_session(phone)

    def fingers(kind: str, apart: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x - apart, "y": y}, {"x": x + apart, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 20)
    for apart in (35, 50, 65, 80):
        fingers("touchMove", apart)
    fingers("touchEnd", 0)
    assert scale(phone) > 2


def test_zoomed_in_every_dot_is_a_target_of_its_own_size(phone: Page) -> None:
    """At first a finger gets the nearest dot; zoomed in, no two are nearer than a target."""
    for _ in range(12):
        phone.get_by_role("button", name="Zoom in").tap()
    at = [*places(phone).values()]
    nearest = min(
        ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
        for number, (ax, ay) in enumerate(at)
        for bx, by in at[number + 1 :]
    )
    assert nearest >= TARGET_PX


def test_a_search_dims_the_rest(page: Page) -> None:
    page.get_by_role("combobox").fill("midwife")
    page.get_by_role("combobox").press("Enter")
    expect(page).to_have_url(re.compile(r"/map\?q=midwife"))
    expect(main(page)).to_contain_text("light up for “midwife”")
    expect(dot(page, "midwife")).not_to_have_class(re.compile("is-out"))
    expect(dot(page, "porter")).to_have_class(re.compile("is-out"))
    lit, dimmed = (
        float(dot(page, role_id).locator(".dot").evaluate("dot => getComputedStyle(dot).opacity"))
        for role_id in ("midwife", "porter")
    )
    assert dimmed < lit / 2
    page.get_by_role("link", name="Light up everything").click()
    expect(page.locator(".sky__link.is-out")).to_have_count(0)


def test_filters_dim_the_rest_and_arrows_go_through_what_is_lit(page: Page) -> None:
    main(page).locator("summary", has_text="Filters").click()
    page.get_by_role("checkbox", name=re.compile("^Teeth and mouths")).check()
    page.get_by_role("button", name="Light these up").click()
    expect(page).to_have_url(re.compile(r"family=dental"))
    dental = {f"/roles/{role.id}" for role in real_catalogue() if role.family == "dental"}
    lit = page.locator(".sky__link:not(.is-out)")
    assert set(lit.evaluate_all("all => all.map((a) => a.getAttribute('href'))")) == dental
    tab_to(page, page.locator(".sky__link[tabindex='0']"))
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        assert page.locator(".sky__link:focus").get_attribute("href") in dental


def test_my_map_shows_what_suits_me_and_what_i_saved(page: Page, base_url: str) -> None:
    take_over(page.context, base_url, "told")
    page.goto("/map")
    expect(page.locator(".dot--best")).to_have_count(20)
    looks = ("best", "well", "part", "less")
    shapes = {look: page.locator(f".dot--{look}").first.evaluate(OUTLINE) for look in looks}
    assert len(set(shapes.values())) == 4, "told by colour alone"
    expect(page.locator(".is-saved")).to_have_count(len(SAVED))
    for role_id in SAVED:
        expect(dot(page, role_id)).to_have_attribute("aria-label", re.compile("Saved$"))
    first = page.locator("[data-group=best] li").first
    name = first.get_by_role("link").inner_text()
    best = page.locator(f".sky__link[aria-label^='{name}, ']").first
    expect(best).to_have_attribute("aria-label", re.compile("Suits you best"))
    best.focus()
    expect(card(page)).to_contain_text("number 1 in your list")
    expect(page.get_by_text("What the dots mean", exact=True)).to_be_attached()
    key = page.locator(".key")
    expect(key).to_contain_text("Suits you best")
    expect(key).to_contain_text("Saved by you")


def test_from_the_list_and_from_a_job_to_the_map(page: Page, base_url: str) -> None:
    take_over(page.context, base_url, "answered")
    page.goto("/results")
    page.get_by_role("link", name="On the map").click()
    expect(heading(page)).to_have_text("The map of all jobs")
    page.goto("/roles/porter")
    page.get_by_role("link", name="What is near it on the map").click()
    expect(heading(page)).to_have_text("Hospital porter on the map")
    assert scale(page) > 2
    assert in_picture(page, *places(page)["/roles/porter"])
    expect(card(page)).to_contain_text("Hospital porter")


def test_without_scripts_the_picture_stands_and_the_list_does_the_work(
    new_visitor: NewVisitor, base_url: str
) -> None:
    page = new_visitor(java_script_enabled=False, viewport=SMALL)
    take_over(page.context, base_url, "answered")
    page.goto("/map")
    expect(page.get_by_role("img", name="The map of all jobs")).to_be_visible()
    expect(page.get_by_role("button", name="Zoom in")).to_be_hidden()
    best = page.locator("[data-group=best]")
    expect(best.get_by_role("link").first).to_be_visible()
    expect(best.get_by_role("link")).to_have_count(20)
    page.locator("[data-group=well] summary").click()
    expect(page.locator("[data-group=well]").get_by_role("link").first).to_be_visible()
    page.get_by_role("searchbox").fill("teeth")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/map\?q=teeth"))
    expect(main(page)).to_contain_text("light up for “teeth”")
    best_of_few = main(page).locator(".kin[open]").get_by_role("link").first
    title = best_of_few.inner_text()
    best_of_few.click()
    expect(heading(page)).to_have_text(title)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
def test_zoomed_in_it_is_as_accessible_as_at_first(
    new_visitor: NewVisitor, base_url: str, scheme: Any, size: Any
) -> None:
    page = new_visitor(color_scheme=scheme, viewport=size, reduced_motion="reduce")
    take_over(page.context, base_url, "told")
    page.goto("/map?near=care-worker")
    assert run_axe(page) == ()
    page.get_by_role("button", name="Zoom in").click()
    dot(page, "care-worker").focus()
    assert run_axe(page) == ()


def test_it_moves_gently_unless_somebody_asks_for_less_motion(new_visitor: NewVisitor) -> None:
    page = new_visitor(viewport=WIDE)
    page.goto("/map")
    # Every view on the way is noted: on a busy machine the glide may be over before one can look.
    page.evaluate(
        """() => {
          const zoomed = document.querySelector("[data-zoomed]");
          window.views = [];
          new MutationObserver(() => views.push(zoomed.getAttribute("transform")))
            .observe(zoomed, { attributes: true, attributeFilter: ["transform"] });
        }"""
    )
    page.get_by_role("button", name="Zoom in").click()
    until(lambda: scale(page) > 1.6)
    assert page.evaluate("new Set(views).size") > 1, "it jumped"


def test_the_script_is_small_and_of_this_page_alone(page: Page) -> None:
    path = STATIC / load().names["map.js"]
    assert Path(f"{path}.gz").stat().st_size <= LARGEST_SCRIPT
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/roles", wait_until="networkidle")
    assert not [url for url in asked if "/map-" in url]
