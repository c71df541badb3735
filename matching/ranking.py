"""The order of the roles before anything is left to chance: rules first, then score, then variety.

Passing roles come first; relaxed ones follow, fewest broken rules first, and are never moved
about for variety's sake. Everything is worked out for many people at once: one list is a list
of lists of length one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index import RoleIndex
from matching.profile import Matrix, Vector
from matching.rules import Verdicts
from matching.space import Space
from matching.variety import diversify
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Family, Role

Rows = NDArray[np.intp]
"""Row numbers of roles in the space. They are in the order of the ids, which breaks ties."""


@dataclass(frozen=True)
class Ground:
    """What people of one kind are ranked on. ``unit``: the usual spread of a role's scores;
    ``alike``: (roles, roles) for variety, or None if there is to be none."""

    space: Space
    index: RoleIndex
    unit: float
    alike: Matrix | None

    def order(self, person: Vector, verdicts: Verdicts, at_least: int) -> Rows:
        """The roles for one person, best first: those that pass all rules, and, if they are
        fewer than ``at_least``, the others after them."""
        passing = np.array(self.index.search(person, verdicts.passing), dtype=np.intp)
        first: Rows = self.order_passing(person[None, :], passing)[0]
        if len(first) >= at_least:
            return first
        others = np.sort(np.array(self.index.search(person, ~verdicts.passing), dtype=np.intp))
        (scores,) = self.space.scores(person[None, :], others)
        relaxed = others[np.lexsort((-scores, verdicts.counts[others]))]
        return np.concatenate((first, relaxed))

    def order_passing(self, people: Matrix, rows: Rows) -> Rows:
        """(people, rows) best first, for each of many person vectors.

        The index proposes in float32. The order is decided in float64, the precision of the
        contributions that the reasons rest on, and ties by role id.

        Args:
            people: (people, dimensions).
            rows: the roles that pass all rules, in any order.
        """
        rows = np.sort(rows)
        scores = self.space.scores(people, rows)
        best_first = np.argsort(-scores, axis=1, kind="stable")
        orders: Rows = rows[best_first]
        if self.alike is None:
            return orders
        ordered = np.take_along_axis(scores, best_first, axis=1)
        return diversify(orders, ordered, self.alike, self.unit)


def starter_order(catalogue: Catalogue, verdicts: Verdicts) -> Rows:
    """A first look across families when nothing was answered: one of each family in turn.

    Within a family, roles that need no degree come first: they are the ones people know least.
    Nothing is left to chance here. There is no order of fit that a swap could learn about, and
    what is drawn from "further down" would be as good as what stands first.
    """
    row_of = {role.id: row for row, role in enumerate(catalogue.roles)}
    by_family: dict[Family, list[Role]] = {family: [] for family in sorted(Family)}
    for role in sorted(catalogue, key=lambda r: (not r.needs_no_degree, r.id)):
        by_family[role.family].append(role)
    rounds: list[int] = []
    depth = max((len(members) for members in by_family.values()), default=0)
    for turn in range(depth):
        rounds += [row_of[m[turn].id] for m in by_family.values() if turn < len(m)]
    return np.array(sorted(rounds, key=lambda row: verdicts.counts[row]), dtype=np.intp)
