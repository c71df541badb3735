"""From contributions to reasons and cautions, in plain words.

A reason is a part of the score, never a story made up afterwards: the dimension must add to
the score, the person must have said what the sentence repeats, and the role must truly be what
the sentence claims. A caution is the mirror: something the person said that this role goes
against. Neither may contradict an answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import yaml

from matching.parts import CODES, PARTS, TEXT
from matching.profile import TOLERANCES, Profile
from matching.questionnaire import BLOCKS
from matching.space import COLUMNS, Contributions, Space
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role

MOST_REASONS: Final = 3
MOST_CAUTIONS: Final = 2
MOST_FROM_ONE_BLOCK: Final = 2

LEAST_WORTH: Final = 0.5
"""A reason worth less than this share of the strongest is left out of a card. Measured on the
tuning people of ``compass bench matching``: 92 % of reasons cite what matters more for the role's
place than something else that was said, and 87 % where reasons are picked by what they add."""

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


_TEXT_COLUMN: Final = len(PARTS) - 1


class _Found(NamedTuple):
    """A part of the score that may be told: its column, what it adds, what it is worth telling,
    what was said of it, and how the role is."""

    column: int
    value: float
    worth: float
    said: int = 0
    level: int = 0


class Measures(NamedTuple):
    """What parts of a score are held against, a number for each structured dimension: what it
    adds to the score of the middle role (``usual``), and on average to those of the first roles
    of the list (``rivals``)."""

    usual: Sequence[float]
    rivals: Sequence[float]


Said: TypeAlias = Mapping[int, int]
"""+1 or -1 by structured column: what somebody clearly said."""

Levels: TypeAlias = Sequence[Sequence[int]]
"""(roles, structured columns): +1 where a role is high, -1 where it is low, 0 if neither."""


def explain(
    space: Space,
    levels: Levels,
    said: Said,
    role: Role,
    contributions: Contributions,
    measures: Measures,
    *,
    everything: bool = False,
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Up to three reasons and two cautions for one role, strongest first; or, for somebody who
    asks about this very role, ``everything`` that speaks for it and against.

    What is true of every role in the list says little about one: a reason is worth half of what
    it adds and half of what it adds beyond the roles that this one stands among.
    """
    reasons: list[_Found] = []
    cautions: list[_Found] = []
    if space.text_cosine(contributions.text) >= CLOSE_TEXT:
        reasons.append(_Found(_TEXT_COLUMN, contributions.text, contributions.text))
    values, level_of = contributions.values, levels[space.row_of[role.id]]
    for column, wish in said.items():
        value, level = values[column], level_of[column]
        # What adds no more here than to the middle role says nothing for this one.
        if level == wish and value > max(0.0, measures.usual[column]):
            worth = value - measures.rivals[column] / 2
            reasons.append(_Found(column, value, worth, wish, level))
        elif level == -wish and value < 0 and not _is_no_drawback(column, wish):
            cautions.append(_Found(column, value, -value, wish, level))
    if everything:
        reasons, cautions = _in_order(reasons), _in_order(cautions)
    else:
        best = max((one.worth for one in reasons), default=0.0)
        reasons = [one for one in reasons if one.worth >= LEAST_WORTH * best]
        reasons = _strongest(reasons, MOST_REASONS)
        cautions = _strongest(cautions, MOST_CAUTIONS)
    # Put into words last: most of what is found is not among the strongest.
    return (
        tuple(_reason(one, role, joined=True) for one in reasons),
        tuple(_reason(one, role, joined=False) for one in cautions),
    )


def clearly_said(profile: Profile) -> Said:
    """What the person clearly said, and not what they left unpicked."""
    found = {}
    for block, answered in profile.blocks.items():
        first = COLUMNS[block].start
        for column in np.flatnonzero(np.abs(answered.said) >= CLEARLY_SAID).tolist():
            found[first + column] = 1 if answered.said[column] > 0 else -1
    return found


def role_levels(space: Space, catalogue: Catalogue) -> Levels:
    """Where each role is clearly high or low. What is not known (NaN) is neither."""
    standardised = space.standardised
    levels = np.sign(standardised) * (np.abs(standardised) >= CLEARLY_SO)
    levels = np.nan_to_num(levels).astype(int)
    # Of conditions the words claim something about this job's day, not about its place in a
    # table.
    ratings = np.array([[role.conditions[d] for d in BLOCKS["conditions"]] for role in catalogue])
    conditions = levels[:, COLUMNS["conditions"]]
    conditions[(conditions > 0) != (ratings >= SOME_OF_MOST_DAYS)] = 0
    # As plain numbers: one at a time, numpy's cost many times more.
    found: Levels = levels.tolist()
    return found


def _is_no_drawback(column: int, said: int) -> bool:
    """Having none of what one would merely put up with, or plenty of what matters little."""
    block, dimension = PARTS[column]
    if block == "values":
        return said < 0
    return block == "conditions" and dimension in TOLERANCES and said > 0


def _reason(found: _Found, role: Role, *, joined: bool) -> Reason:
    block, dimension = PARTS[found.column]
    text = sentence(block, dimension, role, said=found.said, level=found.level, joined=joined)
    return Reason(CODES[found.column], block, dimension, found.value, text)


def sentence(block: str, dimension: str, role: Role, *, said: int, level: int, joined: bool) -> str:
    """What is said of one part. ``said`` and ``level`` are +1 or -1, of the person and of the
    role; ``joined`` puts both in one clause, as in a reason, where a caution sets them apart."""
    if block == TEXT:
        return f"{phrases()['own_words']}."
    rating = role.conditions[dimension] if block == "conditions" else 0
    return _sentence(block, dimension, rating, said=said, level=level, joined=joined)


def _sentence(
    block: str, dimension: str, rating: int, *, said: int, level: int, joined: bool
) -> str:
    """``rating`` is how much of a condition the role has, 0 to 4."""
    words = phrases()[block][dimension]
    yours = words["plus" if said > 0 else "minus"]
    job = words["high" if level > 0 else "low"]
    if block == "conditions":
        job = job.format(
            amount=phrases()["amounts"][rating], shift_words=phrases()["shift_words"][rating]
        )
    if joined:
        return f"{yours}, and {job}."
    return f"{yours}. {job[0].upper()}{job[1:]}."


def every_sentence() -> Iterator[str]:
    """Every reason and every caution that there can be, for those who translate them."""
    yield f"{phrases()['own_words']}."
    for block, dimension in PARTS:
        if block == TEXT:
            continue
        for said, level in product((1, -1), repeat=2):
            ratings = range(1, len(phrases()["amounts"])) if block == "conditions" else [0]
            for rating in ratings:
                yield _sentence(
                    block, dimension, rating, said=said, level=level, joined=said == level
                )


def _in_order(found: Sequence[_Found]) -> list[_Found]:
    """What is worth most first, in a stable order."""
    return sorted(found, key=lambda f: (-f.worth, CODES[f.column]))


def _strongest(found: Sequence[_Found], most: int) -> list[_Found]:
    """What is worth most, not all from one block."""
    chosen: list[_Found] = []
    for one in _in_order(found):
        block = PARTS[one.column][0]
        if sum(PARTS[c.column][0] == block for c in chosen) < MOST_FROM_ONE_BLOCK:
            chosen.append(one)
        if len(chosen) == most:
            break
    return chosen


@cache
def phrases() -> Mapping[str, Any]:
    """The words of reasons by block and dimension: ``phrases.yaml``."""
    text = (files("matching") / "phrases.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found
