"""Which ways in are open to this person, and what the next step is.

A route is *open now*, *one step* away, *closed* (further off than one step, or not a way in
for this person) or *unknown*. What we have not been told never closes a route: if a needed
fact is missing the answer is unknown, and says which fact.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from matching.needs import (
    BirthdayAge,
    Need,
    Outcome,
    UnsaidAge,
    UsualAge,
    WorkingAge,
    judge,
)
from matching.person import LEVEL_3_AGE, Person
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.reference import ReaderUse
from roles_catalogue.schema import (
    AgeRequirement,
    EntryRoute,
    LicenceRequirement,
    Requirement,
    Role,
    RouteKind,
)


class RouteStatus(StrEnum):
    OPEN_NOW = "open_now"
    ONE_STEP = "one_step"
    UNKNOWN = "unknown"
    CLOSED = "closed"


USUAL_MINIMUM_AGE: Final[dict[RouteKind, int]] = {
    RouteKind.T_LEVEL: 16,
    RouteKind.APPRENTICESHIP: 16,
    RouteKind.COLLEGE: 16,
    RouteKind.DIRECT: 16,
    RouteKind.TALENT_HUB: 16,
    RouteKind.DEGREE: 18,
    RouteKind.GRADUATE_SCHEME: 18,
    RouteKind.PROMOTION: 18,
}
"""Assumed where a route names no age: nobody starts work, college or university before."""

T_LEVEL_MAXIMUM_AGE: Final = 18
"""T Levels are paid for at 16 to 19: one starts at 18 at the latest, whatever a route says."""

YOUNGEST_HELPER: Final = 14
"""No group that our pages name takes volunteers by themselves before; most wait until later."""

AGE_WORDS: Final[dict[tuple[RouteKind, Outcome], str]] = {
    (RouteKind.T_LEVEL, Outcome.NEVER): "From 19 on, an Access course, another level 3 course at "
    "a college or an apprenticeship brings you to the same level.",
    (RouteKind.APPRENTICESHIP, Outcome.MISSING): "An apprenticeship is a job: you are employed "
    "and paid from day one.",
}
"""What to say besides to somebody whose age stands in the way of such a route."""


@dataclass(frozen=True)
class Unmet:
    """One thing that stands in the way, or of which we were not told.

    Args:
        kind: the kind of the requirement, ``date`` for a way in that has not begun or has ended,
            or ``withdrawn`` for one that takes no new starters.
        outcome: missing, unknown, or never.
        step: what would meet it, the same for all that one step would meet; empty if nothing
            would.
    """

    kind: str
    outcome: Outcome
    why: str
    step: str = ""


@dataclass(frozen=True)
class RouteCheck:
    """One entry route held against one person. ``step`` is what to do next, in one sentence;
    a closed route without a step is not a way in for this person at all. ``failed``: everything
    that is not met, or not known to be, the dates first and then in the order of the route's
    requirements. ``index`` is the route's place in ``role.entry_routes``."""

    kind: RouteKind
    label: str
    status: RouteStatus
    why: str
    step: str
    earn: bool
    certainty: str
    index: int
    failed: tuple[Unmet, ...] = ()

    @property
    def is_never(self) -> bool:
        """Closed, with nothing the person could do about it."""
        return self.status is RouteStatus.CLOSED and not self.step


def check_routes(
    role: Role, person: Person, catalogue: Catalogue, on: date
) -> tuple[RouteCheck, ...]:
    """Every entry route of the role for this person on this day, in the role's own order."""
    return tuple(
        judged_route(
            route,
            index,
            what_shuts(route, catalogue, on),
            [judge(r, person, catalogue) for r in requirements_of(route)],
        )
        for index, route in enumerate(role.entry_routes)
    )


