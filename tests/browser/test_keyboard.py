"""Everything a visitor comes for, without a mouse: Tab, Shift+Tab, arrows, Space and Enter."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.keys import all_stops, choose, enter, is_focused, look, tab_to
from tests.browser.people import RESULTS, focused, heading, main, options, roles, titles
from tests.browser.prepared import Done, take_over

PAGES: tuple[tuple[Done, str], ...] = (
    ("nothing", "/"),
    ("nothing", "/roles"),
    ("nothing", "/roles/paramedic"),
    ("nothing", "/come-back"),
    ("nothing", "/paper"),
    ("nothing", "/privacy"),
    ("nothing", "/map"),
    ("told", "/map?near=porter"),
    ("told", "/questions/stopped-machine"),
    ("three", "/questions"),
    ("told", "/questions/subjects-liked"),
    ("told", "/about-you"),
    ("told", "/your-words"),
    ("told", "/results"),
    ("told", "/roles/paramedic"),
    ("told", "/results/where/paramedic"),
    ("told", "/compare?roles=paramedic,care-worker"),
    ("told", "/my-journey"),
    ("told", "/my-plan"),
    ("nothing", "/compare?roles=porter,paramedic,care-worker,dental-nurse"),
    ("told", "/finish"),
)


@pytest.fixture
def page(new_visitor: NewVisitor) -> Iterator[Page]:
    """A visitor who asked for less motion, so that a style is there as soon as it applies."""
    yield new_visitor(reduced_motion="reduce", viewport={"width": 1024, "height": 768})


def test_the_whole_visit_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the main part")
    assert is_focused(skip)
    look(page)
    page.keyboard.press("Enter")
    expect(main(page)).to_be_focused()

    page.goto("/")
    enter(page, page.get_by_role("button", name="Start", exact=True))
    for number in range(3):
        choose(page, number)
        enter(page, page.get_by_role("button", name="Next"))
    enter(page, page.get_by_role("link", name="Stop here and see my list"))

    expect(page).to_have_url(RESULTS)
    first = titles(page)[0]
    enter(page, roles(page).first.get_by_role("link", name=first, exact=True))
    enter(page, page.get_by_role("button", name="Save this job"))
    expect(main(page)).to_contain_text("Saved in My journey")

    enter(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="My journey"))
    enter(page, page.get_by_role("button", name="Make a code"))
    expect(heading(page)).to_have_text("Your code")
    enter(page, page.get_by_role("link", name="I've finished, forget me here").first)
    enter(page, page.get_by_role("button", name="Forget me here", exact=True))
    expect(heading(page)).to_have_text("Done. This device has forgotten you")
    assert page.context.cookies() == []


def test_narrowing_the_list(page: Page, base_url: str) -> None:
    take_over(page.context, base_url, "answered")
    page.goto("/results")
    tab_to(page, main(page).locator("summary").filter(has_text="Filter the list"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("checkbox", name=re.compile("^Apprenticeship")))
    page.keyboard.press("Space")
    enter(page, page.get_by_role("button", name="Use these filters"))
    expect(page.get_by_text("Filters in use:")).to_be_visible()
    assert roles(page).count() >= 1


def test_facts_and_own_words(page: Page, base_url: str) -> None:
    take_over(page.context, base_url, "answered")
    page.goto("/about-you")
    stage = page.get_by_role("group", name="Where are you now?")
    tab_to(page, stage.get_by_role("radio", checked=True))
    page.keyboard.press("ArrowUp")
    expect(stage.get_by_role("radio", name="I'm 19 or over")).to_be_checked()
    enter(page, page.get_by_role("button", name="Save and see my ways in"))
    expect(page).to_have_url(RESULTS)

    enter(page, page.get_by_role("link", name="Write a sentence"))
    tab_to(page, page.get_by_role("textbox"))
    page.keyboard.type("I like to fix things.")
    enter(page, page.get_by_role("button", name="Save my words"))
    expect(page).to_have_url(RESULTS)


def test_searching(page: Page) -> None:
    page.goto("/roles")
    tab_to(page, page.get_by_role("combobox"))
    page.keyboard.type("paramedc")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    enter(page, main(page).get_by_role("link", name="Paramedic", exact=True))
    expect(heading(page)).to_have_text("Paramedic")


def test_saving_on_the_list_keeps_the_focus(page: Page, base_url: str) -> None:
    take_over(page.context, base_url, "answered")
    page.goto("/results")
    name = titles(page)[0]
    tab_to(page, page.get_by_role("button", name=f"Save {name}", exact=True))
    page.keyboard.press("Enter")
    saved = page.get_by_role("button", name=f"Saved. Take it off {name}")
    expect(saved).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text(f"{name} is saved in My journey")


def test_an_error_takes_the_focus_and_leads_to_the_question(page: Page, base_url: str) -> None:
    take_over(page.context, base_url, "begun")
    page.goto("/questions/what-matters-most")
    enter(page, page.get_by_role("button", name="Next"))
    expect(focused(page)).to_contain_text("One more thing")
    tab_to(page, page.get_by_role("alert").get_by_role("link"))
    page.keyboard.press("Enter")
    expect(options(page).first).to_be_focused()


@pytest.mark.parametrize(("done", "path"), PAGES, ids=lambda value: value)
def test_every_stop_can_be_seen(page: Page, base_url: str, done: Done, path: str) -> None:
    take_over(page.context, base_url, done)
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    stops = all_stops(page)
    assert "Skip to the main part" in stops[0]
    assert "forget me here" in page.locator("footer a").last.inner_text()
    assert "/finish" in stops[-1]
