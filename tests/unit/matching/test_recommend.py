"""What the match promises, whatever is answered."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.answers import Answers
from matching.explain import CLOSE_TEXT, phrases
from matching.exploration import LAST_DRAWN
from matching.ideal import ideal_answers
from matching.policies import Policy
from matching.profile import make_profile
from matching.questionnaire import BLOCKS
from matching.recommend import Engine
from matching.rules import Wishes
from matching.slate import RankedRole
from matching.space import TEXT_COLUMNS, Space
from roles_catalogue.schema import RouteKind
from tests.support.engines import real_questionnaire, toy_engine
from tests.support.strategies import all_answers, values, wishes

ON = date(2026, 11, 21)
ENGINE = toy_engine()
ROLE_COUNT = len(ENGINE.catalogue.roles)
LIMITS = st.integers(1, ROLE_COUNT + 5)
PART = 40
"""To explain every role takes long; a part of the list, anywhere in it, says as much."""
PARTS = st.integers(0, ROLE_COUNT - PART)
SEEDS = st.none() | st.integers(0, 2**63 - 1)


BY_SCORE = Policy(calibration="half-share")


def scores_of(engine: Engine, answers: Answers) -> dict[str, float]:
    slate = engine.recommend(answers, on=ON, limit=ROLE_COUNT, policy=BY_SCORE)
    return {role.role_id: role.score for role in slate.roles}


def space_for(answers: Answers) -> Space:
    """The space that these answers are ranked in."""
    text = ENGINE.profile(answers).text is not None
    return ENGINE.ground(BY_SCORE, text=text).space


@settings(max_examples=60)
@given(all_answers(), wishes(), LIMITS, SEEDS)
def test_any_answers_give_a_full_finite_list_whose_parts_add_up(
    answers: Answers, asked: Wishes, limit: int, seed: int | None
) -> None:
    slate = ENGINE.recommend(answers, on=ON, limit=limit, wishes=asked, seed=seed)
    assert len(slate.roles) == min(limit, ROLE_COUNT)
    assert len({role.role_id for role in slate.roles}) == len(slate.roles)
    assert [role.position for role in slate.roles] == list(range(1, len(slate.roles) + 1))
    for role in slate.roles:
        assert math.isfinite(role.score)
        assert math.fsum(part.value for part in role.contributions) == role.score
        assert len(role.routes) == len(ENGINE.catalogue.get(role.role_id).entry_routes)


@settings(max_examples=60)
@given(all_answers(), wishes(), SEEDS)
def test_the_same_question_gets_the_same_slate(
    answers: Answers, asked: Wishes, seed: int | None
) -> None:
    first = ENGINE.recommend(answers, on=ON, wishes=asked, seed=seed)
    assert ENGINE.recommend(answers, on=ON, wishes=asked, seed=seed) == first


@settings(max_examples=100)
@given(all_answers(), wishes(), st.integers(0, 2**63 - 1))
def test_a_seed_rearranges_the_list_without_one(answers: Answers, asked: Wishes, seed: int) -> None:
    """Every role knows its place before exploration, with the same reasons in either list."""
    # Chance reaches no further, so both lists have the same roles.
    limit = LAST_DRAWN + PART
    plain = ENGINE.recommend(answers, on=ON, limit=limit, wishes=asked)
    drawn = ENGINE.recommend(answers, on=ON, limit=limit, wishes=asked, seed=seed)
    assert [role.propensity for role in plain.roles] == [1.0] * limit
    base = {role.role_id: role for role in plain.roles}
    for role in drawn.roles:
        was = base[role.role_id]
        assert role.base_position == was.base_position == was.position
        assert (role.score, role.reasons, role.cautions) == (was.score, was.reasons, was.cautions)
        if role.relaxed or drawn.basis == "starter":
            assert (role.position, role.propensity) == (was.position, 1.0)


@settings(max_examples=60)
@given(all_answers(), wishes(), LIMITS, LIMITS, st.integers(0, 2**63 - 1))
def test_a_longer_list_begins_with_the_shorter_one(
    answers: Answers, asked: Wishes, one: int, other: int, seed: int
) -> None:
    short, long = (
        ENGINE.recommend(answers, on=ON, limit=limit, wishes=asked, seed=seed).roles
        for limit in sorted((one, other))
    )
    assert long[: len(short)] == short


@settings(max_examples=40)
@given(all_answers(), wishes(), st.integers(0, ROLE_COUNT - 1), st.integers(1, PART), SEEDS)
def test_a_part_of_a_list_is_that_part_of_the_whole(
    answers: Answers, asked: Wishes, skip: int, limit: int, seed: int | None
) -> None:
    """Places, reasons and probabilities too: whoever pages through sees each role once."""
    whole = ENGINE.recommend(answers, on=ON, limit=skip + limit, wishes=asked, seed=seed)
    part = ENGINE.recommend(answers, on=ON, limit=limit, skip=skip, wishes=asked, seed=seed)
    assert part.roles == whole.roles[skip:]
    assert (part.candidate_count, part.passing_count) == (ROLE_COUNT, whole.passing_count)


@pytest.mark.parametrize("skip", [-1, ROLE_COUNT])
def test_a_part_that_no_list_has_is_refused(skip: int) -> None:
    with pytest.raises(ValueError, match=f"skip must be 0 to {ROLE_COUNT - 1}"):
        ENGINE.recommend(Answers(), on=ON, skip=skip)


def test_a_list_names_the_policy_that_made_it() -> None:
    some, nothing = Answers({"stopped-machine": 5}), Answers()
    assert ENGINE.recommend(some, on=ON, seed=1).policy == "half-share.mmr-97.explore-1"
    assert ENGINE.recommend(some, on=ON).policy == "half-share.mmr-97"
    assert ENGINE.recommend(some, on=ON, seed=1, policy=Policy("half-share")).policy == "half-share"
    starter = ENGINE.recommend(nothing, on=ON, seed=1)
    assert starter.policy == "none"
    assert not any(role.drawn for role in starter.roles)


@settings(max_examples=20)  # of all roles each
@given(all_answers(), st.data())
def test_changing_one_answer_moves_each_score_by_its_row_times_the_change(
    answers: Answers, data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from(real_questionnaire().items))
    changed = Answers(
        {**answers.values, item.id: data.draw(values(item))}, answers.text, answers.about
    )
    # Who has answered nothing usable gets a starter list, which is not calibrated.
    assume(not ENGINE.profile(answers).is_empty and not ENGINE.profile(changed).is_empty)
    space = space_for(answers)
    before = space.person_vector(ENGINE.profile(answers))
    after = space.person_vector(ENGINE.profile(changed))
    moved = space.rows.astype(np.float64) @ (after - before)
    old, new = scores_of(ENGINE, answers), scores_of(ENGINE, changed)
    for row, role_id in enumerate(space.role_ids):
        assert new[role_id] - old[role_id] == pytest.approx(moved[row], abs=1e-9)


@settings(max_examples=25)  # of all roles each
@given(all_answers(), wishes())
def test_passing_roles_come_first_and_best_first(answers: Answers, asked: Wishes) -> None:
    slate = ENGINE.recommend(answers, on=ON, limit=ROLE_COUNT, wishes=asked, policy=BY_SCORE)
    keys = [(len(role.relaxed), -round(role.score, 9)) for role in slate.roles]
    if slate.basis == "answers":
        assert keys == sorted(keys)
    passing = [not role.relaxed for role in slate.roles]
    assert passing == sorted(passing, reverse=True)
    assert sum(passing) == slate.passing_count


@settings(max_examples=80)
@given(all_answers(), PARTS)
def test_a_reason_adds_to_the_score_and_a_caution_takes_away(answers: Answers, skip: int) -> None:
    for role in ENGINE.recommend(answers, on=ON, limit=PART, skip=skip).roles:
        parts = {(part.block, part.dimension): part.value for part in role.contributions}
        assert len(role.reasons) <= 3
        assert len(role.cautions) <= 2
        for reason in role.reasons:
            assert parts[reason.block, reason.dimension] == reason.value > 0
        for caution in role.cautions:
            assert parts[caution.block, caution.dimension] == caution.value < 0


@settings(max_examples=80)
@given(all_answers(text=st.just("")), PARTS)
def test_no_reason_contradicts_an_answer(answers: Answers, skip: int) -> None:
    """What a sentence says the person said is what they said, dimension by dimension."""
    profile = make_profile(real_questionnaire(), answers)
    for role in ENGINE.recommend(answers, on=ON, limit=PART, skip=skip).roles:
        for reason in (*role.reasons, *role.cautions):
            words = phrases()[reason.block][reason.dimension]
            said = profile.blocks[reason.block].said[BLOCKS[reason.block].index(reason.dimension)]
            expected = words["plus"] if said > 0 else words["minus"]
            assert reason.text.startswith(expected)


def test_much_of_what_matters_little_is_no_drawback() -> None:
    answers = Answers({"value-support": 1, "value-relationships": 1, "value-achievement": 5})
    slate = ENGINE.recommend(answers, on=ON, limit=ROLE_COUNT)
    cautions = [caution.text for role in slate.roles for caution in role.cautions]
    assert cautions
    assert not [text for text in cautions if "matters less" in text]


def test_own_words_are_a_reason_only_where_they_are_close() -> None:
    answers = Answers(text=ENGINE.catalogue.get("paramedic").suits_you)
    words = ENGINE.profile(answers).text
    assert words is not None
    texts = ENGINE.space.exact_rows[:, TEXT_COLUMNS]
    named = []
    for role in ENGINE.recommend(answers, on=ON, limit=ROLE_COUNT).roles:
        cosine = texts[ENGINE.space.row_of[role.role_id]] @ words
        named.append(any(reason.block == "text" for reason in role.reasons))
        assert named[-1] is bool(cosine >= CLOSE_TEXT)
    assert any(named) and not all(named)


def test_nothing_answered_gives_a_starter_set_over_many_families_without_reasons() -> None:
    slate = ENGINE.recommend(Answers(), on=ON)
    assert slate.basis == "starter"
    assert "nothing_answered" in slate.notes
    assert len({ENGINE.catalogue.get(role.role_id).family for role in slate.roles}) == 10
    assert not any(role.reasons or role.cautions for role in slate.roles)


def test_all_skipped_is_nothing_answered() -> None:
    skipped = Answers({item.id: None for item in real_questionnaire().items})
    assert ENGINE.recommend(skipped, on=ON).basis == "starter"


def test_all_the_same_is_noted() -> None:
    same = Answers({i.id: 4 for i in real_questionnaire().items if i.kind == "scale"})
    assert "all_same" in ENGINE.recommend(same, on=ON).notes


def test_own_words_that_could_not_be_read_are_noted() -> None:
    deaf = replace(ENGINE, encoder=None)
    slate = deaf.recommend(Answers({"stopped-machine": 5}, "I like engines"), on=ON)
    assert "text_not_used" in slate.notes
    assert slate.basis == "answers"


def test_every_role_is_found_by_its_own_ideal_person_from_twelve_answers() -> None:
    """All among the first 25, and nearly all among the ten that are shown."""
    first_pass = {item.id for item in real_questionnaire().first_pass}
    places = {}
    for role_id in ENGINE.space.role_ids:
        everything = ideal_answers(ENGINE.space, ENGINE.questionnaire, role_id)
        twelve = Answers({k: v for k, v in everything.values.items() if k in first_pass})
        shown = [role.role_id for role in ENGINE.recommend(twelve, on=ON, limit=25).roles]
        places[role_id] = shown.index(role_id) + 1 if role_id in shown else 26
    assert not {role_id for role_id, place in places.items() if place > 25}
    assert sum(place <= 10 for place in places.values()) >= 0.95 * len(places), places


def test_more_answers_sharpen_the_list() -> None:
    """The own role's mean place gets no worse from twelve answers to thirty-six, over every
    tenth role."""
    first_pass = {item.id for item in real_questionnaire().first_pass}
    places = {"twelve": 0, "all": 0}
    for role_id in ENGINE.space.role_ids[::10]:
        everything = ideal_answers(ENGINE.space, ENGINE.questionnaire, role_id)
        twelve = Answers({k: v for k, v in everything.values.items() if k in first_pass})
        for name, answers in (("twelve", twelve), ("all", everything)):
            found = ENGINE.what_would_change(answers, role_id, on=ON)
            assert found is not None
            places[name] += found.rank
    assert places["all"] <= places["twelve"]


def test_a_route_wish_keeps_to_roles_with_that_way_in() -> None:
    asked = Wishes(routes=(RouteKind.T_LEVEL,))
    slate = ENGINE.recommend(Answers({"stopped-machine": 5}), on=ON, limit=ROLE_COUNT, wishes=asked)

    def has_t_level(role: RankedRole) -> bool:
        return any(check.kind is RouteKind.T_LEVEL for check in role.routes)

    assert all(has_t_level(role) for role in slate.roles if not role.relaxed)
    assert any("route" in role.relaxed for role in slate.roles)


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        ENGINE.recommend(Answers(), on=ON, limit=0)
