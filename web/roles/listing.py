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
from web.language.words import _, either, join_words, ngettext, translated
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
        facets=role_facets(basis, filters),
        active=_active(filters),
        ways_out=() if tally.found else _ways_out(basis, filters),
        hint=translated(words.DENIAL_HINT) if denied else "",
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
        "found": _("Jobs with this name"),
        "near": _("With these words") if in_words else _("Close in meaning"),
        "outside": _("Outside your filters"),
    }
    if not result.found:
        titles = {"near": _("The closest"), "outside": _("The closest, outside your filters")}
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
        if by_name:
            return ""
        if hit.kind == "words":
            return _("It says: “%(sentence)s”", sentence=hit.matched)
        return _("Close in meaning: “%(sentence)s”", sentence=hit.matched)
    return _("Also called %(name)s", name=hit.matched)


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
    address = replace(others, families=(family,)).address()
    label = words.FAMILY_LABELS[family]
    if others.narrowing:
        text = _("All %(number)s of these jobs in “%(family)s”", number=number, family=label)
    else:
        text = _("All %(number)s jobs in “%(family)s”", number=number, family=label)
    return WayOut(address, text)


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
        lacks = join_words([f"“{chosen[facet]}”" for facet in lacking])
        # Nothing lacks less, so without these wishes the list has these roles and no others.
        address = reduce(loosened, lacking, replace(filters, query="")).address()
        everything = WayOut(
            address, _("All %(jobs)s without %(lacks)s", jobs=_jobs(members), lacks=lacks)
        )
        groups.append(
            Group(
                id="-".join(("but", *lacking)),
                title=_("All but %(lacks)s", lacks=lacks),
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
    return words.jobs(len(roles))


def _rows_by_title(roles: Sequence[Role]) -> tuple[Row, ...]:
    return tuple(_row(role) for role in sorted(roles, key=lambda role: role.title))


def _plain_group(
    name: str, title: str, roles: list[Role], notes: dict[str, str], filters: Filters
) -> Group:
    """What a search found: only the best of it, with a link to the rest, if it is too long."""
    if name == "outside":
        most = MOST_OUTSIDE
        more = WayOut(Filters(query=filters.query).address(), _("The same search without filters"))
    else:
        most = len(roles) if filters.all_found else MOST_FOUND
        more = WayOut(
            replace(filters, all_found=True).address(), _("All %(jobs)s", jobs=_jobs(roles))
        )
    cut = len(roles) > most
    best = _(
        "The first %(most)s of %(all)s, best first. A longer word finds fewer.",
        most=most,
        all=len(roles),
    )
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
        tags.append(_("Apprenticeship"))
    if RouteKind.DIRECT in kinds:
        tags.append(_("Straight in"))
    if not role.needs_no_degree:
        tags.append(_("Needs a degree"))
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
            return _("No job has all of that at once")
        return words.jobs(tally.named)
    if not result.hits:
        return _("There are no words in that. Here is what we have:")
    if not result.found:
        return _("We found no job like that. These come closest:")
    if not tally.found:
        return _("No job for “%(query)s” has all you ticked", query=filters.query)
    if not tally.named:
        if tally.in_words:
            return ngettext(
                "No job is called “%(query)s”, but %(num)s has these words",
                "No job is called “%(query)s”, but %(num)s have these words",
                tally.near,
                query=filters.query,
            )
        return ngettext(
            "No job is called “%(query)s”, but %(num)s is close in meaning",
            "No job is called “%(query)s”, but %(num)s are close in meaning",
            tally.near,
            query=filters.query,
        )
    named = _("%(jobs)s for “%(query)s”", jobs=words.jobs(tally.named), query=filters.query)
    if not tally.near:
        return named
    if tally.in_words:
        return _("%(jobs)s, and %(near)s with these words", jobs=named, near=tally.near)
    return _("%(jobs)s, and %(near)s close in meaning", jobs=named, near=tally.near)


def _asked_for(roles: tuple[Role, ...], query: str) -> tuple[WayOut, ...]:
    """Links to the filters that the words name, such as "no degree"."""
    found = []
    for filters in wishes.named_in(query):
        number = len(narrow(roles, filters))
        if number:
            jobs = words.jobs(number)
            chosen = join_words([f"“{text}”" for text in _chosen(filters).values()])
            found.append(
                WayOut(filters.address(), _("%(jobs)s with %(chosen)s", jobs=jobs, chosen=chosen))
            )
    return tuple(found)


def family_links(catalogue: Catalogue) -> tuple[WayOut, ...]:
    """Every family that has jobs."""
    return tuple(
        WayOut(Filters(families=(family,)).address(), words.FAMILY_LABELS[family])
        for family in catalogue.families()
    )


def role_facets(roles: tuple[Role, ...], filters: Filters) -> tuple[Facet, ...]:
    """The checkboxes that narrow these roles, with how many each leaves."""
    numbers = counts(roles, filters)
    no_degree = Choice("1", _("No degree needed"), numbers[NO_DEGREE]["1"], filters.no_degree)
    facets = (
        make_facet(ROUTE, _("Way in"), words.ROUTE_LABELS, numbers[ROUTE], filters.routes),
        Facet(NO_DEGREE, _("Degree"), (no_degree,)),
        make_facet(
            SETTING, _("Where you work"), words.SETTING_LABELS, numbers[SETTING], filters.settings
        ),
        make_facet(FAMILY, _("Job family"), words.FAMILY_LABELS, numbers[FAMILY], filters.families),
    )
    return tuple(found for found in facets if found.choices)


def _chosen(filters: Filters) -> dict[str, str]:
    """What each facet in use asks for, in words."""
    labels = {
        FAMILY: [words.FAMILY_LABELS[value] for value in filters.families],
        SETTING: [words.SETTING_LABELS[value] for value in filters.settings],
        ROUTE: [words.ROUTE_LABELS[value] for value in filters.routes],
        NO_DEGREE: [_("No degree needed")] if filters.no_degree else [],
    }
    return {facet: either(found) for facet, found in labels.items() if found}


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
                jobs = words.jobs(number)
                found.append(
                    WayOut(
                        less.address(),
                        _("%(jobs)s without “%(chosen)s”", jobs=jobs, chosen=chosen[facet]),
                    )
                )
    return tuple(found)
