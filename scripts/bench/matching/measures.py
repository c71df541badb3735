"""How good lists are (the standard measures of ir_measures), and how sure that is (bootstrap)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import ir_measures
import numpy as np
from ir_measures import RR, Success, nDCG
from numpy.typing import NDArray

from matching.profile import Matrix, Vector
from scripts.bench.matching.outside import KINDRED, NEIGHBOUR, OWN
from scripts.bench.matching.ranking import Orders

SHOWN: Final = 10
"""Places of a first list."""
LOOKED_THROUGH: Final = 50
"""Places that the reciprocal rank looks at: it counts nothing further down."""

GAINS: Final = {KINDRED: 1, NEIGHBOUR: 3, OWN: 7}
"""What a role of each grade is worth in nDCG: two to the power of the grade, less one."""

_MEASURES: Final = {
    "nDCG@10": nDCG(gains=GAINS) @ SHOWN,
    "MRR": RR(rel=OWN),
    "found": Success(rel=OWN) @ SHOWN,
}
MEASURES: Final = tuple(_MEASURES)
"""``MRR``: mean reciprocal rank of the own role. ``found``: share of people who have it among the
first ten."""

TIMES: Final = 2_000
"""How often roles are drawn again for an interval."""
BOUNDS: Final = (0.025, 0.975)


@dataclass(frozen=True)
class Figure:
    """A value and its 95 % interval."""

    value: float
    low: float
    high: float

    def is_above(self, other: "Figure") -> bool:
        """True if the intervals do not touch."""
        return self.low > other.high


def judge(orders: Orders, rows: NDArray[np.intp], grades: NDArray[np.intp]) -> Mapping[str, Vector]:
    """Every measure for every person.

    Args:
        orders: (people, places) best first.
        rows: (people,) the roles they were drawn from.
        grades: (roles, roles), see ``Outside``.
    """
    names = [str(row) for row in range(len(grades))]
    worth = [
        {names[role]: int(graded[role]) for role in np.flatnonzero(graded).tolist()}
        for graded in grades
    ]
    right = {str(number): worth[row] for number, row in enumerate(rows.tolist())}
    places = orders.shape[1]
    lists = {
        str(number): {names[role]: places - place for place, role in enumerate(order)}
        for number, order in enumerate(orders.tolist())
    }
    found = {name: np.zeros(len(rows)) for name in _MEASURES}
    name_of = {measure: name for name, measure in _MEASURES.items()}
    for metric in ir_measures.iter_calc(list(name_of), right, lists):
        found[name_of[metric.measure]][int(metric.query_id)] = metric.value
    return found


class Resampling:
    """Draws roles again and again, each with all of its people, for intervals of means.

    The same draws serve every figure of one set of people, so that a ratio compares two ways to
    rank for the same people (a paired bootstrap).
    """

    def __init__(self, rows: NDArray[np.intp], seed: int) -> None:
        """``rows``: (people,) the role each was drawn from."""
        _, self._role = np.unique(rows, return_inverse=True)
        roles = int(self._role.max()) + 1
        draw = np.random.default_rng((seed, 4))
        self._weights = draw.multinomial(roles, np.full(roles, 1 / roles), TIMES).astype(float)

    def _sums(self, values: Vector) -> Vector:
        sums = np.bincount(self._role, weights=values, minlength=self._weights.shape[1])
        return np.asarray(sums, dtype=np.float64)

    def mean(self, values: Vector, among: NDArray[np.bool_] | None = None) -> Figure:
        """The mean over people, or over some of them."""
        counted = np.ones(len(values)) if among is None else among.astype(float)
        return self._quotient(np.nan_to_num(values) * counted, counted)

    def ratio(self, values: Vector, others: Vector) -> Figure:
        """How many times as large the mean of ``values`` is as that of ``others``."""
        return self._quotient(values, others)

    def quantile(self, values: Vector, share: float) -> Figure:
        """The smallest value that this share of the people do not exceed."""
        order = np.argsort(values, kind="stable")
        ranked = values[order]
        weights = self._weights[:, self._role[order]].cumsum(axis=1)
        first = (weights >= share * weights[:, -1:]).argmax(axis=1)
        here = int(np.ceil(share * len(values))) - 1
        return figure(ranked[here], ranked[first])

    def _quotient(self, above: Vector, below: Vector) -> Figure:
        over, under = self._sums(above), self._sums(below)
        drawn = (self._weights @ over) / np.maximum(self._weights @ under, 1e-12)
        return figure(over.sum() / max(under.sum(), 1e-12), drawn)


def resampled(
    values: Matrix,
    of: Callable[[Matrix], Vector],
    seed: int,
    within: Sequence[object] | None = None,
) -> Figure:
    """A figure of numbers that roles have, and what it is when roles are drawn again.

    Args:
        values: (roles, numbers).
        of: from (times, roles, numbers) to (times,).
        within: (roles,) groups whose sizes are kept.
    """
    draw = np.random.default_rng((seed, 5))
    groups = [0] * len(values) if within is None else list(within)
    members = [
        np.array([row for row, one in enumerate(groups) if one == group])
        for group in dict.fromkeys(groups)
    ]
    again = np.hstack([draw.choice(own, (TIMES, len(own))) for own in members])
    return figure(float(of(values[None])[0]), of(values[again]))


def figure(value: float, drawn: Vector) -> Figure:
    """A value with the interval in which most of what was drawn lies."""
    low, high = np.quantile(drawn, BOUNDS)
    return Figure(float(value), float(low), float(high))
