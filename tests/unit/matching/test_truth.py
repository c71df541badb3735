"""Reasons are true: none that is given has a fault, and a false one is caught."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.answers import Answers
from matching.explain import Reason
from matching.parts import CODES
from matching.slate import RankedRole
from matching.truth import Kind, faults, said
from tests.support.engines import real_questionnaire, toy_engine
from tests.support.strategies import all_answers
from tests.unit.matching.test_recommend import BY_SCORE, ON, PART, PARTS, space_for

ENGINE = toy_engine()
ROLES = st.sampled_from(ENGINE.space.role_ids)

PERSON = Answers(
    {
        "odd-result": 5,
        "why-this-illness": 4,
        "explain-until-clear": 1,
        "subjects-liked": ("chemistry", "biology"),
        "screen-day": 1,
        "samples-and-measuring": 5,
        "nights-and-weekends": 1,
        "value-independence": 5,
    }
)
"""Somebody for the laboratory, who would not work nights."""


def found(reason: Reason, kind: Kind, answers: Answers, role: RankedRole) -> tuple[str, ...]:
    """The faults of a reason of this role."""
    space = space_for(answers)
    person = space.person_vector(ENGINE.profile(answers))
    return faults(
        reason,
        kind,
        questionnaire=ENGINE.questionnaire,
        answers=answers,
        role=ENGINE.catalogue.get(role.role_id),
        space=space,
        person=person,
    )


def place_of(role_id: str, answers: Answers = PERSON) -> RankedRole:
    place = ENGINE.place_of(answers, role_id, on=ON, policy=BY_SCORE)
    assert place is not None
    return place


def reason_of(role_id: str, code: str) -> Reason:
    place = place_of(role_id)
    return next(r for r in (*place.reasons, *place.cautions) if r.code == code)


def all_faults(answers: Answers, role: RankedRole) -> list[str]:
    return [fault for r in role.reasons for fault in found(r, "reason", answers, role)] + [
        fault for c in role.cautions for fault in found(c, "caution", answers, role)
    ]


@settings(max_examples=40)
@given(all_answers(), PARTS)
def test_no_reason_that_is_given_has_a_fault(answers: Answers, skip: int) -> None:
    slate = ENGINE.recommend(answers, on=ON, limit=PART, skip=skip, policy=BY_SCORE)
    for role in slate.roles:
        assert not all_faults(answers, role)


@settings(max_examples=60)
@given(all_answers(disputes=True), ROLES)
def test_nothing_of_all_that_speaks_for_or_against_any_role_has_a_fault(
    answers: Answers, role_id: str
) -> None:
    place = ENGINE.place_of(answers, role_id, on=ON, policy=BY_SCORE)
    if place is not None:
        assert not all_faults(answers, place)


def extremes() -> st.SearchStrategy[Answers]:
    """People who say the most and the opposite of it: each answer at one end of its scale, and
    everything picked from every list."""
    items = real_questionnaire().items
    ends = {
        item.id: st.sampled_from([1, 5])
        if item.kind == "scale"
        else st.just(tuple(str(option.value) for option in item.options))
        for item in items
        if item.kind != "choice"
    }
    chosen: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries({}, optional=ends)
    return chosen.map(Answers)


@settings(max_examples=60)
@given(extremes(), PARTS)
def test_no_reason_contradicts_an_answer_of_somebody_who_contradicts_themselves(
    answers: Answers, skip: int
) -> None:
    """Every answer that speaks of a reason's part says what the reason says was said."""
    slate = ENGINE.recommend(answers, on=ON, limit=PART, skip=skip, policy=BY_SCORE)
    for role in slate.roles:
        for reason in (*role.reasons, *role.cautions):
            strengths = said(ENGINE.questionnaire, answers, reason.code)
            assert strengths
            assert len({strength > 0 for strength in strengths if strength}) == 1, reason
        assert not all_faults(answers, role)


def test_a_true_reason_passes() -> None:
    role = place_of("microbiology-scientist")
    assert role.reasons
    assert not all_faults(PERSON, role)


def test_a_reason_of_the_wrong_sign_is_caught() -> None:
    role = place_of("microbiology-scientist")
    lab = reason_of(role.role_id, "conditions.lab")
    turned = replace(lab, value=-lab.value)
    assert any("where the part is" in fault for fault in found(turned, "reason", PERSON, role))
    assert any("does not speak against" in f for f in found(lab, "caution", PERSON, role))


