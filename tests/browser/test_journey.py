"""A young person's visit from beginning to end, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.people import (
    MOST,
    QUESTION,
    answer,
    answer_all,
    begin,
    choose,
    come_back,
    focused,
    follow,
    forget_me,
    go_back,
    heading,
    main,
    make_code,
    options,
    press,
    roles,
    skip_all,
    tap,
    titles,
)

TEN = 10
LONGEST_HISTORY = 80
PERSONAL = (
    "Jobs that fit you",
    "Why it fits",
    "What you told us",
    "Saved in My journey",
    "Carry on with the questions",
)
"""Words of pages that belong to a journey."""


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_few_answers_then_a_role_a_code_and_forgotten(
    new_visitor: NewVisitor, javascript: bool
) -> None:
    page = new_visitor(java_script_enabled=javascript)
    begin(page)
    expect(main(page)).to_contain_text("About 8 to 16 questions in all")
    assert 8 <= answer_all(page) <= 20

    expect(heading(page)).to_have_text("Jobs that fit you")
    expect(main(page)).to_contain_text("one more answer would change")
    assert roles(page).count() >= TEN
    for role in roles(page).all():
        reasons = role.get_by_role("list").first.get_by_role("listitem").all_inner_texts()
        assert "Why it fits" in role.inner_text()
        assert reasons
        assert all(len(reason) > TEN for reason in reasons)

    first = titles(page)[0]
    follow(page, first)
    expect(heading(page)).to_have_text(first)
    press(page, "Save this job")
    expect(main(page)).to_contain_text("Saved in My journey")

    page.get_by_role("link", name="My journey").first.click()
    expect(heading(page)).to_have_text("My journey")
    expect(main(page).get_by_role("link", name=first, exact=True).first).to_be_visible()
    expect(main(page)).to_contain_text("A next step in Leeds")
    code = make_code(page)

    other = new_visitor(java_script_enabled=javascript)
    come_back(other, code)
    assert titles(other)[0] == first
    other.goto("/my-journey")
    expect(other.get_by_role("article").get_by_role("link", name=first)).to_be_visible()

    forget_me(page)
    expect(heading(page)).to_have_text("Done. This device has forgotten you")
    expect_nothing_left(page, code)

    other.reload()
    expect(heading(other)).to_have_text("My journey")


def expect_nothing_left(page: Page, *secrets: str) -> None:
    """No cookie, no page that opens, and behind the back button only what anybody may see."""
    assert page.context.cookies() == []
    for path in ("/my-journey", "/results", "/about-you", "/your-words"):
        page.goto(path)
        expect(heading(page)).to_have_text("Nothing is open here")
    steps = 0
    while page.url != "about:blank":
        words = page.locator("body").inner_text()
        found = [word for word in (*PERSONAL, *secrets) if word in words]
        assert not found, f"{found} on {page.url}:\n{words}"
        go_back(page)
        steps += 1
        assert steps < LONGEST_HISTORY
    assert steps > len(PERSONAL), "there was too little history to prove anything"
    assert page.context.cookies() == []


def test_the_back_button_brings_pages_back_until_one_is_forgotten(answered: Page) -> None:
    """The same button that shows nothing afterwards does show the page before: it is no dummy."""
    first = titles(answered)[0]
    answered.evaluate("window.addEventListener('pageshow', e => { window.kept = e.persisted })")
    answered.goto("/finish")
    go_back(answered)
    assert titles(answered)[0] == first
    assert answered.evaluate("window.kept") is True, "the browser keeps no pages in memory"
    answered.goto("/finish")
    press(answered, "Forget me here")
    expect(heading(answered)).to_have_text("Done. This device has forgotten you")
    expect_nothing_left(answered)


def test_without_a_code_the_answers_are_erased_and_said_so(visitor: Page) -> None:
    begin(visitor)
    answer(visitor)
    visitor.goto("/finish")
    expect(main(visitor)).to_contain_text("You have no code")
    press(visitor, "Forget me here")
    expect(main(visitor)).to_contain_text("There was no code, so we erased your answers")
    expect_nothing_left(visitor)


def test_keep_going_with_the_other_questions(answered: Page) -> None:
    before = titles(answered)

    follow(answered, "Keep going")
    expect(answered).to_have_url(QUESTION)
    expect(main(answered)).to_contain_text("left, stop whenever you like")
    assert MOST - 20 <= answer_all(answered) <= MOST - 8

    expect(heading(answered)).to_have_text("Jobs that fit you")
    expect(main(answered)).to_contain_text("What your extra answers changed")
    assert roles(answered).count() >= len(before) >= TEN
    expect(main(answered).get_by_role("link", name="Keep going")).to_have_count(0)


def test_stopping_half_way_and_carrying_on(visitor: Page) -> None:
    begin(visitor)
    answer_all(visitor, 4)
    follow(visitor, "Stop here and see my list")
    expect(heading(visitor)).to_have_text("Jobs that fit you")
    expect(main(visitor)).to_contain_text("This list rests on four answers")
    assert roles(visitor).count() >= TEN

    visitor.goto("/")
    visitor.get_by_role("link", name="Carry on with the questions").click()
    expect(main(visitor)).to_contain_text("Question 5")


def test_changing_an_answer_later(answered: Page) -> None:
    main(answered).locator("summary").filter(has_text="My answers (").click()
    row = main(answered).locator("dl > div").filter(has_text="A machine on the ward")
    before = row.get_by_role("definition").first.inner_text()
    row.get_by_role("link").click()

    expect(main(answered)).to_contain_text("Change your answer")
    checked = main(answered).get_by_role("radio", checked=True)
    expect(checked).to_have_count(1)
    after = choose(answered, 4)
    assert after != before
    press(answered, "Save")

    expect(heading(answered)).to_have_text("Jobs that fit you")
    main(answered).locator("summary").filter(has_text="My answers (").click()
    expect(row.get_by_role("definition").first).to_have_text(after)
    assert roles(answered).count() >= TEN


def test_an_answer_can_be_taken_away_again(visitor: Page) -> None:
    begin(visitor)
    answer(visitor)
    visitor.goto("/my-journey")
    main(visitor).get_by_role("link", name=re.compile("^Change ?: A machine")).click()
    press(visitor, "Take this answer away")
    row = main(visitor).locator("dl > div").filter(has_text="A machine on the ward")
    expect(row).to_contain_text("Skipped")


def test_nothing_answered_is_a_labelled_starter_set(visitor: Page) -> None:
    begin(visitor)
    assert skip_all(visitor) == 20
    expect(heading(visitor)).to_have_text("A first look around")
    expect(main(visitor)).to_contain_text("This is not a match yet")
    assert roles(visitor).count() >= TEN
    assert "Why it fits" not in main(visitor).inner_text()


def test_next_without_an_answer_asks_again(visitor: Page) -> None:
    begin(visitor)
    question = heading(visitor).inner_text()
    press(visitor, "Next")
    expect(focused(visitor)).to_contain_text("One more thing")
    expect(visitor).to_have_title(re.compile("^Error: "))
    visitor.get_by_role("alert").get_by_role("link").click()
    expect(options(visitor).first).to_be_focused()
    expect(heading(visitor)).to_have_text(question)
    answer(visitor)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without-scripts"])
def test_going_back_and_answering_again_counts_the_last_answer(
    new_visitor: NewVisitor, javascript: bool
) -> None:
    page = new_visitor(java_script_enabled=javascript)
    begin(page)
    question = heading(page).inner_text()
    answer(page, number=4)
    go_back(page)
    expect(heading(page)).to_have_text(question)
    words = choose(page, 1)
    press(page, "Next")
    expect(main(page)).to_contain_text("Question 2")
    page.goto("/my-journey")
    row = main(page).locator("dl > div").filter(has_text=question)
    expect(row).to_contain_text(words)


def test_going_back_to_about_you_counts_the_last_choice(answered: Page) -> None:
    answered.goto("/about-you")
    group = answered.get_by_role("group", name="Earning while you learn")
    tap(group.get_by_text("I need to earn while I train", exact=True))
    press(answered, "Save and see my ways in")
    expect(heading(answered)).to_have_text("Jobs that fit you")
    go_back(answered)
    expect(heading(answered)).to_have_text("About you")
    tap(group.get_by_text("I'd rather study first", exact=True))
    press(answered, "Save and see my ways in")
    expect(heading(answered)).to_have_text("Jobs that fit you")
    answered.goto("/my-journey")
    expect(main(answered)).to_contain_text("I'd rather study first")


def test_about_you_opens_ways_in(answered: Page) -> None:
    follow(answered, "Tell us about you")
    told = {
        "Where are you now?": "I'm 19 or over",
        "English and maths at GCSE grade 4, or functional skills level 2": "Both",
        "GCSEs at grade 4 (C) or above": "Five or more",
        "The highest qualification you have finished": "Level 3: A levels, T Level, BTEC or",
    }
    for legend, label in told.items():
        tap(answered.get_by_role("group", name=legend).get_by_text(label))
    press(answered, "Save and see my ways in")
    expect(heading(answered)).to_have_text("Jobs that fit you")
    expect(main(answered).get_by_text("Open to you now").first).to_be_visible()

    answered.goto("/roles/care-worker")
    expect(main(answered).get_by_text("Open to you now").first).to_be_visible()


def test_own_words_are_kept_and_can_be_taken_away(answered: Page) -> None:
    said = "I like to fix things and see that they work."
    answered.goto("/your-words")
    answered.get_by_role("textbox").fill(said)
    press(answered, "Save my words")
    expect(heading(answered)).to_have_text("Jobs that fit you")
    expect(main(answered)).to_contain_text("your own words")
    assert roles(answered).count() >= TEN

    answered.goto("/my-journey")
    expect(main(answered)).to_contain_text(said)
    follow(answered, "Change or take away my words")
    press(answered, "Take my words away")
    expect(main(answered)).not_to_contain_text(said)


def test_saving_on_the_list_keeps_the_place(answered: Page) -> None:
    name = titles(answered)[4]
    answered.get_by_role("button", name=f"Save {name}", exact=True).click()
    expect(answered.get_by_role("button", name=f"Saved. Take it off {name}")).to_be_visible()
    answered.goto("/my-journey")
    card = answered.get_by_role("article").filter(has_text=name)
    card.get_by_role("button", name="Take it off").click()
    expect(answered.get_by_role("article").filter(has_text=name)).to_have_count(0)


def test_the_list_is_the_same_after_a_reload_and_longer_on_request(answered: Page) -> None:
    first = titles(answered)
    answered.reload()
    assert titles(answered) == first
    follow(answered, "Show 10 more jobs")
    assert titles(answered)[:TEN] == first
    assert roles(answered).count() == 2 * TEN


def test_a_role_saved_before_any_question_starts_a_journey(visitor: Page) -> None:
    visitor.goto("/roles/paramedic")
    press(visitor, "Save this job")
    expect(heading(visitor)).to_have_text("Paramedic")
    expect(main(visitor)).to_contain_text("Saved in My journey")
    visitor.goto("/my-journey")
    expect(visitor.get_by_role("article").get_by_role("link", name="Paramedic")).to_be_visible()


def test_three_codes_at_most_and_a_cancelled_one_opens_nothing(new_visitor: NewVisitor) -> None:
    page, other = new_visitor(), new_visitor()
    begin(page)
    first = make_code(page)
    for _ in range(2):
        page.goto("/my-journey")
        press(page, "Make another code")
        expect(heading(page)).to_have_text("Your code")
    page.reload()
    expect(heading(page)).to_have_text("The code was shown once")
    page.goto("/my-journey")
    expect(main(page)).to_contain_text("Three codes is the most")
    page.get_by_role("button", name="Cancel this code").first.click()
    expect(page.get_by_role("button", name="Cancel this code")).to_have_count(2)

    other.goto("/come-back")
    other.get_by_role("textbox", name="Your code").fill(first)
    press(other, "Open my journey")
    expect(focused(other)).to_contain_text("That code did not open anything")
    assert other.context.cookies() == []


def test_a_code_may_be_typed_carelessly(new_visitor: NewVisitor) -> None:
    page, other = new_visitor(), new_visitor()
    begin(page)
    code = make_code(page)
    sloppy = code.lower().replace(" ", "-").replace("0", "o").replace("1", "l")
    come_back(other, f" {sloppy} ")
    expect(heading(other)).to_have_text("A first look around")


def test_delete_everything(visitor: Page) -> None:
    begin(visitor)
    answer_all(visitor, 3)
    visitor.goto("/my-journey")
    follow(visitor, "Delete everything")
    press(visitor, "Yes, delete everything")
    expect(heading(visitor)).to_have_text("Done. Everything is deleted")
    expect_nothing_left(visitor)


def test_the_download_holds_what_was_told(visitor: Page) -> None:
    begin(visitor)
    answer_all(visitor, 2)
    visitor.goto("/my-journey")
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="Download everything").click()
    assert download.value.suggested_filename == "career-compass-my-journey.json"
    held = download.value.path().read_text(encoding="utf-8")
    assert '"stopped-machine"' in held
    assert '"questionnaire.answered"' in held


def test_counting_can_be_switched_off(visitor: Page) -> None:
    begin(visitor)
    visitor.goto("/my-journey")
    press(visitor, "Stop counting me")
    expect(main(visitor)).to_contain_text("Counting is off")
    press(visitor, "Count me again")
    expect(main(visitor)).to_contain_text("Counting is on")
