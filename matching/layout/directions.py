"""Which traits grow towards which side of the map.

t-SNE gives its two axes no meaning. But where roles that are alike lie together, many a trait is
high on one side and low on the other, and a straight line through the places says which way. Only
what such a line explains well is told.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.layout.coordinates import Layout
from matching.parts import NAMES
from matching.profile import Vector
from matching.space import Space

TOLD: Final = frozenset({"conditions", "interests", "subjects"})
"""Blocks that can be told. Values differ little between these jobs."""

LEAST_EXPLAINED: Final = 0.3
"""Share of a trait's variance that its line explains, at least."""
FEWEST_KNOWN: Final = 10
"""Roles that a trait is known of, at least."""
APART: Final = 50.0
"""Degrees between two directions that are told, at least."""


@dataclass(frozen=True)
class Direction:
    """A trait, and the way in which it grows: degrees clockwise from the top of the map.
    ``explained`` is the share of its variance that a straight line explains (R squared)."""

    block: str
    dimension: str
    degrees: float
    explained: float


def directions(space: Space, layout: Layout) -> tuple[Direction, ...]:
    """The directions that say most, best explained first; none too close to a better one."""
    found = []
    for column, (block, dimension) in enumerate(NAMES):
        if block in TOLD:
            direction = _direction(space.standardised[:, column], layout, block, dimension)
            if direction is not None and direction.explained >= LEAST_EXPLAINED:
                found.append(direction)
    found.sort(key=lambda one: (-one.explained, one.dimension))
    told: list[Direction] = []
    for one in found:
        if all(_between(one.degrees, other.degrees) >= APART for other in told):
            told.append(one)
    return tuple(told)


def _direction(trait: Vector, layout: Layout, block: str, dimension: str) -> Direction | None:
    """The straight line through one trait, (roles,) with NaN where it is not known."""
    known = ~np.isnan(trait)
    values = trait[known] - trait[known].mean() if known.any() else trait[known]
    total = float((values**2).sum())
    if known.sum() < FEWEST_KNOWN or not total:
        return None
    places = layout.places[known] - layout.places[known].mean(axis=0)
    slope, *_ = np.linalg.lstsq(places, values, rcond=None)
    left = float(((values - places @ slope) ** 2).sum())
    # The map's second axis runs downwards.
    degrees = float(np.degrees(np.arctan2(slope[0], -slope[1]))) % 360
    return Direction(block, dimension, degrees, 1 - left / total)


def _between(one: float, other: float) -> float:
    """The angle between two directions, 0 to 180 degrees."""
    apart = abs(one - other) % 360
    return min(apart, 360 - apart)
