"""Which step in Leeds is for somebody who has told us who they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.person import Person
from matching.routes import RouteCheck, RouteStatus
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import EntryRoute, Role, RouteKind
from web.roles.presenters import route_sources
from web.roles.provenance import Reference, references


@dataclass(frozen=True)
class NextStep:
    text: str
    sources: tuple[Reference, ...]


def step_in_leeds(
    role: Role, checks: Sequence[RouteCheck], person: Person, catalogue: Catalogue
) -> NextStep:
    """One thing to do in Leeds, with its sources. ``checks`` and ``person`` as in ``step_text``."""
    text = step_text(role, checks, person)
    hub = _hub_route(role, checks, person)
    if hub:
        return NextStep(text, route_sources(hub, catalogue))
    row = catalogue.reference.leeds_row(role.next_step.row)
    return NextStep(text, references(row.provenance) if row else ())


def step_text(role: Role, checks: Sequence[RouteCheck], person: Person) -> str:
    """One thing to do in Leeds.

    Adults are sent to the Talent Hub where that is a way in, with what to ask there: the role's
    own step often goes by a school or a student's placement. ``checks`` are none for somebody who
    has told us nothing.
    """
    hub = _hub_route(role, checks, person)
    return hub.first_step if hub else role.next_step.text


def _hub_route(role: Role, checks: Sequence[RouteCheck], person: Person) -> EntryRoute | None:
    if person.stage != "adult":
        return None
    open_hub = (
        role.entry_routes[check.index]
        for check in checks
        if check.kind is RouteKind.TALENT_HUB and check.status is RouteStatus.OPEN_NOW
    )
    return next(open_hub, None)
