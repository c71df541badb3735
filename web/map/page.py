"""The page of the map in ready words: dots in groups, the list that says the same, the key."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from compass.journeys.types import Journey
from matching.search import SearchResult
from roles_catalogue.catalogue import UnknownRole
from roles_catalogue.schema import Family, Role
from web.language.words import N_, _, ngettext, translated
from web.map.picture import Picture, family_shapes
from web.roles import words
from web.roles.facets import Facet
from web.roles.filters import Filters, narrow
from web.roles.listing import role_facets
from web.services import Services

NEAR: Final = 8
"""So many jobs are named as near to one."""


@dataclass(frozen=True)
class Band:
    """A part of somebody's list, from its first place to its last, and how it is told."""

    id: str
    title: str
    last: int | None


BANDS: Final = (
    Band("best", N_("Suits you best"), 20),
    Band("well", N_("Suits you well"), 100),
    Band("part", N_("Suits you in part"), 250),
    Band("less", N_("Less like you"), None),
)
"""By places, because a place is what the list shows: a score says nothing by itself."""


@dataclass(frozen=True)
class Dot:
    """One job. ``place`` is its place in the list of somebody who has one, else 0."""

    id: str
    title: str
    family: str
    x: int
    y: int
    place: int = 0
    saved: bool = False

    @property
    def href(self) -> str:
        return f"/roles/{self.id}"


@dataclass(frozen=True)
class DotGroup:
    """Jobs that look alike on the map and stand under one heading in the list. ``look`` names how
    they are drawn: a band, or ``family`` with its tint and shape. ``asked_for`` is False for
    those that a search or filter leaves out."""

    id: str
    title: str
    line: str
    look: str
    tint: str
    shape: str
    dots: tuple[Dot, ...]
    asked_for: bool = True

    @property
    def path(self) -> str:
        """The dots as the points of one SVG path: lines of no length with round ends."""
        return "".join(f"M{dot.x} {dot.y}h0" for dot in self.dots)

    @property
    def counted_from(self) -> int:
        """The place of the first, if the others follow it without a gap; else 0."""
        places = [dot.place for dot in self.dots]
        first = places[0]
        return first if places == [*range(first, first + len(places))] else 0

    @property
    def size(self) -> str:
        return words.jobs(len(self.dots))


@dataclass(frozen=True)
class MapPage:
    """``personal`` is True if the dots say what suits the person. ``found`` counts the jobs asked
    for, and ``heading`` says so, nothing if those are all. ``near`` is the job that the picture
    opens at, with those ``around`` it. ``labels`` are the families' names, for the script."""

    total: int
    personal: bool
    picture: Picture
    groups: tuple[DotGroup, ...]
    left_out: tuple[DotGroup, ...]
    found: int
    heading: str
    facets: tuple[Facet, ...]
    labels: dict[str, str]
    near: Role | None
    around: tuple[Role, ...]


def map_page(
    bundle: Services,
    picture: Picture,
    filters: Filters,
    result: SearchResult | None,
    near_id: str,
    journey: Journey | None,
) -> MapPage:
    """The whole page for one address and one person.

    Args:
        result: what the words of the filters find; None without any.
        near_id: the role to open the map at; one that is unknown opens the whole map.
    """
    catalogue = bundle.catalogue
    order = _order(bundle, journey)
    saved = journey.shortlist if journey is not None else ()
    basis = catalogue.roles
    if result is not None:
        basis = tuple(catalogue.get(hit.role_id) for hit in result.hits)
    found = frozenset(role.id for role in narrow(basis, filters))
    inside = [role for role in catalogue if role.id in found]
    outside = [role for role in catalogue if role.id not in found]
    near = _role(bundle, near_id)
    return MapPage(
        total=len(catalogue),
        personal=bool(order),
        picture=picture,
        groups=_groups(inside, picture, order, saved, asked_for=True),
        left_out=_groups(outside, picture, order, saved, asked_for=False),
        found=len(found),
        heading=_heading(filters, result, len(found)),
        facets=role_facets(basis if basis else catalogue.roles, filters),
        labels={family.value: label for family, label in words.FAMILY_LABELS.items()},
        near=near,
        around=_around(bundle, picture, near) if near is not None else (),
    )


def _order(bundle: Services, journey: Journey | None) -> Sequence[str]:
    """Everybody's list in full, or nothing for whoever has none."""
    if journey is None:
        return ()
    found = bundle.engine.order_of_all(
        journey.answers, on=bundle.today(), policy=bundle.settings.ranking
    )
    return found or ()


