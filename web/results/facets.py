"""The filters of the list, with how many roles each choice leaves possible for this person."""

from collections.abc import Mapping
from datetime import date

from matching.answers import Fact
from matching.person import Person
from matching.recommend import Engine
from matching.route_table import Way
from roles_catalogue.schema import Family, RouteKind, Setting
from web.language.words import _
from web.results.asked import Asked
from web.roles.facets import Facet, WayOut, make_facet
from web.roles.filters import FAMILY, ROUTE, SETTING
from web.roles.words import FAMILY_LABELS, ROUTE_LABELS, SETTING_LABELS, WAY_LABELS


def make_facets(
    engine: Engine, about: Mapping[str, Fact], asked: Asked, on: date
) -> tuple[Facet, ...]:
    """Three groups. A way in counts only where it is not closed to this person."""
    checks = engine.check_routes(Person.from_about(about), on)
    roles, wishes = engine.catalogue.roles, asked.wishes
    return (
        make_facet(
            ROUTE,
            _("Way in"),
            ROUTE_LABELS,
            {kind.value: checks.roles_with(kind) for kind in RouteKind},
            wishes.routes,
        ),
        make_facet(
            FAMILY,
            _("Job family"),
            FAMILY_LABELS,
            {family.value: sum(role.family is family for role in roles) for family in Family},
            wishes.families,
        ),
        make_facet(
            SETTING,
            _("Where you work"),
            SETTING_LABELS,
            {place.value: sum(place in role.settings for role in roles) for place in Setting},
            wishes.settings,
        ),
    )


def in_use(asked: Asked) -> tuple[WayOut, ...]:
    """The wishes in force, each with the way to drop it."""
    named: list[tuple[RouteKind | Family | Setting | Way, str]] = [
        *((route, ROUTE_LABELS[route]) for route in asked.wishes.routes),
        *((family, FAMILY_LABELS[family]) for family in asked.wishes.families),
        *((place, SETTING_LABELS[place]) for place in asked.wishes.settings),
        *((way, WAY_LABELS[way]) for way in asked.wishes.ways),
    ]
    return tuple(WayOut(asked.without(value).address(), text) for value, text in named)
