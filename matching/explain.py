"""From contributions to reasons and cautions, in plain words.

A reason is a part of the score, never a story made up afterwards: the dimension must add to
the score, the person must have said what the sentence repeats, and the role must truly be what
the sentence claims. A caution is the mirror: something the person said that this role goes
against. Neither may contradict an answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import isnan
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import yaml

from matching.profile import TOLERANCES, Profile
from matching.space import TEXT, Contribution, Space
from roles_catalogue.schema import Role

MOST_REASONS: Final = 3
MOST_CAUTIONS: Final = 2
MOST_FROM_ONE_BLOCK: Final = 2

CLEARLY_SAID: Final = 0.4
"""A mean answer weaker than this, on the scale from -1 to 1, is not quoted back."""

CLEARLY_SO: Final = 0.35
"""Standard deviations from the catalogue mean at which a role is called high or low."""

SOME_OF_MOST_DAYS: Final = 2
"""The condition rating from which a role is said to have something."""

CLOSE_TEXT: Final = 0.22
"""Least cosine at which the person's own words are a reason. Of a set of test sentences no
gibberish, shrug or small talk came closer to a role, and most honest ones did."""


@dataclass(frozen=True)
class Reason:
    """``code`` is stable for the log; ``text`` is a finished sentence to the person."""

    code: str
    block: str
    dimension: str
    value: float
    text: str


class _Found(NamedTuple):
    """A part of the score that may be told: what was said of it, and how the role is."""

    part: Contribution
    said: int
    level: int

    @property
    def code(self) -> str:
        return f"{self.part.block}.{self.part.dimension}"


Said: TypeAlias = Mapping[int, int]
"""+1 or -1 by structured column: what somebody clearly said."""


def explain(
    space: Space, said: Said, role: Role, contributions: Sequence[Contribution]
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Up to three reasons and two cautions for one role, strongest first."""
    reasons: list[_Found] = []
    cautions: list[_Found] = []
    *structured, text = contributions
    if space.text_cosine(text, role.id) >= CLOSE_TEXT:
        reasons.append(_Found(text, 0, 0))
    for column, wish in said.items():
        part = structured[column]
        level = _level(space, role, part)
        if part.value > 0 and level == wish:
            reasons.append(_Found(part, wish, level))
        elif part.value < 0 and level == -wish and not _is_no_drawback(part, wish):
            cautions.append(_Found(part, wish, level))
    # Put into words last: most of what is found is not among the strongest.
    return (
        tuple(_reason(one, role, joined=True) for one in _strongest(reasons, MOST_REASONS)),
        tuple(_reason(one, role, joined=False) for one in _strongest(cautions, MOST_CAUTIONS)),
    )


def clearly_said(space: Space, profile: Profile) -> Said:
    """What the person clearly said and, held against the rest of what they said and against
    what is typical, still says."""
    found = {}
    for block, answered in profile.blocks.items():
        (centred,) = space.centred(block, answered.vector[None, :], [answered.count])
        clear = (np.abs(answered.said) >= CLEARLY_SAID) & (
            np.sign(answered.said) == np.sign(centred)
        )
        first = space.columns[block].start
        for column in np.flatnonzero(clear).tolist():
            found[first + column] = 1 if answered.said[column] > 0 else -1
    return found


def _level(space: Space, role: Role, part: Contribution) -> int:
    """+1 if the role is high on the dimension, -1 if low, 0 if it is neither."""
    distance = space.trait(role.id, part.block, part.dimension)
    if isnan(distance) or abs(distance) < CLEARLY_SO:
        return 0
    level = 1 if distance > 0 else -1
    if part.block == "conditions":
        rating = role.conditions[part.dimension]
        # The words claim something about this job's day, not about its place in a table.
        if (level > 0) != (rating >= SOME_OF_MOST_DAYS):
            return 0
    return level


def _is_no_drawback(part: Contribution, said: int) -> bool:
    """Having none of what one would merely put up with, or plenty of what matters little."""
    if part.block == "values":
        return said < 0
    return part.block == "conditions" and part.dimension in TOLERANCES and said > 0


def _reason(found: _Found, role: Role, *, joined: bool) -> Reason:
    part = found.part
    if part.block == TEXT:
        text = phrases()["own_words"] + "."
    else:
        text = _sentence(part, found.said, found.level, role, joined=joined)
    return Reason(found.code, part.block, part.dimension, part.value, text)


def _sentence(part: Contribution, said: int, level: int, role: Role, *, joined: bool) -> str:
    words = phrases()[part.block][part.dimension]
    yours = words["plus" if said > 0 else "minus"]
    job = words["high" if level > 0 else "low"]
    if part.block == "conditions":
        rating = role.conditions[part.dimension]
        job = job.format(
            amount=phrases()["amounts"][rating], shift_words=phrases()["shift_words"][rating]
        )
    if joined:
        return f"{yours}, and {job}."
    return f"{yours}. {job[0].upper()}{job[1:]}."


def _strongest(found: Sequence[_Found], most: int) -> tuple[_Found, ...]:
    """The largest parts, not all from one block, in a stable order."""
    chosen: list[_Found] = []
    for one in sorted(found, key=lambda f: (-abs(f.part.value), f.code)):
        from_block = sum(1 for c in chosen if c.part.block == one.part.block)
        if len(chosen) < most and from_block < MOST_FROM_ONE_BLOCK:
            chosen.append(one)
    return tuple(chosen)


@cache
def phrases() -> Mapping[str, Any]:
    """The words of reasons by block and dimension: ``phrases.yaml``."""
    text = (files("matching") / "phrases.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found
