"""Everything one role page says, put together from the catalogue and the person's own answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from compass.journeys.types import Journey
from matching.explain import Reason
from matching.person import Person
from matching.routes import RouteCheck, check_routes
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.reference import GlossaryTerm, Register
from roles_catalogue.schema import Move, Role
from web.questions.disputes import Changed
from web.roles import words
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
from web.roles.ways import PathWords
from web.roles.what_if import WhatIfWords


@dataclass(frozen=True)
class NextStep:
    text: str
    sources: tuple[Reference, ...]


@dataclass(frozen=True)
class Path:
    """A role before or after this one. ``note`` says what the move usually takes, if known."""

    card: RoleCard
    note: str


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
    explained at its end. ``beside`` leads to comparisons with it: title and address."""

    role: Role
    card: RoleCard
    places: str
    sectors: str
    pay: PayWords
    regulation: str
    regulation_sources: tuple[Reference, ...]
    ways: tuple[WayIn, ...]
    personal: bool
    open_ways: int
    leads_to: tuple[Path, ...]
    comes_from: tuple[Path, ...]
    employers: tuple[str, ...]
    next_step: NextStep
    terms: tuple[GlossaryTerm, ...]
    ratings: tuple[tuple[str, tuple[Rating, ...]], ...]
    sources: tuple[Reference, ...]
    checked_on: str
    saved: bool
    what_if: WhatIfWords | None
    way: PathWords | None
    told: ToldWords | None
    beside: tuple[tuple[str, str], ...]


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
    way: PathWords | None = None,
) -> RolePage:
    """The page of one role on one day, for one person or for everybody.

    ``nearest`` are the ids of roles much like it, ``way`` the best path there from where the
    person is; the rest is as in ``RolePage``.
    """
    checks: tuple[RouteCheck, ...] = ()
    if journey is not None and journey.about:
        checks = check_routes(role, Person.from_about(journey.about), catalogue, on)
    ways = ways_in(role, catalogue, checks)
    regulation, regulation_sources = regulation_words(role, catalogue)
    return RolePage(
        role=role,
        card=role_card(role),
        places=words.places(role.settings),
        sectors=words.join_words([words.SECTOR_LABELS[sector] for sector in role.sectors]),
        pay=pay_words(role, catalogue, on),
        regulation=regulation,
        regulation_sources=regulation_sources,
        ways=ways,
        personal=bool(checks),
        open_ways=sum(way.status == "open_now" for way in ways),
        leads_to=_paths({move.role: move for move in role.leads_to}, catalogue),
        comes_from=_paths(catalogue.moves_into(role), catalogue),
        employers=_employers(role, catalogue),
        next_step=_next_step(role, catalogue),
        terms=terms,
        ratings=ratings(role),
        sources=tuple(of_role(source) for source in role.sources),
        checked_on=day_words(role.checked_on),
        saved=journey is not None and role.id in journey.shortlist,
        what_if=what_if,
        way=way,
        told=told,
        beside=_beside(role, (*(journey.shortlist if journey else ()), *nearest), catalogue),
    )


def _beside(role: Role, others: Iterable[str], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Comparisons with other roles, each once."""
    return tuple(
        (catalogue.get(other).title, f"/compare?roles={role.id},{other}")
        for other in dict.fromkeys(others)
        if other != role.id and other in catalogue
    )


def _paths(moves: Mapping[str, Move], catalogue: Catalogue) -> tuple[Path, ...]:
    cards = role_links(moves, catalogue)
    return tuple(Path(card, move_words(moves[card.id])) for card in cards)


def move_words(move: Move) -> str:
    """Usually after about 2 years, with a level 3 diploma."""
    said = ["a sideways move"] if move.kind == "sideways" else []
    if move.usual_years:
        years = "a year" if move.usual_years == 1 else f"{move.usual_years} years"
        said.append(f"usually after about {years}")
    if move.needs is not None:
        said.append(f"usually asks for {move.needs}")
    line = ", ".join(said)
    return line[:1].upper() + line[1:]


def day_words(day: date) -> str:
    """21 November 2026"""
    return f"{day.day} {day:%B %Y}"


def _employers(role: Role, catalogue: Catalogue) -> tuple[str, ...]:
    by_key = catalogue.reference.employers_by_key
    return tuple(by_key[key][0].name for key in role.employers if key in by_key)


def _next_step(role: Role, catalogue: Catalogue) -> NextStep:
    row = catalogue.reference.leeds_row(role.next_step.row)
    return NextStep(role.next_step.text, references(row.provenance) if row else ())


def regulation_words(role: Role, catalogue: Catalogue) -> tuple[str, tuple[Reference, ...]]:
    """Who keeps the register of this job, if anybody does, and who says so."""
    note = f" {role.regulation.note}" if role.regulation.note else ""
    row = catalogue.reference.regulators.get(role.regulation.row or "")
    if role.regulation.status == "regulated" and row is not None:
        register = f"To do this job you must be on the register of the {row.regulator_name}."
        if row.register is Register.SERVICE:
            register = f"To do this job you must be registered with the {row.regulator_name}."
        return register + note, references(row.provenance)
    if role.regulation.status == "voluntary_register":
        kept = f", kept by the {row.regulator_name}" if row is not None else ""
        sources = references(row.provenance) if row is not None else ()
        return f"There is a register{kept}, and joining it is your choice.{note}", sources
    return f"You do not need to be on a professional register.{note}", ()
