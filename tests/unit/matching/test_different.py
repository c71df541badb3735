"""Something different that really is: further away than the list's roles are from each other."""

from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from matching.answers import Answers
from matching.different import LEAST_FITTING, distances, far_from, median_distance, still_fitting
from matching.rules import Wishes
from tests.support.engines import toy_engine
from tests.support.strategies import all_answers, wishes
from tests.unit.matching.test_recommend import ON

ENGINE = toy_engine()
MOST = 5


def rows_of(ids: list[str]) -> NDArray[np.intp]:
    return np.array([ENGINE.space.row_of[role_id] for role_id in ids])


@settings(max_examples=40)
@given(all_answers(), wishes(), st.integers(0, 2**63 - 1))
def test_it_is_further_from_the_list_than_the_list_is_wide_and_it_still_fits(
    answers: Answers, asked: Wishes, seed: int
) -> None:
    slate = ENGINE.recommend(answers, on=ON, seed=seed, wishes=asked)
    listed = [role.role_id for role in slate.roles]
    found = ENGINE.something_different(answers, listed, on=ON, most=MOST, wishes=asked)
    assert len(found) <= MOST
    assert len({role.role_id for role in found}) == len(found)
    width = median_distance(ENGINE.space, rows_of(listed))
    for role in found:
        away = distances(ENGINE.space, rows_of([role.role_id]), rows_of(listed))
        assert np.median(away) > width
        assert role.role_id not in listed
        assert role.reasons
        assert not role.relaxed
        assert role.position <= still_fitting(slate.passing_count)
    if slate.basis == "starter":
        assert found == ()


VARIED = {
    item.id: [5, 2, 4, 1, 3][number % 5]
    for number, item in enumerate(i for i in ENGINE.questionnaire.items if i.kind == "scale")
}


@pytest.mark.parametrize("turn", range(10))
def test_people_who_answer_all_sorts_of_things_get_something(turn: int) -> None:
    values = {item: (value + turn) % 5 + 1 for item, value in VARIED.items()}
    answers = Answers(MappingProxyType(values))
    listed = [role.role_id for role in ENGINE.recommend(answers, on=ON).roles]
    found = ENGINE.something_different(answers, listed, on=ON, most=MOST)
    assert found


def test_the_furthest_comes_first_and_each_is_far_from_those_before_it() -> None:
    space = ENGINE.space
    listed, fitting = np.arange(10), np.arange(10, 200)
    order = far_from(space, listed, fitting)
    before = listed
    for place, row in enumerate(order[:20]):
        left = order[place:]
        nearest = distances(space, left, before).min(axis=1)
        assert nearest[0] == nearest.max(), "another one is further from all that came before"
        before = np.append(before, row)


def test_what_is_as_far_down_as_that_no_longer_fits() -> None:
    assert still_fitting(543) == 109
    assert still_fitting(100) == LEAST_FITTING
    assert still_fitting(7) == 7
    assert median_distance(ENGINE.space, np.array([3])) == 0.0
