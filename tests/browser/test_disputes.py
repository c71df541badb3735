"""Not like me, in a real browser: the list changes where one stands, with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.keys import is_focused
from tests.browser.people import heading, main, titles
from tests.browser.prepared import take_over

NOTICE = re.compile("^No longer counted$")
BACK = re.compile("^Counted again$")
NEAR = 8
"""So many pixels the eye does not notice."""


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def list_of_somebody(
    request: pytest.FixtureRequest, new_visitor: NewVisitor, base_url: str
) -> Page:
    page = new_visitor(java_script_enabled=request.param, viewport={"width": 360, "height": 740})
    take_over(page.context, base_url, "answered")
    page.goto("/results")
    expect(heading(page)).to_have_text("Jobs that fit you")
    return page


def test_a_press_changes_the_list_and_undo_brings_it_back(list_of_somebody: Page) -> None:
    page = list_of_somebody
    before = titles(page)
    third = main(page).get_by_role("article").nth(2)
    third.get_by_role("button", name="Not like me").first.click()
    notice = page.get_by_role("group", name=NOTICE)
    expect(notice).to_be_in_viewport()
    assert titles(page) != before
    # The notice stands where the press was made: at the third job.
    expect(main(page).locator("#place-3").get_by_role("group", name=NOTICE)).to_be_visible()
    notice.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("group", name=BACK)).to_be_in_viewport()
    assert titles(page) == before


def test_the_place_and_the_focus_are_kept(answered: Page) -> None:
    button = main(answered).get_by_role("article").nth(4).get_by_role("button", name="Not like me")
    button.first.scroll_into_view_if_needed()
    box = button.first.bounding_box()
    assert box is not None
    button.first.focus()
    answered.keyboard.press("Enter")
    notice = answered.get_by_role("group", name=NOTICE)
    expect(notice).to_be_focused()
    there = notice.bounding_box()
    assert there is not None
    assert abs(there["y"] - box["y"]) < NEAR
    answered.keyboard.press("Tab")
    answered.keyboard.press("Tab")
    undo = notice.get_by_role("button", name="Undo", exact=True)
    assert is_focused(undo)
    answered.keyboard.press("Enter")
    expect(answered.get_by_role("group", name=BACK)).to_be_focused()


def test_a_new_list_can_be_saved_from_in_place(answered: Page) -> None:
    """What the scripts do to a list they do to the one that took its place, too."""
    main(answered).get_by_role("button", name="Not like me").first.click()
    expect(answered.get_by_role("group", name=NOTICE)).to_be_visible()
    name = titles(answered)[1]
    address = answered.url
    answered.get_by_role("button", name=f"Save {name}", exact=True).click()
    expect(answered.get_by_role("button", name=f"Saved. Take it off {name}")).to_be_visible()
    assert answered.url == address


def test_any_job_is_found_by_its_name(list_of_somebody: Page) -> None:
    page = list_of_somebody
    main(page).get_by_text("Where is a job I know?", exact=True).click()
    page.get_by_role("searchbox", name="Name of a job").fill("paramedic")
    page.get_by_role("button", name="Find its place", exact=True).click()
    expect(heading(page)).to_have_text("Where is Paramedic?")
    expect(main(page).get_by_text(re.compile(r"^You asked about Paramedic: \d+"))).to_be_visible()
