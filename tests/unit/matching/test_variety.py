"""Not ten of a kind, and nothing moved that should stay."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.answers import Answers
from matching.policies import Policy
from matching.rules import Wishes
from matching.variety import COPY, LAMBDA, POOL, REACH, diversify
from tests.support.engines import toy_engine
from tests.support.strategies import all_answers, wishes
from tests.unit.matching.test_recommend import ON

ENGINE = toy_engine()
BEYOND = 3 * POOL
"""So far down a list that more of it would say nothing new about the pool."""
CALIBRATED, VARIED = Policy("half-share"), Policy("half-share", "mmr-97")


def by_hand(scores: list[float], alike: np.ndarray, unit: float) -> list[int]:
    """The definition, one place after another; roles are their places by score. Copies of those
    above them come after the others."""
    near = list(range(min(REACH, len(scores))))
    copies = {role for role in near if any(alike[role, :role] >= COPY)}
    near.sort(key=lambda role: role in copies)
    pool, chosen = near[:POOL], list[int]()
    while len(chosen) < len(pool):
        left = [role for role in pool if role not in chosen]
        nearest = {role: max([0.0, *(alike[role, other] for other in chosen)]) for role in left}
        worth = {role: LAMBDA * scores[role] / unit - (1 - LAMBDA) * nearest[role] for role in left}
        first = {role: (role not in copies, worth[role], -pool.index(role)) for role in left}
        chosen.append(max(left, key=lambda role: first[role]))
    return chosen + near[POOL:] + list(range(len(near), len(scores)))


@given(
    st.lists(st.lists(st.integers(-8, 8), min_size=1, max_size=60), min_size=1, max_size=1),
    st.integers(0, 2**32 - 1),
)
def test_it_is_maximal_marginal_relevance(drawn: list[list[int]], seed: int) -> None:
    scores = sorted((value / 4 for value in drawn[0]), reverse=True)
    random = np.random.default_rng(seed).normal(size=(len(scores), 5))
    unit_length = random / np.linalg.norm(random, axis=1, keepdims=True)
    alike = unit_length @ unit_length.T
    (order,) = diversify(
        np.arange(len(scores))[None, :], np.array([scores]), alike[None, :REACH, :REACH], 0.5
    )
    assert order.tolist() == by_hand(scores, alike, 0.5)


@settings(max_examples=60)
@given(all_answers(), wishes())
def test_only_the_first_thirty_passing_roles_change_places(answers: Answers, asked: Wishes) -> None:
    plain, varied = (
        ENGINE.recommend(answers, on=ON, limit=BEYOND, wishes=asked, policy=policy)
        for policy in (CALIBRATED, VARIED)
    )
    before, after = ([role.role_id for role in slate.roles] for slate in (plain, varied))
    pool = min(POOL, plain.passing_count)
    assert after[pool:] == before[pool:]
    assert sorted(after[:pool]) == sorted(before[:pool])
    assert after[:1] == before[:1]


def test_lists_become_more_varied() -> None:
    def families(policy: Policy) -> float:
        shown = [
            ENGINE.recommend(Answers({item: 5}), on=ON, policy=policy).roles
            for item in ("someone-cries", "stopped-machine", "odd-result", "screen-day")
        ]
        return float(
            np.mean([len({ENGINE.catalogue.get(r.role_id).family for r in rs}) for rs in shown])
        )

    assert families(VARIED) > families(CALIBRATED)


def test_a_weaker_profile_gets_more_variety() -> None:
    """Scores are weighed in fixed units: where they say little, likeness says more."""
    alike = np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.0], [0.0, 0.0, 1.0]])
    rows = np.arange(3)[None, :]
    clear = diversify(rows, np.array([[3.0, 2.5, 0.5]]), alike[None], 1.0)
    faint = diversify(rows, np.array([[0.03, 0.025, 0.02]]), alike[None], 1.0)
    assert clear[0].tolist() == [0, 1, 2]
    assert faint[0].tolist() == [0, 2, 1]
    assert pytest.approx(0.97) == LAMBDA
