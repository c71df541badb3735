"""Help lines beside what somebody in trouble asked for, contact details taken out, and mistakes
reported, in a real browser with scripts and without."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.keys import tab_to
from tests.browser.people import RESULTS, go_back, heading, main, press, roles
from tests.browser.prepared import take_over

TROUBLE = "I want to die"
PHONE = "07911 123456"
PANEL = "Somebody to talk to, if things are hard"
REPORT = "/roles/porter/report"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request: pytest.FixtureRequest, new_visitor: NewVisitor, base_url: str) -> Iterator[Page]:
    """Somebody who has answered what is asked, on a phone."""
    page = new_visitor(
        java_script_enabled=request.param,
        viewport={"width": 320, "height": 640},
        reduced_motion="reduce",
    )
    take_over(page.context, base_url, "answered")
    yield page


def write_words(page: Page, text: str) -> None:
    page.goto("/your-words")
    page.get_by_role("textbox").fill(text)
    press(page, "Save my words")
    expect(page).to_have_url(RESULTS)


def test_the_list_comes_with_help_lines_beside_it(page: Page) -> None:
    write_words(page, TROUBLE)
    panel = page.get_by_role("complementary", name=PANEL)
    expect(panel).to_be_in_viewport()
    call = panel.get_by_role("link", name=re.compile("^Call 116 123"))
    expect(call).to_have_attribute("href", "tel:116123")
    # Beside, never instead: the list is all there.
    assert roles(page).count() >= 10
    tab_to(page, panel.locator("summary"))
    page.keyboard.press("Enter")
    expect(call).to_be_hidden()
    # The address tells nobody who comes after.
    assert "die" not in page.url


def test_a_search_and_a_report_get_them_too(page: Page) -> None:
    page.goto("/roles")
    main(page).locator("input[name=q]").fill(TROUBLE)
    press(page, "Search")
    expect(page.get_by_role("complementary", name=PANEL)).to_be_visible()
    page.goto(REPORT)
    page.get_by_role("radio").first.check(force=True)
    page.get_by_role("textbox", name="What should it say?").fill(TROUBLE)
    press(page, "Send the report")
    expect(heading(page)).to_have_text("Thank you")
    expect(page.get_by_role("complementary", name=PANEL)).to_be_visible()


def test_ordinary_words_get_none(page: Page) -> None:
    write_words(page, "I want to work in suicide prevention")
    expect(page.get_by_role("complementary", name=PANEL)).to_have_count(0)


def test_a_phone_number_is_taken_out_and_said_so(page: Page) -> None:
    write_words(page, f"I like babies, ring me on {PHONE}")
    expect(page.get_by_role("complementary", name="What we took out")).to_contain_text(
        "a phone number"
    )
    page.goto("/your-words")
    kept = page.get_by_role("textbox").input_value()
    assert "I like babies" in kept
    assert not re.search(r"\d{3}", kept)
    page.goto("/my-journey")
    expect(main(page)).not_to_contain_text(PHONE)


def test_a_mistake_is_reported_after_one_that_could_not_be(page: Page) -> None:
    page.goto("/roles/porter")
    page.get_by_role("link", name="Report a mistake on this page").click()
    page.get_by_role("textbox", name="What should it say?").fill(f"Ring {PHONE}, it is wrong")
    press(page, "Send the report")
    expect(page).to_have_title(re.compile("^Error: "))
    # What was typed is still there; only the choice is missing.
    expect(page.get_by_role("textbox", name="What should it say?")).to_have_value(
        re.compile("it is wrong")
    )
    page.get_by_role("alert").get_by_role("link").click()
    page.get_by_role("radio").nth(1).check(force=True)
    press(page, "Send the report")
    expect(heading(page)).to_have_text("Thank you")
    expect(page.get_by_role("complementary", name="What we took out")).to_be_visible()
    page.get_by_role("link", name="Back to Hospital porter").click()
    expect(heading(page)).to_have_text("Hospital porter")


def test_back_from_the_thanks_sends_nothing_again(page: Page) -> None:
    page.goto(REPORT)
    page.get_by_role("radio").first.check(force=True)
    press(page, "Send the report")
    expect(heading(page)).to_have_text("Thank you")
    go_back(page)
    expect(heading(page)).to_have_text("Report a mistake")
