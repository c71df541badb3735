"""The order of the steps on a plan."""

from dataclasses import replace
from datetime import date

import pytest

from matching.person import Person
from tests.support.engines import real_catalogue, toy_engine
from web.plan.steps import WITH_HUB, Way, next_steps, way_to

WAY = Way("About a year", "Ring a care home.", (), "Ask the Talent Hub.", ())


@pytest.mark.parametrize("helps_first", [True, False])
def test_help_comes_before_the_jobs_own_step_for_whom_it_is_worth_more(helps_first: bool) -> None:
    catalogue = real_catalogue()
    role = catalogue.get("day-centre-worker")
    steps = next_steps([role], [replace(WAY, helps_first=helps_first)], catalogue)
    own = role.next_step.text
    second, third = (WAY.help, own) if helps_first else (own, WAY.help)
    assert [step.text for step in steps] == [WAY.first, second, third]


ON = date(2026, 11, 21)
NO_GCSES = Person(
    stage="adult", highest_level=1, gcses="none", english_maths="neither", earn="must"
)


@pytest.mark.parametrize(
    ("role_id", "person", "instead"),
    [
        ("adult-nurse", NO_GCSES, WITH_HUB),
        (
            "advanced-clinical-practitioner",
            Person(stage="year_7_9"),
            "Aim for five GCSEs at grade 4 or above",
        ),
        ("adult-nurse", Person(stage="year_7_9"), "Notre Dame teaches the adult nursing option."),
        ("adult-nurse", Person(stage="year_12_13", gcses="five_plus", english_maths="both"), ""),
        (
            "adult-nurse",
            Person(stage="adult", highest_level=3, gcses="five_plus", english_maths="both"),
            "",
        ),
    ],
)
def test_a_universitys_offer_is_no_step_where_it_is_far_away(
    role_id: str, person: Person, instead: str
) -> None:
    engine, catalogue = toy_engine(), real_catalogue()
    role = catalogue.get(role_id)
    way = way_to(role, person, engine, ON)
    school = person.is_before_year_12
    steps = [step.text for step in next_steps([role], [way], catalogue, at_school=school)]
    assert len(steps) >= 2 or not instead
    assert (role.next_step.text in steps) is not bool(instead)
    assert any(text.startswith(instead) for text in steps)
