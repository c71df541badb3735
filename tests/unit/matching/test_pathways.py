"""Paths from where somebody is to a role, on the real catalogue and on changed copies of it."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.needs import Outcome, judge
from matching.pathways import (
    NOTHING_YET,
    Money,
    Pathway,
    Pathways,
    Preference,
    Step,
    StepKind,
    Ways,
    fewest_steps,
    find,
    start_of,
    told,
    unpaid_in_words,
)
from matching.pathways.entries import NO_WAY_IN
from matching.person import Person
from matching.routes import requirements_of, shut_by_date
from roles_catalogue.catalogue import Catalogue, UnknownRole
from roles_catalogue.schema import (
    AgeRequirement,
    EnglishMathsRequirement,
    GcseRequirement,
    LevelRequirement,
    RegistrationRequirement,
    Requirement,
    Role,
    RoleRequirement,
    RouteKind,
)
from tests.support.engines import real_catalogue, real_questionnaire

ON = date(2026, 11, 22)
ROLES = [role.id for role in real_catalogue()]

NURSE_APPLICANT = Person(stage="adult", gcses="five_plus", english_maths="both", highest_level=3)


@cache
def ways() -> Ways:
    return Ways(real_catalogue(), ON)


def people() -> st.SearchStrategy[Person]:
    """Anybody that "About you" can tell of."""
    offered = {
        field.id: st.none() | st.sampled_from([str(option.value) for option in field.options])
        for field in real_questionnaire().about
    }
    return st.fixed_dictionaries(offered).map(
        lambda said: Person.from_about({k: v for k, v in said.items() if v is not None})
    )


def best(found: Pathways) -> Pathway:
    return found.paths[0]


def kinds(path: Pathway) -> list[str]:
    """What each step is: a job's id, or the kind of study."""
    return [
        step.role.id if step.kind is StepKind.ENTER and step.role else step.kind.value
        for step in path.steps
    ]


# Every path, of anybody


@given(people(), st.sampled_from(ROLES), st.sampled_from([*Preference]))
@settings(max_examples=150, deadline=None)
def test_no_step_of_a_path_is_closed_to_the_person_by_then(
    person: Person, role_id: str, preference: Preference
) -> None:
    found = find(ways(), person, role_id, preference)
    assert found.paths or found.nearest
    for path in found.paths:
        here = start_of(person)[0]
        job = ""
        for step in path.steps:
            if step.kind is StepKind.ENTER:
                assert step.role is not None and step.route is not None
                assert (step.after.id if step.after else "") in ("", job)
                assert_open(step, here.person, here.trained, here.age)
                job = step.role.id
            here = step.to
        assert job == role_id


def assert_open(step: Step, person: Person, trained: int, age: int) -> None:
    """Nothing but the job before and the experience is missing, by the rules of the match."""
    route = step.route
    assert route is not None
    assert not route.stepping_stone
    assert route.kind not in NO_WAY_IN
    assert not shut_by_date(route, real_catalogue(), ON)
    named = [n.role_id for n in route.requirements if isinstance(n, RoleRequirement)]
    assert not named or (step.after is not None and step.after.id in named)
    for need in requirements_of(route):
        if isinstance(need, AgeRequirement):
            assert need.maximum is None or age <= need.maximum
            continue
        if isinstance(need, LevelRequirement | EnglishMathsRequirement | GcseRequirement):
            of_a_subject = isinstance(need, LevelRequirement) and need.subjects
            level = max(person.highest_level or 0, 0 if of_a_subject else trained)
            reached = replace(person, highest_level=level)
            outcome = judge(need, reached, real_catalogue()).outcome
            assert outcome in (Outcome.MET, Outcome.UNKNOWN), (step.role, need)


@given(people(), st.sampled_from(ROLES), st.sampled_from([*Preference]))
@settings(max_examples=60, deadline=None)
def test_a_preference_never_makes_the_best_path_worse_by_that_preference(
    person: Person, role_id: str, preference: Preference
) -> None:
    mine = find(ways(), person, role_id, preference)
    for other in Preference:
        theirs = find(ways(), person, role_id, other)
        if not mine.paths:
            # Only what it rules out can leave it without a path.
            assert all(
                any(step.is_full_time_university for step in path.steps) for path in theirs.paths
            )
        elif theirs.paths:
            mine_asked = best(mine).asked_for(preference)
            assert mine_asked <= best(theirs).asked_for(preference) + 1e-9 or any(
                step.is_full_time_university for step in best(theirs).steps
            )


LADDER = [
    {"highest_level": 0, "gcses": "none", "english_maths": "neither"},
    {"highest_level": 2, "gcses": "some", "english_maths": "english_only"},
    {"highest_level": 2, "gcses": "five_plus", "english_maths": "both"},
    {"highest_level": 3, "gcses": "five_plus", "english_maths": "both"},
]
"""Each has all that the one before has, and more."""