def judged_route(
    route: EntryRoute, index: int, shut: Unmet | None, needs: Sequence[Need]
) -> RouteCheck:
    """One entry route, at ``index`` of its role, from what its requirements came to.

    Args:
        shut: what keeps everybody from starting it, None if nothing does.
        needs: its requirements, judged, in their order.
    """
    kinds = [requirement.kind for requirement in requirements_of(route)]
    needs = [_said(route.kind, kind, need) for kind, need in zip(kinds, needs, strict=True)]
    steps = _steps(needs)
    failed = tuple(
        Unmet(kind, need.outcome, need.why, steps.get(need.key, need).step)
        for kind, need in zip(kinds, needs, strict=True)
        if need.outcome is not Outcome.MET
    )
    status, why, step = _verdict(route, needs)
    if shut is not None:
        status, why, step, failed = RouteStatus.CLOSED, shut.why, "", (shut, *failed)
    return RouteCheck(
        kind=route.kind,
        label=route.label,
        status=status,
        why=why,
        step=step,
        earn=route.earn,
        certainty=route.certainty.value,
        index=index,
        failed=failed,
    )


def _said(route: RouteKind, kind: str, need: Need) -> Need:
    """A need as this kind of route tells it; ``kind`` is that of its requirement."""
    if kind == "age" and (route, need.outcome) in AGE_WORDS:
        return need._replace(why=f"{need.why} {AGE_WORDS[route, need.outcome]}")
    return need


def shut_by_date(route: EntryRoute, catalogue: Catalogue, on: date) -> str:
    """Why nobody can start this route on this day; empty if they can."""
    shut = what_shuts(route, catalogue, on)
    return shut.why if shut else ""


def what_shuts(route: EntryRoute, catalogue: Catalogue, on: date) -> Unmet | None:
    """What keeps everybody from starting this route on this day; None if nothing does."""
    if route.valid_from and on < route.valid_from:
        why = f"This way in starts on {_day(route.valid_from)}."
        return Unmet("date", Outcome.NEVER, why)
    if route.valid_until and on > route.valid_until:
        return Unmet("date", Outcome.NEVER, f"This way in ended on {_day(route.valid_until)}.")
    if not route.reference:
        return None
    reference = catalogue.reference
    programme = reference.programmes.get(route.reference)
    if route.kind is RouteKind.TALENT_HUB and programme:
        # A route that has dates of its own knows better when it ran.
        ended = programme.reader_use is ReaderUse.ENDED and route.valid_until is None
        return Unmet("date", Outcome.NEVER, f"{programme.name} has ended.") if ended else None
    standard = reference.apprenticeships.get(route.reference)
    t_level = reference.t_levels.get(route.reference)
    why = ""
    if route.kind is RouteKind.APPRENTICESHIP and standard:
        if not standard.open_to_new_starters(on):
            why = "This apprenticeship takes no new starters: its public funding has ended."
    elif route.kind is RouteKind.T_LEVEL and t_level and not t_level.open_to_new_starters(on):
        why = f"The {t_level.t_level} T Level takes no new starters."
    return Unmet("withdrawn", Outcome.NEVER, why) if why else None


def requirements_of(route: EntryRoute) -> tuple[Requirement, ...]:
    """The route's own requirements, with the usual ages where it names none."""
    if route.kind is RouteKind.T_LEVEL:
        return _t_level_ages(route)
    named = any(isinstance(r, AgeRequirement) and r.minimum for r in route.requirements)
    if route.kind is RouteKind.VOLUNTEERING:
        # Where one has to drive, the licence sets the age.
        drives = any(
            isinstance(r, LicenceRequirement) and r.asked == "required" for r in route.requirements
        )
        unsaid = () if named or drives else (UnsaidAge(kind="age", minimum=YOUNGEST_HELPER),)
        return (*unsaid, *(_by_birthday(r) for r in route.requirements))
    minimum = USUAL_MINIMUM_AGE.get(route.kind)
    if route.kind is RouteKind.DIRECT:
        usual = () if named else (WorkingAge(kind="age", minimum=minimum),)
        return (*usual, *(_at_work(r) for r in route.requirements))
    if named or minimum is None:
        return route.requirements
    kind = UsualAge if minimum == LEVEL_3_AGE else AgeRequirement
    return (kind(kind="age", minimum=minimum), *route.requirements)


def _by_birthday(asked: Requirement) -> Requirement:
    """Volunteers need not have left school."""
    if not isinstance(asked, AgeRequirement):
        return asked
    return BirthdayAge(kind="age", minimum=asked.minimum, maximum=asked.maximum)


