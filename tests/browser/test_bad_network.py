"""The network drops, the server dies, two tabs, back everywhere: no answer is lost, and no page is
without a way on."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import PATIENCE_MS, NewVisitor
from tests.browser.network import WAITING, wait_for
from tests.browser.people import (
    QUESTION,
    RESULTS,
    answer_all,
    begin,
    choose,
    forget_me,
    go_back,
    heading,
    main,
    options,
    press,
)
from tests.browser.prepared import take_over
from tests.support.server import ON, start

ROLE = "/roles/paramedic"


def kept(page: Page) -> list[str]:
    """The paths of everything that the browser holds for when there is no network."""
    paths: list[str] = page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
              found.push(new URL(request.url).pathname);
          return found;
        }"""
    )
    return paths


def workers(page: Page) -> int:
    return int(
        page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length")
    )


def copies(page: Page) -> list[str]:
    return [path for path in kept(page) if path.startswith("/roles/")]


def read(page: Page, path: str = ROLE) -> None:
    """Open a role's page, and wait until a copy of it is kept."""
    page.goto(path)
    wait_for(page, lambda: path in copies(page))


# A form, and the network goes.


def test_an_answer_waits_for_the_network_and_is_sent(phone: BrowserContext) -> None:
    page = phone.new_page()
    begin(page)
    asked = heading(page).inner_text()
    choose(page, 3)
    phone.set_offline(True)
    press(page, "Next")
    expect(page.get_by_role("status").filter(has_text=WAITING)).to_be_visible()
    expect(heading(page)).to_have_text(asked)
    expect(options(page).nth(3)).to_be_checked()
    phone.set_offline(False)
    expect(heading(page)).not_to_have_text(asked)
    page.goto("/my-journey")
    expect(main(page)).to_contain_text(asked)


def test_a_choice_changed_while_waiting_is_the_one_that_counts(phone: BrowserContext) -> None:
    page = phone.new_page()
    begin(page)
    asked = heading(page).inner_text()
    choose(page, 3)
    phone.set_offline(True)
    press(page, "Next")
    expect(page.get_by_text(WAITING)).to_be_visible()
    words = choose(page, 0)
    phone.set_offline(False)
    expect(heading(page)).not_to_have_text(asked)
    page.goto("/my-journey")
    row = main(page).locator("div, li, tr").filter(has_text=asked).filter(has_text=words)
    expect(row.first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "button"),
    [("/about-you", "Save and see my ways in"), ("/your-words", "Save my words")],
)
def test_the_other_forms_wait_as_well(
    phone: BrowserContext, base_url: str, path: str, button: str
) -> None:
    take_over(phone, base_url, "begun")
    page = phone.new_page()
    page.goto(path)
    if path == "/your-words":
        page.get_by_role("textbox").fill("I like to fix things")
    phone.set_offline(True)
    press(page, button)
    expect(page.get_by_text(WAITING)).to_be_visible()
    if path == "/your-words":
        expect(page.get_by_role("textbox")).to_have_value("I like to fix things")
    phone.set_offline(False)
    expect(page).to_have_url(RESULTS)


