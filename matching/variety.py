"""Variety within one list: not ten kinds of nurse.

Maximal marginal relevance over the first thirty passing roles: each place goes to the role with
the most of ``LAMBDA`` times its score less ``1 - LAMBDA`` times its likeness to the most alike
role above it. Weaker than .85 costs relevance (research: .5 costs 13 to 15 % of nDCG).

One job that a catalogue has twice would still stand twice among the first. So of copies one stands
where it fits, and the others come after the thirty, which are then thirty others: copies move
nobody.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.profile import Matrix
from matching.space import Space

LAMBDA: Final = 0.97
POOL: Final = 30
"""How many of the first roles may change places among themselves."""

REACH: Final = POOL + 10
"""How far down copies are looked for, and so how many there may be before they take up room."""

COPY: Final = 0.95
"""From this likeness on two roles are one job under two names. The two most alike of the 543 that
Leeds has come to .90: two that test the same hearts."""

KIN: Final = 0.75
"""From this likeness on a role is a near relation of one that somebody has put aside: of its
family, and half-way to being the same."""

LAST: Final = 1e6
"""What a copy is held back by: more than scores differ by, so that all others come first."""


@dataclass(frozen=True)
class Likeness:
    """How alike roles are: 1 for a role with itself. Half is being of one family, half the cosine
    of their rows in ``space``, in which structure and text count alike. ``families``: (roles,),
    the same number for roles of one family.

    It is worked out for those that are looked at: of all it would grow with their square.
    """

    space: Space
    families: NDArray[np.intp]

    def among(self, rows: NDArray[np.intp]) -> Matrix:
        """(rows, rows) of these roles."""
        families = self.families[rows]
        alike: Matrix = 0.5 * (families[:, None] == families) + 0.5 * self.space.cosines(rows, rows)
        return alike

    def within(self, lists: NDArray[np.intp]) -> NDArray[np.float64]:
        """(lists, places, places) of the roles of each list. Lists of one person share most."""
        rows, places = np.unique(lists, return_inverse=True)
        places = places.reshape(lists.shape)
        found: NDArray[np.float64] = self.among(rows)[places[:, :, None], places[:, None, :]]
        return found

    def kin(self, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
        """(roles,) True for a near relation of one of these roles, and for each of themselves."""
        everybody = np.arange(len(self.families))
        alike = 0.5 * (self.families[:, None] == self.families[rows])
        alike += 0.5 * self.space.cosines(everybody, rows)
        found: NDArray[np.bool_] = (alike >= KIN).any(axis=1)
        return found


def diversify(
    orders: NDArray[np.intp],
    scores: Matrix,
    between: NDArray[np.float64],
    unit: float,
    later: NDArray[np.bool_] | None = None,
) -> NDArray[np.intp]:
    """Lists with more variety near their top; the first role of each stays the first.

    Args:
        orders: (lists, n) rows of roles, best first.
        scores: (lists, n) their scores, in the same order.
        between: (lists, m, m) how alike the first m of each list are, n or `REACH` of them.
        unit: the typical size of a score, which likeness is weighed against.
        later: (lists, m) True for what is to come after the thirty, as copies do.
    """
    reach = between.shape[1]
    # A copy is too alike to one that stands above it.
    copies = np.triu(between >= COPY, k=1).any(axis=1)
    if later is not None:
        copies |= later
    behind = np.argsort(copies, axis=1, kind="stable")
    arranged = np.take_along_axis(orders[:, :reach], behind, axis=1)
    pool = behind[:, :POOL]
    lists, size = pool.shape
    which = np.arange(lists)
    worth = LAMBDA / unit * np.take_along_axis(scores, pool, axis=1)
    # Where a list is so short that its copies are in the pool, they are the last of it.
    worth -= LAST * np.take_along_axis(copies, pool, axis=1)
    nearest = np.zeros((lists, size))
    picked = np.empty((lists, size), dtype=np.intp)
    for place in range(size):
        # Of equals argmax takes the first, which is the one with the better score or id.
        best = (worth - (1 - LAMBDA) * nearest).argmax(axis=1)
        picked[:, place] = arranged[which, best]
        np.maximum(nearest, between[which[:, None], pool[which, best][:, None], pool], out=nearest)
        worth[which, best] = -np.inf
    return np.hstack((picked, arranged[:, POOL:], orders[:, reach:]))
