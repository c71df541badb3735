"""What a path is made of: where somebody stands, and one step from there."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from matching.pathways.lengths import NO_TIME, UNKNOWN, Years
from matching.person import AGES, Person
from roles_catalogue.schema import (
    DEGREE_LEVEL,
    EntryRoute,
    ExperienceRequirement,
    Role,
    RouteKind,
)


class StepKind(StrEnum):
    """What somebody does in a step; ``ENTER`` is a job begun, or a course or training into it."""

    SCHOOL = "school"
    ENGLISH_MATHS = "english_maths"
    GCSES = "gcses"
    LEVEL_2 = "level_2"
    LEVEL_3 = "level_3"
    DEGREE = "degree"
    MASTERS = "masters"
    EXPERIENCE = "experience"
    ENTER = "enter"


class Money(StrEnum):
    """Whether one is paid during a step. ``BESIDE``: it is done beside a job or a course."""

    PAID = "paid"
    UNPAID = "unpaid"
    BESIDE = "beside"


class Subject(StrEnum):
    """What we know of the subject of somebody's highest general qualification: it is what they
    told us of (so we do not know), still to be chosen on this path, or that of a job."""

    TOLD = "told"
    CHOSEN = "chosen"
    OF_A_JOB = "of_a_job"


@dataclass(frozen=True)
class Stand:
    """Where somebody stands between two steps.

    ``age`` is the youngest they may be, and their very age if ``is_exact``: of somebody who
    leaves Year 11 it is known, of somebody who said "16 to 18" it is not. ``trained`` is the
    level that training for ``job`` has taken them to, which counts only for what comes after
    that job. ``ready_for`` names the role and the route whose experience they have just got.
    """

    person: Person
    age: int
    is_exact: bool = False
    job: str = ""
    trained: int = 0
    subject: Subject = Subject.TOLD
    ready_for: tuple[str, int] | None = None
    is_start: bool = False

    @property
    def level(self) -> int:
        return self.person.highest_level or 0

    @property
    def is_young(self) -> bool:
        """True for 16 to 18, when school and college are the usual place to be."""
        return self.age < ADULT

    def older(self, years: Years) -> "Stand":
        """The same some years later."""
        # Below a year nobody is counted older: two short steps do not make an adult of 17.
        age = min(ADULT, self.age + int(years.low or 0))
        is_exact = self.is_exact and years.low == years.high and age < ADULT
        stage = "adult" if age >= ADULT else self.person.stage
        return replace(self, age=age, is_exact=is_exact, person=replace(self.person, stage=stage))


ADULT: Final = AGES["adult"][0]
"""From 19 on one is an adult to colleges, and nobody counts the years any more."""


@dataclass(frozen=True, eq=False)
class Step:
    """One step, from wherever it was asked for, to ``to``.

    A step into a job has its ``role`` and ``route``; ``after`` is the job that it starts from,
    ``wait`` how long people usually stay in that before, ``training`` how long what follows is.
    An experience step has what is asked for in ``experience``, by the role and the route that
    ask. ``years`` is the whole of the step, the wait too. ``checks`` are what only the person
    can know, in sentences, and ``doubts`` counts those that are less likely than not. ``place``
    is the route's place in the role's file.

    Two steps are the same only if they are the same object: they are nodes of a graph.
    """

    kind: StepKind
    to: Stand
    years: Years
    money: Money
    role: Role | None = None
    route: EntryRoute | None = None
    after: Role | None = None
    wait: Years = NO_TIME
    training: Years = UNKNOWN
    experience: ExperienceRequirement | None = None
    checks: tuple[str, ...] = ()
    doubts: int = 0
    place: int = 0

    @property
    def is_full_time_university(self) -> bool:
        """True for years as a student at a university, or in a college's place for a degree."""
        if self.kind in (StepKind.DEGREE, StepKind.MASTERS):
            return True
        return self.route is not None and self.route.kind is RouteKind.DEGREE

    @property
    def is_degree_at_work(self) -> bool:
        """True for a degree that an employer pays for: university for a part of the week."""
        return self.route is not None and is_degree_at_work(self.route)


def is_degree_at_work(route: EntryRoute) -> bool:
    """True for an apprenticeship that ends with a degree."""
    return (
        route.kind is RouteKind.APPRENTICESHIP
        and (route.level or 0) >= DEGREE_LEVEL
        and route.gives_degree is not False
    )
