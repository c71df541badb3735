"""The list of roles in ready words: rows in groups, facets with counts, and never a dead end."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from matching.recommend import Engine
from matching.search import SearchResult
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Family, Role, RouteKind, Setting
from web.roles import words
from web.roles.filters import (
    FACETS,
    FAMILY,
    NO_DEGREE,
    ROUTE,
    SETTING,
    Filters,
    counts,
    failed,
    loosened,
    narrow,
)

EARNING: Final = frozenset({RouteKind.APPRENTICESHIP, RouteKind.DIRECT})


@dataclass(frozen=True)
class Row:
    """``note`` says what matched, or what is missing, where that is not plain to see."""

    href: str
    title: str
    pitch: str
    note: str
    tags: tuple[str, ...]
    family: str
    tint: str


@dataclass(frozen=True)
class Group:
    """Rows under one heading. ``family`` names the picture; empty for a list by relevance."""

    id: str
    title: str
    line: str
    family: str
    tint: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class WayOut:
    """A link that leads to more roles."""

    href: str
    text: str


@dataclass(frozen=True)
class Listing:
    """``found`` counts what was really asked for; anything close is in groups that say so."""

    heading: str
    found: int
    total: int
    groups: tuple[Group, ...]
    facets: tuple[Facet, ...]
    active: tuple[WayOut, ...]
    ways_out: tuple[WayOut, ...]
    exact: bool


def make_listing(catalogue: Catalogue, engine: Engine, filters: Filters) -> Listing:
    """The whole page of roles for these filters."""
    left = narrow(catalogue.roles, filters)
    basis = catalogue.roles
    hits = engine.search(filters.query, limit=len(catalogue)) if filters.query else None
    if hits is not None and hits.hits:
        groups, found = _searched(catalogue, hits, filters)
        basis = tuple(catalogue.get(hit.role_id) for hit in hits.hits)
    elif left:
        # A query without a letter in it finds nothing that could be close.
        groups, found = _by_family(left), 0 if filters.query else len(left)
    else:
        groups, found = _closest(catalogue.roles, filters), 0
    exact = hits is None or hits.exact
    return Listing(
        heading=_heading(filters, found, exact),
        found=found,
        total=len(catalogue),
        groups=groups,
        facets=_facets(basis, filters),
        active=_active(filters),
        ways_out=_ways_out(basis, filters) if not found else (),
        exact=exact,
    )


def _searched(
    catalogue: Catalogue, result: SearchResult, filters: Filters
) -> tuple[tuple[Group, ...], int]:
    """Hits within the filters first, then those outside them, under their own heading."""
    notes = {
        hit.role_id: f"Also called {hit.matched}" for hit in result.hits if hit.matched != hit.title
    }
    roles = [catalogue.get(hit.role_id) for hit in result.hits]
    inside = narrow(roles, filters)
    passing = {role.id for role in inside}
    outside = [role for role in roles if role.id not in passing]
    groups = []
    if inside:
        title = "Jobs with these words" if result.exact else "These are close"
        groups.append(_plain_group("found", title, inside, notes))
    if outside:
        title = "Outside your filters" if result.exact else "Close, and outside your filters"
        groups.append(_plain_group("outside", title, outside, notes))
    return tuple(groups), len(inside) if result.exact else 0


def _by_family(roles: tuple[Role, ...]) -> tuple[Group, ...]:
    groups = []
    for family in Family:
        members = sorted((r for r in roles if r.family is family), key=lambda role: role.title)
        if members:
            groups.append(
                Group(
                    id=family.value,
                    title=words.FAMILY_LABELS[family],
                    line=words.FAMILY_LINES[family],
                    family=family.value,
                    tint=words.FAMILY_TINTS[family],
                    rows=tuple(_row(role) for role in members),
                )
            )
    return tuple(groups)


def _closest(roles: tuple[Role, ...], filters: Filters) -> tuple[Group, ...]:
    """Where no role has it all: those that lack the fewest wishes, and which they lack."""
    chosen = _chosen(filters)
    lacks = {role.id: failed(role, filters) for role in roles}
    fewest = min((len(facets) for facets in lacks.values()), default=0)
    close = sorted(
        (role for role in roles if len(lacks[role.id]) == fewest), key=lambda role: role.title
    )
    notes = {
        role.id: "All but " + words.join_words([f"“{chosen[facet]}”" for facet in lacks[role.id]])
        for role in close
    }
    return (_plain_group("close", "These come closest", close, notes),)


def _plain_group(
    name: str, title: str, roles: list[Role] | tuple[Role, ...], notes: dict[str, str]
) -> Group:
    rows = tuple(_row(role, notes.get(role.id, "")) for role in roles)
    return Group(id=name, title=title, line="", family="", tint="sand", rows=rows)


def _row(role: Role, note: str = "") -> Row:
    kinds = {route.kind for route in role.entry_routes}
    tags = []
    if RouteKind.APPRENTICESHIP in kinds:
        tags.append("Apprenticeship")
    if RouteKind.DIRECT in kinds:
        tags.append("Straight in")
    if not role.needs_no_degree:
        tags.append("Needs a degree")
    return Row(
        href=f"/roles/{role.id}",
        title=role.title,
        pitch=role.pitch,
        note=note,
        tags=tuple(tags),
        family=role.family.value,
        tint=words.FAMILY_TINTS[role.family],
    )


def _heading(filters: Filters, found: int, exact: bool) -> str:
    if filters.query and not any(character.isalnum() for character in filters.query):
        return "There are no words in that. Here is what we have:"
    if filters.query and not exact:
        return "Nothing has exactly those words. These are close:"
    if filters.query and not found:
        return f"No job called “{filters.query}” has all you ticked"
    if filters.query:
        return f"{words.count(found, 'job', 'jobs')} for “{filters.query}”"
    if not found:
        return "No job has all of that at once"
    return words.count(found, "job", "jobs")


def _facets(roles: tuple[Role, ...], filters: Filters) -> tuple[Facet, ...]:
    numbers = counts(roles, filters)

    def choices(
        facet: str,
        labels: dict[Family, str] | dict[Setting, str] | dict[RouteKind, str],
        chosen: tuple[StrEnum, ...],
    ) -> tuple[Choice, ...]:
        made = [
            Choice(value, label, numbers[facet][value], value in chosen)
            for value, label in labels.items()
        ]
        return tuple(choice for choice in made if choice.count or choice.checked)

    facets = (
        Facet(ROUTE, "Way in", choices(ROUTE, words.ROUTE_LABELS, filters.routes)),
        Facet(
            NO_DEGREE,
            "Degree",
            (Choice("1", "No degree needed", numbers[NO_DEGREE]["1"], filters.no_degree),),
        ),
        Facet(SETTING, "Where you work", choices(SETTING, words.SETTING_LABELS, filters.settings)),
        Facet(FAMILY, "Job family", choices(FAMILY, words.FAMILY_LABELS, filters.families)),
    )
    return tuple(facet for facet in facets if facet.choices)


FACET_NAMES: Final = {FAMILY: "family", SETTING: "place", ROUTE: "way in", NO_DEGREE: "degree"}


def _chosen(filters: Filters) -> dict[str, str]:
    """What each facet in use asks for, in words."""
    labels = {
        FAMILY: [words.FAMILY_LABELS[value] for value in filters.families],
        SETTING: [words.SETTING_LABELS[value] for value in filters.settings],
        ROUTE: [words.ROUTE_LABELS[value] for value in filters.routes],
        NO_DEGREE: ["No degree needed"] if filters.no_degree else [],
    }
    return {facet: words.join_words(found, "or") for facet, found in labels.items() if found}


def _active(filters: Filters) -> tuple[WayOut, ...]:
    """A link that drops each facet in use."""
    return tuple(
        WayOut(loosened(filters, facet).address(), text) for facet, text in _chosen(filters).items()
    )


def _ways_out(roles: tuple[Role, ...], filters: Filters) -> tuple[WayOut, ...]:
    """Where nothing is left: which single facet to drop, and how many jobs that gives."""
    found = []
    chosen = _chosen(filters)
    for facet in FACETS:
        if facet in chosen:
            less = loosened(filters, facet)
            number = len(narrow(roles, less))
            if number:
                jobs = words.count(number, "job", "jobs")
                found.append(WayOut(less.address(), f"{jobs} without “{chosen[facet]}”"))
    return tuple(found)
