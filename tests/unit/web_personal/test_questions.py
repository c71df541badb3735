"""The order of the questions, the forms, and the words on the pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from matching.questionnaire import Item
from tests.support.engines import real_questionnaire
from web.questions.flow import next_more, next_open, place_of
from web.questions.forms import NOTHING, STRANGE, new_submission, read_about, read_choice, too_long
from web.questions.pace import counted, measure
from web.questions.presenters import (
    LEVEL_3_FACTS,
    WHY_WE_ASK,
    about_page,
    fact_groups,
    question_page,
)
from web.questions.summary import answer_words

BANK = real_questionnaire()
SCALE = BANK.item("stopped-machine")
MULTI = BANK.item("who-to-help")
CHOICE = BANK.item("what-matters-most")


def test_each_part_runs_from_its_first_question_to_its_last() -> None:
    for part in (BANK.first_pass, BANK.second_pass):
        places = [place_of(BANK, item) for item in part]
        assert [place.number for place in places] == list(range(1, len(part) + 1))
        assert places[0].before is None and places[-1].after is None
        assert [place.after for place in places[:-1]] == list(part[1:])
        assert [place.before for place in places[1:]] == list(part[:-1])


def test_carrying_on_starts_at_the_first_question_not_met() -> None:
    assert next_open(BANK, set()) == BANK.first_pass[0]
    first = {item.id for item in BANK.first_pass}
    assert next_open(BANK, first - {BANK.first_pass[7].id}) == BANK.first_pass[7]
    assert next_open(BANK, first) == BANK.second_pass[0]
    assert next_more(BANK, set()) == BANK.second_pass[0]
    assert next_open(BANK, {item.id for item in BANK.items}) is None
    assert next_more(BANK, {item.id for item in BANK.second_pass}) is None


@pytest.mark.parametrize(
    ("item", "sent", "value"),
    [
        (SCALE, ["4"], 4),
        (MULTI, ["older_people", "children"], ("children", "older_people")),
        (CHOICE, ["support"], "support"),
    ],
)
def test_a_choice_is_read_as_its_item_takes_it(item: Item, sent: list[str], value: object) -> None:
    choice = read_choice(item, MultiDict([("answer", v) for v in sent]))
    assert (choice.value, choice.skipped, choice.problem) == (value, False, "")


@pytest.mark.parametrize("item", [SCALE, MULTI, CHOICE])
def test_only_the_skip_button_skips(item: Item) -> None:
    assert read_choice(item, MultiDict({"do": "skip", "answer": "4"})).skipped
    empty = read_choice(item, MultiDict({"do": "next"}))
    assert (empty.skipped, empty.problem) == (False, NOTHING)


@given(st.sampled_from(BANK.items), st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_whatever_is_sent_is_an_answer_or_a_kind_question(item: Item, sent: list[str]) -> None:
    choice = read_choice(item, MultiDict([("answer", v) for v in sent]))
    offered = {str(option.value) for option in item.options}
    if choice.problem:
        assert choice.problem == STRANGE and choice.value is None
    else:
        assert {str(v) for v in sent[: None if item.kind == "multi" else 1]} <= offered


def test_the_error_is_said_where_it_can_be_put_right() -> None:
    page = question_page(BANK, SCALE, given=None, problem=NOTHING)
    assert page.errors == (("answer", page.error),)
    assert page.options[0].id == "answer"
    assert "skip" in page.error
    assert not question_page(BANK, SCALE, given=None, problem="made up").errors


def test_progress_back_and_stop() -> None:
    first = question_page(BANK, BANK.first_pass[0], given=None)
    assert (first.kicker, first.back_href, first.stop_text) == ("Question 1 of 12", "/", "")
    fourth = question_page(BANK, BANK.first_pass[3], given=None)
    assert fourth.kicker == "Question 4 of 12"
    assert fourth.back_href == f"/questions/{BANK.first_pass[2].id}"
    assert fourth.stop_text
    extra = question_page(BANK, BANK.second_pass[0], given=None)
    assert extra.kicker == "Extra question 1 of 24"
    assert (extra.back_href, extra.stop_text) == ("/results", "See my list now")


def test_changing_an_answer_leads_back_to_where_one_came_from() -> None:
    page = question_page(BANK, SCALE, given=2, origin="journey")
    assert (page.back_href, page.next_text) == ("/my-journey", "Save")
    assert [option.value for option in page.options if option.checked] == ["2"]
    assert question_page(BANK, SCALE, given=2, origin="https://evil.example").origin == ""


def test_many_choices_stay_ticked() -> None:
    page = question_page(BANK, MULTI, given=("children", "few_people"))
    assert [o.value for o in page.options if o.checked] == ["children", "few_people"]


def test_every_fact_says_why_and_can_be_left_out() -> None:
    assert set(WHY_WE_ASK) == {field.id for field in BANK.about}
    groups = fact_groups(BANK.about, {"stage": "year_11"})
    ids = [option.id for group in groups for option in group.options]
    assert len(ids) == len(set(ids))
    for group in groups:
        assert group.why
        several = group.kind == "multi"
        leave_out = [option.label for option in group.options].count("Leave this out")
        assert leave_out == (0 if several else 1)
        assert sum(option.checked for option in group.options) == (0 if several else 1)
    told = read_about(BANK.about, MultiDict({"stage": "year_11", "gcses": ""}))
    assert told["stage"] == "year_11"
    assert all(value is None for key, value in told.items() if key != "stage")


def test_a_fact_with_several_options_keeps_each_tick() -> None:
    form = MultiDict([("level_3_subjects", "arts"), ("level_3_subjects", "maths")])
    assert read_about(BANK.about, form)["level_3_subjects"] == ["arts", "maths"]
    (group,) = [
        group
        for group in fact_groups(BANK.about, {"level_3_subjects": ("maths", "arts")})
        if group.id == "level_3_subjects"
    ]
    assert [option.value for option in group.options if option.checked] == ["maths", "arts"]


def test_level_3_is_laid_away_until_it_is_told_of() -> None:
    page = about_page(BANK.about, {"stage": "year_11"}, origin="list")
    assert [group.id for group in page.level_3] == ["points", "level_3_subjects"]
    assert not page.level_3_open
    assert {group.id for group in page.groups} == {f.id for f in BANK.about} - LEVEL_3_FACTS
    assert about_page(BANK.about, {"points": "48"}, origin="list").level_3_open
    assert about_page(BANK.about, {}, origin="journey").level_3_open


@pytest.mark.parametrize(
    ("asked", "chose", "expected"),
    [
        (10_000, True, (600, 3)),
        (10_000, False, (600, 2)),
        (9_000, True, (1_600, 2)),
        (None, True, (None, 2)),
        (99_999, True, (None, 2)),  # served in the future
        (10_600 - 2 * 3_600_000, True, (None, 2)),  # a page left open over lunch
    ],
)
def test_pace(asked: int | None, chose: bool, expected: tuple[int | None, int]) -> None:
    paced = measure(asked, 10_600, 2, chose=chose)
    assert (paced.took_ms, paced.quick) == expected


@given(st.none() | st.integers())
def test_a_made_up_count_stays_small(quick: int | None) -> None:
    assert 0 <= counted(quick) <= 99


def test_answers_are_repeated_in_their_own_words() -> None:
    assert answer_words(SCALE, 5) == "I'd love it"
    assert answer_words(CHOICE, "support") == "A boss and a team who back me up"
    # Labels with commas in them are told apart by semicolons.
    assert answer_words(MULTI, ("children", "adults")).count(";") == 1


def test_too_long_says_by_how_much() -> None:
    assert too_long("x" * 501) == "Make it 1 character shorter: 500 is the most"
    assert too_long("x" * 512).startswith("Make it 12 characters shorter")


def test_every_form_has_a_number_of_its_own() -> None:
    assert len({new_submission() for _ in range(200)}) == 200
