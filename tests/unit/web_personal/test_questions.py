"""The order of the questions, the forms, and the words on the pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from compass.journeys.types import Asking
from matching.adaptive import Certainty, NextQuestion
from matching.questionnaire import Item, Mode
from tests.support.engines import real_questionnaire
from web.questions.certainty import of_the_list
from web.questions.flow import Walk, after_answer, carry_on, place_of, read_walk
from web.questions.forms import NOTHING, STRANGE, new_submission, read_about, read_choice, too_long
from web.questions.pace import counted, measure
from web.questions.presenters import (
    LEVEL_3_FACTS,
    WHY_WE_ASK,
    about_page,
    fact_groups,
    question_page,
)
from web.questions.stages import changing, of_adaptive, of_fixed_form
from web.questions.summary import answer_words

BANK = real_questionnaire()
SCALE = BANK.item("stopped-machine")
MULTI = BANK.item("who-to-help")
CHOICE = BANK.item("what-matters-most")
STAGE = of_fixed_form(BANK, SCALE, Walk())


def test_each_part_runs_from_its_first_question_to_its_last() -> None:
    for part in (BANK.first_pass, BANK.second_pass):
        places = [place_of(BANK, item) for item in part]
        assert [place.number for place in places] == list(range(1, len(part) + 1))
        assert places[0].before is None and places[-1].after is None
        assert [place.after for place in places[:-1]] == list(part[1:])
        assert [place.before for place in places[1:]] == list(part[:-1])


def asking(
    mode: Mode = "adaptive", *met: str, done: bool = False, sure: Certainty = "early"
) -> Asking:
    """Where the questions stand after these, with out-and-about as the next."""
    return Asking(mode, NextQuestion("out-and-about", len(met), 3.0, sure, done))


def test_somebody_who_asks_for_questions_gets_one_and_goes_on_if_enough_was_asked() -> None:
    assert carry_on(asking(), Walk()) == "/questions/out-and-about"
    assert carry_on(asking(done=True), Walk()) == "/questions/out-and-about?more=1"
    nothing = Asking("adaptive", NextQuestion(None, 36, 0.0, "steady", True))
    assert carry_on(nothing, Walk(quick=5)) == "/results?quick=5"


def test_the_questions_end_by_themselves_once_and_not_for_those_who_go_on() -> None:
    def then(asked: Asking, walk: Walk) -> str:
        return after_answer(BANK, SCALE, asked, walk)

    assert then(asking(), Walk(quick=2)) == "/questions/out-and-about?quick=2"
    assert then(asking(done=True), Walk(quick=2)) == "/results?quick=2"
    assert then(asking(done=True), Walk(more=True)) == "/questions/out-and-about?more=1"
    nothing = Asking("adaptive", NextQuestion(None, 36, 0.0, "steady", True))
    assert then(nothing, Walk(more=True)) == "/results"


def test_a_fixed_form_goes_from_each_question_to_the_one_after_it() -> None:
    for part in (BANK.first_pass, BANK.second_pass):
        addresses = [after_answer(BANK, item, asking("fixed"), Walk(form="fixed")) for item in part]
        following = [f"/questions/{item.id}?form=fixed" for item in part[1:]]
        assert addresses == [*following, "/results"]


@given(st.dictionaries(st.sampled_from(["form", "more", "quick"]), st.text(max_size=6)))
def test_a_walk_comes_back_from_its_own_address_whatever_was_in_the_old_one(
    given_: dict[str, str],
) -> None:
    walk = read_walk(MultiDict(given_))
    assert walk.form in ("", "fixed") and 0 <= walk.quick <= 99
    assert read_walk(MultiDict(walk.pairs)) == walk


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
    page = question_page(SCALE, STAGE, given=None, walk=Walk(), problem=NOTHING)
    assert page.errors == (("answer", page.error),)
    assert page.options[0].id == "answer"
    assert "skip" in page.error
    assert not question_page(SCALE, STAGE, given=None, walk=Walk(), problem="made up").errors


def test_the_stages_of_a_fixed_form() -> None:
    first = of_fixed_form(BANK, BANK.first_pass[0], Walk())
    assert (first.kicker, first.back_href, first.stop_text) == ("Question 1 of 12", "/", "")
    fourth = of_fixed_form(BANK, BANK.first_pass[3], Walk(form="fixed"))
    assert (fourth.kicker, fourth.number, fourth.total) == ("Question 4 of 12", 4, 12)
    assert fourth.back_href == f"/questions/{BANK.first_pass[2].id}?form=fixed"
    assert fourth.stop_text
    extra = of_fixed_form(BANK, BANK.second_pass[0], Walk())
    assert extra.kicker == "Extra question 1 of 24"
    assert (extra.back_href, extra.stop_text) == ("/results", "See my list now")


def test_the_stages_of_an_adaptive_questionnaire_claim_no_total() -> None:
    met = ["who-to-help", "stopped-machine", "subjects-liked"]
    none = of_adaptive(BANK, SCALE, asking(), (), Walk())
    assert (none.kicker, none.number, none.total) == ("Question 1", 1, 20)
    assert (none.back_href, none.stop_text, none.likely) == ("/", "", (8, 16))
    item = BANK.item("out-and-about")
    fourth = of_adaptive(BANK, item, asking("adaptive", *met), met, Walk(quick=1))
    assert (fourth.kicker, fourth.number) == ("Question 4", 4)
    assert fourth.back_href == "/questions/subjects-liked?quick=1"
    assert fourth.stop_text == "Stop here and see my list"
    assert fourth.sure == "Early picture. About 8 to 16 questions in all."
    again = of_adaptive(BANK, SCALE, asking("adaptive", *met), met, Walk())
    assert (again.kicker, again.back_href) == ("Question 2", "/questions/who-to-help")
    usual = [entry.id for entry in BANK.items[:16]]
    for asked, said in ((14, "About 8 to 16 questions in all"), (15, "20 questions at most")):
        met = usual[:asked]
        stage = of_adaptive(BANK, BANK.items[20], asking("adaptive", *met), met, Walk())
        assert stage.kicker == f"Question {asked + 1}"
        assert stage.sure == f"Early picture. {said}."
    seventeen = [entry.id for entry in BANK.items[:17]]
    late = of_adaptive(
        BANK, BANK.items[20], asking("adaptive", *seventeen, sure="clearer"), seventeen, Walk()
    )
    assert late.sure == "Getting clearer. 20 questions at most."
    more = of_adaptive(
        BANK,
        BANK.items[20],
        asking("adaptive", *seventeen, done=True, sure="steady"),
        seventeen,
        Walk(more=True),
    )
    assert more.sure == ("Steady: you can see your list. 19 left, stop whenever you like.")
    assert (more.total, more.likely, more.stop_text) == (36, None, "See my list now")


def test_how_sure_a_list_is_in_words() -> None:
    def said(change: float, sure: Certainty, item_id: str | None = "out-and-about") -> str:
        return of_the_list(NextQuestion(item_id, 9, change, sure, True))

    assert said(1.1, "steady") == (
        "A steady list: one more answer would change about one job of ten."
    )
    assert said(0.2, "steady").endswith("would change hardly any job of ten.")
    assert said(1.8, "clearer").startswith("Getting clearer: one more answer would change")
    assert said(9.4, "early").startswith("An early picture: one more answer would change")
    assert said(10.0, "early") == ""
    assert said(0.0, "steady", None) == "You have been through every question there is."


def test_changing_an_answer_leads_back_to_where_one_came_from() -> None:
    stage = changing("journey")
    page = question_page(SCALE, stage, given=2, walk=Walk(quick=3), origin="journey")
    assert (stage.back_href, page.next_text) == ("/my-journey", "Save")
    assert page.carried == (("from", "journey"),)
    assert [option.value for option in page.options if option.checked] == ["2"]
    strange = question_page(SCALE, STAGE, given=2, walk=Walk(quick=3), origin="https://x.example")
    assert (strange.origin, strange.carried) == ("", (("quick", "3"),))


def test_many_choices_stay_ticked() -> None:
    page = question_page(MULTI, STAGE, given=("children", "few_people"), walk=Walk())
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


def test_an_adult_is_not_asked_about_exams_to_come() -> None:
    hints = {group.id: group.hint for group in fact_groups(BANK.about, {"stage": "adult"})}
    assert "however long ago" in hints["gcses"]
    assert "expect" not in " ".join(hints.values())
    pupils = {group.id: group.hint for group in fact_groups(BANK.about, {"stage": "year_11"})}
    assert "the ones you expect" in pupils["gcses"]
