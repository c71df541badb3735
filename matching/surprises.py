"""Jobs that nobody would think of: like a role in what a day in it is like, of other families."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.profile import Matrix
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role
from roles_catalogue.traits import CONDITIONS

NAMES: Final = tuple(CONDITIONS)
WHOM: Final = ("children", "adults", "older_people")
MOST_SHARED: Final = 3
STANDS_OUT: Final = 0.6
"""So many standard deviations from the catalogue's mean a rating says something about a job."""
FAR_APART: Final = 2
"""So many points between two ratings, of 0 to 4, are a difference worth telling."""


@dataclass(frozen=True)
class Surprise:
    """A role of another family. ``shared`` names the conditions that both have in common and most
    others do not, the most unusual first; ``apart`` the one that differs most, if any does."""

    role_id: str
    shared: tuple[str, ...]
    apart: str | None


class Surprises:
    """Every role by its ratings of a working day, standardised over the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._rows = {role.id: row for row, role in enumerate(catalogue)}
        ratings = np.array(
            [[role.conditions[name] for name in CONDITIONS] for role in catalogue], dtype=float
        )
        spread = ratings.std(axis=0)
        # A rating that all roles share tells none of them apart.
        self._places: Matrix = (ratings - ratings.mean(axis=0)) / np.where(spread > 0, spread, 1.0)

    def of(self, role_id: str, most: int) -> tuple[Surprise, ...]:
        """The nearest roles, one a family at most, the nearest first; ties by id. Roles that one
        leads to the other are no surprise, nor is one that has nothing unusual in common."""
        role = self._catalogue.get(role_id)
        known = {*role.later, *self._catalogue.comes_from(role)}
        mine = self._places[self._rows[role_id]]
        apart = np.linalg.norm(self._places - mine, axis=1)
        found: list[Surprise] = []
        families = {role.family}
        for row in np.argsort(apart, kind="stable").tolist():
            other = self._catalogue.roles[row]
            if other.family in families or other.id in known:
                continue
            shared = self._shared(mine, self._places[row])
            if not shared:
                continue
            families.add(other.family)
            found.append(Surprise(other.id, shared, self._apart(role, other)))
            if len(found) == most:
                break
        return tuple(found)

    def _shared(self, mine: Matrix, theirs: Matrix) -> tuple[str, ...]:
        both = np.where(mine * theirs > 0, np.minimum(abs(mine), abs(theirs)), 0.0)
        # That both have few of some people in them says nothing of what they are like.
        both[[NAMES.index(name) for name in WHOM if mine[NAMES.index(name)] < 0]] = 0.0
        order = np.argsort(-both, kind="stable")[:MOST_SHARED]
        return tuple(NAMES[place] for place in order.tolist() if both[place] >= STANDS_OUT)

    def _apart(self, role: Role, other: Role) -> str | None:
        gaps = {name: abs(role.conditions[name] - other.conditions[name]) for name in CONDITIONS}
        widest = max(CONDITIONS, key=lambda name: gaps[name])
        return widest if gaps[widest] >= FAR_APART else None
