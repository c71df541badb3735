"""Who is shown: every role's share of the places, and whether groups of roles stand even."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.profile import Matrix, Vector
from roles_catalogue.balance import CARE_AND_COMMUNITY, NON_CLINICAL
from roles_catalogue.schema import Role
from scripts.bench.matching.measures import TIMES, Figure, figure, resampled
from scripts.bench.matching.ranking import Orders, shown

NAMED: Final = 5
"""How many of the least and of the most shown roles are named."""


@dataclass(frozen=True)
class Exposure:
    """How the places of many lists were shared out.

    ``least``, ``most``: the smallest and largest share of a role, 1 being as much as if all had
    the same. ``top_share``: the share of lists that the most shown role is in. ``gini``: 0 if all
    are shown alike, towards 1 if one has it all. ``coverage``: the share of roles shown at all.
    ``fewest``, ``often``: the rows of the least and the most shown, with their shares. The
    intervals of ``least``, ``most`` and ``top_share`` are of this one role's luck with other
    people of the same kind.
    """

    least: Figure
    most: Figure
    top_share: Figure
    gini: Figure
    coverage: Figure
    fewest: tuple[tuple[int, float], ...]
    often: tuple[tuple[int, float], ...]


def exposure(orders: Orders, roles: int, seed: int) -> Exposure:
    """How the places of these lists were shared out among so many roles."""
    counts = shown(orders, roles)
    fair = orders.size / roles
    ranked = np.argsort(counts, kind="stable")
    draw = np.random.default_rng((seed, 7))

    def of_one(row: int, unit: float) -> Figure:
        people = len(orders)
        again = draw.binomial(people, counts[row] / people, TIMES)
        return figure(counts[row] / unit, again / unit)

    def named(rows: NDArray[np.intp]) -> tuple[tuple[int, float], ...]:
        return tuple((int(row), float(counts[row] / fair)) for row in rows)

    table = counts[:, None].astype(float)
    return Exposure(
        least=of_one(int(ranked[0]), fair),
        most=of_one(int(ranked[-1]), fair),
        top_share=of_one(int(ranked[-1]), len(orders)),
        gini=resampled(table, lambda drawn: gini(drawn[:, :, 0]), seed),
        coverage=resampled(table, lambda drawn: (drawn[:, :, 0] > 0).mean(axis=1), seed),
        fewest=named(ranked[:NAMED]),
        often=named(ranked[::-1][:NAMED]),
    )


def gini(counts: Matrix) -> Vector:
    """(sets,) how unevenly each set of counts is shared out: 0 if evenly, towards 1 if one has
    it all.

    Args:
        counts: (sets, roles).
    """
    ranked = np.sort(counts, axis=1)
    roles = ranked.shape[1]
    weights = 2 * np.arange(1, roles + 1) - roles - 1
    uneven: Vector = ranked @ weights / (roles * ranked.sum(axis=1))
    return uneven


# Groups of roles that must stand even.

HEALTH: Final = "health"
CARE: Final = "care"
SUPPORT: Final = "support"


def kind(role: Role) -> str:
    """Health care, social care and community, or the jobs that keep both going."""
    if role.family in CARE_AND_COMMUNITY:
        return CARE
    return SUPPORT if role.family in NON_CLINICAL else HEALTH


def cells(roles: Sequence[Role]) -> list[tuple[str, bool]]:
    """(roles,) the finest group of each: what it is, and whether it needs no degree."""
    return [(kind(role), role.needs_no_degree) for role in roles]


def groupings(roles: Sequence[Role]) -> Mapping[str, tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """The groups that are held against each other: (roles,) True for members of the first, and
    of the second."""
    of = np.array([kind(role) for role in roles])
    none = np.array([role.needs_no_degree for role in roles])
    return {
        "social care to health care": (of == CARE, of == HEALTH),
        "not clinical to clinical": (of != HEALTH, of == HEALTH),
        "no degree to degree": (none, ~none),
    }


def parity(
    orders: Orders, groups: tuple[NDArray[np.bool_], NDArray[np.bool_]], seed: int
) -> Figure:
    """Places for each role of the first group over places for each role of the second."""
    first, second = groups
    counts = shown(orders, len(first)).astype(float)
    table = np.column_stack([counts * first, first, counts * second, second])

    def ratio(drawn: NDArray[np.float64]) -> Vector:
        given, number, others_given, others = drawn.sum(axis=1).T
        fraction: Vector = (given / number) / (others_given / others)
        return fraction

    return resampled(table, ratio, seed, within=list(zip(first, second, strict=True)))
