"""Ways in, held against people: written from what the facts say, not from the code."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.answers import Fact
from matching.person import Person
from matching.routes import RouteCheck, RouteStatus, check_routes
from roles_catalogue.schema import EntryRoute, Role, RouteKind
from tests.support.engines import real_catalogue
from tests.support.strategies import abouts

CATALOGUE = real_catalogue()
ON = date(2026, 11, 21)
EVERY = 7
"""Each example looks at one role in so many, each time others: all of them take long."""
OPEN, STEP, CLOSED, UNKNOWN = (
    RouteStatus.OPEN_NOW,
    RouteStatus.ONE_STEP,
    RouteStatus.CLOSED,
    RouteStatus.UNKNOWN,
)

T_LEVEL: dict[str, Any] = {
    "kind": "t_level",
    "reference": "health",
    "earn": False,
    "requirements": [
        {"kind": "age", "minimum": 16, "maximum": 18},
        {"kind": "gcses", "count": 5},
    ],
}
APPRENTICESHIP: dict[str, Any] = {
    "kind": "apprenticeship",
    "reference": "ST0005",
    "earn": True,
    "requirements": [
        {"kind": "age", "minimum": 16},
        {"kind": "job_offer"},
        {"kind": "english_maths", "can_be_taken_during": True},
    ],
}
DEGREE: dict[str, Any] = {
    "kind": "degree",
    "earn": False,
    "requirements": [{"kind": "english_maths"}, {"kind": "level", "level": 3}],
}
DEGREE_WITH_SUBJECT: dict[str, Any] = {
    "kind": "degree",
    "earn": False,
    "requirements": [{"kind": "level", "level": 3, "subjects": ["biology"]}],
}
GRADUATES: dict[str, Any] = {
    "kind": "graduate_scheme",
    "earn": True,
    "requirements": [{"kind": "level", "level": 6}],
}
PROMOTION: dict[str, Any] = {
    "kind": "promotion",
    "earn": True,
    "requirements": [{"kind": "role", "role_id": "care-worker", "usual_years": 1}],
}
DIRECT: dict[str, Any] = {"kind": "direct", "earn": True, "requirements": []}
TALENT_HUB: dict[str, Any] = {"kind": "talent_hub", "earn": False, "requirements": []}
DRIVER: dict[str, Any] = {
    "kind": "direct",
    "earn": True,
    "requirements": [{"kind": "driving_licence"}],
}
TARIFF: dict[str, Any] = {
    "kind": "degree",
    "earn": False,
    "requirements": [{"kind": "level", "level": 3}, {"kind": "tariff", "points": 112}],
}
EXPERIENCED: dict[str, Any] = {
    "kind": "direct",
    "earn": True,
    "requirements": [{"kind": "experience", "what": "a year in a care job"}],
}
VOLUNTEER: dict[str, Any] = {"kind": "volunteering", "earn": False, "requirements": []}
FOUNDATION: dict[str, Any] = {
    "kind": "apprenticeship",
    "earn": True,
    "requirements": [{"kind": "age", "minimum": 16, "maximum": 21}],
}
FOR_NURSES: dict[str, Any] = {
    "kind": "degree",
    "earn": False,
    "requirements": [{"kind": "registration", "profession": "adult nurse"}],
}
SKILLED_GRADUATES: dict[str, Any] = {
    "kind": "graduate_scheme",
    "earn": True,
    "requirements": [
        {"kind": "level", "level": 6},
        {"kind": "experience", "what": "a year in a care job"},
    ],
}


def role_with(*routes: dict[str, Any]) -> Role:
    """A real role with other ways in."""
    filled = tuple(
        EntryRoute.model_validate(
            {
                "label": "A way in",
                "first_step": "Ask the college about it.",
                "certainty": "usual",
                "source": "a test",
                **route,
            }
        )
        for route in routes
    )
    return CATALOGUE.get("reablement-worker").model_copy(update={"entry_routes": filled})


def check(route: dict[str, Any], about: Mapping[str, Fact], on: date = ON) -> RouteCheck:
    (only,) = check_routes(role_with(route), Person.from_about(about), CATALOGUE, on)
    return only


YEAR_9 = {"stage": "year_7_9"}
YEAR_10 = {"stage": "year_10"}
YEAR_11 = {"stage": "year_11", "gcses": "five_plus", "english_maths": "both"}
YEAR_11_LOW = {"stage": "year_11", "gcses": "none", "english_maths": "neither"}
YEAR_13 = {
    "stage": "year_12_13",
    "gcses": "five_plus",
    "english_maths": "both",
    "highest_level": "2",
}
LEFT_AT_16 = {
    "stage": "left_school",
    "gcses": "some",
    "english_maths": "neither",
    "highest_level": "1",
}
ADULT_NONE = {"stage": "adult", "gcses": "none", "english_maths": "neither", "highest_level": "0"}
ADULT_LEVEL_3 = {"stage": "adult", "english_maths": "both", "highest_level": "3"}
GRADUATE = {"stage": "adult", "english_maths": "both", "highest_level": "6"}
NOBODY_KNOWN: dict[str, str] = {}
ADULT_UNSURE = {
    "stage": "adult",
    "gcses": "not_sure",
    "english_maths": "not_sure",
    "highest_level": "not_sure",
}


@pytest.mark.parametrize(
    ("route", "about", "status"),
    [
        (T_LEVEL, YEAR_9, STEP),
        (T_LEVEL, YEAR_11, STEP),
        (T_LEVEL, YEAR_11_LOW, STEP),
        (T_LEVEL, YEAR_13, OPEN),
        (T_LEVEL, LEFT_AT_16, STEP),
        (T_LEVEL, ADULT_NONE, CLOSED),
        (T_LEVEL, GRADUATE, CLOSED),
        (T_LEVEL, NOBODY_KNOWN, UNKNOWN),
        (APPRENTICESHIP, YEAR_9, STEP),
        (APPRENTICESHIP, YEAR_11_LOW, STEP),
        (APPRENTICESHIP, LEFT_AT_16, OPEN),
        (APPRENTICESHIP, ADULT_NONE, OPEN),
        (APPRENTICESHIP, NOBODY_KNOWN, UNKNOWN),
        (DEGREE, YEAR_9, STEP),
        (DEGREE, YEAR_11, STEP),
        (DEGREE, YEAR_11_LOW, STEP),
        (DEGREE, YEAR_13, STEP),
        (DEGREE, LEFT_AT_16, CLOSED),
        (DEGREE, ADULT_NONE, CLOSED),
        (DEGREE, ADULT_LEVEL_3, OPEN),
        (DEGREE, {**ADULT_NONE, "english_maths": "both"}, STEP),
        (DEGREE, ADULT_UNSURE, UNKNOWN),
        (DEGREE, NOBODY_KNOWN, UNKNOWN),
        (DEGREE_WITH_SUBJECT, ADULT_LEVEL_3, UNKNOWN),
        (DEGREE_WITH_SUBJECT, GRADUATE, UNKNOWN),
        (TARIFF, ADULT_LEVEL_3, UNKNOWN),
        (TARIFF, ADULT_NONE, STEP),
        (GRADUATES, GRADUATE, OPEN),
        (GRADUATES, ADULT_LEVEL_3, STEP),
        (GRADUATES, YEAR_11, CLOSED),
        (GRADUATES, ADULT_UNSURE, UNKNOWN),
        (PROMOTION, ADULT_NONE, STEP),
        (PROMOTION, YEAR_9, CLOSED),
        (DIRECT, YEAR_9, STEP),
        (DIRECT, ADULT_NONE, OPEN),
        (TALENT_HUB, ADULT_NONE, OPEN),
        (TALENT_HUB, YEAR_11, STEP),
        (DRIVER, YEAR_11, CLOSED),
        (DRIVER, ADULT_NONE, UNKNOWN),
        (EXPERIENCED, ADULT_NONE, UNKNOWN),
        (VOLUNTEER, YEAR_9, UNKNOWN),
        (VOLUNTEER, YEAR_11, UNKNOWN),
        (VOLUNTEER, LEFT_AT_16, OPEN),
        (FOUNDATION, LEFT_AT_16, OPEN),
        (FOUNDATION, ADULT_NONE, UNKNOWN),
        (GRADUATES, ADULT_NONE, CLOSED),
        (SKILLED_GRADUATES, ADULT_NONE, CLOSED),
        (SKILLED_GRADUATES, ADULT_LEVEL_3, UNKNOWN),
        (FOR_NURSES, ADULT_NONE, CLOSED),
        (FOR_NURSES, GRADUATE, UNKNOWN),
    ],
)
def test_status(route: dict[str, Any], about: dict[str, str], status: RouteStatus) -> None:
    found = check(route, about)
    assert found.status is status, found


@given(abouts(), st.integers(0, EVERY - 1))
def test_every_check_explains_itself(about: dict[str, Fact], first: int) -> None:
    for role in CATALOGUE.roles[first::EVERY]:
        for found in check_routes(role, Person.from_about(about), CATALOGUE, ON):
            assert found.why.endswith("."), found
            if found.status in (OPEN, STEP, UNKNOWN):
                assert found.step.endswith((".", "?")), found


def test_what_was_not_said_closes_nothing() -> None:
    for role in CATALOGUE.roles:
        for found in check_routes(role, Person(), CATALOGUE, ON):
            needs_a_job_first = found.status is CLOSED and found.kind is RouteKind.PROMOTION
            assert found.status is not CLOSED or needs_a_job_first, (role.id, found)


def test_an_adult_reads_why_a_t_level_is_not_for_them() -> None:
    found = check(T_LEVEL, ADULT_NONE)
    assert found.is_never
    assert "18 or under" in found.why


def test_an_upper_age_that_may_be_passed_is_said() -> None:
    assert "21 or under" in check(FOUNDATION, ADULT_NONE).why


def test_what_is_missing_is_named_beside_what_is_unknown() -> None:
    why = check(SKILLED_GRADUATES, ADULT_LEVEL_3).why
    assert "a degree" in why
    assert "a year in a care job" in why


def test_the_road_to_a_degree_begins_with_level_3() -> None:
    assert check(GRADUATES, ADULT_NONE).step.startswith("Get a level 3 qualification")


def test_nobody_is_sent_to_finish_school_for_something_open_at_14() -> None:
    route = {**VOLUNTEER, "requirements": [{"kind": "age", "minimum": 14}]}
    for stage in (YEAR_9, YEAR_10):
        assert "school" not in check(route, stage).step
    assert check(route, YEAR_9).step == "You can start once you are 14."
    assert check(route, YEAR_10).status is OPEN


def test_what_somebody_lived_through_is_nothing_to_go_and_get() -> None:
    lived = {"kind": "experience", "what": "your own experience of illness"}
    step = check({**DIRECT, "requirements": [lived]}, ADULT_NONE).step
    assert "get it" not in step
    assert "up to you" in step


def test_a_title_keeps_its_capitals_inside_a_sentence() -> None:
    role = {"kind": "role", "role_id": "gp-receptionist", "usual_years": 1}
    found = check({**PROMOTION, "requirements": [role]}, ADULT_NONE)
    assert found.step == "Look at GP receptionist first."


def test_english_and_maths_on_the_way_are_said() -> None:
    assert "on the way" in check(APPRENTICESHIP, ADULT_NONE).why


def test_the_missing_half_is_named() -> None:
    about = {**ADULT_LEVEL_3, "english_maths": "english_only"}
    assert "Take maths at GCSE" in check(DEGREE, about).step


def test_further_off_names_the_first_step() -> None:
    found = check(DEGREE, ADULT_NONE)
    assert found.why.startswith("Further off.")
    assert "functional skills" in found.step


def test_a_closed_t_level_takes_no_new_starters() -> None:
    closed = {**T_LEVEL, "reference": "healthcare-science"}
    assert check(closed, YEAR_13).is_never
    assert check(closed, YEAR_13, on=date(2025, 9, 1)).status is OPEN


def test_a_standard_without_funding_is_never_a_way_in_from_that_day() -> None:
    withdrawn = {**APPRENTICESHIP, "reference": "ST0007"}
    assert check(withdrawn, ADULT_NONE, on=date(2026, 8, 31)).status is OPEN
    assert check(withdrawn, ADULT_NONE, on=date(2026, 9, 1)).is_never


def test_a_route_has_its_dates() -> None:
    dated = {**DIRECT, "valid_from": "2027-01-01", "valid_until": "2027-06-30"}
    assert "starts on 1 January 2027" in check(dated, ADULT_NONE).why
    assert check(dated, ADULT_NONE, on=date(2027, 1, 1)).status is OPEN
    assert "ended on 30 June 2027" in check(dated, ADULT_NONE, on=date(2027, 7, 1)).why


def test_a_degree_for_year_11_says_stay_on_to_level_3() -> None:
    assert "level 3 course" in check(DEGREE, YEAR_11).step


def test_an_adult_reads_what_takes_the_place_of_a_t_level() -> None:
    found = check(T_LEVEL, ADULT_NONE)
    assert "Access course" in found.why
    (never,) = [unmet for unmet in found.failed if unmet.outcome == "never"]
    assert (never.kind, never.step, never.why) == ("age", "", found.why)


def test_no_route_can_widen_the_ages_of_a_t_level() -> None:
    for ages in ([], [{"kind": "age", "maximum": 19}], [{"kind": "age", "minimum": 16}]):
        assert check({**T_LEVEL, "requirements": ages}, ADULT_NONE).is_never
        assert check({**T_LEVEL, "requirements": ages}, YEAR_13).status is OPEN


def test_an_apprentice_is_employed_from_day_one() -> None:
    assert "employed and paid from day one" in check(APPRENTICESHIP, YEAR_9).why


def test_the_step_to_level_3_depends_on_age() -> None:
    assert "Access" in check(TARIFF, ADULT_NONE).step
    for about in (YEAR_13, {**YEAR_13, "stage": "left_school"}):
        step = check(TARIFF, about).step
        assert "A levels, a T Level or a BTEC" in step
        assert "Access" not in step


def test_everything_that_stands_in_the_way_is_named_in_order() -> None:
    about = {"stage": "adult", "highest_level": "2", "english_maths": "maths_only", "gcses": "some"}
    route = {
        **DEGREE,
        "valid_from": "2027-01-01",
        "requirements": [
            {"kind": "english_maths"},
            {"kind": "level", "level": 3},
            {"kind": "experience", "what": "a year in a care job"},
            {"kind": "note", "text": "A check on your past"},
            {"kind": "gcses", "count": 5},
        ],
    }
    failed = check(route, about).failed
    assert [f"{unmet.kind} {unmet.outcome}" for unmet in failed] == [
        "date never",
        "english_maths missing",
        "level missing",
        "experience unknown",
        "gcses missing",
    ]
    assert [bool(unmet.step) for unmet in failed] == [False, True, True, True, True]
    assert "Take English at GCSE" in failed[1].step


@pytest.mark.parametrize(
    ("about", "status", "said"),
    [
        ({"level_3_subjects": ("arts",)}, STEP, "Study biology at level 3: an Access course"),
        ({"level_3_subjects": ("none_of_these",)}, STEP, "an Access course"),
        ({"level_3_subjects": ("arts",), "stage": "year_12_13"}, STEP, "another A level"),
        (
            {"level_3_subjects": ("arts",), "stage": "year_12_13", "highest_level": "2"},
            STEP,
            "Study biology at level 3: another A level, or for a degree a foundation year.",
        ),
        (
            {"level_3_subjects": ("biology",), "stage": "year_12_13", "highest_level": "2"},
            STEP,
            "Finish a level 3 course",
        ),
        ({"level_3_subjects": ("arts",), "highest_level": "2"}, STEP, "Study biology at level 3"),
        ({"level_3_subjects": ("none_of_these",), "highest_level": "2"}, STEP, "Get a level 3"),
        ({"level_3_subjects": ("biology",)}, OPEN, "Ask the college"),
        ({"level_3_subjects": ("arts",), "highest_level": "6"}, UNKNOWN, "higher qualification"),
        ({"level_3_subjects": ("biology",), "highest_level": "6"}, OPEN, "Ask the college"),
    ],
)
def test_subjects_of_level_3(about: dict[str, Fact], status: RouteStatus, said: str) -> None:
    found = check(DEGREE_WITH_SUBJECT, {**ADULT_LEVEL_3, **about})
    assert found.status is status, found
    assert said in found.step


def test_a_degree_in_another_subject_is_not_taken_for_the_right_one() -> None:
    route = {**GRADUATES, "requirements": [{"kind": "level", "level": 6, "subjects": ["law"]}]}
    found = check(route, GRADUATE)
    assert found.status is UNKNOWN
    assert "law" in found.why


@pytest.mark.parametrize(
    ("points", "status"),
    [("0", STEP), ("80", STEP), ("112", OPEN), ("136", OPEN), ("not_sure", UNKNOWN)],
)
def test_points_are_held_against_the_band(points: str, status: RouteStatus) -> None:
    assert check(TARIFF, {**ADULT_LEVEL_3, "points": points}).status is status


def test_a_band_that_holds_the_number_asked_for_says_neither() -> None:
    asked = {**TARIFF, "requirements": [{"kind": "tariff", "points": 120}]}
    assert check(asked, {**ADULT_LEVEL_3, "points": "112"}).status is UNKNOWN
    assert check(asked, {**ADULT_LEVEL_3, "points": "136"}).status is OPEN
    assert check(asked, {**ADULT_LEVEL_3, "points": "80"}).status is STEP


def test_a_programme_that_has_ended_is_no_way_in() -> None:
    ended = {**TALENT_HUB, "reference": "hwf-1"}
    assert check(ended, ADULT_NONE).is_never
    dated = {**ended, "valid_until": "2022-07-31"}
    assert check(dated, ADULT_NONE, on=date(2022, 7, 31)).status is OPEN


@pytest.mark.parametrize(
    ("route", "about", "said"),
    [
        (DIRECT, LEFT_AT_16, True),
        (DIRECT, YEAR_11, True),
        (DIRECT, {"stage": "adult"}, False),
        (DIRECT, {}, False),
        (APPRENTICESHIP, LEFT_AT_16, False),
        ({**DIRECT, "requirements": [{"kind": "age", "minimum": 17}]}, LEFT_AT_16, True),
        ({**DIRECT, "requirements": [{"kind": "age", "minimum": 18}]}, LEFT_AT_16, False),
    ],
)
def test_a_job_before_18_is_said_to_go_with_training(
    route: dict[str, Any], about: Mapping[str, Fact], said: bool
) -> None:
    assert ("Until you are 18" in check(route, about).why) is said


def test_learning_to_drive_is_no_next_step_years_before() -> None:
    driver = {**VOLUNTEER, "requirements": [{"kind": "driving_licence"}]}
    assert check(driver, YEAR_9).status is CLOSED
    assert check(driver, YEAR_11).status is STEP
    assert check(driver, YEAR_11).step == "Learn to drive once you are 17."


def test_who_may_be_too_young_to_volunteer_is_told_to_ask() -> None:
    asked = check(VOLUNTEER, YEAR_10)
    assert asked.why == "Each group sets its own lowest age: some say 14, many 16 or 18."
    assert asked.step == "Ask from what age you can help."