@given(st.integers(0, len(LADDER) - 2), st.sampled_from(ROLES))
@settings(max_examples=150, deadline=None)
def test_somebody_with_more_never_has_a_longer_way(rung: int, role_id: str) -> None:
    """An adult: of two at 16 the one with more may be too young yet for a course for adults."""
    less, more = (Person(stage="adult", **LADDER[i]) for i in (rung, rung + 1))  # type: ignore[arg-type]
    lengths = [
        best(find(ways(), person, role_id, Preference.FASTEST)).usual_years
        for person in (less, more)
    ]
    assert lengths[1] <= lengths[0] + 1e-9


@given(people(), st.sampled_from(ROLES))
@settings(max_examples=60, deadline=None)
def test_the_same_question_has_the_same_answer_and_other_ways_differ(
    person: Person, role_id: str
) -> None:
    found = find(ways(), person, role_id)
    again = find(Ways(real_catalogue(), ON), person, role_id)
    told_once = [told(path, ways(), person) for path in found.paths]
    assert told_once == [told(path, ways(), person) for path in again.paths]
    assert len(found.paths) <= 3
    doors = [
        tuple((kind, step.route) for kind, step in zip(kinds(path), path.steps, strict=True))
        for path in found.paths
    ]
    assert len({repr(door) for door in doors}) == len(doors)


# Where a path begins


def test_a_pupil_begins_with_finishing_year_11() -> None:
    found = find(ways(), Person(stage="year_7_9"), "art-therapist")
    assert all(kinds(path)[0] == "school" for path in found.paths)
    assert not found.assumed


def test_what_year_11_will_not_bring_is_a_step_of_its_own() -> None:
    without = Person(stage="year_11", gcses="some", english_maths="neither")
    assert kinds(best(find(ways(), without, "nursing-associate")))[:2] == ["school", "level_2"]
    with_all = Person(stage="year_11", gcses="five_plus", english_maths="both")
    assert "level_2" not in kinds(best(find(ways(), with_all, "nursing-associate")))


def test_english_and_maths_are_a_step_only_where_they_are_asked_for() -> None:
    person = Person(stage="adult", gcses="some", english_maths="english_only", highest_level=2)
    asked = best(find(ways(), person, "nursing-associate"))
    assert kinds(asked)[0] == "english_maths"
    assert told(asked, ways(), person)[0].title == "Get maths at level 2"
    assert "english_maths" not in kinds(best(find(ways(), person, "care-worker")))


def test_a_t_level_is_for_people_up_to_18() -> None:
    grown = Person(stage="adult", gcses="five_plus", english_maths="both", highest_level=2)
    for role_id in ROLES[::5]:
        for path in find(ways(), grown, role_id).paths:
            assert all(not s.route or s.route.kind is not RouteKind.T_LEVEL for s in path.steps)
            for step in told(path, ways(), grown):
                assert "T Level" not in step.detail
    access = next(
        step
        for path in find(ways(), grown, "adult-nurse").paths
        for step in told(path, ways(), grown)
        if step.kind == "level_3"
    )
    assert "Access to Higher Education" in access.detail


def test_somebody_on_a_course_finishes_it_before_a_degree() -> None:
    person = Person(stage="year_12_13", gcses="five_plus", english_maths="both", highest_level=2)
    path = best(find(ways(), person, "adult-nurse"))
    assert told(path, ways(), person)[0].title == "Finish your level 3 course"
    assert kinds(path) == ["level_3", "adult-nurse"]


def test_what_is_not_said_is_assumed_and_told() -> None:
    found = find(ways(), Person(), "porter")
    assert found.assumed == (
        "you are 16 to 18",
        "you have not finished a qualification yet",
        "you do not have English and maths at level 2 yet",
    )
    assert found.assumption == (
        "you are 16 to 18, you have not finished a qualification yet"
        " and you do not have English and maths at level 2 yet"
    )
    everything = Person("adult", "five_plus", "both", 3, "either", "later")
    found = find(ways(), everything, "porter")
    assert (found.assumed, found.assumption) == ((), "")


def test_a_job_that_somebody_has_is_where_the_path_begins() -> None:
    nurse = Person(stage="adult", gcses="five_plus", english_maths="both", highest_level=6)
    found = find(ways(), nurse, "advanced-nurse-practitioner", job="adult-nurse")
    assert kinds(best(found)) == ["advanced-nurse-practitioner"]
    assert best(found).steps[0].after is not None
    without = find(ways(), nurse, "advanced-nurse-practitioner")
    assert best(without).usual_years > best(found).usual_years


def test_an_unknown_role_or_job_is_refused() -> None:
    with pytest.raises(UnknownRole):
        find(ways(), Person(), "nurze")
    with pytest.raises(UnknownRole):
        find(ways(), Person(), "porter", job="nurze")


# What matters


def test_who_must_earn_is_paid_all_the_way_where_that_is_possible() -> None:
    person = Person(
        stage="left_school", gcses="five_plus", english_maths="both", highest_level=2, earn="must"
    )
    found = find(ways(), person, "midwife")
    assert found.preference is Preference.EARN
    assert all(step.money is not Money.UNPAID for step in best(found).steps)


