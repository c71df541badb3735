"""Everything one role page says, put together from the catalogue and the person's own answers."""

from dataclasses import dataclass
from datetime import date

from compass.journeys.types import Journey
from matching.explain import Reason
from matching.person import Person
from matching.routes import RouteCheck, check_routes
from matching.surprises import Surprise
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.reference import GlossaryTerm, Register
from roles_catalogue.schema import Role
from web.language.choice import english
from web.language.words import _, day_in_words, join_words
from web.questions.disputes import Changed
from web.roles import words
from web.roles.alike import Like, comparisons, surprising
from web.roles.for_person import NextStep, step_in_leeds
from web.roles.in_place import InPlace
from web.roles.ladder import Ladder, ladder
from web.roles.ladder_drawing import Drawing, drawings
from web.roles.leeds import InTheCity, in_the_city
from web.roles.moves import Path, moves_here, moves_on, place_of, rungs
from web.roles.pay_chart import PayChart, pay_chart
from web.roles.presenters import (
    PayWords,
    Rating,
    RoleCard,
    WayIn,
    pay_words,
    ratings,
    role_card,
    role_links,
    ways_in,
)
from web.roles.provenance import Reference, of_role, references
from web.roles.ways import WayThere
from web.roles.what_if import WhatIfWords


@dataclass(frozen=True)
class ToldWords:
    """Why a job fits somebody who has answered, as its card in the list has it. ``everything``
    leads to all that counts, empty where there is no order yet; ``address`` is the page's own, to
    come back to."""

    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    changed: Changed | None
    address: str
    everything: str


@dataclass(frozen=True)
class RolePage:
    """``personal`` is True if the ways in carry the person's own status. ``open_ways`` counts
    those open now. ``what_if`` says what would change the role's place in the person's list.
    ``told`` says why it fits the person, or does not. ``terms`` are the words of the page that are
    explained at its end, and ``in_place`` marks them in its texts. ``drawings`` are the pictures of
    how people get here and where it leads, for a phone and for a wide screen. ``beside`` leads to
    comparisons: title and address; ``related`` are the roles most like it, ``surprising`` those of
    other families."""

    role: Role
    card: RoleCard
    places: str
    sectors: str
    pay: PayWords
    chart: PayChart | None
    regulation: str
    regulation_sources: tuple[Reference, ...]
    ways: tuple[WayIn, ...]
    personal: bool
    open_ways: int
    leads_to: tuple[Path, ...]
    comes_from: tuple[Path, ...]
    city: InTheCity
    next_step: NextStep
    terms: tuple[GlossaryTerm, ...]
    in_place: InPlace
    ratings: tuple[tuple[str, tuple[Rating, ...]], ...]
    sources: tuple[Reference, ...]
    checked_on: str
    saved: bool
    what_if: WhatIfWords | None
    way: WayThere | None
    drawings: tuple[Drawing, ...]
    told: ToldWords | None
    beside: tuple[tuple[str, str], ...]
    related: tuple[RoleCard, ...]
    surprising: tuple[Like, ...]


def role_page(
    role: Role,
    catalogue: Catalogue,
    on: date,
    journey: Journey | None = None,
    *,
    what_if: WhatIfWords | None = None,
    terms: tuple[GlossaryTerm, ...] = (),
    told: ToldWords | None = None,
    nearest: tuple[str, ...] = (),
    surprises: tuple[Surprise, ...] = (),
    way: WayThere | None = None,
) -> RolePage:
    """The page of one role on one day, for one person or for everybody.

    ``nearest`` are the ids of roles much like it, ``surprises`` roles of other families with a day
    like its own, ``way`` the best path there from where the person is; without one only jobs are
    drawn. The rest is as in ``RolePage``.
    """
    checks: tuple[RouteCheck, ...] = ()
    person = None
    if journey is not None and journey.about:
        person = Person.from_about(journey.about)
        checks = check_routes(role, person, catalogue, on)
    ways = ways_in(role, catalogue, checks, must_earn=person is not None and person.must_earn)
    regulation, regulation_sources = regulation_words(role, catalogue)
    leads_to, comes_from = moves_on(role, catalogue), moves_here(role, catalogue)
    return RolePage(
        role=role,
        card=role_card(role),
        places=words.places(role.settings),
        sectors=join_words([words.SECTOR_LABELS[sector] for sector in role.sectors]),
        pay=pay_words(role, catalogue, on),
        chart=pay_chart(role, catalogue, on),
        regulation=regulation,
        regulation_sources=regulation_sources,
        ways=ways,
        personal=bool(checks),
        open_ways=sum(way.status == "open_now" for way in ways),
        leads_to=leads_to,
        comes_from=comes_from,
        city=in_the_city(role, catalogue),
        next_step=step_in_leeds(
            role, checks, Person.from_about(journey.about if journey else {}), catalogue
        ),
        terms=terms,
        in_place=InPlace(terms),
        ratings=ratings(role),
        sources=tuple(of_role(source) for source in role.sources),
        checked_on=day_words(role.checked_on),
        saved=journey is not None and role.id in journey.shortlist,
        what_if=what_if,
        way=way,
        drawings=drawings(_ladder(role, way, comes_from, leads_to)),
        told=told,
        beside=comparisons(role, (*(journey.shortlist if journey else ()), *nearest), catalogue),
        related=role_links(nearest, catalogue),
        surprising=surprising(role, surprises, catalogue),
    )


def _ladder(
    role: Role, way: WayThere | None, comes_from: tuple[Path, ...], leads_to: tuple[Path, ...]
) -> Ladder:
    path = way.path if way else None
    return ladder(
        place_of(role),
        way.start if way else None,
        [path.steps] if path else [],
        rungs(comes_from),
        rungs(leads_to),
    )


def day_words(day: date) -> str:
    """21 November 2026, in the reader's language."""
    return day_in_words(day)


def regulation_words(role: Role, catalogue: Catalogue) -> tuple[str, tuple[Reference, ...]]:
    """Who keeps the register of this job, if anybody does, and who says so."""
    note = f" {role.regulation.note}" if role.regulation.note else ""
    note = english(note)
    row = catalogue.reference.regulators.get(role.regulation.row or "")
    if role.regulation.status == "regulated" and row is not None:
        register = _(
            "To do this job you must be on the register of the %(regulator)s.",
            regulator=row.regulator_name,
        )
        if row.register is Register.SERVICE:
            register = _(
                "To do this job you must be registered with the %(regulator)s.",
                regulator=row.regulator_name,
            )
        return register + note, references(row.provenance)
    if role.regulation.status == "voluntary_register":
        if row is None:
            return _("There is a register, and joining it is your choice.") + note, ()
        register = _(
            "There is a register, kept by the %(regulator)s, and joining it is your choice.",
            regulator=row.regulator_name,
        )
        return register + note, references(row.provenance)
    return _("You do not need to be on a professional register.") + note, ()
