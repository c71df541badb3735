"""Filters of the list of roles: what was asked for, what is left, and how many each choice has."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from werkzeug.datastructures import MultiDict

from compass.safety.contact_details import GAP, take_out
from matching.route_table import Way
from matching.rules import Wishes
from matching.search import LONGEST_QUERY
from roles_catalogue.schema import Family, Role, RouteKind, Setting
from web.addresses import with_query

QUERY_LIMIT: Final = LONGEST_QUERY


@dataclass(frozen=True)
class Filters:
    """What the address asks for. Choices within one facet widen it; facets narrow each other.

    ``all_found`` asks a search for all that it finds, however long the list gets. ``ways`` go by
    what the person told us, so only their own list has them.
    """

    query: str = ""
    families: tuple[Family, ...] = ()
    settings: tuple[Setting, ...] = ()
    routes: tuple[RouteKind, ...] = ()
    no_degree: bool = False
    all_found: bool = False
    ways: tuple[Way, ...] = ()

    @property
    def narrowing(self) -> bool:
        """True if anything but words was asked for."""
        return bool(self.families or self.settings or self.routes or self.no_degree)

    @property
    def wishes(self) -> Wishes:
        """The filters that a person's own list has too."""
        return Wishes(
            routes=self.routes, families=self.families, settings=self.settings, ways=self.ways
        )

    def address(self, page: str = "/roles") -> str:
        """The address of the list with these filters, or of another page that has them too."""
        pairs: list[tuple[str, str]] = [("q", self.query)] if self.query else []
        pairs += [(FAMILY, value) for value in self.families]
        pairs += [(SETTING, value) for value in self.settings]
        pairs += [(ROUTE, value) for value in self.routes]
        pairs += [("no_degree", "1")] if self.no_degree else []
        pairs += [(MORE, ALL)] if self.query and self.all_found else []
        return with_query(page, pairs)


FAMILY: Final = "family"
SETTING: Final = "setting"
ROUTE: Final = "route"
WAY: Final = "way"
NO_DEGREE: Final = "no_degree"
MORE: Final = "more"
ALL: Final = "all"
FACETS: Final = (FAMILY, SETTING, ROUTE, NO_DEGREE)


def wish_pairs(wishes: Wishes) -> list[tuple[str, str]]:
    """Filters of a person's list as they stand in an address; ``parse`` reads them back."""
    pairs = [(ROUTE, value.value) for value in wishes.routes]
    pairs += [(FAMILY, value.value) for value in wishes.families]
    pairs += [(SETTING, value.value) for value in wishes.settings]
    pairs += [(WAY, value.value) for value in wishes.ways]
    return pairs


def wish_fields(wishes: Wishes) -> tuple[tuple[str, str], ...]:
    """The same as hidden fields of a form: one for each filter, with commas between its values."""
    fields: dict[str, list[str]] = {}
    for name, value in wish_pairs(wishes):
        fields.setdefault(name, []).append(value)
    return tuple((name, ",".join(values)) for name, values in fields.items())


def map_address(wishes: Wishes) -> str:
    """The address of the map on which the roles within these filters light up."""
    return with_query("/map", wish_pairs(wishes))


def results_address(wishes: Wishes) -> str:
    """The address of a person's list with these filters."""
    return with_query("/results", wish_pairs(wishes))


def place_address(role_id: str, wishes: Wishes) -> str:
    """The address of a job's place in the list with these filters."""
    return with_query(f"/results/where/{role_id}", wish_pairs(wishes))


def _known(values: Iterable[str], kind: type[StrEnum]) -> tuple[str, ...]:
    """The values that exist, once each, in the schema's order; an unknown one asks for nothing.

    Each of ``values`` is one value or several with commas between them."""
    wanted = {part for value in values for part in value.split(",")}
    return tuple(member for member in kind if member.value in wanted)


def clean_query(typed: str) -> str:
    """What was typed in a search box, with single spaces, without phone numbers, e-mail addresses
    and postcodes, cut at ``QUERY_LIMIT``."""
    whole = " ".join(typed[: 4 * QUERY_LIMIT].split())
    return " ".join(take_out(whole).text.replace(GAP, " ").split())[:QUERY_LIMIT].strip()


def parse(args: MultiDict[str, str]) -> Filters:
    """The filters in a query string. Words are cut at ``QUERY_LIMIT`` characters."""
    query = clean_query(args.get("q", ""))
    return Filters(
        query=query,
        families=tuple(Family(v) for v in _known(args.getlist(FAMILY), Family)),
        settings=tuple(Setting(v) for v in _known(args.getlist(SETTING), Setting)),
        routes=tuple(RouteKind(v) for v in _known(args.getlist(ROUTE), RouteKind)),
        no_degree=args.get(NO_DEGREE) == "1",
        all_found=bool(query) and args.get(MORE) == ALL,
        ways=tuple(Way(v) for v in _known(args.getlist(WAY), Way)),
    )


def failed(role: Role, filters: Filters) -> tuple[str, ...]:
    """The facets that leave this role out, in their order on the page."""
    tests: dict[str, Callable[[], bool]] = {
        FAMILY: lambda: not filters.families or role.family in filters.families,
        SETTING: lambda: not filters.settings or bool(set(role.settings) & set(filters.settings)),
        ROUTE: lambda: (
            not filters.routes or any(r.kind in filters.routes for r in role.entry_routes)
        ),
        NO_DEGREE: lambda: not filters.no_degree or role.needs_no_degree,
    }
    return tuple(facet for facet, test in tests.items() if not test())


def narrow(roles: Iterable[Role], filters: Filters, without: str = "") -> tuple[Role, ...]:
    """The roles that every facet leaves, ``without`` one of them if named."""
    return tuple(role for role in roles if not set(failed(role, filters)) - {without})


def counts(roles: tuple[Role, ...], filters: Filters) -> dict[str, dict[str, int]]:
    """For each facet and choice, how many roles there are with that choice alone in its facet."""
    by_family = narrow(roles, filters, FAMILY)
    by_setting = narrow(roles, filters, SETTING)
    by_route = narrow(roles, filters, ROUTE)
    return {
        FAMILY: {f.value: sum(role.family is f for role in by_family) for f in Family},
        SETTING: {s.value: sum(s in role.settings for role in by_setting) for s in Setting},
        ROUTE: {
            kind.value: sum(any(r.kind is kind for r in role.entry_routes) for role in by_route)
            for kind in RouteKind
        },
        NO_DEGREE: {
            "1": sum(role.needs_no_degree for role in narrow(roles, filters, NO_DEGREE)),
        },
    }


def loosened(filters: Filters, facet: str) -> Filters:
    """The same filters without one facet."""
    match facet:
        case "family":
            return replace(filters, families=())
        case "setting":
            return replace(filters, settings=())
        case "route":
            return replace(filters, routes=())
        case _:
            return replace(filters, no_degree=False)
