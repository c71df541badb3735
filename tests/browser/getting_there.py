"""What somebody does to bring a page into a state that looks different: see states.py."""

from collections.abc import Callable
from typing import Final

from playwright.sync_api import Page

from tests.browser.people import begin, forget_me, send
from tests.support.visitor import Visitor
from web.journey.guesses import LIMIT as WRONG_CODES
from web.reports.views import AT_ONCE as REPORTS

WRONG_CODE: Final = "0000 0000 00000"


def at(path: str) -> Callable[[Page], object]:
    return lambda page: page.goto(path)


def suggestions(page: Page) -> None:
    """Somebody has typed a few letters, and the second suggestion is chosen."""
    page.goto("/roles?q=nur")
    box = page.get_by_role("combobox")
    box.press("End")
    box.press("s")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.press("ArrowDown")


def next_without_answer(item_id: str) -> Callable[[Page], object]:
    def go(page: Page) -> None:
        page.goto(f"/questions/{item_id}")
        send(page, "Next")

    return go


def code(typed: str) -> Callable[[Page], object]:
    def go(page: Page) -> None:
        page.goto("/come-back")
        page.get_by_role("textbox", name="Your code").fill(typed)
        send(page, "Open my journey")

    return go


def too_many_codes(page: Page) -> None:
    page.goto("/come-back")
    guesser = Visitor(page.url)
    for _ in range(WRONG_CODES):
        guesser.send(guesser.get("/come-back").form("/come-back"), {"code": WRONG_CODE})
    code(WRONG_CODE)(page)


def words(text: str) -> Callable[[Page], object]:
    def go(page: Page) -> None:
        page.goto("/your-words")
        page.get_by_role("textbox").fill(text)
        send(page, "Save my words")

    return go


def report_nothing(page: Page) -> None:
    page.goto("/roles/paramedic/report")
    send(page, "Send the report")


def report(text: str) -> Callable[[Page], object]:
    def go(page: Page) -> None:
        page.goto("/roles/paramedic/report")
        page.get_by_role("radio").first.check(force=True)
        page.get_by_role("textbox", name="What should it say?").fill(text)
        send(page, "Send the report")

    return go


def too_many_reports(page: Page) -> None:
    page.goto("/roles/porter/report")
    reporter = Visitor(page.url)
    for _ in range(REPORTS):
        form = reporter.get("/roles/porter/report").form("/roles/porter/report")
        reporter.send(form, {"wrong": "pay"})
    report("The hours are wrong")(page)


def in_trouble(page: Page) -> None:
    """Somebody writes what worries us, and looks at the list."""
    begin(page)
    page.goto("/your-words")
    page.get_by_role("textbox").fill("I want to die")
    with page.expect_event("load"):
        page.get_by_role("button", name="Save my words").click()


def words_anyway(page: Page) -> None:
    words("I like to fix things")(page)


def start_anyway(page: Page) -> None:
    page.goto("/")
    send(page, "Start")


def new_code(page: Page) -> None:
    page.goto("/my-journey")
    with page.expect_navigation():
        page.get_by_role("button", name="Make").click()


def note(text: str) -> Callable[[Page], object]:
    """Somebody writes a note on the first job of the plan."""

    def go(page: Page) -> None:
        page.goto("/my-plan")
        write_note(page, text)

    return go


def write_note(page: Page, text: str) -> None:
    first = page.locator(".plan__job").first
    if not first.get_by_role("textbox").is_visible():
        first.locator("summary").click()
    first.get_by_role("textbox").fill(text)
    # The script leads to this page again, at the job: only its load says that it is there.
    with page.expect_event("load"):
        first.get_by_role("button", name="Save my note").click()


def note_unseen(page: Page) -> None:
    """Somebody writes a note where they wrote another in a second tab."""
    page.goto("/my-plan")
    other = page.context.new_page()
    note("Ask Jo about nights")(other)
    other.close()
    write_note(page, "Ask Sam about weekends")


def note_left_over(page: Page) -> None:
    page.goto("/my-plan")
    with page.expect_navigation():
        page.locator(".plan__job").first.get_by_role("button", name="Take it off").click()


def three_codes(page: Page) -> None:
    for _ in range(3):
        new_code(page)
    page.goto("/my-journey")


def dispute(page: Page) -> None:
    """Press the first "not like me", and load the page that it leads to."""
    page.locator(".not-like-me").first.click()
    page.locator("#changed").wait_for()
    page.reload()


def not_like_me(page: Page) -> None:
    page.goto("/results")
    dispute(page)


def not_like_me_on_a_role(page: Page) -> None:
    page.goto("/roles/paramedic")
    dispute(page)


def not_like_me_in_its_place(page: Page) -> None:
    page.goto("/results/where/porter")
    dispute(page)


def not_for_me(page: Page) -> None:
    """Put the third job aside, and load the page that it leads to."""
    page.goto("/results")
    page.get_by_role("button", name="Not for me").nth(2).click()
    page.locator("#changed").wait_for()
    page.reload()


def put_back(page: Page) -> None:
    not_for_me(page)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("group", name="Back in your list").wait_for()
    page.reload()


def more_like_this(page: Page) -> None:
    page.goto("/results")
    with page.expect_navigation():
        page.get_by_role("button", name="More like this").first.click()


def counted_again(page: Page) -> None:
    """Taken out and put back again in the list; what was left out elsewhere stays out."""
    not_like_me(page)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("group", name="Counted again").wait_for()
    page.reload()


def finished(page: Page) -> None:
    begin(page)
    forget_me(page)


def deleted(page: Page) -> None:
    begin(page)
    page.goto("/my-journey/delete")
    send(page, "Yes, delete everything")


def without_token(page: Page) -> None:
    page.goto("/about-you")
    page.locator("main input[name=csrf_token]").evaluate("field => field.remove()")
    send(page, "Save and see my ways in")


def from_elsewhere(page: Page) -> None:
    """A form on somebody else's page that posts to ours."""
    page.goto("/")
    own = page.url
    page.goto("about:blank")
    page.set_content(f'<form method="post" action="{own}start"><button>Win</button></form>')
    send(page, "Win")
