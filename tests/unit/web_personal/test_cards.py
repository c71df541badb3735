"""A job of the list in words: its ways in, how long they take, what comes next."""

from dataclasses import replace
from types import MappingProxyType

from matching.answers import Answers
from matching.need import Outcome
from matching.person import Person
from matching.route_table import Way
from matching.routes import RouteCheck, RouteStatus, Unmet, check_routes
from matching.rules import Wishes
from matching.slate import RankedRole
from roles_catalogue.schema import Family, RouteKind, Setting
from tests.support.engines import real_catalogue, toy_engine
from tests.unit.web_personal.standins import (
    LIST,
    ON,
    VARIED,
    journey,
    listed,
    page_of,
)
from web.results.cards import result_card
from web.roles.for_person import step_in_leeds
from web.roles.presenters import length_words, nearest_first


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
    wished = Wishes((RouteKind.T_LEVEL,), (Family.NURSING,), (Setting.HOSPICE,))
    card = result_card(ranked, role, list_id=LIST, wishes=wished, person=Person(), saved=False)
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


def test_a_way_with_something_before_it_counts_from_its_start() -> None:
    def length(status: RouteStatus, *outcomes: Outcome, step: str = "Finish Year 11.") -> str:
        failed = tuple(Unmet("level", outcome, "Why.") for outcome in outcomes)
        ranked = a_role(replace(a_check(status, "Degree", step), failed=failed))
        card = result_card(
            ranked, role, list_id=LIST, wishes=Wishes(), person=Person(), saved=False
        )
        return card.ways[0].length

    role = real_catalogue().get("paramedic")
    whole, later = "About three years", "Once you can start: about three years"
    assert length(RouteStatus.OPEN_NOW) == whole
    assert length(RouteStatus.UNKNOWN, Outcome.UNKNOWN) == whole
    assert length(RouteStatus.CLOSED, Outcome.MISSING, step="") == whole
    assert length(RouteStatus.ONE_STEP, Outcome.MISSING) == later
    assert length(RouteStatus.CLOSED, Outcome.MISSING, Outcome.MISSING) == later
    # What is missing comes first, whatever else we cannot tell.
    assert length(RouteStatus.UNKNOWN, Outcome.UNKNOWN, Outcome.MISSING) == later


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
    card = result_card(ranked, role, list_id=LIST, wishes=Wishes(), person=person, saved=False)
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
