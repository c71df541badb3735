"""The shortest honest way to each role for somebody who has finished nothing yet.

A step is a qualification finished, or a job or a course into it begun. A way in can be begun
where the route rules find nothing missing at the level reached, a promotion only from the job
it starts from, and what asks for experience only from a job that leads to it, or if none does
from one of the same family. A degree counts for all that comes later, but the level that other
training in a job ends at only for what comes after that job: nobody is told to become a clerk
for the sake of a place at medical school. What
the rules cannot know (a licence, the subjects of a level 3) is no step here; the way in itself
names it. Steps are counted and not years: how long a way in takes is known of some only.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final, TypeAlias

from matching.needs import LEVEL_NAMES, Outcome, judge
from matching.person import Person
from matching.routes import requirements_of, shut_by_date
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.schema import (
    DEGREE_LEVEL,
    EntryRoute,
    LevelRequirement,
    RegistrationRequirement,
    Requirement,
    Role,
    RoleRequirement,
    RouteKind,
)

LADDER: Final[Mapping[int, int]] = {0: 2, 2: 3, 3: 6, 4: 6, 5: 6, 6: 7}
"""The general qualification after each level. Levels 4 and 5 are reached in jobs."""

NO_WAY_IN: Final = frozenset({RouteKind.VOLUNTEERING, RouteKind.TALENT_HUB})
"""Ways to try a job, or to be helped towards one, and not to be in it."""
_PASSES: Final = (Outcome.MET, Outcome.UNKNOWN)


@dataclass(frozen=True)
class Qualify:
    """Finish a qualification at ``level``, beside a job or not."""

    level: int

    def __str__(self) -> str:
        return f"Get {LEVEL_NAMES[self.level]}"


@dataclass(frozen=True)
class Begin:
    """Begin in a role by one of its entry routes."""

    role: Role
    route: EntryRoute

    def __str__(self) -> str:
        return f"{self.role.title}: {self.route.label}"


Step: TypeAlias = Qualify | Begin
Path: TypeAlias = tuple[Step, ...]


@dataclass(frozen=True)
class _Place:
    """Where somebody stands: the role they are in, if any, the level of what they learnt in
    general, and the level that training for the role has taken them to."""

    job: str = ""
    level: int = 0
    trained: int = 0


def shortest_paths(catalogue: Catalogue, on: date) -> Mapping[str, Path]:
    """A way with the fewest steps to each role that can be reached from nothing, by its id."""
    ways = _WaysIn(catalogue, on)
    here = _Place()
    paths: dict[_Place, Path] = {here: ()}
    found: dict[str, Path] = {}
    waiting = deque([here])
    while waiting:
        here = waiting.popleft()
        for step, place in ways.on_from(here):
            if place not in paths:
                paths[place] = (*paths[here], step)
                found.setdefault(place.job, paths[place])
                waiting.append(place)
    found.pop("", None)
    return found


@rule("reachable", "Somebody who has finished nothing can get to each role.", "warning")
def reachable(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    """It rests on the route rules, so it does not stand with the other rules of the catalogue."""
    found = shortest_paths(catalogue, on)
    for role in catalogue:
        if role.id not in found:
            yield (
                role.id,
                "nobody can get here from nothing, whatever they do first: each way in is closed "
                "on this day, or asks for a job or a register that no other page leads to",
            )


class _WaysIn:
    """Every way in that is open on a day, by the job and the level that it starts from."""

    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self._catalogue = catalogue
        self._after: dict[str, list[Begin]] = defaultdict(list)
        self._left: set[int] = set()
        self._open: dict[tuple[int, int, int], bool] = {}
        for role in catalogue.roles:
            for route in role.entry_routes:
                shut = shut_by_date(route, catalogue, on)
                if not (route.stepping_stone or route.kind in NO_WAY_IN or shut):
                    for job in self._starts(role, route):
                        self._after[job].append(Begin(role, route))

    def on_from(self, here: _Place) -> Iterator[tuple[Step, _Place]]:
        """What one can do next, and where one is then."""
        following = LADDER.get(here.level)
        if following is not None:
            yield Qualify(following), replace(here, level=following)
        if here.level not in self._left:
            # Open to anybody at this level, whatever they do: once is enough.
            self._left.add(here.level)
            yield from self._begin("", here.level, 0)
        if here.job:
            yield from self._begin(here.job, here.level, here.trained)

    def _begin(self, job: str, level: int, trained: int) -> Iterator[tuple[Step, _Place]]:
        for begin in self._after[job]:
            if self._is_open(begin.route, level, trained):
                yield (
                    begin,
                    _Place(begin.role.id, _learnt(begin.route, level), _trained(begin.route)),
                )

    def _starts(self, role: Role, route: EntryRoute) -> Iterable[str]:
        """The ids of the jobs from which a route into the role starts, empty for from anywhere."""
        jobs = [need.role_id for need in route.requirements if isinstance(need, RoleRequirement)]
        registers = [n for n in route.requirements if isinstance(n, RegistrationRequirement)]
        others = (other for other in self._catalogue.roles if other is not role)
        if jobs:
            return jobs
        if registers:
            return [o.id for o in others if any(self._is_on(o, need) for need in registers)]
        if any(n.kind == "experience" and n.asked == "required" for n in route.requirements):
            known = list(others)
            before = [other.id for other in known if role.id in other.later]
            return before or [other.id for other in known if other.family is role.family]
        return [""]

    def _is_on(self, role: Role, need: RegistrationRequirement) -> bool:
        """True if people in the role are on the register that is asked for."""
        row = self._catalogue.reference.regulators.get(role.regulation.row or "")
        return row is not None and any(
            re.search(rf"\b{re.escape(name)}\b", need.profession, re.IGNORECASE)
            for name in (row.profession, *row.protected_titles)
        )

    def _is_open(self, route: EntryRoute, level: int, trained: int) -> bool:
        """True if nothing but the job before it is missing."""
        known = self._open.get((id(route), level, trained))
        if known is None:
            needs = [
                need
                for need in requirements_of(route)
                if not isinstance(need, RoleRequirement | RegistrationRequirement)
            ]
            known = self._open[id(route), level, trained] = all(
                self._is_met(need, level, trained) for need in needs
            )
        return known

    def _is_met(self, need: Requirement, level: int, trained: int) -> bool:
        # Training in a job is in that job's subject, seldom in the one that is asked for.
        is_of_a_subject = isinstance(need, LevelRequirement) and bool(need.subjects)
        person = _somebody(level if is_of_a_subject else max(level, trained))
        return judge(need, person, self._catalogue).outcome in _PASSES


def _learnt(route: EntryRoute, level: int) -> int:
    """The general level after a route: a degree counts for whatever comes later."""
    return max(level, DEGREE_LEVEL) if route.kind is RouteKind.DEGREE else level


def _trained(route: EntryRoute) -> int:
    """The level that training by a route ends at. What is no degree opens no degree's doors."""
    level = route.level or 0
    return min(level, DEGREE_LEVEL - 1) if route.gives_degree is False else level


@cache
def _somebody(level: int) -> Person:
    """Somebody of 16 to 18 out of school whose highest qualification has this level."""
    has_gcses = level >= 2
    return Person(
        stage="left_school",
        gcses="five_plus" if has_gcses else "none",
        english_maths="both" if has_gcses else "neither",
        highest_level=level,
    )
