"""What answers say, dimension by dimension."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.answers import Answers, Value
from matching.profile import UNPICKED, make_profile
from matching.questionnaire import BLOCKS
from tests.support.engines import real_questionnaire
from tests.support.strategies import all_answers, values

BANK = real_questionnaire()


def taken(answers: dict[str, Value], block: str, dimension: str) -> float:
    """What the match goes by; NaN for nothing."""
    found = make_profile(BANK, Answers(answers)).blocks.get(block)
    return math.nan if found is None else float(found.taken[BLOCKS[block].index(dimension)])


@pytest.mark.parametrize(
    ("answers", "block", "dimension", "expected"),
    [
        ({"stopped-machine": 5}, "interests", "realistic", 1),
        ({"stopped-machine": 2}, "interests", "realistic", -0.5),
        ({"stopped-machine": 3}, "interests", "realistic", 0),
        ({"stopped-machine": 5, "tools-and-hands": 2}, "interests", "realistic", 0.25),
        ({"stopped-machine": 5}, "interests", "social", math.nan),
        ({"stopped-machine": None}, "interests", "realistic", math.nan),
        # Being willing is weaker than wanting; being unwilling is not.
        ({"blood-and-smells": 5}, "conditions", "blood_and_bodies", 0.5),
        ({"blood-and-smells": 1}, "conditions", "blood_and_bodies", -1),
        # What was left among many, if nothing else was said about it.
        ({"subjects-liked": ("biology",)}, "subjects", "biology", 1),
        ({"subjects-liked": ("biology",)}, "subjects", "food", -UNPICKED),
        ({"subjects-liked": ()}, "subjects", "food", math.nan),
        ({"subjects-avoided": ("food",)}, "subjects", "biology", UNPICKED),
        ({"subjects-liked": ("biology",), "subjects-avoided": ("food",)}, "subjects", "food", -1),
        ({"subjects-liked": ("biology",), "subjects-avoided": ("food",)}, "subjects", "maths", 0),
        ({"who-to-help": ("children",), "people-all-day": 1}, "conditions", "people", -1),
        # One choice of six says nothing about the five others.
        ({"what-matters-most": "support"}, "values", "support", 1),
        ({"what-matters-most": "support"}, "values", "achievement", math.nan),
    ],
)
def test_what_is_taken_from_answers(
    answers: dict[str, Value], block: str, dimension: str, expected: float
) -> None:
    assert taken(answers, block, dimension) == pytest.approx(expected, nan_ok=True)


@given(all_answers())
def test_what_was_left_unpicked_was_not_said(answers: Answers) -> None:
    for block, found in make_profile(BANK, answers).blocks.items():
        measured = {
            measure.dimension
            for item_id, value in answers.values.items()
            if value not in (None, ())
            for option in BANK.item(item_id).options
            for measure in (*option.measures, *BANK.item(item_id).measures)
            if measure.block == block
            and (not option.measures or option.value == value or _picked(option.value, value))
        }
        said = {BLOCKS[block][column] for column in np.flatnonzero(~np.isnan(found.said))}
        assert said <= measured


def _picked(option: int | str, value: Value) -> bool:
    return isinstance(value, tuple) and option in value


@given(all_answers(), st.data())
def test_an_answer_moves_nothing_but_what_it_is_about(
    answers: Answers, data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from(BANK.items))
    changed = Answers({**answers.values, item.id: data.draw(values(item))})
    about = {(measure.block, measure.dimension) for measure in item.measures}
    before, after = make_profile(BANK, answers).blocks, make_profile(BANK, changed).blocks
    nothing = {block: np.full(len(dimensions), np.nan) for block, dimensions in BLOCKS.items()}
    for block, dimensions in BLOCKS.items():
        old = before[block].taken if block in before else nothing[block]
        new = after[block].taken if block in after else nothing[block]
        for column, dimension in enumerate(dimensions):
            if (block, dimension) not in about:
                assert old[column] == pytest.approx(new[column], nan_ok=True)
