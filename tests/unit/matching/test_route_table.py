"""Checking everybody's ways in at once gives what checking each role by itself gives."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.needs import Outcome, judge
from matching.person import Person
from matching.route_table import PersonRoutes, RouteTable, Way
from matching.routes import RouteCheck, RouteStatus, check_routes, requirements_of
from matching.rules import RuleBook, Wishes
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Family, Role, RouteKind, Setting
from tests.support.engines import real_catalogue
from tests.support.strategies import abouts, wishes

DAYS = (date(2024, 1, 1), date(2026, 11, 21), date(2030, 9, 1))


def with_dates(role: Role) -> Role:
    """The role with a first route that ends in 2025 and a second that begins in 2029."""
    dates = ({"valid_until": date(2025, 8, 31)}, {"valid_from": date(2029, 9, 1)})
    routes = role.entry_routes
    dated = [route.model_copy(update=day) for route, day in zip(routes, dates, strict=False)]
    return role.model_copy(update={"entry_routes": (*dated, *routes[len(dated) :])})


CATALOGUE = Catalogue(
    tuple(
        with_dates(role) if number % 2 else role
        for number, role in enumerate(real_catalogue().roles)
    ),
    real_catalogue().reference,
    "with dates",
)
TABLES = {on: RouteTable(CATALOGUE, on) for on in DAYS}
RULES = RuleBook(CATALOGUE)
PEOPLE = abouts().map(Person.from_about)
EVERY = 7
"""Each example compares one role in so many, each time others; all of them take long. It is odd,
so that roles with and without dates are among them."""


def is_such(role: Role, check: RouteCheck, person: Person, way: Way, on: date) -> bool:
    """One way in held against one wish."""
    route = role.entry_routes[check.index]
    match way:
        case Way.EARNING:
            return check.earn
        case Way.NO_UNIVERSITY:
            return route.needs_no_degree
        case Way.THIS_YEAR:
            needs = [judge(asked, person, CATALOGUE) for asked in requirements_of(route)]
            lacking = [need for need in needs if need.outcome is Outcome.MISSING]
            if person.stage == "year_11":
                lacking = [n for n in lacking if n.key != "school" or n.reach not in (0, 1)]
            leads_here = check.kind is not RouteKind.VOLUNTEERING and not route.stepping_stone
            return leads_here and not lacking and not waits_for_an_age(role, person, on)


def waits_for_an_age(role: Role, person: Person, on: date) -> bool:
    """Every near way into a job asks for an age that somebody reaches in later years only."""
    near = [
        route
        for route, check in zip(
            role.entry_routes, check_routes(role, person, CATALOGUE, on), strict=True
        )
        if check.status in (RouteStatus.OPEN_NOW, RouteStatus.ONE_STEP)
        and check.kind is not RouteKind.VOLUNTEERING
        and not route.stepping_stone
    ]
    return bool(near) and all(
        any(
            asked.kind == "age" and need.outcome is Outcome.MISSING and (asked.minimum or 0) > 16
            for asked in requirements_of(route)
            for need in (judge(asked, person, CATALOGUE),)
        )
        for route in near
    )


def broken_one_by_one(
    role: Role, checks: Sequence[RouteCheck], person: Person, asked: Wishes, on: date
) -> tuple[str, ...]:
    """The rules as they are explained, held against one role."""
    possible = [check for check in checks if check.status is not RouteStatus.CLOSED]
    wished = [
        check
        for check in possible
        if (not asked.routes or check.kind in asked.routes)
        and all(is_such(role, check, person, way, on) for way in asked.ways)
    ]
    broken = {
        "route": bool(asked.routes or asked.ways) and not wished,
        "family": bool(asked.families) and role.family not in asked.families,
        "setting": bool(asked.settings) and not set(role.settings) & set(asked.settings),
        "earn": person.earn == "must" and bool(possible) and not any(c.earn for c in possible),
        "no_open_route": not possible,
    }
    return tuple(code for code, applies in broken.items() if applies)


@settings(max_examples=150)
@given(PEOPLE, wishes(), st.sampled_from(DAYS), st.integers(0, EVERY - 1))
def test_all_at_once_is_one_by_one(person: Person, asked: Wishes, on: date, first: int) -> None:
    routes = PersonRoutes(TABLES[on], person)
    verdicts = RULES.judge(routes, person, asked)
    assert list(routes) == [role.id for role in CATALOGUE.roles]
    for row, role in list(enumerate(CATALOGUE.roles))[first::EVERY]:
        checks = check_routes(role, person, CATALOGUE, on)
        assert routes[role.id] == checks
        broken = broken_one_by_one(role, checks, person, asked, on)
        assert verdicts.codes(row) == broken
        assert verdicts.counts[row] == len(broken)
        assert verdicts.passing[row] == (not broken)


@settings(max_examples=40)
@given(PEOPLE, st.sampled_from(DAYS))
def test_counts_by_kind_are_of_ways_that_are_not_closed(person: Person, on: date) -> None:
    routes = PersonRoutes(TABLES[on], person)
    for kind in RouteKind:
        having = [
            role_id
            for role_id, checks in routes.items()
            if any(c.kind is kind and c.status is not RouteStatus.CLOSED for c in checks)
        ]
        assert routes.possible_by((kind,)).sum() == len(having)


@settings(max_examples=40)
@given(PEOPLE, wishes(), st.sampled_from(DAYS), st.data())
def test_a_choice_counts_what_would_pass_with_it(
    person: Person, asked: Wishes, on: date, data: st.DataObject
) -> None:
    routes = PersonRoutes(TABLES[on], person)
    aside = data.draw(st.lists(st.sampled_from([role.id for role in CATALOGUE.roles]), max_size=3))
    found = RULES.choices(routes, person, asked, aside)

    def left(then: Wishes) -> int:
        return int(RULES.judge(routes, person, then, aside).passing.sum())

    kind, way = data.draw(st.sampled_from(RouteKind)), data.draw(st.sampled_from(Way))
    family, place = data.draw(st.sampled_from(Family)), data.draw(st.sampled_from(Setting))
    assert found.routes[kind] == left(replace(asked, routes=(kind,)))
    assert found.families[family] == left(replace(asked, families=(family,)))
    assert found.settings[place] == left(replace(asked, settings=(place,)))
    assert found.ways[way] == left(replace(asked, ways=tuple({*asked.ways, way})))


def test_in_year_11_what_starts_at_its_end_starts_this_year() -> None:
    def this_year(**about: str) -> int:
        routes = PersonRoutes(TABLES[DAYS[1]], Person.from_about(about))
        return int(routes.possible_by(RouteKind, (Way.THIS_YEAR,)).sum())

    everybody = this_year(stage="year_11")
    assert 0 < this_year(stage="year_11", english_maths="neither") <= everybody < len(CATALOGUE)
    assert this_year(stage="year_10") == 0


def test_nobody_starts_this_year_what_follows_another_job() -> None:
    about = {"stage": "adult", "gcses": "five_plus", "english_maths": "both", "highest_level": "3"}
    person, catalogue = Person.from_about(about), real_catalogue()
    routes = PersonRoutes(RouteTable(catalogue, DAYS[1]), person)
    verdicts = RuleBook(catalogue).judge(routes, person, Wishes(ways=(Way.THIS_YEAR,)))
    starts = {role.id for row, role in enumerate(catalogue.roles) if verdicts.passing[row]}
    assert "paramedic" in starts
    assert "stroke-doctor" not in starts


def test_nobody_starts_this_year_what_waits_for_an_age() -> None:
    catalogue = real_catalogue()
    for stage in ("year_12_13", "left_school"):
        person = Person(stage=stage, gcses="five_plus", english_maths="both")
        routes = PersonRoutes(RouteTable(catalogue, DAYS[1]), person)
        verdicts = RuleBook(catalogue).judge(routes, person, Wishes(ways=(Way.THIS_YEAR,)))
        starts = {role.id for row, role in enumerate(catalogue.roles) if verdicts.passing[row]}
        assert "care-worker" in starts
        assert "surgeon" not in starts
        (later,) = (c for c in routes["surgeon"] if c.status is RouteStatus.ONE_STEP)
        assert later.step == "You can start once you are 19."
        assert not any("Year 11" in c.step for role_id in routes for c in routes[role_id])


def test_every_status_is_met_so_that_the_comparison_means_something() -> None:
    people = [
        {"stage": "year_10", "gcses": "none"},
        {"stage": "adult", "gcses": "none", "english_maths": "neither", "highest_level": "1"},
        {"stage": "adult", "gcses": "five_plus", "english_maths": "both", "highest_level": "6"},
    ]
    found = {
        check.status
        for about in people
        for checks in PersonRoutes(TABLES[DAYS[1]], Person.from_about(about)).values()
        for check in checks
    }
    assert found == set(RouteStatus)
    shut = {
        on: sum(PersonRoutes(TABLES[on], Person()).possible_by((k,)).sum() for k in RouteKind)
        for on in DAYS
    }
    assert len(set(shut.values())) == len(DAYS)
