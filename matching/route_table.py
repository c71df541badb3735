"""Every way into every role, laid out so that a person never seen before is checked at once.

Most routes ask for the same few things. Whether a role can be reached at all is worked out from
each different requirement, once a person; the words are made only for roles that are shown.
The results are those of ``routes.check_routes``, role by role.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matching.needs import Need, Outcome, is_fixed, judge
from matching.person import Person
from matching.routes import (
    RouteCheck,
    RouteStatus,
    check_route,
    requirements_of,
    shut_by_date,
    status_of,
)
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import EntryRoute, Requirement, RouteKind

_NOBODY = Person()
_KINDS = {kind: column for column, kind in enumerate(RouteKind)}


class RouteTable:
    """All routes of a catalogue on one day, side by side, in the order of the roles."""

    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self.catalogue = catalogue
        self.on = on
        routes = [(row, r) for row, role in enumerate(catalogue.roles) for r in role.entry_routes]
        self.rows = np.array([row for row, _ in routes], dtype=np.intp)
        self.kinds = np.array([_KINDS[route.kind] for _, route in routes], dtype=np.intp)
        self.earn = np.array([route.earn for _, route in routes], dtype=bool)
        self._open_today: NDArray[np.bool_] = np.array(
            [not shut_by_date(r, catalogue, on) for _, r in routes]
        )
        # Each different need is judged once a person, and each different set of them too.
        self._fixed: dict[Need, int] = {}
        self._judged: dict[Requirement, int] = {}
        asked: dict[tuple[int, ...], int] = {}
        self._alike = np.array(
            [asked.setdefault(self._asks(route), len(asked)) for _, route in routes], dtype=np.intp
        )
        self._asked = tuple(asked)

    def possible(self, person: Person) -> NDArray[np.bool_]:
        """(routes,) True where a route is not closed to this person."""
        needs = {-1 - number: need for need, number in self._fixed.items()}
        for requirement, number in self._judged.items():
            needs[number] = judge(requirement, person, self.catalogue)
        closed = RouteStatus.CLOSED
        alike = np.array(
            [status_of(needs[n] for n in asks) is not closed for asks in self._asked], dtype=bool
        )
        open_to_them: NDArray[np.bool_] = alike[self._alike] & self._open_today
        return open_to_them

    def _asks(self, route: EntryRoute) -> tuple[int, ...]:
        """What decides on a route, without words and without what everybody meets: numbers of
        requirements, and below zero those of needs that are the same for everybody."""
        asks: set[int] = set()
        fixed: list[Need] = []
        for requirement in requirements_of(route):
            if not is_fixed(requirement):
                asks.add(self._judged.setdefault(requirement, len(self._judged)))
            else:
                fixed.append(judge(requirement, _NOBODY, self.catalogue))
        steps = {need.key: f"fixed-{number}" for number, need in enumerate(fixed)}
        for need in fixed:
            if need.outcome is not Outcome.MET:
                # Keys are compared within a route only: which other job it is does not matter.
                plain = Need(need.outcome, steps[need.key], reach=need.reach, far=need.far)
                asks.add(-1 - self._fixed.setdefault(plain, len(self._fixed)))
        return tuple(sorted(asks))


class PersonRoutes(Mapping[str, tuple[RouteCheck, ...]]):
    """The routes of every role for one person, by role id; the words are made when asked for."""

    def __init__(self, table: RouteTable, person: Person) -> None:
        self._table = table
        self._person = person
        self._made: dict[str, tuple[RouteCheck, ...]] = {}
        self._possible = table.possible(person)

    def __getitem__(self, role_id: str) -> tuple[RouteCheck, ...]:
        found = self._made.get(role_id)
        if found is None:
            table = self._table
            routes = table.catalogue.get(role_id).entry_routes
            found = tuple(
                check_route(route, index, self._person, table.catalogue, table.on)
                for index, route in enumerate(routes)
            )
            self._made[role_id] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return (role.id for role in self._table.catalogue.roles)

    def __len__(self) -> int:
        return len(self._table.catalogue.roles)

    @cached_property
    def possible_kinds(self) -> NDArray[np.bool_]:
        """(roles, kinds) True where a role has a way in of a kind that is not closed."""
        return self._roles_with(self._possible)

    @cached_property
    def possible(self) -> NDArray[np.bool_]:
        """(roles,) True where some way in is not closed."""
        return _any(self.possible_kinds)

    @cached_property
    def possible_paid(self) -> NDArray[np.bool_]:
        """(roles,) True where some way in that pays is not closed."""
        return _any(self._roles_with(self._possible & self._table.earn))

    def roles_with(self, kind: RouteKind) -> int:
        """How many roles have a way in of this kind that is not closed."""
        return int(self.possible_kinds[:, _KINDS[kind]].sum())

    def _roles_with(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        table = self._table
        found = np.zeros((len(self), len(_KINDS)), dtype=bool)
        found[table.rows[chosen], table.kinds[chosen]] = True
        return found


def _any(table: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(table.any(axis=1))
