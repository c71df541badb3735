"""Which ways in are open to this person, and what the next step is.

A route is *open now*, *one step* away, *closed* (further off than one step, or not a way in
for this person) or *unknown*. What we have not been told never closes a route: if a needed
fact is missing the answer is unknown, and says which fact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from matching.needs import Need, Outcome, judge
from matching.person import Person
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import AgeRequirement, EntryRoute, Requirement, Role, RouteKind


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


@dataclass(frozen=True)
class RouteCheck:
    """One entry route held against one person. ``step`` is what to do next, in one sentence;
    a closed route without a step is not a way in for this person at all. ``index`` is the
    route's place in ``role.entry_routes``."""

    kind: RouteKind
    label: str
    status: RouteStatus
    why: str
    step: str
    earn: bool
    certainty: str
    index: int

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
            shut_by_date(route, catalogue, on),
            [judge(r, person, catalogue) for r in requirements_of(route)],
        )
        for index, route in enumerate(role.entry_routes)
    )


def judged_route(route: EntryRoute, index: int, shut: str, needs: Sequence[Need]) -> RouteCheck:
    """One entry route, at ``index`` of its role, from what its requirements came to.

    Args:
        shut: why nobody can start it, empty if they can.
        needs: its requirements, judged, in their order.
    """
    status, why, step = (RouteStatus.CLOSED, shut, "") if shut else _verdict(route, needs)
    return RouteCheck(
        kind=route.kind,
        label=route.label,
        status=status,
        why=why,
        step=step,
        earn=route.earn,
        certainty=route.certainty.value,
        index=index,
    )


def shut_by_date(route: EntryRoute, catalogue: Catalogue, on: date) -> str:
    """Why nobody can start this route on this day; empty if they can."""
    reference = catalogue.reference
    if route.valid_from and on < route.valid_from:
        return f"This way in starts on {_day(route.valid_from)}."
    if route.valid_until and on > route.valid_until:
        return f"This way in ended on {_day(route.valid_until)}."
    if route.kind is RouteKind.APPRENTICESHIP and route.reference:
        standard = reference.apprenticeships.get(route.reference)
        if standard and not standard.open_to_new_starters(on):
            return "This apprenticeship takes no new starters: its public funding has ended."
    if route.kind is RouteKind.T_LEVEL and route.reference:
        t_level = reference.t_levels.get(route.reference)
        if t_level and not t_level.open_to_new_starters(on):
            return f"The {t_level.t_level} T Level takes no new starters."
    return ""


def requirements_of(route: EntryRoute) -> tuple[Requirement, ...]:
    """The route's own requirements, with the usual minimum age where it names none."""
    named = any(isinstance(r, AgeRequirement) and r.minimum for r in route.requirements)
    minimum = USUAL_MINIMUM_AGE.get(route.kind)
    if named or minimum is None:
        return route.requirements
    return (AgeRequirement(kind="age", minimum=minimum), *route.requirements)


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
    steps: dict[str, Need] = {}
    for need in lacking:
        if need.outcome is Outcome.MISSING:
            _add_step(steps, need)
    missing = list(steps.values())
    whys = " ".join(dict.fromkeys(n.why for n in lacking if n.outcome is Outcome.MISSING))
    if status is RouteStatus.UNKNOWN:
        unknown = [need for need in lacking if need.outcome is Outcome.UNKNOWN]
        asked = " ".join(filter(None, (whys, *dict.fromkeys(need.why for need in unknown))))
        return status, asked, missing[0].step if missing else unknown[0].step
    if status is RouteStatus.ONE_STEP:
        return status, whys, missing[0].step
    return status, f"Further off. {whys}", missing[0].step


def status_of(needs: Iterable[Need]) -> RouteStatus:
    """Whether what these needs lack can be put right now, in one step, or not so soon."""
    missing: dict[str, Need] = {}
    unknown = False
    for need in needs:
        match need.outcome:
            case Outcome.NEVER:
                return RouteStatus.CLOSED
            case Outcome.UNKNOWN:
                unknown = True
            case Outcome.MISSING:
                _add_step(missing, need)
    is_far = any(need.far for need in missing.values())
    if unknown and not is_far:
        return RouteStatus.UNKNOWN
    if not missing:
        return RouteStatus.OPEN_NOW
    return RouteStatus.CLOSED if is_far or len(missing) > 1 else RouteStatus.ONE_STEP


def _add_step(missing: dict[str, Need], need: Need) -> None:
    """Several requirements may be met by one and the same step, such as finishing school."""
    known = missing.get(need.key)
    if known is None or need.reach > known.reach:
        missing[need.key] = need


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