def test_a_caution_told_as_a_reason_is_caught() -> None:
    role = place_of("care-worker")
    shifts = next(c for c in role.cautions if c.code == "conditions.shifts")
    assert any("does not speak for" in fault for fault in found(shifts, "reason", PERSON, role))


def test_a_reason_of_another_part_is_caught() -> None:
    role = place_of("microbiology-scientist")
    lab = reason_of(role.role_id, "conditions.lab")
    # Nothing was said about children, and nothing of that name exists.
    other = replace(lab, code="conditions.children", dimension="children")
    assert "the person has not clearly said it." in found(other, "reason", PERSON, role)
    assert found(replace(lab, code="conditions.magic"), "reason", PERSON, role)
    assert found(replace(lab, dimension="desk"), "reason", PERSON, role)


def test_the_sentence_of_another_part_is_caught() -> None:
    role = place_of("microbiology-scientist")
    lab = reason_of(role.role_id, "conditions.lab")
    chemistry = reason_of(role.role_id, "subjects.chemistry")
    swapped = replace(lab, text=chemistry.text)
    assert found(swapped, "reason", PERSON, role) == (f"the words should be: {lab.text}",)


def test_the_sentence_of_the_other_direction_is_caught() -> None:
    role = place_of("microbiology-scientist")
    lab = reason_of(role.role_id, "conditions.lab")
    denied = replace(lab, text="You would rather not do lab work, and this job has none.")
    assert any("the words should be" in fault for fault in found(denied, "reason", PERSON, role))


def test_a_role_that_is_not_so_is_caught() -> None:
    """A reason that is true of a scientist, told of a care worker."""
    lab = reason_of("microbiology-scientist", "conditions.lab")
    told = found(lab, "reason", PERSON, place_of("care-worker"))
    assert "the role is not high in it." in told
    assert "its rating of 0 is not high." in told


def test_a_role_below_the_median_is_caught() -> None:
    """Told of a scientist, who meets fewer people than most."""
    sociable = Answers({"people-all-day": 5})
    role = place_of("microbiology-scientist", sociable)
    part = next(part for part in role.contributions if part.dimension == "people")
    claimed = Reason("conditions.people", *part, text="You want to spend your day with people.")
    told = found(claimed, "reason", sociable, role)
    assert "it adds as much to the score of the middle role." in told
    assert "the role is not high in it." in told


def test_something_nobody_said_is_caught() -> None:
    role = place_of("microbiology-scientist")
    lab = reason_of(role.role_id, "conditions.lab")
    unsure = Answers({**PERSON.values, "samples-and-measuring": 3})
    assert "the person has not clearly said it." in found(lab, "reason", unsure, role)


def test_something_that_another_answer_denies_is_caught() -> None:
    """Two answers that disagree: together they say nothing clear."""
    torn = Answers({"what-matters-most": "achievement", "value-achievement": 2})
    role = place_of("dental-technician", torn)
    reason = Reason("values.achievement", "values", "achievement", 0.1, "You want it.")
    assert found(reason, "reason", torn, role)


def test_a_disputed_reason_is_caught() -> None:
    role = place_of("microbiology-scientist")
    lab = reason_of(role.role_id, "conditions.lab")
    disputing = replace(PERSON, disputed=frozenset({lab.code}))
    assert "the person has said that it is not like them." in found(lab, "reason", disputing, role)


@pytest.mark.parametrize("disputed", [frozenset(), frozenset({"text.own_words"})])
def test_own_words_that_were_never_written_or_do_not_count_are_caught(
    disputed: frozenset[str],
) -> None:
    role = place_of("paramedic")
    words = Reason("text.own_words", "text", "own_words", 0.1, "You wrote about this.")
    silent = replace(PERSON, text="engines" if disputed else "", disputed=disputed)
    told = found(words, "reason", silent, role)
    assert "nothing that counts was written." in told
    assert "what was written is not close to the role." in told


def test_every_part_of_a_score_can_be_held_to_the_truth() -> None:
    """The checker knows each part: none is waved through because nobody thought of it."""
    role = place_of("paramedic")
    for code in CODES:
        block, _, dimension = code.partition(".")
        false = Reason(code, block, dimension, 123.0, "This job is just right for you.")
        assert found(false, "reason", PERSON, role), code
