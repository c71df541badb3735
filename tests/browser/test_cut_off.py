"""The network goes in the middle of each kind of form: nothing typed is lost, nothing that was
pressed leads nowhere, and what did not arrive has not happened."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.inspection import CUT_OFF, NARROW, SIDEWAYS, WIDE, run_axe
from tests.browser.network import WAITING, expect_at, expect_no_network, until_kept, wait_for
from tests.browser.people import heading, main, press
from tests.browser.prepared import SAVED, Done, take_over

NOTE = "Ask Jo about nights"
FIRST_SAVED = f"#job-{SAVED[0]}"


def note_field(page: Page) -> Locator:
    """Where a note on the first job of the plan is written."""
    return page.locator(".plan__job").first.get_by_role("textbox")


def begin_note(page: Page) -> None:
    page.goto("/my-plan")
    page.locator(".plan__job").first.locator("summary").click()
    note_field(page).fill(NOTE)


def save_note(page: Page) -> Locator:
    return page.locator(".plan__job").first.get_by_role("button", name="Save my note")


# What is typed waits on the page, and is sent.


def test_a_note_waits_and_is_sent(phone: BrowserContext, base_url: str) -> None:
    take_over(phone, base_url, "told")
    page = phone.new_page()
    begin_note(page)
    phone.set_offline(True)
    save_note(page).click()
    expect(page.get_by_text(WAITING)).to_be_visible()
    expect(note_field(page)).to_have_value(NOTE)
    phone.set_offline(False)
    # The page comes anew, at the job, with the note on it.
    expect(page.locator(".plan__note-printed").first).to_contain_text(NOTE)
    expect(page.get_by_text(WAITING)).to_have_count(0)
    expect(page.locator(".plan__job").first).to_be_in_viewport()
    page.goto("/my-journey")
    page.goto("/my-plan")
    expect(note_field(page)).to_have_value(NOTE)


def test_a_report_waits_and_is_sent(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/roles/paramedic/report")
    page.get_by_role("radio").nth(1).check(force=True)
    page.get_by_role("textbox", name="What should it say?").fill("The hours are wrong")
    phone.set_offline(True)
    press(page, "Send the report")
    expect(page.get_by_text(WAITING)).to_be_visible()
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    phone.set_offline(False)
    expect_at(page, "/roles/paramedic/report/thanks")


@pytest.fixture
def unheard(phone: BrowserContext, base_url: str) -> Page:
    """The plan of somebody whose note has arrived, without their hearing of it."""
    take_over(phone, base_url, "told")
    page = phone.new_page()
    begin_note(page)
    replies = iter(["lost"])

    def lose_the_first(route: Route) -> None:
        reply = route.fetch()
        if next(replies, ""):
            route.abort("connectionreset")
        else:
            route.fulfill(response=reply)

    page.route("**/my-plan/notes/*", lose_the_first)
    save_note(page).click()
    expect(page.get_by_text(WAITING)).to_be_visible()
    return page


def test_a_note_whose_reply_is_lost_is_there_once(unheard: Page) -> None:
    expect(unheard.locator(".plan__note-printed")).to_have_count(1)


def test_what_is_added_to_a_note_while_it_waits_counts(unheard: Page) -> None:
    note_field(unheard).fill(f"{NOTE} And about nights.")
    expect(unheard.locator(".plan__note-printed")).to_contain_text("And about nights.")


def test_without_scripts_back_brings_a_note_back(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    context.set_default_timeout(PATIENCE_MS)
    take_over(context, base_url, "told")
    page = context.new_page()
    begin_note(page)
    context.set_offline(True)
    with page.expect_event("requestfailed"):
        save_note(page).click(no_wait_after=True)
    wait_for(page, lambda: page.url.startswith("chrome-error:"))
    context.set_offline(False)
    page.go_back(wait_until="commit")
    expect(heading(page)).to_have_text("My plan")
    expect(note_field(page)).to_have_value(NOTE)
    context.close()


# What is pressed leads to a page that says so, and from there back.


@dataclass(frozen=True)
class Press:
    """``button`` is on ``path``; ``done`` says that it has happened."""

    name: str
    path: str
    button: Callable[[Page], Locator]
    done: Callable[[Page], Locator]
    who: Done = "told"


def button(name: str, *, first: bool = True) -> Callable[[Page], Locator]:
    def find(page: Page) -> Locator:
        found = main(page).get_by_role("button", name=re.compile(name))
        return found.first if first else found.last

    return find


def words(text: str) -> Callable[[Page], Locator]:
    return lambda page: page.locator("body").get_by_text(re.compile(text)).first


def group(name: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_role("group", name=name, exact=True)


PRESSES = (
    Press("start", "/", button("^Start$"), words("^Question 1"), "nothing"),
    Press("not for me", "/results", button("^Not for me"), group("Out of your way")),
    Press("more like this", "/results", button("^More like this"), words("^More like ")),
    Press("not like me", "/results", button("^Not like me"), group("No longer counted")),
    Press("save, on the list", "/results", button("^Save "), words("^Saved. Take it off$")),
    Press("down, in the plan", "/my-plan", button("^Down "), words("^My plan$")),
    Press("take it off", "/my-plan", button("^Take it off", first=False), words("^My plan$")),
    Press("stop counting", "/my-journey", button("^Stop counting me$"), words("Counting is off")),
    Press("make a code", "/my-journey", button("^Make a code$"), words("^Your code$")),
    Press("forget me", "/finish", button("^Forget me here$"), words("has forgotten you$")),
    Press("delete", "/my-journey/delete", button("^Yes, delete"), words("Everything is deleted$")),
)


@pytest.mark.parametrize("case", PRESSES, ids=lambda case: case.name)
def test_a_press_without_the_network_leads_back(
    phone: BrowserContext, base_url: str, case: Press
) -> None:
    take_over(phone, base_url, case.who)
    page = phone.new_page()
    page.goto(case.path)
    title = heading(page).inner_text()
    until_kept(page)
    phone.set_offline(True)
    case.button(page).click()
    expect_no_network(page)
    expect_at(page, case.path)
    phone.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(heading(page)).to_have_text(title)
    expect_at(page, case.path)
    case.button(page).click()
    expect(case.done(page)).to_be_visible()


def test_saving_on_a_job_without_the_network_leads_to_its_copy(
    phone: BrowserContext, base_url: str
) -> None:
    take_over(phone, base_url, "told")
    page = phone.new_page()
    page.goto("/roles/porter")
    until_kept(page)
    save = page.get_by_role("button", name="Save this job")
    phone.set_offline(True)
    save.click()
    expect(main(page)).to_contain_text("You are offline")
    expect(heading(page)).to_have_text("Hospital porter")
    phone.set_offline(False)
    page.reload()
    save.click()
    expect(main(page)).to_contain_text("Saved in My journey")


def test_a_paper_without_the_network_leads_back(phone: BrowserContext, base_url: str) -> None:
    take_over(phone, base_url, "told")
    page = phone.new_page()
    page.goto("/my-plan")
    until_kept(page)
    paper = page.get_by_role("button", name="Get the PDF without a code")
    phone.set_offline(True)
    paper.click()
    expect_no_network(page)
    phone.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    with page.expect_download():
        paper.click()


def test_a_code_that_did_not_arrive_is_still_typed(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/come-back")
    until_kept(page)
    page.get_by_role("textbox", name="Your code").fill("0000 0000 00000")
    phone.set_offline(True)
    press(page, "Open my journey")
    expect_no_network(page)
    phone.set_offline(False)
    page.go_back(wait_until="commit")
    expect(page.get_by_role("textbox", name="Your code")).to_have_value("0000 0000 00000")


def test_another_site_cannot_send_through_the_worker(phone: BrowserContext, base_url: str) -> None:
    """What the worker does for our own forms it does for nobody else's."""
    page = phone.new_page()
    page.goto("/")
    until_kept(page)
    page.goto("about:blank")
    page.set_content(f'<form method="post" action="{base_url}/start"><button>Win</button></form>')
    page.get_by_role("button", name="Win").click()
    expect(heading(page)).to_have_text("That came from somewhere else")


# What is said then is for everybody.


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_said_without_the_network_is_for_everybody(
    phone: BrowserContext, base_url: str, scheme: Literal["light", "dark"]
) -> None:
    take_over(phone, base_url, "told")
    page = phone.new_page()
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/roles/paramedic")
    until_kept(page)
    begin_note(page)
    phone.set_offline(True)
    save_note(page).click()
    expect(page.get_by_text(WAITING)).to_be_visible()
    expect_fit_for_all(page)
    page.goto("/results")
    expect_no_network(page)
    expect(page.locator("[data-kept-list] a")).to_have_text(["Paramedic"])
    expect_fit_for_all(page)


def expect_fit_for_all(page: Page) -> None:
    """At 320 pixels, also with text of twice the size, and to axe."""
    page.set_viewport_size(NARROW)
    assert run_axe(page) == ()
    assert page.evaluate(SIDEWAYS) == []
    page.set_viewport_size(WIDE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert [*page.evaluate(SIDEWAYS), *page.evaluate(CUT_OFF)] == []
    page.evaluate("document.documentElement.style.fontSize = ''")