def _at_work(asked: Requirement) -> Requirement:
    """A job without training is for people of 18 and over."""
    if not isinstance(asked, AgeRequirement):
        return asked
    return WorkingAge(kind="age", minimum=asked.minimum, maximum=asked.maximum)


def _t_level_ages(route: EntryRoute) -> tuple[Requirement, ...]:
    """Requirements of a T Level: its ages have an upper bound that no route can widen."""
    ages = [r for r in route.requirements if isinstance(r, AgeRequirement)]
    if not ages:
        usual = USUAL_MINIMUM_AGE[RouteKind.T_LEVEL]
        first = AgeRequirement(kind="age", minimum=usual, maximum=T_LEVEL_MAXIMUM_AGE)
        return (first, *route.requirements)
    return tuple(_as_t_level(r) if isinstance(r, AgeRequirement) else r for r in route.requirements)


def _as_t_level(asked: AgeRequirement) -> AgeRequirement:
    return AgeRequirement(
        kind="age",
        minimum=asked.minimum or USUAL_MINIMUM_AGE[RouteKind.T_LEVEL],
        maximum=min(asked.maximum or T_LEVEL_MAXIMUM_AGE, T_LEVEL_MAXIMUM_AGE),
    )


def _verdict(route: EntryRoute, needs: Sequence[Need]) -> tuple[RouteStatus, str, str]:
    """The route's status with a reason and the next step."""
    status = status_of(needs)
    lacking = [need for need in needs if need.outcome is not Outcome.MET]
    if status is RouteStatus.OPEN_NOW:
        met = " ".join(need.why for need in needs if need.why)
        return status, met or "Nothing you told us stands in the way.", route.first_step
    never = [need for need in lacking if need.outcome is Outcome.NEVER]
    if never:
        return status, never[0].why, ""
    missing = _steps(lacking)
    first = next(iter(_hurdles(missing, ())), None) or next(iter(missing.values()), None)
    whys = " ".join(dict.fromkeys(n.why for n in lacking if n.outcome is Outcome.MISSING))
    if status is RouteStatus.ONE_STEP and first:
        return status, whys, first.step
    if status is RouteStatus.CLOSED and first:
        return status, f"Further off. {whys}", first.step
    unknown = [need for need in lacking if need.outcome is Outcome.UNKNOWN]
    asked = " ".join(filter(None, (whys, *dict.fromkeys(need.why for need in unknown))))
    return status, asked, (first or unknown[0]).step


def status_of(needs: Iterable[Need]) -> RouteStatus:
    """Whether what these needs lack can be put right now, in one step, or not so soon."""
    needs = tuple(needs)
    if any(need.outcome is Outcome.NEVER for need in needs):
        return RouteStatus.CLOSED
    missing = _steps(needs)
    unknown = [need for need in needs if need.outcome is Outcome.UNKNOWN]
    hurdles = _hurdles(missing, [need.key for need in unknown])
    if len(hurdles) > 1 or any(need.far for need in missing.values()):
        return RouteStatus.CLOSED
    if not all(need.in_time for need in unknown) or (unknown and not missing):
        return RouteStatus.UNKNOWN
    return RouteStatus.ONE_STEP if missing else RouteStatus.OPEN_NOW


def _steps(needs: Iterable[Need]) -> dict[str, Need]:
    """What is missing, by its step: several requirements may be met by one and the same, such as
    finishing school, and the one that goes furthest says what the step is."""
    steps: dict[str, Need] = {}
    for need in needs:
        known = steps.get(need.key)
        if need.outcome is Outcome.MISSING and (
            known is None or (need.far, need.reach) > (known.far, known.reach)
        ):
            steps[need.key] = need
    return steps


def _hurdles(missing: Mapping[str, Need], unknown: Collection[str]) -> list[Need]:
    """The steps that no other one would bring along, be it missing or not known to be there."""
    return [
        need
        for key, need in missing.items()
        if not any(other != key and (other in missing or other in unknown) for other in need.within)
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
