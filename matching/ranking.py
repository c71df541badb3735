"""The order of the roles before anything is left to chance: rules first, then score, then variety.

Passing roles come first; relaxed ones follow, fewest broken rules first, and are never moved
about for variety's sake. Everything is worked out for many people at once: one list is a list
of lists of length one.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matching.index import RoleIndex
from matching.profile import Matrix, Vector
from matching.rules import MOST_BROKEN, Verdicts
from matching.space import Space
from matching.variety import REACH, Likeness, diversify
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Family, Role

Rows = NDArray[np.intp]
"""Row numbers of roles in the space. They are in the order of the ids, which breaks ties."""


@dataclass(frozen=True)
class Ground:
    """What people of one kind are ranked on. ``unit``: the usual spread of a role's scores;
    ``alike``: for variety, or None if there is to be none. ``kin``: (roles,) True for near
    relations of what this person has put aside, or None if that is nothing."""

    space: Space
    index: RoleIndex
    unit: float
    alike: Likeness | None
    kin: NDArray[np.bool_] | None = None

    def holding_back(self, rows: Rows) -> "Ground":
        """The same for somebody who has put these roles aside: those much like them come after the
        first thirty. They are near relations and not the same, so they keep their scores, and come
        before all that fits less. Without variety nothing is moved about."""
        if self.alike is None or not len(rows):
            return self
        return replace(self, kin=self.alike.kin(rows))

    def order(self, person: Vector, verdicts: Verdicts, wanted: int) -> Rows:
        """The first ``wanted`` roles for one person, best first, or all: those that pass all
        rules, and, if they are fewer, the others after them, fewest broken rules first.

        The index proposes in float32. The order is decided in float64, the precision of the
        contributions that the reasons rest on, and ties by role id.
        """
        # Variety may bring up roles from so far down, however short the list.
        some = self.index.candidates(person, verdicts.passing, max(wanted, REACH))
        found: Rows = self.order_passing(person[None, :], some)[0, :wanted]
        for broken in range(1, MOST_BROKEN + 1):
            if len(found) == wanted:
                break
            some = self.index.candidates(person, verdicts.counts == broken, wanted - len(found))
            _, (relaxed,) = self._by_score(person[None, :], some)
            found = np.concatenate((found, relaxed[: wanted - len(found)]))
        return found

    def order_passing(self, people: Matrix, rows: Rows) -> Rows:
        """(people, rows) best first, for each of many person vectors.

        Args:
            people: (people, dimensions).
            rows: roles that pass all rules, ascending: all of them, or so many that nobody's first
                `REACH` are missing, who are then in their places.
        """
        scores, orders = self._by_score(people, rows)
        if self.alike is None:
            return orders
        first = orders[:, :REACH]
        later = None if self.kin is None else self.kin[first]
        return diversify(orders, scores, self.alike.within(first), self.unit, later)

    def _by_score(self, people: Matrix, rows: Rows) -> tuple[Matrix, Rows]:
        """(people, rows): the scores, best first, and whose they are."""
        scores = self.space.scores(people, rows)
        best_first = np.argsort(-scores, axis=1, kind="stable")
        return np.take_along_axis(scores, best_first, axis=1), rows[best_first]


def starter_order(catalogue: Catalogue) -> Rows:
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
    return np.array(rounds, dtype=np.intp)


def passing_first(rows: Rows, verdicts: Verdicts) -> Rows:
    """The same with roles that break fewer rules before those that break more."""
    moved: Rows = rows[np.argsort(verdicts.counts[rows], kind="stable")]
    return moved
