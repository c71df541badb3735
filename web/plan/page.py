"""My plan in ready words: one presenter for the screen and for the paper."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from compass.journeys.types import CODES_LIMIT, NOTE_LIMIT, Journey
from matching.person import Person
from matching.routes import RouteCheck, check_routes
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role
from web.plan.asks import Ask, asks_for
from web.plan.notes import Note, Refused, note_on
from web.plan.steps import Step, next_steps, way_to
from web.roles.page import day_words
from web.roles.presenters import (
    STATUS_WORDS,
    PayWords,
    RoleCard,
    nearest_first,
    pay_words,
    role_card,
    status_of,
    title_of,
)
from web.services import Services

AT_HEART: Final = 3
"""The plan is about the first three jobs: steps and questions come from them."""


@dataclass(frozen=True)
class PlannedJob:
    """One job on the shortlist. ``nearest`` is the way in that is nearest to the person, and
    ``total`` says how long it takes from here; None and empty for somebody who has said nothing
    about themselves. ``address`` is the job's page for anybody, with nothing of the person in it.
    """

    place: int
    card: RoleCard
    nearest: RouteCheck | None
    total: str
    pay: PayWords
    note: Note
    address: str

    @property
    def status(self) -> str:
        return status_of(self.nearest) if self.nearest else ""

    @property
    def status_words(self) -> str:
        return STATUS_WORDS[self.status] if self.nearest else ""

    @property
    def way(self) -> str:
        return self.nearest.label if self.nearest else ""


@dataclass(frozen=True)
class PlanPage:
    """``told`` is True if the person has said something about themselves. ``code_is_live``: copies
    of the plan have a code that works; ``no_room``: they have none, and none can be made.
    ``gone`` are saved roles that have left the catalogue: id and a name. ``loose`` are notes on
    jobs that are not on the shortlist (any more)."""

    made_on: str
    jobs: tuple[PlannedJob, ...]
    gone: tuple[tuple[str, str], ...]
    loose: tuple[Note, ...]
    steps: tuple[Step, ...]
    asks: tuple[Ask, ...]
    told: bool
    code_is_live: bool
    no_room: bool
    note_limit: int = NOTE_LIMIT

    @property
    def notes(self) -> tuple[Note, ...]:
        return (*(job.note for job in self.jobs), *self.loose)

    @property
    def refused(self) -> Note | None:
        """The note that is not kept, for the page to say so at its top."""
        return next((note for note in self.notes if note.error), None)


def plan_page(
    bundle: Services, journey: Journey, on: date, site: str, refused: Refused | None = None
) -> PlanPage:
    """Everything the plan says. ``site`` is the address of the start page, for links.

    A ``refused`` note stands in the place of the one that is kept.
    """
    catalogue, codes = bundle.catalogue, bundle.journeys.codes(journey)
    notes = bundle.journeys.plan.notes(journey)
    noted = notes.keys() | ({refused.role_id} if refused else set())
    roles = [catalogue.get(role_id) for role_id in journey.shortlist if role_id in catalogue]
    person = Person.from_about(journey.about) if journey.about else None
    ways = [way_to(role, person, bundle.engine, on) if person else None for role in roles]
    live = any(code.made_for == "plan" for code in codes)
    return PlanPage(
        made_on=day_words(on),
        jobs=tuple(
            PlannedJob(
                place=place,
                card=role_card(role),
                nearest=_nearest(role, person, catalogue, on),
                total=way.total if way else "",
                pay=pay_words(role, catalogue, on),
                note=note_on(role.id, notes, catalogue, refused),
                address=f"{site.rstrip('/')}/roles/{role.id}",
            )
            for place, (role, way) in enumerate(zip(roles, ways, strict=True), start=1)
        ),
        gone=tuple((i, title_of(i, catalogue)) for i in journey.shortlist if i not in catalogue),
        loose=tuple(
            note_on(role_id, notes, catalogue, refused)
            for role_id in sorted(noted - {role.id for role in roles})
        ),
        steps=next_steps(
            roles[:AT_HEART],
            ways[:AT_HEART],
            catalogue,
            at_school=person is not None and person.is_before_year_12,
        ),
        asks=asks_for(roles[:AT_HEART], person, catalogue, on),
        told=person is not None,
        code_is_live=live,
        no_room=not live and len(codes) >= CODES_LIMIT,
    )


def _nearest(
    role: Role, person: Person | None, catalogue: Catalogue, on: date
) -> RouteCheck | None:
    """The way in that is nearest to the person, as the job's page has it first."""
    if person is None:
        return None
    checks = check_routes(role, person, catalogue, on)
    return nearest_first(checks, role, must_earn=person.must_earn)[0]
