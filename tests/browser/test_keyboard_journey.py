"""The whole of a visit by keyboard alone, from the start page until the device has forgotten it.

At every stop of Tab the focus is looked at (see keys.look), and after every press that changes the
page in place it must still be somewhere.
"""

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.keys import choose, enter, is_focused, look, tab_to
from tests.browser.people import RESULTS, go_back, heading, main, roles, titles

NOTE = "Ask Jo about nights"


@pytest.fixture
def page(new_visitor: NewVisitor) -> Iterator[Page]:
    """Somebody who asked for less motion, so that a style is there as soon as it applies."""
    yield new_visitor(reduced_motion="reduce", viewport={"width": 1024, "height": 768})


def test_a_whole_visit_without_a_mouse(page: Page) -> None:
    answer_questions(page)
    tell_about_yourself(page)
    put_aside_and_take_back(page)
    find_others(page)
    first = read_a_job(page)
    second = save_one_from_the_map(page)
    compare_them(page, first, second)
    make_a_plan(page)
    enter(page, page.get_by_role("link", name="I've finished, forget me here").first)
    enter(page, page.get_by_role("button", name="Forget me here", exact=True))
    expect(heading(page)).to_have_text("Done. This device has forgotten you")
    assert page.context.cookies() == []


def answer_questions(page: Page) -> None:
    page.goto("/")
    enter(page, page.get_by_role("button", name="Start", exact=True))
    for number in range(4):
        choose(page, number % 3)
        enter(page, page.get_by_role("button", name="Next"))
    enter(page, page.get_by_role("link", name="Stop here and see my list"))
    expect(page).to_have_url(RESULTS)


def tell_about_yourself(page: Page) -> None:
    enter(page, page.get_by_role("link", name="Tell us about you").first)
    stage = page.get_by_role("group", name="Where are you now?")
    tab_to(page, stage.get_by_role("radio", checked=True))
    page.keyboard.press("ArrowUp")
    look(page)
    expect(stage.get_by_role("radio", name="I'm 19 or over")).to_be_checked()
    enter(page, page.get_by_role("button", name="Save and see my ways in"))
    expect(page).to_have_url(RESULTS)


def put_aside_and_take_back(page: Page) -> None:
    before = titles(page)
    press_in_place(page, page.get_by_role("button", name=re.compile("^Not for me")).nth(1))
    expect(page.get_by_role("group", name="Out of your way")).to_be_focused()
    assert before[1] not in titles(page)
    press_in_place(page, page.get_by_role("button", name="Undo", exact=True))
    expect(page.get_by_role("group", name="Back in your list")).to_be_focused()
    assert titles(page) == before

    press_in_place(page, page.get_by_role("button", name="Not like me").first)
    expect(page.get_by_role("group", name="No longer counted")).to_be_focused()
    press_in_place(page, page.get_by_role("button", name="Undo", exact=True))
    expect(page.get_by_role("group", name="Counted again")).to_be_focused()
    assert titles(page) == before


def press_in_place(page: Page, target: Locator) -> None:
    """Enter on something that changes a part of the page."""
    tab_to(page, target)
    page.keyboard.press("Enter")


def find_others(page: Page) -> None:
    """More like one, something different, and only those with a certain way in."""
    enter(page, page.get_by_role("button", name=re.compile("^More like this")).first)
    expect(heading(page)).to_have_text(re.compile("^More like "))
    enter(page, page.get_by_role("button", name="Forget that", exact=True))
    expect(page).to_have_url(RESULTS)
    enter(page, page.get_by_role("link", name="Bring me something different").first)
    expect(heading(page)).to_have_text("Something different")
    enter(page, page.get_by_role("link", name="Back to my list"))
    enter(page, page.get_by_role("link", name=re.compile(r"^Without university \d+ jobs")))
    enter(page, page.get_by_role("link", name=re.compile(r"^Without university \(on")))
    expect(page).to_have_url(re.compile(r"/results$"))


