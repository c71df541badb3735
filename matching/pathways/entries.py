"""Where each way into each job can be begun: from anywhere, or from which other jobs.

Three things are asked of the path and not of the route rules: the job before (a promotion starts
from the job it names), the register (from a job whose people are on it), and experience (from a
job that leads there; where it may be unpaid, or no job of the catalogue leads there, it is a step
of its own).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, TypeAlias, TypeGuard

from matching.pathways.lengths import NO_TIME, UNKNOWN, Years, read_length
from matching.routes import requirements_of, shut_by_date
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import (
    EntryRoute,
    ExperienceRequirement,
    RegistrationRequirement,
    Requirement,
    Role,
    RoleRequirement,
    RouteKind,
)

NO_WAY_IN: Final = frozenset({RouteKind.VOLUNTEERING, RouteKind.TALENT_HUB})
"""Ways to try a job, or to be helped towards one, and not to be in it."""
BUILDS_ON_A_JOB: Final = frozenset({RouteKind.APPRENTICESHIP, RouteKind.GRADUATE_SCHEME})
"""Training that employers offer to their own people from a job that leads there."""
_UNPAID_WILL_DO: Final = re.compile(
    r"\b(?:unpaid|paid or not|volunt\w+|if only as)\b", re.IGNORECASE
)
_OWN_LIFE: Final = "your own"
_THE_WAIT_ITSELF: Final = re.compile(r"\b(?:first|before|on the way)\b")

_Registers: TypeAlias = Mapping[str, Collection[str]]
"""The ids of the jobs whose people are on each register, by what routes call it."""


@dataclass(frozen=True, eq=False)
class Entry:
    """One route into a role as it starts from one job, ``after``, or from anywhere (None).

    ``index`` is the route's place in the role's file. ``wait``: how long people usually stay in
    the job before; ``training``: how long what follows takes; ``years``: the whole. ``asks`` are
    its requirements without those that the path itself answers. ``experience`` is left for a
    step of its own."""

    role: Role
    route: EntryRoute
    index: int
    after: Role | None
    wait: Years
    training: Years
    years: Years
    asks: tuple[Requirement, ...]
    experience: ExperienceRequirement | None = None


def entries(catalogue: Catalogue, on: date) -> Iterator[Entry]:
    """Every way in that is not shut on this day, by role and in the order of its file."""
    registers = _registers(catalogue)
    for role in catalogue.roles:
        better_from = _jobs_asked_for(role.entry_routes, registers)
        for index, route in enumerate(role.entry_routes):
            if route.stepping_stone or route.kind in NO_WAY_IN:
                continue
            if not shut_by_date(route, catalogue, on):
                door = _Door(catalogue, role, index)
                yield from _entries_by(door, registers, better_from)


def _entries_by(
    door: "_Door", registers: _Registers, better_from: Collection[str]
) -> Iterator[Entry]:
    """One route as it starts from each job, or from anywhere.

    Args:
        better_from: the jobs from which another route of the role starts.
    """
    experience, moves = door.experience, door.catalogue.moves_into(door.role)
    named = [n for n in door.route.requirements if isinstance(n, RoleRequirement)]
    if named:
        for need in named:
            if need.role_id != door.role.id:
                yield door.after(need.role_id, _usual(need.usual_years))
        return
    on_register = _jobs_asked_for([door.route], registers)
    if any(isinstance(n, RegistrationRequirement) for n in door.route.requirements):
        stay = UNKNOWN if experience is None else read_length(experience.what)
        # Whoever is on the register may ask; those whose page says that it leads here do.
        for job_id in sorted(on_register & moves.keys() or on_register - {door.role.id}):
            yield door.after(job_id, stay)
        return
    leading = [job for job, move in moves.items() if move.kind == "up" or experience is not None]
    # A promotion, or a course for people on a register, says it better where there is one.
    others = [job for job in leading if job not in better_from]
    if experience is not None and leading and not _UNPAID_WILL_DO.search(experience.what):
        for job_id in others:
            yield door.after(job_id, read_length(experience.what))
        return
    yield door.from_anywhere()
    if door.route.kind in BUILDS_ON_A_JOB or experience is not None:
        for job_id in others:
            yield door.after(job_id, UNKNOWN)


@dataclass(frozen=True)
class _Door:
    """The route at ``index`` of a role, whatever it starts from."""

    catalogue: Catalogue
    role: Role
    index: int

    @cached_property
    def route(self) -> EntryRoute:
        return self.role.entry_routes[self.index]

    @cached_property
    def experience(self) -> ExperienceRequirement | None:
        """What is asked for that somebody can go and get."""
        return next((need for need in self.route.requirements if _can_be_got(need)), None)

    @cached_property
    def _asks(self) -> tuple[Requirement, ...]:
        return tuple(n for n in requirements_of(self.route) if not _is_asked_of_the_path(n))

    @cached_property
    def _training(self) -> Years:
        return read_length(self.route.usual_length)

    def from_anywhere(self) -> Entry:
        return Entry(
            self.role,
            self.route,
            self.index,
            after=None,
            wait=NO_TIME,
            training=self._training,
            years=self._training,
            asks=self._asks,
            experience=self.experience,
        )

    def after(self, job_id: str, wait: Years) -> Entry:
        """The same from one job, in which people wait so long."""
        move = self.catalogue.moves_into(self.role).get(job_id)
        usual = _usual(move.usual_years if move else None)
        return Entry(
            self.role,
            self.route,
            self.index,
            after=self.catalogue.get(job_id),
            wait=wait if wait.is_known else usual.less(self._training),
            training=self._training,
            years=_years_from_a_job(wait, self._training, usual, self.route.usual_length or ""),
            asks=self._asks,
        )


def _usual(years: float | None) -> Years:
    return UNKNOWN if years is None else Years(years, years)


def _years_from_a_job(wait: Years, training: Years, usual: Years, said: str) -> Years:
    """How long the step from a job takes in all.

    The words for the length are at times those for the wait ("three to five years in care
    first"), which are not to be counted twice. Where the training has no length, what the move
    usually takes in all is all that is known.
    """
    if _THE_WAIT_ITSELF.search(said):
        return wait.beside(training).beside(usual)
    if wait.high is not None and training.is_known:
        return wait + training
    if usual.is_known:
        return usual.beside(wait).beside(training)
    if wait.is_known and training.is_known:
        return wait + training
    known = wait.beside(training)
    return Years(known.low, None)


def _is_asked_of_the_path(need: Requirement) -> bool:
    return isinstance(need, RoleRequirement | RegistrationRequirement) or _can_be_got(need)


def _can_be_got(need: Requirement) -> TypeGuard[ExperienceRequirement]:
    """True for experience that one can go and get; what somebody has lived through is none."""
    return (
        isinstance(need, ExperienceRequirement)
        and need.asked == "required"
        and not need.what.startswith(_OWN_LIFE)
    )


def _jobs_asked_for(routes: Iterable[EntryRoute], registers: _Registers) -> set[str]:
    """The ids of the jobs that routes name, and of those whose people are on a register that
    they ask for."""
    found: set[str] = set()
    for need in (need for route in routes for need in route.requirements):
        if isinstance(need, RoleRequirement):
            found.add(need.role_id)
        elif isinstance(need, RegistrationRequirement):
            found.update(registers[need.profession])
    return found


def _registers(catalogue: Catalogue) -> _Registers:
    rows = catalogue.reference.regulators
    by_row: dict[str, set[str]] = defaultdict(set)
    for role in catalogue.roles:
        if role.regulation.status == "regulated" and role.regulation.row is not None:
            by_row[role.regulation.row].add(role.id)
    asked = {
        need.profession
        for role in catalogue.roles
        for route in role.entry_routes
        for need in route.requirements
        if isinstance(need, RegistrationRequirement)
    }
    names = {
        name.casefold(): row_id
        for row_id, row in rows.items()
        for name in (row.profession, *row.protected_titles)
    }
    return {
        profession: frozenset(
            job for row_id in _named_in(profession, names) for job in by_row.get(row_id, ())
        )
        for profession in asked
    }


def _named_in(profession: str, names: Mapping[str, str]) -> set[str]:
    """The register's rows that a route asks for. The longest name counts: a dental nurse is no
    nurse, and an adult nurse is."""
    rows = set()
    for part in re.split(r", | or ", profession.casefold()):
        fitting = [name for name in names if re.search(rf"\b{re.escape(name)}\b", part)]
        if fitting:
            rows.add(names[max(fitting, key=len)])
    return rows
