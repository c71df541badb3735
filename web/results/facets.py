"""The filters of the list, with how many roles each choice leaves possible for this person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from matching.person import Person
from matching.recommend import Engine
from roles_catalogue.schema import Family, RouteKind, Setting
from web.results.asked import Asked
from web.roles.filters import FAMILY, ROUTE, SETTING
from web.roles.words import FAMILY_LABELS, ROUTE_LABELS, SETTING_LABELS

Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Facet:
    """One group of checkboxes, as fields of one name."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Drop:
    """A link that takes one wish away."""

    href: str
    text: str


def make_facets(
    engine: Engine, about: Mapping[str, str], asked: Asked, on: date
) -> tuple[Facet, ...]:
    """Three groups. A way in counts only where it is not closed to this person."""
    checks = engine.check_routes(Person.from_about(about), on)
    roles, wishes = engine.catalogue.roles, asked.wishes
    return (
        _facet(
            ROUTE,
            "Way in",
            ROUTE_LABELS,
            {kind: checks.roles_with(kind) for kind in RouteKind},
            wishes.routes,
        ),
        _facet(
            FAMILY,
            "Job family",
            FAMILY_LABELS,
            {family: sum(role.family is family for role in roles) for family in Family},
            wishes.families,
        ),
        _facet(
            SETTING,
            "Where you work",
            SETTING_LABELS,
            {place: sum(place in role.settings for role in roles) for place in Setting},
            wishes.settings,
        ),
    )


def _facet(
    name: str,
    label: str,
    labels: Mapping[Member, str],
    counts: Mapping[Member, int],
    chosen: tuple[Member, ...],
) -> Facet:
    return Facet(
        name,
        label,
        tuple(
            Choice(member.value, words, counts[member], member in chosen)
            for member, words in labels.items()
            if counts[member] or member in chosen
        ),
    )


def in_use(asked: Asked) -> tuple[Drop, ...]:
    """The wishes in force, each with the way to drop it."""
    named: list[tuple[RouteKind | Family | Setting, str]] = [
        *((route, ROUTE_LABELS[route]) for route in asked.wishes.routes),
        *((family, FAMILY_LABELS[family]) for family in asked.wishes.families),
        *((place, SETTING_LABELS[place]) for place in asked.wishes.settings),
    ]
    return tuple(Drop(asked.without(value).address(), text) for value, text in named)
