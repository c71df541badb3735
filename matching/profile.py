"""From answers to a profile: one vector a block, with as much weight as was answered.

A block that nobody answered is missing, which is not the same as zero interest: it simply
does not vote. Within a block the answers are centred (people who like everything and people
who like nothing are both told apart only by their ups and downs), turned into a direction,
and shrunk by how many answers stand behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.answers import Answers
from matching.questionnaire import BLOCKS, SCALE_MIDDLE, Measure, Questionnaire

Vector = NDArray[np.float64]

SHRINKAGE: Final[dict[str, float]] = {
    "interests": 2.0,
    "subjects": 2.0,
    "values": 1.0,
    "conditions": 2.0,
}
"""Answers at which a block has half of its full weight."""

TOLERANCE_DISCOUNT: Final = 0.5
"""Being willing is weaker than wanting: a positive answer about a tolerance counts half."""

TOLERANCES: Final = frozenset(
    {"hands_on_care", "blood_and_bodies", "emotional_load", "shifts", "physical"}
)
"""Conditions that people accept rather than look for."""


@dataclass(frozen=True)
class BlockProfile:
    """``said`` is the mean signed answer of each dimension in [-1, 1] (NaN: nothing said);
    ``vector`` its centred and shrunk form, of length at most 1; ``count`` the answers behind it."""

    said: Vector
    vector: Vector
    count: int


@dataclass(frozen=True)
class Profile:
    """The person in the role space. ``text`` is a centred unit vector, or None."""

    blocks: Mapping[str, BlockProfile]
    text: Vector | None = None

    @property
    def is_empty(self) -> bool:
        """True if no block says anything: the list is then a starter set."""
        return self.text is None and not any(b.vector.any() for b in self.blocks.values())


def make_profile(
    questionnaire: Questionnaire, answers: Answers, text: Vector | None = None
) -> Profile:
    """Fold answers into block profiles. Skipped items leave no trace."""
    signed: dict[str, dict[str, list[float]]] = {block: {} for block in BLOCKS}
    counts = dict.fromkeys(BLOCKS, 0)
    for item_id, value in answers.values.items():
        touched = set()
        for measure, strength in _chosen(questionnaire, item_id, value):
            signed[measure.block].setdefault(measure.dimension, []).append(
                strength * measure.weight
            )
            touched.add(measure.block)
        for block in touched:
            counts[block] += 1
    blocks = {
        block: _block_profile(block, signed[block], counts[block])
        for block in BLOCKS
        if counts[block]
    }
    return Profile(blocks, text)


def _chosen(
    questionnaire: Questionnaire, item_id: str, value: object
) -> list[tuple[Measure, float]]:
    """What one answer says: measures with a strength in [-1, 1]."""
    item = questionnaire.item(item_id)
    if value is None:
        return []
    if item.kind == "scale" and isinstance(value, int):
        half_range = SCALE_MIDDLE - 1
        return [(measure, (value - SCALE_MIDDLE) / half_range) for measure in item.measures]
    picked = value if isinstance(value, tuple) else (value,)
    return [
        (measure, 1.0)
        for option in item.options
        if option.value in picked
        for measure in option.measures
    ]


def _block_profile(block: str, signed: Mapping[str, list[float]], count: int) -> BlockProfile:
    dimensions = BLOCKS[block]
    said = np.full(len(dimensions), np.nan)
    for column, dimension in enumerate(dimensions):
        if dimension in signed:
            said[column] = sum(signed[dimension]) / len(signed[dimension])
    pulled = np.nan_to_num(said)
    for column, dimension in enumerate(dimensions):
        if block == "conditions" and dimension in TOLERANCES and pulled[column] > 0:
            pulled[column] *= TOLERANCE_DISCOUNT
    centred = pulled - pulled.mean()
    # Below length 1 a profile is all mild answers: it keeps its mildness.
    direction = centred / max(1.0, float(np.linalg.norm(centred)))
    direction[np.abs(direction) < 1e-12] = 0.0
    return BlockProfile(said, direction * (count / (count + SHRINKAGE[block])), count)
