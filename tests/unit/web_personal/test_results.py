"""The list in words: sections, notices, filters, what changed."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from werkzeug.datastructures import MultiDict

from compass.journeys.types import Asking, Journey
from matching.answers import Answers
from matching.person import Person
from matching.questionnaire import Mode
from matching.route_table import Way
from matching.routes import RouteCheck, RouteStatus, check_routes
from matching.rules import Wishes
from matching.slate import RankedRole, Slate
from roles_catalogue.schema import Family, RouteKind, Setting
from tests.support.engines import real_catalogue, toy_engine
from tests.support.strategies import wishes
from tests.unit.web_personal.standins import LIST, ON, bundle, journey, shown
from web.results.asked import ALL, Asked, next_step, parse, step_back
from web.results.cards import result_card
from web.results.changes import Change, what_changed
from web.results.facets import in_use, make_facets
from web.results.page import ResultsPage, results_page
from web.results.words import NO_OTHERS, RELAXED_HEADINGS, RELAXED_LINES, number, relaxed_heading
from web.roles.for_person import step_in_leeds
from web.roles.presenters import length_words, nearest_first

VARIED = {
    item.id: [5, 2, 4, 1][index % 4]
    for index, item in enumerate(
        i for i in toy_engine().questionnaire.first_pass if i.kind == "scale"
    )
}


WISHED = Wishes((RouteKind.T_LEVEL,), (Family.NURSING,), (Setting.HOSPICE,))


def listed(
    whose: Journey, slate: Slate, asked: Asked | None = None, mode: Mode = "adaptive"
) -> ResultsPage:
    asking = Asking(mode, toy_engine().next_question(whose.answers, mode=mode))
    return results_page(
        bundle(), whose, shown(slate), asked or Asked(), asking=asking, facets=(), change=None
    )


def page_of(whose: Journey, asked: Asked | None = None, limit: int = 10) -> ResultsPage:
    asked = asked or Asked()
    slate = toy_engine().recommend(whose.answers, on=ON, limit=limit, wishes=asked.wishes)
    return listed(whose, slate, asked)


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


def test_the_address_says_what_is_asked_and_is_read_back() -> None:
    asked = parse(
        MultiDict([("route", "degree"), ("route", "direct"), ("family", "nursing"), ("show", "20")])
    )
    assert set(asked.wishes.routes) == {RouteKind.DEGREE, RouteKind.DIRECT}
    assert parse(MultiDict(parse_qsl(asked.address().partition("?")[2]))) == asked
    assert asked.address("place-11").endswith("#place-11")


@pytest.mark.parametrize(
    ("query", "number", "skip"),
    [
        ("show=all", 1, 0),
        ("show=all&page=3", 3, 100),
        ("show=all&page=0", 1, 0),
        ("show=all&page=-2", 1, 0),
        ("show=all&page=two", 1, 0),
        ("show=20&page=3", 1, 0),
        ("page=3", 1, 0),
    ],
)
def test_only_the_whole_list_has_pages(query: str, number: int, skip: int) -> None:
    asked = parse(MultiDict(parse_qsl(query)))
    assert (asked.page, asked.skip) == (number, skip)
    assert parse(MultiDict(parse_qsl(asked.address().partition("?")[2]))) == asked


@pytest.mark.parametrize(
    ("everything", "last", "left"), [(543, 11, 43), (100, 2, 50), (50, 1, 50), (8, 1, 8)]
)
def test_a_page_after_the_last_is_the_last(everything: int, last: int, left: int) -> None:
    asked = Asked(show=ALL, page=999).within(everything)
    assert (asked.page, asked.limit(everything)) == (last, left)
    assert next_step(asked, everything) is None


def test_each_page_of_the_whole_list_leads_to_its_neighbours() -> None:
    pages = [Asked(show=ALL, page=page) for page in (1, 2, 10, 11)]
    assert [next_step(asked, 543) for asked in pages] == [
        (Asked(show=ALL, page=2), 50),
        (Asked(show=ALL, page=3), 50),
        (Asked(show=ALL, page=11), 43),
        None,
    ]
    assert [step_back(asked) for asked in pages[:2]] == [None, Asked(show=ALL)]


def test_another_list_is_read_from_its_beginning() -> None:
    asked = Asked(Wishes(routes=(RouteKind.DEGREE,)), show=ALL, page=4)
    assert asked.without(RouteKind.DEGREE) == Asked(show=ALL)


def test_an_address_with_nonsense_asks_for_nothing() -> None:
    odd = MultiDict([("route", "<script>"), ("family", ""), ("show", "-5"), ("quick", "9e9")])
    assert parse(odd) == Asked()


@given(wishes())
def test_every_wish_in_use_can_be_dropped_by_itself(wished: Wishes) -> None:
    asked = Asked(wishes=wished)
    drops = in_use(asked)
    chosen = [*wished.routes, *wished.families, *wished.settings, *wished.ways]
    assert len(drops) == len(chosen)
    for value, drop in zip(chosen, drops, strict=True):
        left = parse(MultiDict(parse_qsl(drop.href.partition("?")[2]))).wishes
        # By identity: a family and a place may have the same code.
        kept = [v for v in chosen if v is not value]
        still = (*left.routes, *left.families, *left.settings, *left.ways)
        assert {id(v) for v in still} == set(map(id, kept))


@pytest.mark.parametrize(
    ("show", "everything", "expected"),
    [
        (10, 543, (20, 10)),
        (20, 543, (ALL, 30)),
        (20, 43, (ALL, 23)),
        (ALL, 43, None),
        (10, 15, (ALL, 5)),
        (10, 8, None),
    ],
)
def test_show_more_goes_by_ten_twenty_all(
    show: int | str, everything: int, expected: tuple[int | str, int] | None
) -> None:
    step = next_step(Asked(show=show), everything)
    assert (None if step is None else (step[0].show, step[1])) == expected


def test_counts_of_filters_are_what_the_filter_would_leave() -> None:
    whose = journey(VARIED, about={"stage": "adult", "earn": "must"})
    for beside in ([], [("way", "no_university")]):
        asked = parse(MultiDict(beside))
        choices = toy_engine().choices(whose.answers, asked.wishes, on=ON)
        for facet in make_facets(choices, asked):
            for choice in facet.choices[:4]:
                wished = parse(MultiDict([*beside, (facet.name, choice.value)])).wishes
                slate = toy_engine().recommend(whose.answers, on=ON, wishes=wished)
                assert choice.count == slate.passing_count, (facet.name, choice.value)


def a_check(status: RouteStatus, label: str, step: str, why: str = "Why.") -> RouteCheck:
    return RouteCheck(RouteKind.DIRECT, label, status, why, step, True, "usual", 0)


def a_role(*checks: RouteCheck) -> RankedRole:
    first = toy_engine().recommend(Answers(MappingProxyType(VARIED)), on=ON, limit=1).roles[0]
    return replace(first, routes=checks)


def test_ways_in_are_nearest_first_and_share_a_line_where_the_step_is_one() -> None:
    ranked = a_role(
        a_check(RouteStatus.CLOSED, "Promotion", ""),
        a_check(RouteStatus.ONE_STEP, "Degree", "Finish Year 11."),
        a_check(RouteStatus.OPEN_NOW, "Volunteering", "Ring them."),
        a_check(RouteStatus.ONE_STEP, "College", "Finish Year 11."),
    )
    role = real_catalogue().get("porter")
    card = result_card(ranked, role, list_id=LIST, wishes=WISHED, person=Person(), saved=False)
    lines = card.ways
    assert [line.status for line in lines] == ["open_now", "one_step", "never"]
    assert lines[1].words == "Degree; College"
    assert (lines[1].note, lines[2].note) == ("Finish Year 11.", "Why.")
    assert [line.short for line in lines] == ["Straight into work"] * 3
    asked = "route=t_level&family=nursing&setting=hospice"
    assert card.href == f"/roles/{role.id}?list={LIST}&position=1&{asked}"


def test_a_card_says_how_long_its_first_way_takes() -> None:
    role = real_catalogue().get("advanced-clinical-practitioner")
    person = Person(
        stage="adult",
        english_maths="both",
        highest_level=3,
        level_3_subjects=frozenset({"biology"}),
    )
    ranked = replace(a_role(*check_routes(role, person, real_catalogue(), ON)), role_id=role.id)
    card = result_card(ranked, role, list_id=LIST, wishes=Wishes(), person=person, saved=False)
    assert card.ways[0].status == "open_now"
    assert "eight more" in card.ways[0].length


def test_no_length_is_hedged_twice() -> None:
    lengths = [
        length_words(route) for role in real_catalogue().roles for route in role.entry_routes
    ]
    assert any(length.startswith("Usually ") for length in lengths)
    twice = ("Usually usually", "Usually about", "Usually often", "Usually around")
    assert [length for length in lengths if length.startswith(twice)] == []


def test_adults_are_sent_to_the_talent_hub_where_it_is_a_way_in() -> None:
    catalogue = real_catalogue()
    role = catalogue.get("day-centre-worker")
    hub = next(r for r in role.entry_routes if r.kind is RouteKind.TALENT_HUB)
    texts = {}
    for stage in ("adult", "year_12_13", None):
        person = Person(stage=stage)
        checks = check_routes(role, person, catalogue, ON)
        step = step_in_leeds(role, checks, person, catalogue)
        assert step.sources
        texts[stage] = step.text
    own = role.next_step.text
    assert texts == {"adult": hub.first_step, "year_12_13": own, None: own}


def test_a_way_into_another_job_first_says_so_and_comes_after_one_into_the_job() -> None:
    role = real_catalogue().get("general-practice-nurse")
    about = {"stage": "left_school", "gcses": "some", "english_maths": "both", "earn": "must"}
    person = Person.from_about(about)
    checks = check_routes(role, person, real_catalogue(), ON)
    ranked = replace(a_role(*checks), role_id=role.id)
    card = result_card(ranked, role, list_id=LIST, wishes=WISHED, person=person, saved=False)
    opened = {check.label for check in checks if check.status is RouteStatus.OPEN_NOW}
    assert opened == {
        route.label for route in role.entry_routes if route.stepping_stone and route.earn
    }
    assert card.ways[0].short == "Apprenticeship (into another job first)"


def test_of_ways_alike_near_trying_it_out_comes_last_and_pay_first_for_who_must_earn() -> None:
    role = real_catalogue().get("maternity-support-worker")
    checks = [
        replace(a_check(RouteStatus.OPEN_NOW, route.kind, ""), kind=route.kind, index=index)
        for index, route in enumerate(role.entry_routes)
    ]
    checks = [replace(one, earn=role.entry_routes[one.index].earn) for one in checks]
    late = {RouteKind.PROMOTION, RouteKind.VOLUNTEERING, RouteKind.TALENT_HUB}
    for must_earn in (False, True):
        found = nearest_first(checks, role, must_earn=must_earn)
        starts = [one for one in found if one.kind not in late]
        assert found[: len(starts)] == tuple(starts)
        assert len(starts) < len(found)
    assert [one.earn for one in starts] == sorted((one.earn for one in starts), reverse=True)
    assert len({one.earn for one in starts}) == 2
    low = {"stage": "year_11", "gcses": "some", "english_maths": "neither"}
    support = real_catalogue().get("healthcare-support-worker")
    asked = check_routes(support, Person.from_about(low), real_catalogue(), ON)
    assert nearest_first(asked, support)[0].kind is RouteKind.APPRENTICESHIP
    assert asked[0].kind is RouteKind.T_LEVEL


def test_who_asks_to_earn_meanwhile_sees_the_way_that_pays_first() -> None:
    role = real_catalogue().get("adult-nurse")
    about = {"stage": "adult", "gcses": "five_plus", "english_maths": "both", "highest_level": "3"}
    person = Person.from_about({**about, "points": "112", "level_3_subjects": ("biology",)})
    ranked = replace(a_role(*check_routes(role, person, real_catalogue(), ON)), role_id=role.id)
    firsts = {}
    for wished in (Wishes(), Wishes(ways=(Way.EARNING,))):
        card = result_card(ranked, role, list_id=LIST, wishes=wished, person=person, saved=False)
        firsts[wished.ways] = card.ways[0].kinds[0]
    assert firsts == {(): "Degree", (Way.EARNING,): "Apprenticeship"}


def test_before_about_you_only_the_kinds_of_ways_in_are_named() -> None:
    ranked = a_role(a_check(RouteStatus.UNKNOWN, "Straight in", "Tell us."))
    role = real_catalogue().get(ranked.role_id)
    card = result_card(ranked, role, list_id=LIST, wishes=Wishes(), person=None, saved=True)
    assert (card.ways, card.kinds) == ((), ("Straight into work",))


def test_the_drawn_role_says_that_it_is_and_no_other_does() -> None:
    whose = journey(VARIED)
    slate = toy_engine().recommend(whose.answers, on=ON, seed=7)
    (drawn,) = [role for role in slate.roles if role.drawn]
    page = listed(whose, slate)
    labelled = [card for section in page.sections for card in section.cards if card.drawn]
    assert [card.card.id for card in labelled] == [drawn.role_id]
    assert (labelled[0].place, drawn.base_position > 10) == (10, True)
    assert "by chance" in labelled[0].drawn
    assert labelled[0].reasons == drawn.reasons
    without_chance = page_of(whose)
    assert not any(card.drawn for section in without_chance.sections for card in section.cards)


def changed(whose: Journey, mode: Mode, seed: int | None = None) -> Change | None:
    slate = toy_engine().recommend(whose.answers, on=ON, seed=seed)
    return what_changed(toy_engine(), whose, slate, on=ON, wishes=Wishes(), mode=mode)


def run(number: int) -> dict[str, Any]:
    """So many answers, each to the question that the ones before have chosen."""
    given: dict[str, Any] = {}
    for turn in range(number):
        following = toy_engine().next_question(journey(given).answers)
        item = toy_engine().questionnaire.item(str(following.item_id))
        value = item.options[turn % len(item.options)].value
        given[item.id] = (value,) if item.kind == "multi" else value
    return given


def ends_after() -> int:
    """How many questions that run has before it ends by itself."""
    return next(n for n in range(37) if toy_engine().next_question(journey(run(n)).answers).done)


def test_what_chance_has_brought_up_is_no_change() -> None:
    """A repeated answer, which changes no score, changes nothing whatever was drawn."""
    bank = toy_engine().questionnaire
    middle = {item.id: None for item in bank.second_pass}
    extra = {**VARIED, **middle, bank.second_pass[0].id: 3}
    for seed in range(20):
        change = changed(replace(journey(extra), seed=seed), "fixed", seed)
        slate = toy_engine().recommend(journey(extra).answers, on=ON, seed=seed)
        before = toy_engine().recommend(journey(VARIED).answers, on=ON, limit=43)
        assert change is not None
        first_ten = {role.title for role in before.roles[:10]}
        drawn = {role.title for role in slate.roles if role.drawn}
        assert not set(change.titles) & (first_ten | drawn)


def test_what_the_extra_answers_changed() -> None:
    bank = toy_engine().questionnaire
    extra = {item.id: 5 for item in bank.second_pass if item.kind == "scale"}
    before, after = journey(VARIED), journey({**VARIED, **extra})
    assert changed(before, "fixed") is None
    change = changed(after, "fixed")
    assert change is not None
    assert change.extra == len(extra)
    assert {r.title for r in toy_engine().recommend(before.answers, on=ON).roles}.isdisjoint(
        change.titles
    )


def test_answers_are_extra_once_the_questions_would_have_ended_by_themselves() -> None:
    enough = ends_after()
    assert changed(journey(run(enough)), "adaptive") is None
    whole = run(36)
    change = changed(journey(whole), "adaptive")
    assert change is not None
    assert change.extra == sum(v not in (None, ()) for v in list(whole.values())[enough:])
    before = {r.title for r in toy_engine().recommend(journey(run(enough)).answers, on=ON).roles}
    now = [r.title for r in toy_engine().recommend(journey(whole).answers, on=ON).roles]
    assert list(change.titles) == [title for title in now if title not in before][:3]


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
