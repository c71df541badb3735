"""My plan and comparisons in a real browser: by keyboard, without scripts, on paper, from paper."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from compass.journeys.types import NOTE_LIMIT
from tests.browser.conftest import NewVisitor
from tests.browser.keys import enter, tab_to
from tests.browser.people import focused, heading, main, press, roles
from tests.browser.prepared import take_over

CODE = re.compile(r"\b[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{5}\b")
ROLES = ("paramedic", "porter", "care-worker")
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def planner(request: pytest.FixtureRequest, new_visitor: NewVisitor, base_url: str) -> Page:
    """Somebody with three saved jobs on a small phone, looking at the plan."""
    page = new_visitor(
        java_script_enabled=request.param,
        viewport={"width": 320, "height": 700},
        reduced_motion="reduce",  # else the focus is out of sight until the page has scrolled
    )
    take_over(page.context, base_url, "begun")
    for role_id in ROLES:
        page.goto(f"/roles/{role_id}")
        press(page, "Save this job")
    page.goto("/my-plan")
    return page


def order(page: Page) -> list[str]:
    return main(page).locator(".plan__title").all_inner_texts()


@contextmanager
def moving(page: Page) -> Iterator[None]:
    # A form that the script sends leads to this very page: only its load says that it is there.
    with page.expect_event("domcontentloaded"):
        yield


def test_the_order_is_changed_by_keyboard_and_stays(planner: Page) -> None:
    assert order(planner) == ["Paramedic", "Hospital porter", "Care worker"]
    enter(planner, planner.get_by_role("button", name="Up Care worker"))
    assert order(planner) == ["Paramedic", "Care worker", "Hospital porter"]
    # The keyboard goes on from the job that was moved.
    moved = planner.locator("#job-care-worker")
    expect(moved).to_be_in_viewport()
    planner.keyboard.press("Tab")
    assert moved.evaluate("job => job.contains(document.activeElement)")
    planner.reload()
    assert order(planner) == ["Paramedic", "Care worker", "Hospital porter"]
    assert not planner.evaluate(WIDER)


def test_a_note_that_is_refused_is_still_there_to_shorten(planner: Page) -> None:
    job = planner.locator("#job-porter")
    job.locator("summary").click()
    typed = "Ask Jo. " * (NOTE_LIMIT // 8 + 1)
    job.get_by_role("textbox").fill(typed)
    with moving(planner):
        job.get_by_role("button", name="Save my note on Hospital porter").click()
    expect(planner).to_have_title(re.compile("^Error"))
    planner.get_by_role("link", name=re.compile("characters? shorter")).click()
    expect(job.get_by_role("textbox")).to_be_focused()
    expect(job.get_by_role("textbox")).to_have_value(typed)
    job.get_by_role("textbox").fill("Ask Jo")
    with moving(planner):
        job.get_by_role("button", name="Save my note on Hospital porter").click()
    expect(planner.locator("#job-porter").get_by_role("textbox")).to_have_value("Ask Jo")


def test_the_paper_brings_somebody_back(planner: Page, new_visitor: NewVisitor) -> None:
    with planner.expect_download() as download:
        planner.get_by_role("button", name="Get the PDF, with a code on it").click()
    assert download.value.suggested_filename == "my-career-compass-plan.pdf"
    with pypdfium2.PdfDocument(download.value.path()) as pdf:
        text = pdf[1].get_textpage().get_text_bounded()
    found = CODE.search(text)
    assert found is not None
    other = new_visitor()
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(f"/come-back#{found[0].replace(' ', '')}")
    expect(other.get_by_role("textbox", name="Your code")).to_have_value(found[0])
    expect(other).to_have_url(re.compile(r"/come-back$"))
    assert not any(found[0].replace(" ", "") in url.partition("#")[0] for url in asked)
    with moving(other):
        press(other, "Open my journey")
    other.goto("/my-plan")
    assert order(other) == ["Paramedic", "Hospital porter", "Care worker"]


def test_what_is_no_code_does_not_get_into_the_field(visitor: Page) -> None:
    visitor.goto("/come-back#main")
    expect(visitor.get_by_role("textbox", name="Your code")).to_have_value("")
    visitor.goto("/come-back#<b>0000000000</b>")
    expect(visitor.get_by_role("textbox", name="Your code")).to_have_value("")


@pytest.mark.parametrize("planner", [True], indirect=True, ids=["scripts"])
def test_a_job_is_shared_by_its_plain_address(planner: Page, base_url: str) -> None:
    planner.context.grant_permissions(["clipboard-read", "clipboard-write"])
    planner.evaluate("navigator.share = undefined")
    button = planner.get_by_role("button", name="Share this job Hospital porter")
    button.click()
    expect(planner.locator("#job-porter").get_by_role("status")).to_have_text(
        "The address is copied."
    )
    assert planner.evaluate("navigator.clipboard.readText()") == f"{base_url}/roles/porter"


@pytest.mark.parametrize("planner", [True], indirect=True, ids=["scripts"])
def test_a_phone_shares_in_its_own_way(planner: Page, base_url: str) -> None:
    planner.evaluate("navigator.share = async (what) => { window.shared = what }")
    planner.get_by_role("button", name="Share this job Paramedic").click()
    planner.wait_for_function("window.shared")
    shared = planner.evaluate("window.shared")
    assert shared == {"title": "Paramedic", "url": f"{base_url}/roles/paramedic"}


@pytest.mark.parametrize("planner", [False], indirect=True, ids=["no scripts"])
def test_without_scripts_the_address_is_there_to_copy(planner: Page, base_url: str) -> None:
    expect(planner.locator("#job-porter")).to_contain_text(f"{base_url}/roles/porter")
    expect(planner.get_by_role("button", name="Share this job")).to_have_count(0)


@pytest.mark.parametrize("planner", [True], indirect=True, ids=["scripts"])
def test_the_page_prints_without_its_buttons_and_with_the_notes(planner: Page) -> None:
    job = planner.locator("#job-paramedic")
    job.locator("summary").click()
    job.get_by_role("textbox").fill("Ask Jo")
    with moving(planner):
        job.get_by_role("button", name="Save my note").click()
    planner.emulate_media(media="print")
    expect(main(planner).get_by_role("button")).to_have_count(0)
    expect(main(planner).get_by_role("textbox")).to_have_count(0)
    expect(job).to_contain_text("Ask Jo")
    expect(job.locator(".plan__note-printed")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [320, 1280])
def test_jobs_ticked_on_the_list_are_put_side_by_side(
    new_visitor: NewVisitor, base_url: str, scripts: bool, width: int
) -> None:
    page = new_visitor(java_script_enabled=scripts, viewport={"width": width, "height": 700})
    take_over(page.context, base_url, "answered")
    page.goto("/results")
    wanted = main(page).locator(".fit__title").all_inner_texts()[:4]
    for title in wanted:
        page.get_by_role("checkbox", name=f"Compare {title}", exact=True).check()
    # With a tick the bar follows down the list.
    roles(page).nth(4).scroll_into_view_if_needed()
    expect(page.locator(".compare-bar")).to_be_in_viewport()
    with moving(page):
        press(page, "Compare")
    assert sorted(main(page).locator(".role-card__title").all_inner_texts()) == sorted(wanted)
    assert not page.evaluate(WIDER)
    with moving(page):
        page.get_by_role("link", name=f"Take it away {wanted[0]}").click()
    expect(heading(page)).not_to_contain_text(wanted[0])
    expect(main(page).locator(".role-card__title")).to_have_count(3)


def test_a_comparison_is_read_by_keyboard_question_by_question(visitor: Page) -> None:
    visitor.goto("/compare?roles=porter,paramedic,care-worker,dental-nurse")
    tab_to(visitor, main(visitor).get_by_role("link", name="Hard parts", exact=True))
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", name="The hard parts")).to_be_in_viewport()
    expect(focused(visitor)).to_have_count(0)
    # Each answer says whose it is.
    hours = visitor.locator("dl", has=visitor.get_by_text("Usually twelve-hour shifts")).first
    assert hours.locator("dt").all_inner_texts() == [
        "Hospital porter",
        "Paramedic",
        "Care worker",
        "Dental nurse",
    ]
