"""Every task without JavaScript: what the scripts do, the server does as well.

The main journey runs without scripts in test_journey.py. Here is all the rest of it.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.people import (
    answer,
    choose,
    come_back,
    follow,
    heading,
    is_asked,
    main,
    press,
    roles,
    tap,
    titles,
)
from tests.browser.prepared import SAVED, WORDS, person, take_over
from tests.support.engines import real_catalogue

DENTAL = {role.title for role in real_catalogue() if role.family == "dental"}


@pytest.fixture
def plain(new_visitor: NewVisitor, base_url: str) -> Iterator[Page]:
    """Somebody who has answered what is asked, in a browser without scripts."""
    page = new_visitor(java_script_enabled=False)
    take_over(page.context, base_url, "answered")
    page.goto("/results")
    expect(heading(page)).to_have_text("Jobs that fit you")
    yield page


def test_filtering_and_unfiltering(plain: Page) -> None:
    main(plain).locator("summary").filter(has_text="Filter the list").click()
    families = plain.get_by_role("group", name="Job family")
    families.get_by_role("checkbox", name=re.compile("^Teeth and mouths")).check()
    press(plain, "Use these filters")
    expect(plain).to_have_url(re.compile(r"/results\?family=dental"))
    # Chance may have brought up another of them, so it is the set that counts.
    assert set(titles(plain)) < DENTAL
    follow(plain, "Show 10 more jobs")
    expect(plain).to_have_url(re.compile(r"/results\?family=dental&show=20#place-11$"))
    assert set(titles(plain)[: len(DENTAL)]) == DENTAL
    expect(main(plain).get_by_role("heading", name=re.compile("^Good fits, but"))).to_be_visible()
    plain.get_by_role("link", name=re.compile(r"^Teeth and mouths.*\(remove\)")).click()
    expect(plain).to_have_url(re.compile(r"/results\?show=20$"))


def test_saving_and_unsaving_on_the_list(plain: Page) -> None:
    name = titles(plain)[2]
    plain.get_by_role("button", name=f"Save {name}", exact=True).click()
    expect(plain).to_have_url(re.compile(r"/results#place-3$"))
    plain.get_by_role("button", name=f"Saved. Take it off {name}").click()
    expect(plain.get_by_role("button", name=f"Save {name}", exact=True)).to_be_visible()


def test_a_question_without_an_answer_says_so(plain: Page) -> None:
    plain.goto("/results")
    follow(plain, "Keep going")
    press(plain, "Next")
    expect(plain.get_by_role("alert")).to_contain_text("or skip this one")
    answer(plain)


def test_changing_an_answer_and_keeping_going(plain: Page) -> None:
    plain.goto("/questions/odd-result?from=list")
    words = choose(plain, 0)
    press(plain, "Save")
    main(plain).locator("summary").filter(has_text="My answers").click()
    row = main(plain).locator("dl > div").filter(has_text="A test result makes no sense")
    expect(row).to_contain_text(words)
    follow(plain, "Keep going")
    answer(plain)
    if is_asked(plain):
        main(plain).get_by_role("link", name=re.compile("see my list", re.IGNORECASE)).click()
    expect(main(plain)).to_contain_text("extra answer")


def test_facts_and_words(plain: Page) -> None:
    plain.goto("/about-you")
    group = plain.get_by_role("group", name="Earning while you learn")
    tap(group.get_by_text("I need to earn while I train", exact=True))
    press(plain, "Save and see my ways in")
    expect(heading(plain)).to_have_text("Jobs that fit you")
    plain.goto("/your-words")
    plain.get_by_role("textbox").fill("word " * 200)
    press(plain, "Save my words")
    expect(plain.get_by_role("alert")).to_contain_text("shorter")
    plain.get_by_role("textbox").fill(WORDS)
    press(plain, "Save my words")
    plain.goto("/my-journey")
    expect(main(plain)).to_contain_text(WORDS)
    expect(main(plain)).to_contain_text("I need to earn while I train")


def test_searching_and_reading(plain: Page) -> None:
    plain.goto("/roles")
    plain.get_by_role("searchbox").fill("dental nurze")
    press(plain, "Search")
    main(plain).get_by_role("link", name="Dental nurse", exact=True).click()
    expect(heading(plain)).to_have_text("Dental nurse")
    for part in ("What you do", "The hard parts", "Ways in", "Your next step in Leeds"):
        expect(main(plain).get_by_role("heading", name=part, exact=True)).to_be_visible()


def test_a_longer_list(plain: Page) -> None:
    first = titles(plain)
    follow(plain, "Show 10 more jobs")
    assert roles(plain).count() == len(first) + 10


def test_the_whole_list_page_by_page(plain: Page) -> None:
    follow(plain, "Show 10 more jobs")
    follow(plain, "Show 30 more jobs")
    expect(roles(plain)).to_have_count(50)
    first = titles(plain)
    follow(plain, "Next 50 jobs")
    expect(heading(plain)).to_have_text(f"Jobs that fit you: 51 to 100 of {len(real_catalogue())}")
    name = titles(plain)[0]
    assert name not in first
    plain.get_by_role("button", name=f"Save {name}", exact=True).click()
    expect(plain).to_have_url(re.compile(r"/results\?show=all&page=2#place-51$"))
    expect(plain.get_by_role("button", name=f"Saved. Take it off {name}")).to_be_visible()
    follow(plain, "Previous 50 jobs")
    expect(heading(plain)).not_to_contain_text("51 to 100")
    expect(roles(plain)).to_have_count(50)
    assert titles(plain) == first


def test_from_a_few_jobs_of_a_family_to_all_of_them(plain: Page) -> None:
    plain.goto("/roles")
    family = plain.get_by_role("region", name="Teeth and mouths")
    assert family.get_by_role("heading", level=4).count() == 3
    follow(plain, f"All {len(DENTAL)} jobs in “Teeth and mouths”")
    expect(plain).to_have_url(re.compile(r"/roles\?family=dental$"))
    assert set(main(plain).get_by_role("heading", level=4).all_inner_texts()) == DENTAL


def test_my_journey(new_visitor: NewVisitor, base_url: str) -> None:
    page = new_visitor(java_script_enabled=False)
    take_over(page.context, base_url, "told")
    page.goto("/my-journey")
    for role_id in SAVED:
        assert page.locator(f"main a[href='/roles/{role_id}']").count()
    main(page).locator("summary").filter(has_text="What you did").click()
    expect(main(page).get_by_role("listitem").filter(has_text="You started").first).to_be_visible()
    press(page, "Stop counting me")
    expect(main(page)).to_contain_text("Counting is off")
    with page.expect_download():
        page.get_by_role("link", name="Download everything").click()
    follow(page, "Delete everything")
    press(page, "Yes, delete everything")
    expect(heading(page)).to_have_text("Done. Everything is deleted")
    assert page.context.cookies() == []


def test_coming_back(new_visitor: NewVisitor, base_url: str) -> None:
    somebody = person(base_url, "answered")
    shown = somebody.send(somebody.get("/my-journey").form("/my-journey/code"))
    groups = re.findall(r'class="code__group">([0-9A-Z]+)<', shown.html)
    page = new_visitor(java_script_enabled=False)
    page.goto("/come-back")
    page.get_by_role("textbox", name="Your code").fill("not a code")
    press(page, "Open my journey")
    expect(page.get_by_role("alert")).to_contain_text("That code did not open anything")
    come_back(page, "".join(groups))
    expect(heading(page)).to_have_text("Jobs that fit you")
