"""The filters of the list, with how many roles each choice leaves possible for this person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from matching.person import Person
from matching.routes import RouteStatus, check_routes
from roles_catalogue.catalogue import Catalogue
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
    """One group of checkboxes. ``chosen`` counts those in use."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> int:
        return sum(choice.checked for choice in self.choices)


@dataclass(frozen=True)
class Drop:
    """A link that takes one wish away."""

    href: str
    text: str


def make_facets(
    catalogue: Catalogue, about: Mapping[str, str], asked: Asked, on: date
) -> tuple[Facet, ...]:
    """Three groups. A way in counts only where it is not closed to this person."""
    person = Person.from_about(about)
    kinds = {
        role.id: {
            check.kind
            for check in check_routes(role, person, catalogue, on)
            if check.status is not RouteStatus.CLOSED
        }
        for role in catalogue.roles
    }
    roles, wishes = catalogue.roles, asked.wishes
    return (
        _facet(
            ROUTE,
            "Way in",
            ROUTE_LABELS,
            {kind: sum(kind in kinds[role.id] for role in roles) for kind in RouteKind},
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