def _groups(
    roles: Iterable[Role],
    picture: Picture,
    order: Sequence[str],
    saved: Collection[str],
    *,
    asked_for: bool,
) -> tuple[DotGroup, ...]:
    """By what suits the person, best first, where there is an order; else by family."""
    places = {role_id: place for place, role_id in enumerate(order, start=1)}
    dots = {role.id: _dot(role, picture, places, saved) for role in roles}
    if order:
        return _by_band([dots[role_id] for role_id in order if role_id in dots], asked_for)
    return _by_family(dots.values(), asked_for)


def _dot(role: Role, picture: Picture, places: dict[str, int], saved: Collection[str]) -> Dot:
    x, y = picture.places[role.id]
    return Dot(
        role.id, role.title, role.family.value, x, y, places.get(role.id, 0), role.id in saved
    )


def _by_band(dots: Sequence[Dot], asked_for: bool) -> tuple[DotGroup, ...]:
    groups = []
    first = 1
    for band in BANDS:
        members = tuple(
            dot for dot in dots if first <= dot.place and (not band.last or dot.place <= band.last)
        )
        if members:
            line = (
                _("Places %(first)s to %(last)s of your list", first=first, last=band.last)
                if band.last
                else _("The rest")
            )
            groups.append(
                DotGroup(
                    id=_id(band.id, asked_for),
                    title=translated(band.title),
                    line=line,
                    look=band.id,
                    tint="",
                    shape="",
                    dots=members,
                    asked_for=asked_for,
                )
            )
        first = (band.last or 0) + 1
    return tuple(groups)


def _by_family(dots: Iterable[Dot], asked_for: bool) -> tuple[DotGroup, ...]:
    members: dict[str, list[Dot]] = {}
    for dot in dots:
        members.setdefault(dot.family, []).append(dot)
    shapes = family_shapes()
    return tuple(
        DotGroup(
            id=_id(family.value, asked_for),
            title=words.FAMILY_LABELS[family],
            line="",
            look="family",
            tint=words.FAMILY_TINTS[family],
            shape=shapes[family],
            dots=tuple(sorted(members[family.value], key=lambda dot: dot.title)),
            asked_for=asked_for,
        )
        for family in Family
        if family.value in members
    )


def _id(name: str, asked_for: bool) -> str:
    return name if asked_for else f"other-{name}"


def _heading(filters: Filters, result: SearchResult | None, found: int) -> str:
    if result is None and not filters.narrowing:
        return ""
    if not found:
        return _nothing(filters)
    if result is not None and not result.found:
        return _closest(filters, found)
    if not filters.query:
        return ngettext(
            "%(num)s job lights up with these filters.",
            "%(num)s jobs light up with these filters.",
            found,
        )
    if filters.narrowing:
        return ngettext(
            "%(num)s job lights up for “%(query)s” with these filters.",
            "%(num)s jobs light up for “%(query)s” with these filters.",
            found,
            query=filters.query,
        )
    return ngettext(
        "%(num)s job lights up for “%(query)s”.",
        "%(num)s jobs light up for “%(query)s”.",
        found,
        query=filters.query,
    )


def _nothing(filters: Filters) -> str:
    if not filters.query:
        return _("Nothing lights up with these filters. Try other words, or fewer filters.")
    if filters.narrowing:
        return _(
            "Nothing lights up for “%(query)s” with these filters. "
            "Try other words, or fewer filters.",
            query=filters.query,
        )
    return _(
        "Nothing lights up for “%(query)s”. Try other words, or fewer filters.",
        query=filters.query,
    )


def _closest(filters: Filters, found: int) -> str:
    if filters.narrowing:
        return ngettext(
            "No job has the words “%(query)s”. %(num)s job comes closest with these filters.",
            "No job has the words “%(query)s”. %(num)s jobs come closest with these filters.",
            found,
            query=filters.query,
        )
    return ngettext(
        "No job has the words “%(query)s”. %(num)s job comes closest.",
        "No job has the words “%(query)s”. %(num)s jobs come closest.",
        found,
        query=filters.query,
    )


def _role(bundle: Services, role_id: str) -> Role | None:
    try:
        return bundle.catalogue.get(role_id) if role_id else None
    except UnknownRole:
        return None


def _around(bundle: Services, picture: Picture, near: Role) -> tuple[Role, ...]:
    """The jobs that lie nearest to one on the map, the nearest first."""
    x, y = picture.places[near.id]

    def distance(role: Role) -> float:
        other_x, other_y = picture.places[role.id]
        return (other_x - x) ** 2 + (other_y - y) ** 2

    others = sorted((role for role in bundle.catalogue if role is not near), key=distance)
    return tuple(others[:NEAR])
