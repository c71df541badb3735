"""The list of roles in ready words: rows in groups, facets with counts, and never a dead end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Final

from matching.own_words import wished_for
from matching.recommend import Engine
from matching.search import Hit, SearchResult, plainly
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Family, Role, RouteKind
from web.roles import wishes, words
from web.roles.facets import Choice, Facet, WayOut, make_facet
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
from web.roles.folding import a_few, is_long

NAMED: Final = frozenset({"title", "other_name"})
"""Kinds of hits that a name fits."""

MOST_FOUND: Final = 60
"""So many jobs of one group are listed for a search, and then a link to all of them. Letters and
words that many names have, such as "worker", find more."""

MOST_OUTSIDE: Final = 20
"""So many jobs outside the filters are listed: they were not asked for."""


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
    """Rows under one heading. ``family`` names the picture; empty for a list by relevance.

    ``size`` says in words how many jobs belong here, where the heading of the page does not.
    Where ``rows`` are only a few of them, ``more`` leads to all.
    """

    id: str
    title: str
    line: str
    family: str
    tint: str
    rows: tuple[Row, ...]
    size: str = ""
    more: WayOut | None = None


@dataclass(frozen=True)
class Tally:
    """How many were found within the filters: by name (or by filters alone), and by their text,
    ``in_words`` if that is only because it has the words."""

    named: int
    near: int = 0
    in_words: bool = False

    @property
    def found(self) -> int:
        return self.named + self.near


@dataclass(frozen=True)
class Listing:
    """``found`` counts what was really asked for; anything close is in groups that say so.

    ``hint`` says what the search could not make of the words. ``asked_for`` leads to the filters
    that the words name. ``families`` are there if no job has the words, and on the whole list,
    which is long even when it is folded.
    """

    heading: str
    found: int
    total: int
    groups: tuple[Group, ...]
    facets: tuple[Facet, ...]
    active: tuple[WayOut, ...]
    ways_out: tuple[WayOut, ...]
    hint: str
    asked_for: tuple[WayOut, ...]
    families: tuple[WayOut, ...]


def make_listing(catalogue: Catalogue, engine: Engine, filters: Filters) -> Listing:
    """The whole page of roles for these filters."""
    left = narrow(catalogue.roles, filters)
    basis = catalogue.roles
    result = engine.search(filters.query, limit=len(catalogue)) if filters.query else None
    lost = result is not None and not result.exact
    denied = result is not None and bool(result.hits) and not wished_for(plainly(filters.query))
    if result is not None and result.hits:
        groups, tally = _searched(catalogue, result, filters)
        basis = tuple(catalogue.get(hit.role_id) for hit in result.hits)
    elif left:
        # A query without a letter in it finds nothing that could be close.
        groups, tally = (
            _by_family(left, catalogue, filters),
            Tally(0 if filters.query else len(left)),
        )
    else:
        groups, tally = _closest(catalogue, filters), Tally(0)
    return Listing(
        heading=_heading(filters, tally, result),
        found=tally.found,
        total=len(catalogue),
        groups=groups,
        facets=_facets(basis, filters),
        active=_active(filters),
        ways_out=() if tally.found else _ways_out(basis, filters),
        hint=words.DENIAL_HINT if denied else "",
        asked_for=_asked_for(catalogue.roles, filters.query),
        families=family_links(catalogue) if lost or filters == Filters() else (),
    )


def _searched(
    catalogue: Catalogue, result: SearchResult, filters: Filters
) -> tuple[tuple[Group, ...], Tally]:
    """Hits within the filters first, by how they were found; then those outside them."""
    by_name = any(hit.kind in NAMED for hit in result.hits)
    notes = {hit.role_id: note for hit in result.hits if (note := _found_by(hit, by_name))}
    named = frozenset(hit.role_id for hit in result.hits if hit.kind in NAMED)
    roles = [catalogue.get(hit.role_id) for hit in result.hits]
    inside = narrow(roles, filters)
    passing = {role.id for role in inside}
    parts = {
        "found": [role for role in inside if role.id in named],
        "near": [role for role in inside if role.id not in named],
        "outside": [role for role in roles if role.id not in passing],
    }
    in_words = all(hit.kind in {*NAMED, "words"} for hit in result.hits)
    titles = {
        "found": "Jobs with this name",
        "near": "With these words" if in_words else "Close in meaning",
        "outside": "Outside your filters",
    }
    if not result.found:
        titles = {"near": "The closest", "outside": "The closest, outside your filters"}
    groups = tuple(
        _plain_group(name, titles[name], members, notes, filters)
        for name, members in parts.items()
        if members
    )
    if not result.found:
        return groups, Tally(0)
    return groups, Tally(len(parts["found"]), len(parts["near"]), in_words)


def _found_by(hit: Hit, by_name: bool) -> str:
    """Why a role is in the list, where its title does not say it."""
    if hit.matched == hit.title:
        return ""
    if hit.kind in ("words", "meaning"):
        # Beside jobs that have the name, sentences of others would only be in the way.
        says = "It says" if hit.kind == "words" else "Close in meaning"
        return "" if by_name else f"{says}: “{hit.matched}”"
    return f"Also called {hit.matched}"


def _by_family(
    roles: tuple[Role, ...], catalogue: Catalogue, filters: Filters
) -> tuple[Group, ...]:
    """The families, each folded if it is long: but one that is alone on the page lists all."""
    by_family = {family: [role for role in roles if role.family is family] for family in Family}
    present = {family: members for family, members in by_family.items() if members}
    groups = []
    for family, members in present.items():
        folded = is_long(members) and len(present) > 1
        some = a_few(members, catalogue) if folded else members
        groups.append(
            Group(
                id=family.value,
                title=words.FAMILY_LABELS[family],
                line=words.FAMILY_LINES[family],
                family=family.value,
                tint=words.FAMILY_TINTS[family],
                rows=_rows_by_title(some),
                size=_jobs(members),
                more=_all_of_family(family, len(members), filters) if folded else None,
            )
        )
    return tuple(groups)


def _all_of_family(family: Family, number: int, filters: Filters) -> WayOut:
    """To the whole family, within the filters. Words without a letter in them are dropped."""
    others = replace(filters, query="", families=())
    # The number is the family's own only where nothing else narrows it.
    which = "of these jobs" if others.narrowing else "jobs"
    address = replace(others, families=(family,)).address()
    return WayOut(address, f"All {number} {which} in “{words.FAMILY_LABELS[family]}”")


def _closest(catalogue: Catalogue, filters: Filters) -> tuple[Group, ...]:
    """Where no role has it all: those that lack the fewest wishes, in groups by what they lack."""
    chosen = _chosen(filters)
    by_lack: dict[tuple[str, ...], list[Role]] = {}
    for role in catalogue.roles:
        by_lack.setdefault(failed(role, filters), []).append(role)
    fewest = min(map(len, by_lack), default=0)
    closest = [lacking for lacking in by_lack if len(lacking) == fewest]
    groups = []
    for lacking in sorted(closest, key=lambda facets: [FACETS.index(facet) for facet in facets]):
        members = by_lack[lacking]
        folded = is_long(members)
        lacks = words.join_words([f"“{chosen[facet]}”" for facet in lacking])
        # Nothing lacks less, so without these wishes the list has these roles and no others.
        address = reduce(loosened, lacking, replace(filters, query="")).address()
        everything = WayOut(address, f"All {_jobs(members)} without {lacks}")
        groups.append(
            Group(
                id="-".join(("but", *lacking)),
                title=f"All but {lacks}",
                line="",
                family="",
                tint="sand",
                rows=_rows_by_title(a_few(members, catalogue) if folded else members),
                size=_jobs(members),
                more=everything if folded else None,
            )
        )
    return tuple(groups)


def _jobs(roles: Sequence[Role]) -> str:
    return words.count(len(roles), "job", "jobs")


def _rows_by_title(roles: Sequence[Role]) -> tuple[Row, ...]:
    return tuple(_row(role) for role in sorted(roles, key=lambda role: role.title))


def _plain_group(
    name: str, title: str, roles: list[Role], notes: dict[str, str], filters: Filters
) -> Group:
    """What a search found: only the best of it, with a link to the rest, if it is too long."""
    if name == "outside":
        most = MOST_OUTSIDE
        more = WayOut(Filters(query=filters.query).address(), "The same search without filters")
    else:
        most = len(roles) if filters.all_found else MOST_FOUND
        more = WayOut(replace(filters, all_found=True).address(), f"All {_jobs(roles)}")
    cut = len(roles) > most
    best = f"The first {most} of {len(roles)}, best first. A longer word finds fewer."
    return Group(
        id=name,
        title=title,
        line=best if cut else "",
        family="",
        tint="sand",
        rows=tuple(_row(role, notes.get(role.id, "")) for role in roles[:most]),
        more=more if cut else None,
    )


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


def _heading(filters: Filters, tally: Tally, result: SearchResult | None) -> str:
    if result is None:
        if not tally.named:
            return "No job has all of that at once"
        return words.count(tally.named, "job", "jobs")
    if not result.hits:
        return "There are no words in that. Here is what we have:"
    if not result.found:
        return "We found no job like that. These come closest:"
    if not tally.found:
        return f"No job for “{filters.query}” has all you ticked"
    if not tally.named:
        does = ("has these words", "have these words")
        lies = ("is close in meaning", "are close in meaning")
        near = words.count(tally.near, *(does if tally.in_words else lies))
        return f"No job is called “{filters.query}”, but {near}"
    named = f"{words.count(tally.named, 'job', 'jobs')} for “{filters.query}”"
    more = "with these words" if tally.in_words else "close in meaning"
    return f"{named}, and {tally.near} {more}" if tally.near else named


def _asked_for(roles: tuple[Role, ...], query: str) -> tuple[WayOut, ...]:
    """Links to the filters that the words name, such as "no degree"."""
    found = []
    for filters in wishes.named_in(query):
        number = len(narrow(roles, filters))
        if number:
            jobs = words.count(number, "job", "jobs")
            chosen = words.join_words([f"“{text}”" for text in _chosen(filters).values()])
            found.append(WayOut(filters.address(), f"{jobs} with {chosen}"))
    return tuple(found)


def family_links(catalogue: Catalogue) -> tuple[WayOut, ...]:
    """Every family that has jobs."""
    return tuple(
        WayOut(Filters(families=(family,)).address(), words.FAMILY_LABELS[family])
        for family in catalogue.families()
    )


def _facets(roles: tuple[Role, ...], filters: Filters) -> tuple[Facet, ...]:
    numbers = counts(roles, filters)
    no_degree = Choice("1", "No degree needed", numbers[NO_DEGREE]["1"], filters.no_degree)
    facets = (
        make_facet(ROUTE, "Way in", words.ROUTE_LABELS, numbers[ROUTE], filters.routes),
        Facet(NO_DEGREE, "Degree", (no_degree,)),
        make_facet(
            SETTING, "Where you work", words.SETTING_LABELS, numbers[SETTING], filters.settings
        ),
        make_facet(FAMILY, "Job family", words.FAMILY_LABELS, numbers[FAMILY], filters.families),
    )
    return tuple(found for found in facets if found.choices)


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
