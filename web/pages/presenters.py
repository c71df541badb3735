"""What the start page shows (the dial, today's three jobs, the families), and the glossary."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.reference import GlossaryTerm
from roles_catalogue.schema import Family, Role
from web.roles import words
from web.roles.presenters import RoleCard, role_card
from web.roles.provenance import Reference, references

WELL_KNOWN: Final = frozenset({Family.NURSING, Family.MEDICAL, Family.MIDWIFERY, Family.DENTAL})
"""Families whose jobs most people can name: the three of the day come from the others."""

DIAL_RADIUS: Final = 164
DIAL_PICTURE: Final = 34


@dataclass(frozen=True)
class DialPoint:
    """One family on the dial: the middle of its disc, and the corner of its picture."""

    family: str
    tint: str
    x: float
    y: float
    left: float
    top: float


@dataclass(frozen=True)
class FamilyLink:
    href: str
    family: str
    label: str
    tint: str
    jobs: str


@dataclass(frozen=True)
class HomePage:
    """``turn`` is how far the needle is turned to today's first job, as in ``turn_to``."""

    total: int
    dial: tuple[DialPoint, ...]
    turn: float
    picks: tuple[RoleCard, ...]
    families: tuple[FamilyLink, ...]


def home_page(catalogue: Catalogue, on: date) -> HomePage:
    """The start page on one day."""
    picks = picks_of_the_day(catalogue, on)
    first = picks[0].family if picks else Family.NURSING
    return HomePage(
        total=len(catalogue),
        dial=dial_points(),
        turn=turn_to(first),
        picks=tuple(role_card(role) for role in picks),
        families=family_links(catalogue),
    )


def picks_of_the_day(catalogue: Catalogue, on: date, number: int = 3) -> tuple[Role, ...]:
    """Jobs few people know, each from another family: the same all day, others tomorrow."""
    families = [
        (family, roles)
        for family, roles in catalogue.families().items()
        if family not in WELL_KNOWN
    ]
    day = on.toordinal()
    number = min(number, len(families))
    stride = max(1, len(families) // max(1, number))
    chosen = [families[(day + index * stride) % len(families)] for index in range(number)]
    return tuple(roles[(day // len(families)) % len(roles)] for _, roles in chosen)


def turn_to(family: Family) -> float:
    """Where a family is on the dial, in degrees clockwise from the top."""
    return round(360 * list(Family).index(family) / len(Family), 2)


def dial_points() -> tuple[DialPoint, ...]:
    """The families round the dial, in a drawing 400 units wide."""
    points = []
    for family in Family:
        angle = math.radians(turn_to(family))
        x = round(200 + DIAL_RADIUS * math.sin(angle), 1)
        y = round(200 - DIAL_RADIUS * math.cos(angle), 1)
        points.append(
            DialPoint(
                family=family.value,
                tint=words.FAMILY_TINTS[family],
                x=x,
                y=y,
                left=round(x - DIAL_PICTURE / 2, 1),
                top=round(y - DIAL_PICTURE / 2, 1),
            )
        )
    return tuple(points)


def family_links(catalogue: Catalogue) -> tuple[FamilyLink, ...]:
    """Every family that has jobs, with how many."""
    return tuple(
        FamilyLink(
            href=f"/roles?family={family.value}",
            family=family.value,
            label=words.FAMILY_LABELS[family],
            tint=words.FAMILY_TINTS[family],
            jobs=words.jobs(len(roles)),
        )
        for family, roles in catalogue.families().items()
    )


@dataclass(frozen=True)
class ExplainedWord:
    """A row of the glossary. ``also`` are its other forms; ``sources`` is empty where only our
    editors say so."""

    id: str
    term: str
    also: str
    meaning: str
    sources: tuple[Reference, ...]


@dataclass(frozen=True)
class GlossaryLetter:
    letter: str
    words: tuple[ExplainedWord, ...]


def glossary_letters(terms: Iterable[GlossaryTerm]) -> tuple[GlossaryLetter, ...]:
    """The glossary in the order of the alphabet, by first letters."""
    ordered = sorted(terms, key=lambda term: term.term.casefold())
    return tuple(
        GlossaryLetter(letter, tuple(_explained(term) for term in members))
        for letter, members in groupby(ordered, key=lambda term: term.term[0].upper())
    )


def _explained(term: GlossaryTerm) -> ExplainedWord:
    return ExplainedWord(
        id=term.id,
        term=term.term,
        also=", ".join(term.other_forms),
        meaning=term.meaning,
        sources=() if term.provenance.is_editorial else references(term.provenance),
    )
