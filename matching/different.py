"""Something different that really is: a role that fits, far from all that the list has already.

The draw at place 10 (``exploration.py``) brings up any role from further down, often one much like
the others. Here nothing is left to chance. Of the roles that still fit, the one comes first whose
nearest neighbour in the list is furthest away, then the one furthest from the list and from it, and
so on (Gonzalez, Clustering to minimize the maximum intercluster distance, 1985). Distance is one
less the likeness that variety and "most like this" go by, without the family: what is done all day
counts, not under which heading.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.profile import Matrix
from matching.space import Space

FITTING: Final = 0.2
"""The share of the roles that pass the rules, best first, that is said to fit still."""

LEAST_FITTING: Final = 60
"""But so many at least: as far down as a role is drawn from."""


def still_fitting(passing: int) -> int:
    """How many of the first roles fit still."""
    return min(passing, max(LEAST_FITTING, round(FITTING * passing)))


def distances(space: Space, rows: NDArray[np.intp], others: NDArray[np.intp]) -> Matrix:
    """(rows, others): 0 for a role and itself, 1 for two that have nothing to do with each other,
    up to 2."""
    found: Matrix = 1.0 - space.cosines(rows, others)
    return found


def median_distance(space: Space, rows: NDArray[np.intp]) -> float:
    """How far two roles of a list usually are from each other; 0 for a list of one."""
    if len(rows) < 2:
        return 0.0
    between = distances(space, rows, rows)
    return float(np.median(between[np.triu_indices(len(rows), k=1)]))


def far_from(space: Space, listed: NDArray[np.intp], fitting: NDArray[np.intp]) -> NDArray[np.intp]:
    """Those of the ``fitting`` roles that are further from the list than its own roles are from
    each other, by the median of their distances; the furthest first, each far from those before."""
    fitting = fitting[~np.isin(fitting, listed)]
    if not len(listed) or not len(fitting):
        return fitting
    to_list = distances(space, fitting, listed)
    far = np.median(to_list, axis=1) > median_distance(space, listed)
    fitting, nearest = fitting[far], to_list[far].min(axis=1)
    chosen: list[int] = []
    for _ in range(len(fitting)):
        # Of equals argmax takes the first, which fits better.
        best = int(nearest.argmax())
        chosen.append(int(fitting[best]))
        nearest = np.minimum(nearest, distances(space, fitting, fitting[[best]])[:, 0])
        nearest[best] = -1.0
    return np.array(chosen, dtype=np.intp)
