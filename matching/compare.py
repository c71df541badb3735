"""Roles side by side, in words: what all of them have, and what one has more of.

Only what truly differs is told. Conditions are our editors' ratings from 0 to 4, where one point
is a matter of taste; interests and subjects are O*NET's figures, told where a role stands out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, Final

import numpy as np
import yaml

from matching.explain import CLEARLY_SO, SOME_OF_MOST_DAYS
from matching.parts import code_of
from matching.questionnaire import BLOCKS
from matching.space import Space
from roles_catalogue.catalogue import Catalogue

TOLD: Final = ("conditions", "interests", "subjects")
"""The blocks that are compared. Values are what people make of a job, and differ little here."""

PARTS_TOLD: Final = tuple((block, dimension) for block in TOLD for dimension in BLOCKS[block])

POINTS_APART: Final = 2
"""Points between two ratings from which roles differ in a condition."""

DEVIATIONS_APART: Final = 1.0
"""Standard deviations over the catalogue from which they differ in an interest or subject."""

STANDS_OUT: Final = 0.7
"""Standard deviations above the mean from which a job is said to have much of an interest or
subject, when nobody has asked about it."""

MOST_SHARED: Final = 5
MOST_NONE: Final = 2
MOST_EACH: Final = 5


@dataclass(frozen=True)
class Contrast:
    """One thing that is told of roles. ``text`` is a finished sentence where all share it; where
    one has more, it completes "Paramedic has"."""

    code: str
    block: str
    dimension: str
    text: str


@dataclass(frozen=True)
class Comparison:
    """``shared`` holds of all the roles; ``more`` has, a role each in their order, what it has
    more of than another. The most telling first."""

    role_ids: tuple[str, ...]
    shared: tuple[Contrast, ...]
    more: tuple[tuple[Contrast, ...], ...]


def compare(space: Space, catalogue: Catalogue, role_ids: Sequence[str]) -> Comparison:
    """Put two or more roles of the catalogue side by side.

    Raises:
        ValueError: fewer than two, or one of them twice.
        UnknownRole: the catalogue has no such role.
    """
    if len(role_ids) < 2 or len(set(role_ids)) < len(role_ids):
        raise ValueError("two or more different roles can be compared")
    roles = [catalogue.get(role_id) for role_id in role_ids]
    all_have: list[tuple[float, Contrast]] = []
    none_has: list[tuple[float, Contrast]] = []
    more: list[list[tuple[float, Contrast]]] = [[] for _ in roles]
    for block, dimension in PARTS_TOLD:
        traits = np.array([space.trait(role.id, block, dimension) for role in roles])
        if np.isnan(traits).any():
            continue  # What is not known of one of them cannot be held against another.
        rated = block == "conditions"
        values = np.array([role.conditions[dimension] for role in roles]) if rated else traits
        words, telling = contrasts()[block][dimension], float(np.abs(traits).min())
        if np.ptp(values) >= (POINTS_APART if rated else DEVIATIONS_APART):
            if rated or traits.max() >= STANDS_OUT:
                contrast = _contrast(block, dimension, words["more"])
                for number in np.flatnonzero(values == values.max()).tolist():
                    more[number].append((float(np.ptp(traits)), contrast))
        elif (traits >= (CLEARLY_SO if rated else STANDS_OUT)).all():
            if not rated or values.min() >= SOME_OF_MOST_DAYS:
                all_have.append((telling, _shared(block, dimension, words["all"], len(roles))))
        elif rated and (traits <= -CLEARLY_SO).all() and values.max() < SOME_OF_MOST_DAYS:
            none_has.append((telling, _shared(block, dimension, words["none"], len(roles))))
    return Comparison(
        tuple(role_ids),
        (*_best(all_have, MOST_SHARED), *_best(none_has, MOST_NONE)),
        tuple(_best(one, MOST_EACH) for one in more),
    )


def _contrast(block: str, dimension: str, text: str) -> Contrast:
    return Contrast(code_of(block, dimension), block, dimension, text)


def _shared(block: str, dimension: str, text: str, number: int) -> Contrast:
    two = number == 2
    both, either = ("both", "either") if two else ("all of them", "any of them")
    return _contrast(block, dimension, text.format(both=both, either=either))


def every_contrast() -> Iterator[str]:
    """Everything that can be said of roles side by side, for those who translate it."""
    for block, dimensions in contrasts().items():
        for dimension, words in dimensions.items():
            yield words["more"]
            for said, number in product(("all", "none"), (2, 3)):
                if said in words:
                    yield _shared(block, dimension, words[said], number).text


def _best(found: list[tuple[float, Contrast]], most: int) -> tuple[Contrast, ...]:
    found.sort(key=lambda pair: (-pair[0], pair[1].code))
    return tuple(contrast for _, contrast in found[:most])


@cache
def contrasts() -> Mapping[str, Any]:
    """The words of comparisons by block and dimension: ``contrasts.yaml``."""
    text = (files("matching") / "contrasts.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found
