"""Not for me: a whole role put aside stands last, its near relations later, and all else is as it
was."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.answers import Answers
from matching.policies import FULL, Policy
from matching.rules import Wishes
from matching.slate import RankedRole
from matching.variety import POOL, REACH
from tests.support.engines import toy_engine
from tests.support.strategies import all_answers, wishes
from tests.unit.matching.test_recommend import ON, ROLE_COUNT

ENGINE = toy_engine()
SEEDS = st.integers(0, 2**63 - 1)
IDS = st.sampled_from(ENGINE.space.role_ids)
FAR = REACH + POOL
"""Far enough down to see where near relations went."""


def listed(
    answers: Answers, limit: int = 10, *, seed: int | None = None, asked: Wishes | None = None
) -> tuple[RankedRole, ...]:
    return ENGINE.recommend(answers, on=ON, limit=limit, seed=seed, wishes=asked).roles


def ids(roles: tuple[RankedRole, ...]) -> list[str]:
    return [role.role_id for role in roles]


def kin_of(role_id: str) -> set[str]:
    """The near relations of a role, and the role itself."""
    alike = ENGINE.ground(FULL, text=False).alike
    assert alike is not None
    near = alike.kin(np.array([ENGINE.space.row_of[role_id]]))
    return {other for other, is_kin in zip(ENGINE.space.role_ids, near, strict=True) if is_kin}


@settings(max_examples=30)
@given(all_answers(), wishes(), st.frozensets(IDS, min_size=1, max_size=4), SEEDS)
def test_what_is_put_aside_stands_at_the_very_end_and_says_so(
    answers: Answers, asked: Wishes, aside: frozenset[str], seed: int
) -> None:
    roles = ENGINE.recommend(
        replace(answers, not_for_me=aside),
        on=ON,
        limit=len(aside),
        skip=ROLE_COUNT - len(aside),
        wishes=asked,
        seed=seed,
    ).roles
    assert set(ids(roles)) == aside
    assert all("not_for_me" in role.relaxed for role in roles)


@settings(max_examples=30)
@given(all_answers(), wishes(), st.frozensets(IDS, max_size=3), SEEDS)
def test_no_score_or_reason_is_different_and_taking_it_back_brings_the_list_back(
    answers: Answers, asked: Wishes, aside: frozenset[str], seed: int
) -> None:
    before = listed(answers, FAR, seed=seed, asked=asked)
    after = listed(replace(answers, not_for_me=aside), FAR, seed=seed, asked=asked)
    scores = {role.role_id: role.score for role in before}
    for role in after:
        assert role.score == scores.get(role.role_id, role.score)
    assert listed(replace(answers, not_for_me=frozenset()), FAR, seed=seed, asked=asked) == before


@settings(max_examples=30)
@given(all_answers(), st.integers(0, 9))
def test_near_relations_come_after_the_first_thirty_in_their_order(
    answers: Answers, number: int
) -> None:
    before = ids(listed(answers, REACH))
    assume(ENGINE.recommend(answers, on=ON).basis == "answers")
    aside = before[number]
    kin = kin_of(aside)
    assert aside in kin
    after = ids(listed(replace(answers, not_for_me=frozenset({aside})), REACH))
    # Of the forty that variety looks at thirty come first; if kin are many, the last are kin.
    others = [role_id for role_id in after if role_id not in kin]
    assert kin.isdisjoint(after[: min(POOL, len(others))])


@settings(max_examples=30)
@given(all_answers(), wishes(), st.frozensets(IDS, max_size=3), IDS)
def test_a_place_and_what_would_change_it_go_by_the_same_list(
    answers: Answers, asked: Wishes, aside: frozenset[str], role_id: str
) -> None:
    putting = replace(answers, not_for_me=aside)
    place = ENGINE.place_of(putting, role_id, on=ON, wishes=asked)
    assume(place is not None)
    assert place is not None
    (there,) = ENGINE.recommend(
        putting, on=ON, limit=1, skip=place.position - 1, wishes=asked
    ).roles
    assert there.role_id == role_id
    found = ENGINE.what_would_change(putting, role_id, on=ON, wishes=asked)
    assert found is not None and found.rank == place.position


@settings(max_examples=10)
@given(all_answers(), wishes(), st.frozensets(IDS, max_size=3))
def test_the_order_of_all_roles_is_the_whole_list(
    answers: Answers, asked: Wishes, aside: frozenset[str]
) -> None:
    putting = replace(answers, not_for_me=aside)
    order = ENGINE.order_of_all(putting, on=ON, wishes=asked)
    assume(order is not None)
    assert order == tuple(ids(listed(putting, ROLE_COUNT, asked=asked)))


def test_a_role_that_has_left_the_catalogue_is_nobody_and_all_put_aside_is_still_a_list() -> None:
    nobody = Answers(not_for_me=frozenset({"left-the-catalogue"}))
    assert listed(nobody) == listed(Answers())
    everything = Answers({"stopped-machine": 5}, not_for_me=frozenset(ENGINE.space.role_ids))
    slate = ENGINE.recommend(everything, on=ON)
    assert (len(slate.roles), slate.passing_count) == (10, 0)


def test_without_variety_no_near_relation_is_moved() -> None:
    plain = Policy.named("half-share")
    answers = Answers({"stopped-machine": 5, "tools-and-hands": 5})
    before = ENGINE.recommend(answers, on=ON, limit=REACH, policy=plain).roles
    putting = replace(answers, not_for_me=frozenset({before[0].role_id}))
    after = ENGINE.recommend(putting, on=ON, limit=REACH - 1, policy=plain).roles
    assert ids(after) == ids(before[1:])
