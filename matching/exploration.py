"""The part of chance in a list, and the probability of everything it could have done.

Among the roles that pass the rules, in their order before exploration (places from 1):

* the neighbours 1-2, 3-4, 5-6 and 7-8 change places with probability one half, each pair for
  itself: that measures how much a place alone brings;
* at place 10 stands one role drawn evenly from places 11 to 60, as far as there are any; those
  it has jumped over move down by one. That gives every ranker something to learn from.

Nothing else moves, so a longer list begins with the shorter one. Draws come from the seed alone:
whoever keeps the seed keeps the order, and a changed answer changes only what follows from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

PAIRS: Final = ((1, 2), (3, 4), (5, 6), (7, 8))
SLOT: Final = 10
"""Where the drawn role stands. It is drawn from the places after it."""

LAST_DRAWN: Final = 60

_SWAPS, _DRAW = 1, 2
"""What a draw is for: each purpose has random numbers of its own."""


@dataclass(frozen=True)
class Place:
    """Where the role of ``base_position`` stands. Both positions count from 1; ``propensity``
    is the probability of this role in this place; ``drawn`` is True for the drawn role alone."""

    position: int
    base_position: int
    propensity: float
    drawn: bool = False


def in_order(total: int) -> tuple[Place, ...]:
    """The first ``total`` places with nothing left to chance."""
    return tuple(Place(position, position, 1.0) for position in range(1, total + 1))


def explore(total: int, passing: int, seed: int, limit: int) -> tuple[Place, ...]:
    """The first ``limit`` of ``total`` places, where the first ``passing`` pass the rules."""
    order = list(range(1, total + 1))
    swapped = _random(seed, _SWAPS).random(len(PAIRS)) < 0.5
    for (first, second), swap in zip(PAIRS, swapped, strict=True):
        if swap and second <= passing:
            order[first - 1], order[second - 1] = second, first
    last = min(passing, LAST_DRAWN)
    drawn = 0
    if last > SLOT:
        drawn = SLOT + 1 + int(_random(seed, _DRAW).random() * (last - SLOT))
        order.insert(SLOT - 1, order.pop(drawn - 1))
    return tuple(
        Place(position, base, chances(base, passing)[position], drawn=base == drawn)
        for position, base in enumerate(order[:limit], start=1)
    )


def chances(base_position: int, passing: int) -> Mapping[int, float]:
    """The probability of each place that the role of this base position can have.

    Args:
        passing: how many roles pass the rules; only they take part.
    """
    here = base_position
    for first, second in PAIRS:
        if here in (first, second) and second <= passing:
            return {first: 0.5, second: 0.5}
    last = min(passing, LAST_DRAWN)
    if last <= SLOT or not SLOT <= here <= last:
        return {here: 1.0}
    of = last - SLOT
    found = {SLOT: 1 / of, here: (here - SLOT - 1) / of, here + 1: (last - here) / of}
    if here == SLOT:
        found = {SLOT + 1: 1.0}
    return {position: chance for position, chance in found.items() if chance}


def _random(seed: int, purpose: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(purpose,)))