def read_a_job(page: Page) -> str:
    """The picture's twin, the words explained, a mistake reported, the job saved."""
    first = titles(page)[0]
    enter(page, roles(page).first.get_by_role("link", name=first, exact=True))
    expect(heading(page)).to_have_text(first)
    # The picture of the way is no stop; the list that says the same is.
    tab_to(page, main(page).locator(".paths__sides a").first)
    assert page.locator(".ladder:focus-within").count() == 0

    tab_to(page, main(page).locator(".explained summary"))
    page.keyboard.press("Enter")
    look(page)
    expect(main(page).locator(".terms dd").first).to_be_visible()

    enter(page, page.get_by_role("link", name="Report a mistake on this page"))
    enter(page, page.get_by_role("button", name="Send the report"))
    expect(page.locator(":focus")).to_contain_text("One more thing")
    choices = page.get_by_role("group", name="What is wrong?").get_by_role("radio")
    tab_to(page, choices.first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    look(page)
    expect(choices.nth(1)).to_be_checked()
    tab_to(page, page.get_by_role("textbox", name="What should it say?"))
    page.keyboard.type("The hours are longer")
    enter(page, page.get_by_role("button", name="Send the report"))
    expect(page).to_have_url(re.compile(r"/report/thanks$"))
    enter(page, main(page).get_by_role("link", name=f"Back to {first}"))
    enter(page, page.get_by_role("button", name="Save this job"))
    expect(main(page)).to_contain_text("Saved in My journey")
    return first


def save_one_from_the_map(page: Page) -> str:
    enter(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="Map"))
    here = page.locator(".sky__link:focus")
    tab_to(page, page.locator(".sky__link[tabindex='0']"))
    began = here.get_attribute("href")
    page.keyboard.press("+")
    for key in ("ArrowRight", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        look(page)
    assert here.get_attribute("href") != began
    page.keyboard.press("Escape")
    look(page)
    # It is the same job that the focus is on, with the whole map around it.
    title = str(here.get_attribute("aria-label")).split(", ")[0]
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert heading(page).inner_text().startswith(title)
    enter(page, page.get_by_role("button", name="Save this job"))
    return heading(page).inner_text()


def compare_them(page: Page, *wanted: str) -> None:
    enter(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="My journey"))
    enter(page, main(page).get_by_role("link", name="Make it a plan"))
    expect(heading(page)).to_have_text("My plan")
    for title in wanted:
        tab_to(page, page.get_by_role("checkbox", name=f"Compare {title}", exact=True))
        page.keyboard.press("Space")
        look(page)
    enter(page, page.get_by_role("button", name="Compare the ones I ticked"))
    assert sorted(main(page).locator(".role-card__title").all_inner_texts()) == sorted(wanted)
    go_back(page)  # by the browser's own key, which a browser without a window does not have
    expect(heading(page)).to_have_text("My plan")


def make_a_plan(page: Page) -> None:
    """Another order, a note, and the paper with a code on it."""
    jobs = main(page).locator(".plan__title")
    before = jobs.all_inner_texts()
    enter(page, page.get_by_role("button", name=f"Up {before[-1]}"))
    assert jobs.all_inner_texts() == [*before[:-2], before[-1], before[-2]]

    noted = page.locator(".plan__job").first
    tab_to(page, noted.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, noted.get_by_role("textbox"))
    page.keyboard.type(NOTE)
    tab_to(page, noted.get_by_role("button", name=re.compile("^Save my note")))
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    expect(noted.locator(".plan__note-printed")).to_contain_text(NOTE)
    # The keyboard goes on from the job that has the note.
    page.keyboard.press("Tab")
    look(page)
    assert noted.evaluate("job => job.contains(document.activeElement)")

    paper = page.get_by_role("button", name="Get the PDF, with a code on it")
    tab_to(page, paper)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    with pypdfium2.PdfDocument(download.value.path()) as pdf:
        said = "".join(side.get_textpage().get_text_bounded() for side in pdf)
    assert NOTE in said
    assert is_focused(paper)
