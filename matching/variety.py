"""Variety within one list: not ten kinds of nurse.

Maximal marginal relevance over the first thirty passing roles: each place goes to the role with
the most of ``LAMBDA`` times its score less ``1 - LAMBDA`` times its likeness to the most alike
role above it. Weaker than .85 costs relevance (research: .5 costs 13 to 15 % of nDCG).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.profile import Matrix
from matching.space import Space

LAMBDA: Final = 0.85
POOL: Final = 30
"""How many of the first roles may change places among themselves."""


def likeness(space: Space, families: Sequence[str]) -> Matrix:
    """How alike each two roles are: (roles, roles), 1 for a role with itself.

    Half is being of one family, half the cosine of their rows, in which structure and text
    count alike.
    """
    same = np.array(families)[:, None] == np.array(families)[None, :]
    alike: Matrix = 0.5 * same + 0.5 * space.cosines
    return alike


def diversify(
    orders: NDArray[np.intp], scores: Matrix, alike: Matrix, unit: float
) -> NDArray[np.intp]:
    """Lists with more variety near their top; the first role of each stays the first.

    Args:
        orders: (lists, n) rows of roles, best first.
        scores: (lists, n) their scores, in the same order.
        alike: (roles, roles), from ``likeness``.
        unit: the typical size of a score, which likeness is weighed against.
    """
    pool = orders[:, :POOL]
    lists, size = pool.shape
    which = np.arange(lists)
    worth = LAMBDA / unit * scores[:, :POOL]
    between = alike[pool[:, :, None], pool[:, None, :]]
    nearest = np.zeros((lists, size))
    picked = np.empty((lists, size), dtype=np.intp)
    for place in range(size):
        # Of equals argmax takes the first, which is the one with the better score or id.
        best = (worth - (1 - LAMBDA) * nearest).argmax(axis=1)
        picked[:, place] = pool[which, best]
        np.maximum(nearest, between[which, best], out=nearest)
        worth[which, best] = -np.inf
    return np.hstack((picked, orders[:, POOL:]))
