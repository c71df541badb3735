"""The list in words: sections, notices, invitations, how sure it is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from matching.rules import Wishes
from roles_catalogue.schema import Family, RouteKind, Setting
from tests.support.engines import real_catalogue, toy_engine
from tests.support.strategies import wishes
from tests.unit.web_personal.standins import (
    ON,
    VARIED,
    ends_after,
    journey,
    listed,
    page_of,
    run,
)
from web.results.asked import ALL, Asked, next_step
from web.results.page import ResultsPage
from web.results.words import NO_OTHERS, RELAXED_HEADINGS, RELAXED_LINES, number, relaxed_heading


def cards_of(page: ResultsPage) -> list[int]:
    return [card.place for section in page.sections for card in section.cards]


def test_nothing_answered_is_labelled_and_claims_no_reasons() -> None:
    page = page_of(journey())
    assert page.is_starter
    assert page.title == "A first look around"
    assert "not a match yet" in page.lead
    assert "one job from each corner" in page.lead
    assert page.order == "One from each corner"
    assert cards_of(page) == list(range(1, 11))
    assert not any(card.reasons for section in page.sections for card in section.cards)
    assert "questions" in page.invitations


@pytest.mark.parametrize(
    "asked",
    [
        Asked(show=20),
        Asked(show=ALL, page=3),
        Asked(wishes=Wishes(families=(Family.NURSING,))),
    ],
)
def test_only_the_first_ten_of_a_first_look_are_one_of_each(asked: Asked) -> None:
    page = page_of(journey(), asked)
    assert "not a match yet" in page.lead
    assert "corner" not in page.lead
    assert page.order == "In no order of fit"


def test_reasons_come_with_answers_and_no_percentage_anywhere() -> None:
    page = page_of(journey(VARIED))
    assert page.title == "Jobs that fit you"
    reasons = [reason for s in page.sections for card in s.cards for reason in card.reasons]
    assert reasons
    assert "%" not in repr(page)


def test_one_answer_for_everything_is_met_with_a_kind_word() -> None:
    page = page_of(journey({key: 3 for key in VARIED}))
    assert [notice.title for notice in page.notices] == ["You gave the same answer every time"]
    assert page.notices[0].href == "/my-journey#answers"


def test_few_answers_are_said_to_be_few() -> None:
    few = dict(list(VARIED.items())[:2])
    assert "two answers" in page_of(journey(few)).notices[0].title


def test_quick_answers_are_offered_another_look() -> None:
    quick = page_of(journey(VARIED), Asked(quick=4))
    assert [notice.title for notice in quick.notices] == ["That was quick"]
    assert not page_of(journey(VARIED), Asked(quick=3)).notices


def test_own_words_that_could_not_be_used_are_not_passed_over() -> None:
    whose = journey(VARIED, text="I like mending bikes")
    slate = replace(toy_engine(), encoder=None).recommend(whose.answers, on=ON)
    page = listed(whose, slate)
    assert any("own words are not in this list" in notice.title for notice in page.notices)


@pytest.mark.parametrize("note", ["text_not_used", "text_not_english", "text_unclear"])
def test_answers_are_said_to_count_only_where_there_are_some(note: str) -> None:
    text = "I like mending bikes"
    for whose, said in ((journey(VARIED, text=text), True), (journey(text=text), False)):
        slate = replace(toy_engine().recommend(whose.answers, on=ON), notes=(note,))
        page = listed(whose, slate)
        (notice,) = page.notices
        assert notice.text.endswith("Your answers do count.") is said


def test_invitations_go_when_they_are_taken_up() -> None:
    assert page_of(journey(VARIED)).invitations == ("about", "words")
    told = journey(VARIED, about={"stage": "adult"}, text="With people")
    assert page_of(told).invitations == ()


@pytest.mark.parametrize(
    "wished",
    [
        Wishes(),
        Wishes(routes=(RouteKind.T_LEVEL,), families=(Family.PHARMACY,)),
        Wishes(settings=(Setting.LABORATORY,)),
        Wishes(families=(Family.NURSING,)),
    ],
)
def test_relaxed_roles_stand_apart_under_words_that_say_which_rule(wished: Wishes) -> None:
    everything = len(real_catalogue())
    whose = journey(VARIED, about={"stage": "year_11", "earn": "must"})
    step: tuple[Asked, int] | None = (Asked(wishes=wished, show=ALL), 0)
    seen: list[int] = []
    while step is not None:
        asked = step[0]
        slate = toy_engine().recommend(
            whose.answers,
            on=ON,
            limit=asked.limit(everything),
            skip=asked.skip,
            wishes=wished,
        )
        page = listed(whose, slate, asked)
        seen += cards_of(page)
        passing = {role.position for role in slate.roles if not role.relaxed}
        for section in page.sections:
            places = {card.place for card in section.cards}
            assert bool(section.heading) is not bool(places & passing)
            assert (section.line == NO_OTHERS) <= (slate.passing_count == 0)
            if section.shows_lines:
                assert all(card.relaxed for card in section.cards)
        step = next_step(asked, everything)
    assert seen == list(range(1, everything + 1)), "places are those of the log"


@pytest.mark.parametrize(
    ("codes", "headings"),
    [
        (("earn", "earn", "route", "route"), 2),
        (("earn", "route", "earn", "earn"), 1),
        (("earn", "route", "family", "setting"), 1),
    ],
)
def test_no_two_headings_are_alike(codes: tuple[str, ...], headings: int) -> None:
    """They name the regions of the page, which nobody could tell apart by ear."""
    whose = journey(VARIED)
    slate = toy_engine().recommend(whose.answers, on=ON, limit=6)
    relaxed = ((), (), *((code,) for code in codes))
    roles = tuple(
        replace(role, relaxed=rules) for role, rules in zip(slate.roles, relaxed, strict=True)
    )
    bent = replace(slate, roles=roles)
    page = listed(whose, bent)
    named = [section.heading for section in page.sections if section.heading]
    assert len(named) == len(set(named)) == headings
    assert cards_of(page) == list(range(1, 7))


def test_a_heading_names_every_rule_it_stands_for() -> None:
    assert set(RELAXED_HEADINGS) == set(RELAXED_LINES)
    both = relaxed_heading(("family", "earn"))
    assert both.startswith("Good fits, but from other job families")
    assert both.endswith("and no way in that is near to you pays while you train")


def test_nothing_passes_the_filters_and_the_page_says_so() -> None:
    wished = Wishes(routes=(RouteKind.T_LEVEL,), families=(Family.MEDICAL,))
    page = page_of(journey(VARIED), Asked(wishes=wished))
    assert "None fits all your filters" in page.lead
    assert page.sections[0].heading and "come closest" in page.sections[0].line


def test_the_list_says_how_sure_it_is_and_how_much_is_left() -> None:
    early, steady = page_of(journey(run(4))), page_of(journey(run(ends_after())))
    assert early.sure.startswith(("An early picture: ", "Getting clearer: "))
    assert steady.sure.startswith("A steady list: one more answer would change")
    assert steady.questions_left == 36 - ends_after()
    assert page_of(journey()).sure == ""
    everything = page_of(journey(run(36)))
    assert (everything.sure, everything.questions_left) == (
        "You have been through every question there is.",
        0,
    )


def test_only_a_fixed_form_lists_questions_that_were_not_met() -> None:
    whose = journey(run(2))
    slate = toy_engine().recommend(whose.answers, on=ON)
    assert len(listed(whose, slate).answers) == 2
    assert len(listed(whose, slate, mode="fixed").answers) == 12


@settings(deadline=None, max_examples=25)
@given(wishes())
def test_any_wish_gives_a_page_with_ten_roles(wished: Wishes) -> None:
    page = page_of(journey(VARIED), Asked(wishes=wished))
    assert cards_of(page) == list(range(1, 11))


def test_numbers_in_sentences() -> None:
    assert [number(n) for n in (1, 10, 12)] == ["one", "ten", "12"]
