"""Suggestions while typing: by keyboard, by finger, by ear, and none of it needed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import NewVisitor
from tests.browser.people import heading, main
from tests.browser.prepared import take_over


@pytest.fixture(params=["/", "/roles"])
def page(request: pytest.FixtureRequest, new_visitor: NewVisitor) -> Iterator[Page]:
    """Each page that has the box."""
    page = new_visitor(reduced_motion="reduce", viewport={"width": 320, "height": 640})
    page.goto(request.param)
    yield page


def box(page: Page) -> Locator:
    return page.get_by_role("combobox")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggested jobs").get_by_role("option")


def type_in(page: Page, text: str) -> None:
    box(page).press_sequentially(text)


def test_arrows_choose_and_enter_opens(page: Page) -> None:
    type_in(page, "paramed")
    expect(options(page).first).to_contain_text("Paramedic")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="suggestion")).to_contain_text("arrows")
    box(page).press("ArrowDown")
    first = options(page).first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    expect(box(page)).to_be_focused()
    with page.expect_navigation():
        box(page).press("Enter")
    expect(heading(page)).to_have_text("Paramedic")


def test_up_goes_round_and_past_the_ends_is_the_box(page: Page) -> None:
    type_in(page, "nurs")
    expect(options(page).first).to_be_visible()
    box(page).press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    box(page).press("ArrowDown")
    expect(options(page).and_(page.locator("[aria-selected=true]"))).to_have_count(0)
    assert box(page).get_attribute("aria-activedescendant") is None


def test_tab_leads_from_the_box_to_the_button_past_a_list_that_scrolls(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    type_in(page, "nurs")
    expect(options(page).first).to_be_visible()
    listbox = page.get_by_role("listbox")
    listbox.evaluate("list => { list.style.maxHeight = '6rem'; }")
    assert listbox.evaluate("list => list.scrollHeight > list.clientHeight"), "it did not scroll"
    box(page).press("Tab")
    expect(listbox).to_be_hidden()
    expect(main(page).get_by_role("button", name="Search")).to_be_focused()


def test_enter_without_a_choice_searches(page: Page) -> None:
    type_in(page, "nurs")
    expect(options(page).first).to_be_visible()
    with page.expect_navigation():
        box(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/roles\?q=nurs"))
    expect(main(page)).to_contain_text("for “nurs”")


def test_escape_closes_then_empties(page: Page) -> None:
    type_in(page, "nurs")
    expect(options(page).first).to_be_visible()
    box(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("nurs")
    box(page).press("ArrowDown")
    expect(options(page).first).to_be_visible()
    box(page).press("Escape")
    box(page).press("Escape")
    expect(box(page)).to_have_value("")


def test_a_tap_opens_the_job_and_leaving_closes_the_list(page: Page) -> None:
    type_in(page, "midw")
    expect(options(page).first).to_be_visible()
    box(page).press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box(page).fill("")
    type_in(page, "midwi")
    with page.expect_navigation():
        options(page).first.click()
    expect(heading(page)).to_have_text("Midwife")


def test_meaning_is_suggested_and_says_so(page: Page) -> None:
    box(page).fill("people who are sad and need to talk")
    expect(options(page).first).to_contain_text(re.compile("Close in meaning|Has your words"))


def test_nothing_like_it_says_how_to_go_on(page: Page) -> None:
    type_in(page, "qqzzx")
    expect(page.get_by_text("No suggestions. Press Enter to search.")).to_be_attached()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_box_works_when_suggestions_do_not(page: Page) -> None:
    # An answer that is no JSON, as from a proxy in between.
    page.route("**/roles/suggestions*", lambda route: route.fulfill(body="<p>Log in first</p>"))
    with page.expect_response("**/roles/suggestions*"):
        type_in(page, "porter")
    with page.expect_navigation():
        box(page).press("Enter")
    expect(main(page).get_by_role("link", name="Hospital porter").first).to_be_visible()


def test_nothing_is_asked_with_the_cookie_of_a_journey(
    new_visitor: NewVisitor, base_url: str
) -> None:
    page = new_visitor()
    take_over(page.context, base_url, "begun")
    page.goto("/roles")
    asked: list[dict[str, str]] = []

    def note(route: Route) -> None:
        asked.append(route.request.all_headers())
        route.continue_()

    page.route("**/roles/suggestions*", note)
    type_in(page, "nurs")
    expect(options(page).first).to_be_visible()
    assert asked
    assert all("cookie" not in headers for headers in asked)