@pytest.mark.parametrize(
    ("role_id", "preference"),
    [
        ("adoption-social-worker", Preference.EARN),
        ("charity-manager", Preference.BALANCED),
        ("advanced-nurse-practitioner", Preference.BALANCED),
        ("practice-educator", Preference.FASTEST),
    ],
)
def test_at_most_two_jobs_come_before_and_nobody_comes_back_to_one(
    role_id: str, preference: Preference
) -> None:
    """Many jobs lead to each of these, some of them by way of one another."""
    for path in find(ways(), NURSE_APPLICANT, role_id, preference).paths:
        jobs = [step.role.id for step in path.steps if step.kind is StepKind.ENTER and step.role]
        assert len(jobs) <= 3
        assert len(set(jobs)) == len(jobs)


def test_no_way_without_university_is_said_with_the_nearest_role_that_has_one() -> None:
    found = find(ways(), NURSE_APPLICANT, "foundation-doctor", Preference.NO_UNIVERSITY)
    assert found.paths == ()
    assert found.nearest is not None
    assert not any(s.is_full_time_university for s in found.nearest.paths[0].steps)


def test_a_level_from_training_counts_only_for_what_comes_after_that_job() -> None:
    """Nobody becomes a clerk for the sake of a place at medical school."""
    for path in find(ways(), NOTHING_YET, "foundation-doctor").paths:
        assert [kind for kind in kinds(path) if kind in ROLES] == ["foundation-doctor"]


def test_a_dental_nurse_is_no_nurse() -> None:
    after = {s.after.id for s in find(ways(), NOTHING_YET, "midwife").paths[0].steps if s.after}
    assert "dental-nurse" not in after
    for role_id in ("ward-manager", "health-visitor", "district-nurse"):
        assert "dental-nurse" not in ways().jobs.predecessors(role_id)


# The whole catalogue, from nothing


def test_every_role_can_be_reached_by_somebody_who_has_nothing_yet() -> None:
    assert sorted(fewest_steps(ways())) == ROLES


def changed(role_id: str, *needs: Requirement) -> Catalogue:
    """The catalogue with one role, each of whose ways in asks for this."""
    catalogue = real_catalogue()
    role = catalogue.get(role_id)
    routes = tuple(route.model_copy(update={"requirements": needs}) for route in role.entry_routes)

    def same_or_changed(other: Role) -> Role:
        return other.model_copy(update={"entry_routes": routes}) if other is role else other

    return replace(catalogue, roles=tuple(same_or_changed(other) for other in catalogue.roles))


def test_a_role_that_asks_for_itself_first_cannot_be_reached() -> None:
    circle = Ways(changed("porter", RoleRequirement(kind="role", role_id="porter")), ON)
    found = find(circle, NURSE_APPLICANT, "porter")
    assert found.paths == ()
    assert found.nearest is not None
    assert "porter" not in fewest_steps(circle)


def test_asking_for_more_makes_the_way_longer() -> None:
    assert kinds(best(find(ways(), NOTHING_YET, "porter"))) == ["porter"]
    asking = Ways(changed("porter", LevelRequirement(kind="level", level=3)), ON)
    assert kinds(best(find(asking, NOTHING_YET, "porter"))) == ["level_2", "level_3", "porter"]


def test_a_longer_chain_of_jobs_is_shown_where_nothing_shorter_leads_there() -> None:
    from_the_top = Ways(
        changed("porter", RoleRequirement(kind="role", role_id="nurse-consultant")), ON
    )
    *before, job = [
        k for k in kinds(best(find(from_the_top, NURSE_APPLICANT, "porter"))) if k in ROLES
    ]
    assert job == "porter"
    assert before[-1] == "nurse-consultant"
    assert len(before) > 2


def test_a_register_is_asked_of_the_job_before() -> None:
    asking = Ways(
        changed("porter", RegistrationRequirement(kind="registration", profession="dentist")), ON
    )
    path = best(find(asking, NURSE_APPLICANT, "porter"))
    assert path.steps[-1].after is not None
    assert path.steps[-1].after.regulation.row == "gdc-dentist"


def test_what_has_ended_by_that_day_is_on_no_path() -> None:
    late = date(2040, 1, 1)
    catalogue = real_catalogue()
    role = catalogue.get("care-worker")
    routes = tuple(
        route.model_copy(update={"valid_until": date(2030, 1, 1)}) for route in role.entry_routes
    )
    ended = replace(
        catalogue,
        roles=tuple(
            r.model_copy(update={"entry_routes": routes}) if r is role else r
            for r in catalogue.roles
        ),
    )
    assert find(Ways(ended, ON), NOTHING_YET, "care-worker").paths
    assert not find(Ways(ended, late), NOTHING_YET, "care-worker").paths


def test_a_path_of_nothing_but_study_says_that_all_of_it_is_unpaid() -> None:
    path = best(find(ways(), NURSE_APPLICANT, "adult-nurse", Preference.FASTEST))
    assert {step.money for step in path.steps} == {Money.UNPAID}
    assert unpaid_in_words(path).startswith("All of it")
