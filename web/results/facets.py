"""The filters of the list, with how many roles each choice would leave of those that keep to
everything else."""

from matching.route_table import Way
from matching.rules import Choices
from roles_catalogue.schema import Family, RouteKind, Setting
from web.language.words import _
from web.results.asked import Asked
from web.roles.facets import Facet, WayOut, make_facet
from web.roles.filters import FAMILY, ROUTE, SETTING
from web.roles.words import FAMILY_LABELS, ROUTE_LABELS, SETTING_LABELS, WAY_LABELS


def make_facets(choices: Choices, asked: Asked) -> tuple[Facet, ...]:
    """Three groups."""
    wishes = asked.wishes
    return (
        make_facet(
            ROUTE,
            _("Way in"),
            ROUTE_LABELS,
            choices.routes,
            wishes.routes,
        ),
        make_facet(
            FAMILY,
            _("Job family"),
            FAMILY_LABELS,
            choices.families,
            wishes.families,
        ),
        make_facet(
            SETTING,
            _("Where you work"),
            SETTING_LABELS,
            choices.settings,
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
