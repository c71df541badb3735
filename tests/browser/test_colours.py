"""Light or dark, as a browser shows it: the device's word, the reader's word, and paper."""

import re
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.inspection import COLOUR_RULES, run_axe
from tests.browser.people import heading, send

GROUND: Final = "getComputedStyle(document.documentElement).backgroundColor"
LETTERS: Final = "getComputedStyle(document.querySelector('h1')).color"
CREAM: Final = "rgb(255, 248, 236)"
AUBERGINE: Final = "rgb(28, 15, 44)"


def choose(page: Page, name: str) -> None:
    """From a page of a role to the form by the link of its footer, and back by its button."""
    page.goto("/roles/porter")
    page.get_by_role("link", name="Light or dark", exact=True).click()
    page.get_by_role("radio", name=re.compile(f"^{name}")).check(force=True)
    send(page, "Use this")
    expect(heading(page)).to_have_text("Hospital porter")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_device_says_until_the_reader_chooses(new_visitor: NewVisitor, scripts: bool) -> None:
    page = new_visitor(color_scheme="dark", java_script_enabled=scripts)
    page.goto("/")
    assert page.evaluate(GROUND) == AUBERGINE
    choose(page, "Light")
    assert page.evaluate(GROUND) == CREAM
    choose(page, "Like my device")
    assert page.evaluate(GROUND) == AUBERGINE
    page.emulate_media(color_scheme="light")
    assert page.evaluate(GROUND) == CREAM
    choose(page, "Dark")
    assert page.evaluate(GROUND) == AUBERGINE


def test_the_focus_ring_of_a_bright_button_shows_by_night(new_visitor: NewVisitor) -> None:
    page = new_visitor(color_scheme="dark")
    page.goto("/light-or-dark")
    page.get_by_role("radio", name="Like my device").focus()
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="Use this")
    expect(button).to_be_focused()
    # Of night, although the button itself is as bright as by day.
    expect(button).to_have_css("outline-color", "rgb(203, 180, 255)")
    expect(button).to_have_css("color", "rgb(42, 18, 64)")


def test_a_choice_is_no_part_of_a_journey(new_visitor: NewVisitor) -> None:
    page = new_visitor(color_scheme="light")
    choose(page, "Dark")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["compass-colours"]
    page.goto("/")
    send(page, "Start")
    assert page.evaluate(GROUND) == AUBERGINE


def test_paper_is_white_whatever_the_time(new_visitor: NewVisitor) -> None:
    page = new_visitor(color_scheme="dark")
    choose(page, "Dark")
    page.emulate_media(media="print")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    assert page.evaluate(LETTERS) in {"rgb(0, 0, 0)", "rgb(42, 18, 64)"}


def test_the_still_there_question_can_be_read_by_night(new_visitor: NewVisitor) -> None:
    page = new_visitor(color_scheme="dark", reduced_motion="reduce")
    page.goto("/")
    send(page, "Start")
    page.clock.install()
    page.reload()
    page.clock.fast_forward("19:20")
    expect(page.get_by_role("dialog", name="Still there?")).to_be_visible()
    assert run_axe(page, COLOUR_RULES) == ()
