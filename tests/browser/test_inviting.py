"""Results that invite, in a real browser: short cards, a compass, jobs put aside or wanted."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.keys import is_focused, tab_to
from tests.browser.people import follow, heading, main, roles, titles
from tests.browser.prepared import take_over

PHONE = {"width": 360, "height": 740}
ASIDE = re.compile("^Out of your way$")
BACK = re.compile("^Back in your list$")
ONE_SCREEN = PHONE["height"]


def said(words: str, title: str) -> re.Pattern[str]:
    """The name of a button with the title that only those who hear the page are told."""
    return re.compile(rf"^{words} ?: {re.escape(title)}$")


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def phone(request: pytest.FixtureRequest, new_visitor: NewVisitor, base_url: str) -> Page:
    page = new_visitor(java_script_enabled=request.param, viewport=PHONE)
    take_over(page.context, base_url, "told")
    page.goto("/results")
    return page


def test_a_job_fits_on_one_screen_of_a_phone(phone: Page) -> None:
    boxes = [article.bounding_box() for article in roles(phone).all()]
    heights = sorted(box["height"] for box in boxes if box is not None)
    assert len(heights) == 10
    assert heights[5] < 0.75 * ONE_SCREEN, heights
    assert heights[-1] < ONE_SCREEN, heights


def test_on_a_desk_the_first_job_is_in_the_first_view_and_the_compass_beside_it(
    new_visitor: NewVisitor, base_url: str
) -> None:
    page = new_visitor(viewport={"width": 1280, "height": 720})
    take_over(page.context, base_url, "told")
    page.goto("/results")
    first, compass = roles(page).first, main(page).get_by_role("region", name="Your compass so far")
    expect(first.get_by_role("heading")).to_be_in_viewport()
    expect(compass.get_by_role("img")).to_be_in_viewport(ratio=1)
    job, beside = first.bounding_box(), compass.bounding_box()
    assert job is not None
    assert beside is not None
    assert job["x"] + job["width"] < beside["x"]


@pytest.mark.parametrize("path", ["/results", "/results/different"], ids=["a tick", "no tick"])
def test_on_a_desk_the_row_of_presses_goes_to_the_edge_of_its_card(
    new_visitor: NewVisitor, base_url: str, path: str
) -> None:
    page = new_visitor(viewport={"width": 1280, "height": 720})
    take_over(page.context, base_url, "told")
    page.goto(path)
    body = roles(page).first.locator(".fit__body")
    whole, last = body.bounding_box(), body.locator("> :last-child").bounding_box()
    assert whole is not None
    assert last is not None
    assert last["x"] + last["width"] == pytest.approx(whole["x"] + whole["width"], abs=2)


def test_the_rest_of_a_job_is_one_press_away(phone: Page) -> None:
    first = roles(phone).first
    step = first.get_by_text("A next step in Leeds:")
    expect(step).to_be_hidden()
    first.locator("summary").click()
    expect(step).to_be_visible()


def test_not_for_me_and_undo(phone: Page) -> None:
    before = titles(phone)
    name = before[2]
    phone.get_by_role("button", name=said("Not for me", name)).click()
    notice = phone.get_by_role("group", name=ASIDE)
    expect(notice).to_be_in_viewport()
    expect(main(phone).locator("#place-3").get_by_role("group", name=ASIDE)).to_be_visible()
    assert name not in titles(phone)
    notice.get_by_role("button", name="Undo", exact=True).click()
    expect(phone.get_by_role("group", name=BACK)).to_be_in_viewport()
    assert titles(phone) == before


def test_more_like_this_and_back(phone: Page) -> None:
    name = titles(phone)[0]
    phone.get_by_role("button", name=said("More like this", name)).click()
    expect(heading(phone)).to_have_text(f"More like {name}")
    assert roles(phone).count() == 8
    phone.get_by_role("button", name="Forget that", exact=True).click()
    expect(heading(phone)).to_have_text("Jobs that fit you")


def test_something_different_and_another(phone: Page) -> None:
    before = titles(phone)
    follow(phone, "Bring me something different")
    expect(heading(phone)).to_have_text("Something different")
    (one,) = titles(phone)
    follow(phone, "Another one")
    (other,) = titles(phone)
    assert len({one, other} - set(before)) == 2
    phone.get_by_role("button", name=f"Save {other}", exact=True).click()
    expect(phone.get_by_role("button", name=f"Saved. Take it off {other}")).to_be_visible()


def test_the_switches_stand_above_the_list(phone: Page) -> None:
    switch = phone.get_by_role("link", name=re.compile(r"^Without university \d+ jobs$"))
    expect(switch).to_be_visible()
    switch.click()
    on = phone.get_by_role("link", name=re.compile(r"^Without university \(on: switch it off\)"))
    expect(on).to_be_visible()
    on.click()
    expect(phone).to_have_url(re.compile(r"/results$"))


def test_the_compass_and_its_words(phone: Page) -> None:
    picture = phone.get_by_role("img", name="Your compass so far")
    expect(picture).to_be_visible()
    expect(phone.locator(".rose__row").first).to_be_visible()
    assert phone.locator(".rose__row").count() == 8


def test_by_keyboard(new_visitor: NewVisitor, base_url: str) -> None:
    page = new_visitor(reduced_motion="reduce", viewport={"width": 1024, "height": 768})
    take_over(page.context, base_url, "answered")
    page.goto("/results")
    name = titles(page)[1]
    tab_to(page, page.get_by_role("button", name=said("Not for me", name)))
    page.keyboard.press("Enter")
    notice = page.get_by_role("group", name=ASIDE)
    expect(notice).to_be_focused()
    page.keyboard.press("Tab")
    undo = notice.get_by_role("button", name="Undo", exact=True)
    assert is_focused(undo)
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name=BACK)).to_be_focused()
    assert titles(page)[1] == name
