"""From answers to a profile: one vector a block, with as much weight as was answered.

A block that nobody answered is missing, which is not the same as zero interest: it simply
does not vote. Within a block the answers are centred (people who like everything and people
who like nothing are both told apart only by their ups and downs), turned into a direction,
and shrunk by how many answers stand behind it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.answers import Answers, Value
from matching.parts import code_of
from matching.questionnaire import BLOCKS, SCALE_MIDDLE, Item, Measure, Questionnaire

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

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


def shrinkage(block: str, count: int) -> float:
    """How much a block counts after so many answers: half at ``SHRINKAGE``, never quite 1."""
    return count / (count + SHRINKAGE[block])


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
    """Fold answers into block profiles. What was skipped or disputed leaves no trace."""
    found = tallies(questionnaire, answers)
    return Profile({block: t.profile() for block, t in found.items() if t.count}, text)


Marks: TypeAlias = tuple[tuple[int, float], ...]
"""What one answer says in one block: columns with a signed strength in [-1, 1]."""


def measured(item: Item, value: Value) -> Mapping[str, Marks]:
    """What one answer says, by block; empty if it was skipped."""
    if value is None:
        return {}
    chosen: Iterable[tuple[Measure, float]]
    if item.kind == "scale" and isinstance(value, int):
        strength = (value - SCALE_MIDDLE) / (SCALE_MIDDLE - 1)
        chosen = ((measure, strength) for measure in item.measures)
    else:
        picked = value if isinstance(value, tuple) else (value,)
        options = (option for option in item.options if option.value in picked)
        chosen = ((measure, 1.0) for option in options for measure in option.measures)
    found: dict[str, list[tuple[int, float]]] = {}
    for measure, strength in chosen:
        column = BLOCKS[measure.block].index(measure.dimension)
        found.setdefault(measure.block, []).append((column, strength * measure.weight))
    return {block: tuple(marks) for block, marks in found.items()}


@dataclass(frozen=True)
class Tally:
    """What was said in one block: the sum and the number of marks in each column, and how many
    answers they came from."""

    block: str
    sums: Vector
    numbers: Vector
    count: int

    def counting(self, marks: Marks, sign: int = 1) -> "Tally":
        """The same with one answer more, or with -1 as if it had never been given."""
        if not marks:
            return self
        sums, numbers = self.sums.copy(), self.numbers.copy()
        for column, strength in marks:
            sums[column] += sign * strength
            numbers[column] += sign
        return Tally(self.block, sums, numbers, self.count + sign)

    @property
    def said(self) -> Vector:
        """The mean mark of each column, NaN where there is none."""
        said = np.full(len(self.sums), np.nan)
        np.divide(self.sums, self.numbers, out=said, where=self.numbers > 0)
        return said

    def profile(self) -> BlockProfile:
        said = self.said
        (vector,) = block_vectors(self.block, said[None, :], [self.count])
        return BlockProfile(said, vector, self.count)


def tallies(questionnaire: Questionnaire, answers: Answers) -> dict[str, Tally]:
    """What the answers say in each block, by block, of all that is not disputed."""
    marked: dict[str, list[Marks]] = {block: [] for block in BLOCKS}
    for item_id, value in answers.values.items():
        for block, marks in measured(questionnaire.item(item_id), value).items():
            if counting := _undisputed(block, marks, answers.disputed):
                marked[block].append(counting)
    return {block: _tally(block, answered) for block, answered in marked.items()}


def _undisputed(block: str, marks: Marks, disputed: Collection[str]) -> Marks:
    if not disputed:
        return marks
    return tuple(mark for mark in marks if code_of(block, BLOCKS[block][mark[0]]) not in disputed)


def _tally(block: str, answered: Sequence[Marks]) -> Tally:
    sums, numbers = [0.0] * len(BLOCKS[block]), [0.0] * len(BLOCKS[block])
    for column, strength in chain.from_iterable(answered):
        sums[column] += strength
        numbers[column] += 1
    return Tally(block, np.array(sums), np.array(numbers), len(answered))


def block_vectors(block: str, said: Matrix, counts: Sequence[int]) -> Matrix:
    """The centred and shrunk form of what was said in one block, for many people at once.

    Args:
        said: (people, dimensions), NaN where nothing was said.
        counts: (people,) answers behind it.
    """
    pulled = np.nan_to_num(said)
    tolerated = _TOLERATED[block] & (pulled > 0)
    pulled[tolerated] *= TOLERANCE_DISCOUNT
    centred = pulled - pulled.mean(axis=1, keepdims=True)
    # Below length 1 a profile is all mild answers: it keeps its mildness.
    lengths = np.sqrt((centred**2).sum(axis=1, keepdims=True))
    directions = centred / np.maximum(1.0, lengths)
    directions[np.abs(directions) < 1e-12] = 0.0
    weights = np.array([shrinkage(block, count) for count in counts])
    vectors: Matrix = directions * weights[:, None]
    return vectors


_TOLERATED: Final = {
    block: np.array([block == "conditions" and d in TOLERANCES for d in dimensions])
    for block, dimensions in BLOCKS.items()
}