def test_without_scripts_back_brings_the_choice_back(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    begin(page)
    asked = heading(page).inner_text()
    choose(page, 3)
    context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Next", exact=True).click(no_wait_after=True)
    wait_for(page, lambda: page.url.startswith("chrome-error:"))
    page.go_back(wait_until="commit")
    expect(heading(page)).to_have_text(asked)
    expect(options(page).nth(3)).to_be_checked()
    context.set_offline(False)
    press(page, "Next")
    expect(heading(page)).not_to_have_text(asked)
    context.close()


def test_a_server_that_dies_and_comes_back_gets_the_answer(
    browser: Browser, artefacts: Path, tmp_path: Path
) -> None:
    site = start(tmp_path, artefacts, extra={"COMPASS_ON": ON})
    context = browser.new_context(base_url=site.url)
    context.set_default_timeout(PATIENCE_MS)
    try:
        page = context.new_page()
        begin(page)
        asked = heading(page).inner_text()
        choose(page, 2)
        site.kill()
        press(page, "Next")
        expect(page.get_by_text(WAITING)).to_be_visible()
        site = start(tmp_path, artefacts, port=site.port, extra={"COMPASS_ON": ON})
        expect(heading(page)).not_to_have_text(asked, timeout=30_000)
        page.goto("/my-journey")
        expect(main(page)).to_contain_text(asked)
    finally:
        context.close()
        site.stop()


def test_an_answer_whose_reply_is_lost_counts_once(phone: BrowserContext) -> None:
    page = phone.new_page()
    begin(page)
    asked = heading(page).inner_text()
    arrived: list[int] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        reply = route.fetch()
        arrived.append(reply.status)
        if len(arrived) == 1:
            route.abort("connectionreset")
        else:
            route.fulfill(response=reply)

    page.route("**/questions/*", lose_the_first)
    choose(page, 1)
    press(page, "Next")
    expect(page.get_by_text(WAITING)).to_be_visible()
    expect(heading(page)).not_to_have_text(asked)
    assert arrived == [200, 200]
    page.goto("/my-journey")
    main(page).locator("summary").filter(has_text="What you did").click()
    said = main(page).get_by_role("listitem").filter(has_text=asked)
    expect(said).to_have_count(1)


# Tabs, and the way back.


def test_two_tabs_answer_two_questions_and_both_are_kept(phone: BrowserContext) -> None:
    one = phone.new_page()
    begin(one)
    two = phone.new_page()
    two.goto(one.url)
    asked = heading(one).inner_text()
    choose(one, 0)
    press(one, "Next")
    expect(heading(one)).not_to_have_text(asked)
    second = heading(one).inner_text()
    choose(one, 1)
    press(one, "Next")
    expect(heading(one)).not_to_have_text(second)
    # The other tab still shows the first question: what it says of it is the latest.
    words = choose(two, 4)
    press(two, "Next")
    expect(heading(two)).not_to_have_text(asked)
    two.goto("/my-journey")
    for question in (asked, second):
        expect(main(two)).to_contain_text(question)
    row = main(two).locator("div, li, tr").filter(has_text=asked).filter(has_text=words)
    expect(row.first).to_be_visible()


def test_back_and_forward_through_everything_lose_nothing(phone: BrowserContext) -> None:
    page = phone.new_page()
    begin(page)
    number = answer_all(page, 5)
    urls = []
    for _ in range(number):
        go_back(page)
        urls.append(page.url)
        assert QUESTION.search(page.url)
        expect(main(page).locator("input:checked").first).to_be_attached()
    for _ in range(number):
        page.go_forward(wait_until="commit")
        expect(heading(page)).to_be_visible()
    expect(page).to_have_url(QUESTION)
    page.goto("/my-journey")
    assert len(set(urls)) == number


# Reading without the network.


def test_a_role_that_was_opened_can_be_read_without_the_network(phone: BrowserContext) -> None:
    page = phone.new_page()
    read(page)
    phone.set_offline(True)
    page.reload()
    expect(heading(page)).to_have_text("Paramedic")
    expect(main(page)).to_contain_text("You are offline")
    expect(main(page)).to_contain_text("The hard parts")
    assert page.locator("main form").count() == 0
    # It looks as it should: the styles are kept too.
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Atkinson')
    phone.set_offline(False)
    page.reload()
    expect(main(page)).not_to_contain_text("You are offline")


def test_what_is_kept_is_public_even_of_somebody_with_a_journey(
    phone: BrowserContext, base_url: str
) -> None:
    take_over(phone, base_url, "told")
    page = phone.new_page()
    for path in ("/results", "/my-journey", "/your-words", "/questions/stopped-machine"):
        page.goto(path)
    page.goto(ROLE)
    personal = main(page).inner_text()
    assert "Your way there from here" in personal
    read(page)
    held = [path for path in kept(page) if not path.startswith("/static/")]
    assert sorted(held) == ["/offline", ROLE]
    phone.set_offline(True)
    page.reload()
    assert "Your way there from here" not in main(page).inner_text()
    expect(page.get_by_role("link", name="My journey")).to_have_count(0)
    # A page that is one person's is never shown from what is kept.
    page.goto("/results")
    expect(heading(page)).to_have_text("There is no network just now")


def test_without_the_network_every_page_has_a_way_on(phone: BrowserContext) -> None:
    page = phone.new_page()
    read(page, "/roles/care-worker")
    read(page)
    phone.set_offline(True)
    page.goto("/roles?q=nurse")
    expect(heading(page)).to_have_text("There is no network just now")
    listed = main(page).locator("[data-kept-list] a")
    expect(listed).to_have_text(["Paramedic", "Care worker"])
    listed.nth(1).click()
    expect(heading(page)).to_have_text("Care worker")
    page.goto("/roles?q=nurse")
    phone.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(heading(page)).to_have_text("Explore roles")


def test_who_is_forgotten_leaves_no_copies(phone: BrowserContext) -> None:
    page = phone.new_page()
    begin(page)
    read(page)
    assert copies(page) == [ROLE]
    forget_me(page)
    expect(heading(page)).to_be_visible()
    wait_for(page, lambda: copies(page) == [])


def test_whoever_starts_next_finds_no_copies(phone: BrowserContext) -> None:
    page = phone.new_page()
    read(page)
    begin(page)
    assert copies(page) == []


def test_a_browser_keeps_no_more_than_thirty_roles(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/roles")
    links = page.locator("main a[href^='/roles/']")
    paths = [str(links.nth(n).get_attribute("href")) for n in range(links.count())]
    some = list(dict.fromkeys(re.sub(r"[?#].*", "", path) for path in paths))[:33]
    assert len(some) == 33
    for path in some:
        read(page, path)
    assert copies(page) == some[3:]


def test_a_copy_past_its_days_is_neither_offered_nor_kept(phone: BrowserContext) -> None:
    page = phone.new_page()
    read(page, "/roles/care-worker")
    page.evaluate(
        """async () => {
          const [name] = (await caches.keys()).filter((name) => name.startsWith("copies-"));
          const copies = await caches.open(name);
          const [request] = await copies.keys();
          const copy = await copies.match(request, { ignoreVary: true });
          const headers = new Headers(copy.headers);
          headers.set("Date", new Date(Date.now() - 8 * 24 * 60 * 60 * 1000).toUTCString());
          const text = await copy.text();
          await copies.delete(request, { ignoreVary: true });
          await copies.put(new URL(request.url).pathname, new Response(text, { headers }));
        }"""
    )
    phone.set_offline(True)
    page.goto("/roles?q=nurse")
    expect(heading(page)).to_have_text("There is no network just now")
    expect(main(page).locator("[data-kept]")).to_be_hidden()
    expect(main(page).locator("[data-kept-list] a")).to_have_count(0)
    phone.set_offline(False)
    read(page)
    assert copies(page) == [ROLE]


def test_off_by_one_setting_it_takes_itself_away(
    browser: Browser, artefacts: Path, tmp_path: Path
) -> None:
    site = start(tmp_path, artefacts, extra={"COMPASS_ON": ON})
    context = browser.new_context(base_url=site.url)
    context.set_default_timeout(PATIENCE_MS)
    try:
        page = context.new_page()
        read(page)
        site.stop()
        off = {"COMPASS_ON": ON, "COMPASS_OFFLINE": "off"}
        site = start(tmp_path, artefacts, port=site.port, extra=off)
        page.goto("/")
        wait_for(page, lambda: kept(page) == [] and workers(page) == 0)
        assert page.locator('meta[name="offline"]').count() == 0
    finally:
        context.close()
        site.stop()


def test_the_first_page_asks_for_little_more(new_visitor: NewVisitor) -> None:
    """With the worker's own requests, and nothing that the watch of all pages would note."""
    page = new_visitor()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    read(page)
    assert len(asked) <= 25, asked
