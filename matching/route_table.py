"""Every way into every role, laid out so that a person never seen before is checked at once.

Most routes ask for the same few things, and most people lack the same few: each different
requirement is judged once a person, and what follows from a set of needs is worked out for the
first who has it. The words are made only for roles that are shown.
The results are those of ``routes.check_routes``, role by role.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.levels import AGE, NOT_YET, SCHOOL, YEAR_11
from matching.needs import MET, Need, Outcome, is_fixed, judge, rule_of, subjects_count_for
from matching.person import Person
from matching.routes import (
    RouteCheck,
    Unmet,
    judged_route,
    requirements_of,
    what_shuts,
)
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import EntryRoute, LevelRequirement, Requirement, RouteKind


class Way(StrEnum):
    """What somebody may wish of a way in, whatever its kind. ``THIS_YEAR``: a start for which
    nothing is missing, as far as we were told, and in Year 11 nothing but to finish it;
    volunteering is none, nor is a way into another job first, as nobody starts this year as a
    consultant. A job has none if every way in that is near waits for an age of later years: what
    we cannot tell of its other ways does not make it one to start now. ``NO_UNIVERSITY``: it asks
    for no degree and is none. ``EARNING``: it pays from the first day."""

    THIS_YEAR = "this_year"
    NO_UNIVERSITY = "no_university"
    EARNING = "earning"


_NOBODY = Person()
_KINDS = {kind: column for column, kind in enumerate(RouteKind)}

Needs: TypeAlias = tuple[Need, ...]
"""What each different requirement comes to for somebody, by its number."""

REMEMBERED_NEEDS: Final = 256
"""Of how many sets of needs it is remembered which routes they close. Of 600 people drawn at random
348 differ in their needs; of those who name no subjects, as most will, few do."""

REMEMBERED_CHECKS: Final = 16_384
"""How many routes held against needs are remembered, in words: some 10 MB."""


_Rules: TypeAlias = tuple[tuple[Callable[[Person], Need], tuple[int, ...]], ...]


@dataclass(frozen=True)
class _Judged:
    """What somebody's requirements come to; (routes,) what is not closed to them, of that what
    lacks nothing that we know of, and what will lack nothing at the end of Year 11.
    Of a job whose near ways all wait for an age of later years, neither is anything."""

    needs: Needs
    possible: NDArray[np.bool_]
    startable: NDArray[np.bool_]
    after_year_11: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Listed:
    """A route at ``index`` of its role. ``shut``: why nobody can start it on this day.
    ``asks``: the numbers of its requirements in their order. Each is listed once, and told from
    others by being another object: a route as a key would be read to its last word."""

    route: EntryRoute
    index: int
    shut: Unmet | None
    asks: tuple[int, ...]


class RouteTable:
    """All routes of a catalogue on one day, side by side, in the order of the roles."""

    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self.catalogue = catalogue
        # Each different requirement is judged once a person: its number is its place in the
        # needs of a person. Those that are the same for everybody are judged here.
        self._usual: list[Need] = []
        self._numbers: dict[Requirement, int] = {}
        self._judged: dict[int, Requirement] = {}
        self._plain: dict[Need, int] = {}
        self._of_role = {
            role.id: tuple(
                _Listed(r, index, what_shuts(r, catalogue, on), self._asks(r))
                for index, r in enumerate(role.entry_routes)
            )
            for role in catalogue.roles
        }
        routes = [
            (row, listed) for row, role in enumerate(catalogue.roles) for listed in self[role.id]
        ]
        # Where each role's routes begin: there are some of each, side by side.
        rows = [row for row, _ in routes]
        self._rows = np.array(rows, dtype=np.intp)
        self._starts = np.searchsorted(rows, np.arange(len(catalogue)))
        self.kinds = np.array([_KINDS[listed.route.kind] for _, listed in routes], dtype=np.intp)
        self.earn = np.array([listed.route.earn for _, listed in routes], dtype=bool)
        self.no_university = np.array(
            [listed.route.needs_no_degree for _, listed in routes], dtype=bool
        )
        self.leads_here = np.array(
            [
                not listed.route.stepping_stone and listed.route.kind is not RouteKind.VOLUNTEERING
                for _, listed in routes
            ],
            dtype=bool,
        )
        self._open_today = np.array([not listed.shut for _, listed in routes], dtype=bool)
        # Whether a set of needs can be met is worked out once a person for each different set.
        asked: dict[tuple[int, ...], int] = {}
        self._alike = np.array(
            [asked.setdefault(self._decisive(listed), len(asked)) for _, listed in routes],
            dtype=np.intp,
        )
        # A set is a row of places in what decides, filled up with one that everybody meets.
        self._deciding = sorted({number for asks in asked for number in asks})
        places = {number: place for place, number in enumerate(self._deciding)}
        longest = max((len(asks) for asks in asked), default=0)
        nothing = [len(places)] * longest
        self._asked = np.array(
            [[*map(places.__getitem__, asks), *nothing][:longest] for asks in asked], dtype=np.intp
        ).reshape(len(asked), longest)
        self._known: dict[Need, Need] = {}
        self._judged_like = lru_cache(maxsize=REMEMBERED_NEEDS)(self._judged_of)
        self._rules, self._rules_but_subjects = self._make_rules()
        self.check = lru_cache(maxsize=REMEMBERED_CHECKS)(_check)

    def __getitem__(self, role_id: str) -> tuple[_Listed, ...]:
        return self._of_role[role_id]

    def of_person(self, person: Person) -> "_Judged":
        """What this person has and lacks, and which routes that closes.

        Requirements that differ in the subjects of a level only are judged as one, for all but
        those whom the subjects concern.
        """
        counts = subjects_count_for(person)
        rules = self._rules if counts else self._rules_but_subjects
        told = [rule(person) for rule, _ in rules]
        return self._judged_like(tuple(self._known.setdefault(n, n) for n in told), counts)

    def _judged_of(self, told: Needs, with_subjects: bool) -> "_Judged":
        """The same for everybody who is told so by the rules. The same need is the same object
        whoever has it, so that what is remembered of many people takes the room of one."""
        rules = self._rules if with_subjects else self._rules_but_subjects
        needs = self._usual.copy()
        for need, (_, numbers) in zip(told, rules, strict=True):
            for number in numbers:
                needs[number] = need
        return _Judged(tuple(needs), *self._open_to(needs))

    def having(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(roles,) True where one of a role's routes is chosen."""
        return np.logical_or.reduceat(chosen, self._starts)

    def _open_to(
        self, needs: Sequence[Need]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
        """(routes,) True where a route is not closed to people with these needs, where they lack
        nothing besides, and where they lack nothing but the end of Year 11."""
        told = [*(needs[number] for number in self._deciding), MET]
        never, unknown, missing = (
            np.array([need.outcome is outcome for need in told], dtype=bool)[self._asked]
            for outcome in (Outcome.NEVER, Outcome.UNKNOWN, Outcome.MISSING)
        )
        far = np.array([need.far for need in told], dtype=bool)[self._asked] & missing
        steps: dict[str, int] = {}
        keys = np.array([steps.setdefault(need.key, len(steps)) for need in told])[self._asked]
        # The rules of ``routes.status_of``, for all sets at once.
        hurdles = missing.copy()
        for key in {key for need in told for key in need.within if key in steps}:
            brought = np.array([key in need.within for need in told], dtype=bool)[self._asked]
            there = ((missing | unknown) & (keys == steps[key])).any(axis=1, keepdims=True)
            hurdles &= ~(brought & there & (keys != steps[key]))
        first = np.where(hurdles, keys, len(steps)).min(axis=1, initial=len(steps))
        several = np.where(hurdles, keys, -1).max(axis=1, initial=-1) > first
        closed: NDArray[np.bool_] = np.asarray(never.any(axis=1) | far.any(axis=1) | several)
        open_to_them: NDArray[np.bool_] = ~closed[self._alike] & self._open_today
        by_then = np.array(
            [need.key == SCHOOL and 0 <= need.reach <= YEAR_11 for need in told], dtype=bool
        )[self._asked]
        lacking: NDArray[np.bool_] = np.asarray(missing.any(axis=1))[self._alike]
        lacking_then = (missing & ~by_then).any(axis=1)[self._alike]
        untold = unknown.any(axis=1)
        in_time = np.array([need.in_time for need in told], dtype=bool)[self._asked]
        cannot_tell = (unknown & ~in_time).any(axis=1) | (untold & ~missing.any(axis=1))
        near = open_to_them & ~cannot_tell[self._alike] & self.leads_here
        ages = np.array(
            [need.key in (AGE, SCHOOL) and need.reach == NOT_YET for need in told], dtype=bool
        )[self._asked]
        late = near & (missing & ages).any(axis=1)[self._alike]
        waits = self.having(late) & ~self.having(near & ~late)
        timely: NDArray[np.bool_] = open_to_them & ~waits[self._rows]
        return open_to_them, timely & ~lacking, timely & ~lacking_then

    def _asks(self, route: EntryRoute) -> tuple[int, ...]:
        """The numbers of what a route asks for; a requirement never met before gets the next."""
        numbers = []
        for requirement in requirements_of(route):
            known = self._numbers.get(requirement)
            if known is None:
                known = self._numbers[requirement] = len(self._usual)
                self._usual.append(judge(requirement, _NOBODY, self.catalogue))
                if not is_fixed(requirement):
                    self._judged[known] = requirement
            numbers.append(known)
        return tuple(numbers)

    def _make_rules(self) -> tuple[_Rules, _Rules]:
        """Each rule with the numbers of the requirements that it is for: one a requirement, and
        one for all that differ in the subjects of a level only."""
        alike: dict[object, list[int]] = {}
        for number, requirement in self._judged.items():
            key = requirement.level if isinstance(requirement, LevelRequirement) else requirement
            alike.setdefault(key, []).append(number)
        each = tuple((rule_of(asked), (number,)) for number, asked in self._judged.items())
        together = tuple(
            (rule_of(self._judged[numbers[0]]), tuple(numbers)) for numbers in alike.values()
        )
        return each, together

    def _decisive(self, listed: _Listed) -> tuple[int, ...]:
        """What decides on a route, without words and without what everybody meets, so that
        many routes share it."""
        decisive = {number for number in listed.asks if number in self._judged}
        fixed = [self._usual[number] for number in listed.asks if number not in self._judged]
        steps = {need.key: f"fixed-{number}" for number, need in enumerate(fixed)}
        for need in fixed:
            if need.outcome is not Outcome.MET:
                # Keys are compared within a route only: which other job it is does not matter.
                plain = Need(need.outcome, steps[need.key], reach=need.reach, far=need.far)
                if plain not in self._plain:
                    self._plain[plain] = len(self._usual)
                    self._usual.append(plain)
                decisive.add(self._plain[plain])
        return tuple(sorted(decisive))


def _check(listed: _Listed, needs: Needs) -> RouteCheck:
    """One route held against what its own requirements came to."""
    return judged_route(listed.route, listed.index, listed.shut, needs)


class PersonRoutes(Mapping[str, tuple[RouteCheck, ...]]):
    """The routes of every role for one person, by role id; the words are made when asked for."""

    def __init__(self, table: RouteTable, person: Person) -> None:
        self._table = table
        judged = table.of_person(person)
        self._needs, self._possible = judged.needs, judged.possible
        this_year = judged.after_year_11 if person.stage == "year_11" else judged.startable
        self._ways = {
            Way.THIS_YEAR: this_year & table.leads_here,
            Way.NO_UNIVERSITY: table.no_university,
            Way.EARNING: table.earn,
        }

    def __getitem__(self, role_id: str) -> tuple[RouteCheck, ...]:
        table, needs = self._table, self._needs
        return tuple(
            table.check(listed, tuple([needs[n] for n in listed.asks])) for listed in table[role_id]
        )

    def __iter__(self) -> Iterator[str]:
        return (role.id for role in self._table.catalogue.roles)

    def __len__(self) -> int:
        return len(self._table.catalogue.roles)

    @cached_property
    def possible(self) -> NDArray[np.bool_]:
        """(roles,) True where some way in is not closed."""
        return self._roles_having(self._possible)

    @cached_property
    def possible_paid(self) -> NDArray[np.bool_]:
        """(roles,) True where some way in that pays is not closed."""
        return self._roles_having(self._possible & self._table.earn)

    def possible_by(
        self, kinds: Iterable[RouteKind], ways: Iterable[Way] = ()
    ) -> NDArray[np.bool_]:
        """(roles,) True where some way in of these kinds, that is all of these ``ways``, is not
        closed."""
        wished = np.zeros(len(_KINDS), dtype=bool)
        wished[[_KINDS[kind] for kind in kinds]] = True
        chosen = self._possible & wished[self._table.kinds]
        for way in ways:
            chosen &= self._ways[way]
        return self._roles_having(chosen)

    def _roles_having(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(roles,) True where one of a role's routes is chosen."""
        return self._table.having(chosen)
