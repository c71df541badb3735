"""Two tabs of one browser, and Back and Forward everywhere: what was said last counts, what was
said of something else stays, of two notes on a job neither is lost, and no page is left over that
cannot be used."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.people import follow, go_back, heading, main, press, roles, tap, titles
from tests.browser.prepared import SAVED, take_over

CARE_WORKER, CODER = SAVED


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def tabs(
    request: pytest.FixtureRequest, new_visitor: NewVisitor, base_url: str
) -> Iterator[tuple[Page, Page]]:
    """Two tabs of somebody who has told all that is asked and saved two jobs."""
    one = new_visitor(java_script_enabled=request.param, reduced_motion="reduce")
    take_over(one.context, base_url, "told")
    yield one, one.context.new_page()


def both_at(tabs: tuple[Page, Page], path: str) -> tuple[Page, Page]:
    for page in tabs:
        page.goto(path)
    return tabs


def moved(page: Page, button: str) -> None:
    """Press a button of the first such name that leads to another page."""
    with page.expect_event("domcontentloaded"):
        main(page).get_by_role("button", name=re.compile(button)).first.click()


def write_note(page: Page, role_id: str, text: str) -> None:
    job = page.locator(f"#job-{role_id}")
    if not job.get_by_role("textbox").is_visible():
        job.locator("summary").click()
    job.get_by_role("textbox").fill(text)
    with page.expect_event("domcontentloaded"):
        job.get_by_role("button", name=re.compile("^Save my note")).click()


def note(page: Page, role_id: str) -> str:
    return page.locator(f"#job-{role_id}").get_by_role("textbox").input_value()


def said_of_earning(page: Page) -> str:
    page.goto("/about-you")
    group = page.get_by_role("group", name="Earning while you learn")
    checked = group.get_by_role("radio", checked=True)
    return page.locator(f"label[for='{checked.get_attribute('id')}']").inner_text().strip()


def test_notes_on_two_jobs_are_both_kept(tabs: tuple[Page, Page]) -> None:
    one, two = both_at(tabs, "/my-plan")
    write_note(one, CARE_WORKER, "Ask Jo")
    write_note(two, CODER, "Ask Sam")
    one.reload()
    assert (note(one, CARE_WORKER), note(one, CODER)) == ("Ask Jo", "Ask Sam")


def test_of_two_notes_on_a_job_none_is_lost(tabs: tuple[Page, Page]) -> None:
    one, two = both_at(tabs, "/my-plan")
    write_note(one, CARE_WORKER, "Ask Jo")
    write_note(two, CARE_WORKER, "Ask Sam")
    job = two.locator(f"#job-{CARE_WORKER}")
    expect(job.locator(".plan__newer")).to_contain_text("Ask Jo")
    assert note(two, CARE_WORKER) == "Ask Sam"
    one.reload()
    assert note(one, CARE_WORKER) == "Ask Jo"
    # Whoever has seen both says which it is to be.
    write_note(two, CARE_WORKER, "Ask Sam")
    one.reload()
    assert note(one, CARE_WORKER) == "Ask Sam"


def test_the_newer_of_two_notes_can_be_left_as_it_is(tabs: tuple[Page, Page]) -> None:
    one, two = both_at(tabs, "/my-plan")
    write_note(one, CARE_WORKER, "Ask Jo")
    write_note(two, CARE_WORKER, "Ask Sam")
    with two.expect_event("domcontentloaded"):
        two.locator(".plan__newer").get_by_role("link", name="Keep this one").click()
    assert note(two, CARE_WORKER) == "Ask Jo"


def test_the_order_is_moved_from_where_it_is(tabs: tuple[Page, Page]) -> None:
    one, two = both_at(tabs, "/my-plan")
    before = main(one).locator(".plan__title").all_inner_texts()
    moved(one, f"^Up {before[1]}")
    # The other tab still shows the old order; its job is first already, and stays there.
    moved(two, f"^Up {before[1]}")
    assert main(two).locator(".plan__title").all_inner_texts() == before[::-1]


def test_facts_said_in_the_later_tab_count(tabs: tuple[Page, Page]) -> None:
    one, two = both_at(tabs, "/about-you")
    for page, words in ((one, "I'd rather study first"), (two, "I need to earn while I train")):
        group = page.get_by_role("group", name="Earning while you learn")
        tap(group.get_by_text(words, exact=True))
        press(page, "Save and see my ways in")
        expect(heading(page)).to_have_text("Jobs that fit you")
    assert said_of_earning(one) == "I need to earn while I train"


def test_words_written_in_the_later_tab_count(tabs: tuple[Page, Page]) -> None:
    for page, text in zip(
        both_at(tabs, "/your-words"), ("I like numbers", "I like babies"), strict=True
    ):
        page.get_by_role("textbox").fill(text)
        press(page, "Save my words")
        expect(heading(page)).to_have_text("Jobs that fit you")
    tabs[0].goto("/your-words")
    expect(tabs[0].get_by_role("textbox")).to_have_value("I like babies")


def test_a_job_put_aside_in_both_tabs_is_aside_once(tabs: tuple[Page, Page]) -> None:
    one, two = both_at(tabs, "/results")
    before = titles(one)
    for page in (one, two):
        main(page).get_by_role("button", name=re.compile(f"^Not for me ?: {before[2]}$")).click()
        expect(page.get_by_role("group", name="Out of your way")).to_be_visible()
        assert before[2] not in titles(page)
    for page in (one, two):
        page.get_by_role("button", name="Undo", exact=True).click()
        expect(page.get_by_role("group", name="Back in your list")).to_be_visible()
        assert titles(page) == before


def test_two_jobs_put_aside_in_two_tabs_are_both_aside(tabs: tuple[Page, Page]) -> None:
    one, two = both_at(tabs, "/results")
    before = titles(one)
    for page, title in ((one, before[2]), (two, before[4])):
        main(page).get_by_role("button", name=re.compile(f"^Not for me ?: {title}$")).click()
        expect(page.get_by_role("group", name="Out of your way")).to_be_visible()
    one.goto("/results")
    assert not {before[2], before[4]} & set(titles(one))


def test_saved_in_one_tab_and_in_the_other(tabs: tuple[Page, Page]) -> None:
    """No tab says that it cannot, and none turns over what the other one did."""
    one, two = both_at(tabs, "/results")
    title = titles(one)[0]
    for page in (one, two):
        page.get_by_role("button", name=f"Save {title}", exact=True).click()
        expect(page.get_by_role("button", name=f"Saved. Take it off {title}")).to_be_visible()
    one.goto("/my-journey")
    card = one.get_by_role("article").filter(has=one.get_by_role("link", name=title, exact=True))
    expect(card).to_have_count(1)
    for page in (one, two):
        page.goto("/my-journey")
    for page in (one, two):
        page.get_by_role("article").filter(has_text=title).get_by_role(
            "button", name="Take it off"
        ).first.click()
        expect(heading(page)).to_have_text("My journey")
        expect(page.get_by_role("link", name=title, exact=True)).to_have_count(0)


def test_not_like_me_in_both_tabs(tabs: tuple[Page, Page]) -> None:
    one, two = both_at(tabs, "/results")
    for page in (one, two):
        page.get_by_role("button", name="Not like me").first.click()
        expect(page.get_by_role("group", name="No longer counted")).to_be_visible()
    assert titles(one) == titles(two)
    one.goto("/my-journey")
    expect(
        main(one).get_by_role("button", name=re.compile("^Count (it|this) again"))
    ).to_have_count(1)


def test_reports_from_two_tabs_are_both_thanked_for(tabs: tuple[Page, Page]) -> None:
    for page in both_at(tabs, "/roles/porter/report"):
        page.get_by_role("radio").first.check(force=True)
        press(page, "Send the report")
        expect(page).to_have_url(re.compile(r"/report/thanks$"))


def test_a_second_code_in_another_tab_is_no_mistake(tabs: tuple[Page, Page]) -> None:
    for page in both_at(tabs, "/my-journey"):
        press(page, "Make a code")
        expect(heading(page)).to_have_text("Your code")


def test_pressing_in_a_tab_after_the_other_was_forgotten(tabs: tuple[Page, Page]) -> None:
    one, two = tabs
    two.goto("/finish")
    one.goto("/my-plan")
    press(two, "Forget me here")
    expect(heading(two)).to_have_text("Done. This device has forgotten you")
    # With scripts the other tab has closed itself, without it says so when it is used.
    if one.get_by_role("heading", name="My plan", exact=True).count():
        main(one).get_by_role("button", name=re.compile("^Up ")).first.click()
    expect(heading(one)).to_have_text(re.compile("closed on this device|Nothing is open here"))
    expect(main(one).get_by_role("textbox", name="Your code")).to_be_visible()
    expect(main(one).get_by_role("button", name="Start", exact=True)).to_be_visible()


# Back and Forward.


def test_back_and_forward_through_every_kind_of_page(tabs: tuple[Page, Page]) -> None:
    page, _ = tabs
    page.goto("/results")
    trail = [titles(page)[0]]
    follow(page, trail[0])
    expect(heading(page)).to_have_text(trail[0])
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Map").click()
    page.goto("/map?near=porter")
    page.goto("/compare?roles=paramedic,care-worker")
    page.goto("/my-plan")
    page.goto("/results/different")
    page.goto("/roles/porter/report")
    seen = [(page.url, heading(page).inner_text())]
    for _ in range(7):
        go_back(page)
        seen.append((page.url, heading(page).inner_text()))
    assert len({title for _, title in seen}) == 8, seen
    for url, title in reversed(seen[:-1]):
        page.go_forward(wait_until="commit")
        expect(page).to_have_url(url)
        expect(heading(page)).to_have_text(title)


def test_back_after_a_mark_asks_nothing_and_loses_nothing(tabs: tuple[Page, Page]) -> None:
    page, _ = tabs
    page.goto("/results")
    aside = titles(page)[2]
    main(page).get_by_role("button", name=re.compile(f"^Not for me ?: {aside}$")).click()
    expect(page.get_by_role("group", name="Out of your way")).to_be_visible()
    first = titles(page)[0]
    follow(page, first)
    expect(heading(page)).to_have_text(first)
    go_back(page)
    assert aside not in titles(page)
    main(page).get_by_role("button", name=re.compile("^More like this")).first.click()
    expect(heading(page)).to_have_text(f"More like {first}")
    go_back(page)
    expect(heading(page)).to_have_text("Jobs that fit you")
    assert aside not in titles(page)
    assert roles(page).count() >= 10


def test_back_after_the_plan_was_changed_and_used_again(tabs: tuple[Page, Page]) -> None:
    page, _ = tabs
    page.goto("/my-plan")
    before = main(page).locator(".plan__title").all_inner_texts()
    moved(page, f"^Up {before[1]}")
    go_back(page)
    # Whatever the page shows, its note is kept on the job that it stands at.
    write_note(page, CARE_WORKER, "Ask Jo")
    page.goto("/my-plan")
    assert main(page).locator(".plan__title").all_inner_texts() == before[::-1]
    assert note(page, CARE_WORKER) == "Ask Jo"


def test_back_out_of_a_comparison(phone: BrowserContext, base_url: str) -> None:
    """The ticks are still there, so that another job can be put beside them."""
    take_over(phone, base_url, "told")
    page = phone.new_page()
    page.goto("/results")
    wanted = titles(page)[:2]
    for title in wanted:
        page.get_by_role("checkbox", name=f"Compare {title}", exact=True).check()
    press(page, "Compare")
    expect(main(page).locator(".role-card__title")).to_have_count(2)
    go_back(page)
    for title in wanted:
        expect(page.get_by_role("checkbox", name=f"Compare {title}", exact=True)).to_be_checked()
