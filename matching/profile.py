"""From answers to a profile: where somebody stands on each dimension they said something about.

What was not asked or was skipped is missing, which is not the same as no interest: it does not
vote. Each dimension stands for itself, so an answer moves nothing but what it is about, and the
more somebody answers the more there is to go by.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.answers import Answers, Value
from matching.parts import code_of
from matching.questionnaire import BLOCKS, SCALE_MIDDLE, Item, Measure, Questionnaire

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

UNPICKED: Final = 0.6
"""What was left unpicked among many options says the opposite of picking it, this strongly, and
only where nothing else was said. Measured: see decision 13."""

TOLERANCE_DISCOUNT: Final = 0.5
"""Being willing is weaker than wanting: a positive answer about a tolerance counts half."""

TOLERANCES: Final = frozenset(
    {"hands_on_care", "blood_and_bodies", "emotional_load", "shifts", "physical"}
)
"""Conditions that people accept rather than look for."""


@dataclass(frozen=True)
class BlockProfile:
    """``said`` is the mean signed answer of each dimension in [-1, 1], NaN where nothing was
    said. ``taken`` is what the match goes by: what was said, or else what was left unpicked,
    with tolerances discounted. ``count``: the answers behind it."""

    said: Vector
    taken: Vector
    count: int

    @property
    def says_something(self) -> bool:
        """True unless all answers are in the middle."""
        return bool(np.nan_to_num(self.said).any())


@dataclass(frozen=True)
class Profile:
    """The person in the role space. ``text`` is a centred unit vector, or None."""

    blocks: Mapping[str, BlockProfile]
    text: Vector | None = None

    @property
    def is_empty(self) -> bool:
        """True if no block says anything: the list is then a starter set."""
        return self.text is None and not any(b.says_something for b in self.blocks.values())


def make_profile(
    questionnaire: Questionnaire, answers: Answers, text: Vector | None = None
) -> Profile:
    """Fold answers into block profiles. What was skipped or disputed leaves no trace."""
    found = tallies(questionnaire, answers)
    return Profile({block: t.profile() for block, t in found.items() if t.count}, text)


class Mark(NamedTuple):
    """What one answer says of one column: a signed strength in [-1, 1]. ``picked`` is False for
    an option that was left when others were picked."""

    column: int
    strength: float
    picked: bool = True


Marks: TypeAlias = tuple[Mark, ...]


def measured(item: Item, value: Value) -> Mapping[str, Marks]:
    """What one answer says, by block; empty if it was skipped."""
    if value is None or value == ():
        return {}
    chosen: Iterable[tuple[Measure, float, bool]]
    if item.kind == "scale" and isinstance(value, int):
        strength = (value - SCALE_MIDDLE) / (SCALE_MIDDLE - 1)
        chosen = ((measure, strength, True) for measure in item.measures)
    elif isinstance(value, tuple):
        chosen = (
            (measure, 1.0, True) if option.value in value else (measure, -UNPICKED, False)
            for option in item.options
            for measure in option.measures
        )
    else:
        options = (option for option in item.options if option.value == value)
        chosen = ((measure, 1.0, True) for option in options for measure in option.measures)
    found: dict[str, list[Mark]] = {}
    for measure, strength, picked in chosen:
        column = BLOCKS[measure.block].index(measure.dimension)
        found.setdefault(measure.block, []).append(Mark(column, strength * measure.weight, picked))
    return {block: tuple(marks) for block, marks in found.items()}


@dataclass(frozen=True)
class Tally:
    """What was said in one block: the sum and the number of marks in each column, those of what
    was picked in the first row and of what was left in the second, and how many answers they
    came from."""

    block: str
    sums: Matrix
    numbers: Matrix
    count: int

    def counting(self, marks: Marks, sign: int = 1) -> "Tally":
        """The same with one answer more, or with -1 as if it had never been given."""
        if not marks:
            return self
        sums, numbers = self.sums.copy(), self.numbers.copy()
        for column, strength, picked in marks:
            sums[0 if picked else 1, column] += sign * strength
            numbers[0 if picked else 1, column] += sign
        return Tally(self.block, sums, numbers, self.count + sign)

    def profile(self) -> BlockProfile:
        means = np.full(self.sums.shape, np.nan)
        np.divide(self.sums, self.numbers, out=means, where=self.numbers > 0)
        said, left = means
        # Sums of answers given and taken back may be off by the last digit.
        said[np.abs(said) < 1e-12] = 0.0
        taken = np.where(np.isnan(said), left, said)
        discounted = _TOLERATED[self.block] & (taken > 0)
        taken[discounted] *= TOLERANCE_DISCOUNT
        return BlockProfile(said, taken, self.count)


def counted(
    item: Item, value: Value, disputed: Collection[str] = frozenset()
) -> Mapping[str, Marks]:
    """What one answer says, by block, less what is disputed: codes of parts."""
    found = measured(item, value)
    if not disputed:
        return found
    kept = {
        block: tuple(m for m in marks if code_of(block, BLOCKS[block][m.column]) not in disputed)
        for block, marks in found.items()
    }
    return {block: marks for block, marks in kept.items() if marks}


def tallies(questionnaire: Questionnaire, answers: Answers) -> dict[str, Tally]:
    """What the answers say in each block, by block, of all that is not disputed."""
    marked: dict[str, list[Marks]] = {block: [] for block in BLOCKS}
    for item_id, value in answers.values.items():
        item = questionnaire.item(item_id)
        for block, marks in counted(item, value, answers.disputed).items():
            marked[block].append(marks)
    return {block: _tally(block, answered) for block, answered in marked.items()}


def _tally(block: str, answered: Sequence[Marks]) -> Tally:
    width = len(BLOCKS[block])
    sums, numbers = [[0.0] * width, [0.0] * width], [[0.0] * width, [0.0] * width]
    for column, strength, picked in chain.from_iterable(answered):
        sums[0 if picked else 1][column] += strength
        numbers[0 if picked else 1][column] += 1
    return Tally(block, np.array(sums), np.array(numbers), len(answered))


_TOLERATED: Final = {
    block: np.array([block == "conditions" and d in TOLERANCES for d in dimensions])
    for block, dimensions in BLOCKS.items()
}
