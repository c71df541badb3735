"""Hard wishes: which rules a role breaks for this person. A broken rule moves a role down
into the relaxed part of the list, under a heading that names it; it never hides the role."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from matching.person import Person
from matching.route_table import PersonRoutes, Way
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Family, RouteKind, Setting

RULES: Final = ("route", "family", "setting", "earn", "no_open_route", "not_for_me")
"""In the order in which they are explained.

``route``: no way in as it was wished for that could be open. ``family``, ``setting``: outside the
filter. ``earn``: the person must earn while training and no possible way in pays.
``no_open_route``: every way in is further off than one step. ``not_for_me``: the person has put
this very role aside; it counts for more than all others, so that nothing stands after such a role
but others like it.
"""

MOST_BROKEN: Final = 2 * len(RULES)
"""What a role that breaks every rule counts."""

Member = TypeVar("Member")

WishKind = Literal["routes", "families", "settings", "ways"]


@dataclass(frozen=True)
class Wishes:
    """Filters of one request. An empty tuple asks for nothing. ``ways`` narrow each other: one
    and the same way in must be all of it, and of one of the ``routes``."""

    routes: tuple[RouteKind, ...] = ()
    families: tuple[Family, ...] = ()
    settings: tuple[Setting, ...] = ()
    ways: tuple[Way, ...] = ()

    @property
    def kinds(self) -> tuple[WishKind, ...]:
        """The kinds of filters that are in use."""
        return tuple(kind for kind in get_args(WishKind) if getattr(self, kind))

    def without(self, kind: WishKind) -> "Wishes":
        """The same without one kind of filter."""
        return replace(self, **{kind: ()})


@dataclass(frozen=True)
class Verdicts:
    """``broken``: (roles, rules), True where a role breaks a rule; ``counts``: (roles,) how many
    it breaks, where one that is not for the person counts more than all others."""

    broken: NDArray[np.bool_]
    counts: NDArray[np.intp]

    @property
    def passing(self) -> NDArray[np.bool_]:
        """(roles,) True for a role that breaks none."""
        found: NDArray[np.bool_] = self.counts == 0
        return found

    def codes(self, row: int) -> tuple[str, ...]:
        """Codes of the rules that one role breaks."""
        broken = self.broken[row].tolist()
        return tuple(code for code, applies in zip(RULES, broken, strict=True) if applies)


@dataclass(frozen=True)
class Choices:
    """How many roles would keep to every wish and rule: with each value as the only one of its
    filter, the other filters as they are, and with each way beside the other ways. All values of
    `RouteKind`, `Family`, `Setting` and `Way` are there."""

    routes: Mapping[str, int]
    families: Mapping[str, int]
    settings: Mapping[str, int]
    ways: Mapping[str, int]


class RuleBook:
    """The rules, with what they ask of each role laid out in tables."""

    def __init__(self, catalogue: Catalogue) -> None:
        roles = catalogue.roles
        self._row_of = {role.id: row for row, role in enumerate(roles)}
        self._families = _table([(role.family,) for role in roles], tuple(Family))
        self._settings = _table([role.settings for role in roles], tuple(Setting))

    def judge(
        self,
        routes: PersonRoutes,
        person: Person,
        wishes: Wishes,
        not_for_me: Collection[str] = (),
    ) -> Verdicts:
        """Which rules each role breaks for this person with these wishes. ``not_for_me``: ids of
        the roles that they have put aside; one that has left the catalogue is none."""
        possible = routes.possible
        # Rule by rule in memory, as they are judged and counted.
        broken = np.zeros((len(RULES), len(possible)), dtype=bool)
        if wishes.routes or wishes.ways:
            broken[0] = ~routes.possible_by(wishes.routes or tuple(RouteKind), wishes.ways)
        if wishes.families:
            broken[1] = ~_any_of(self._families, wishes.families, tuple(Family))
        if wishes.settings:
            broken[2] = ~_any_of(self._settings, wishes.settings, tuple(Setting))
        if person.must_earn:
            broken[3] = possible & ~routes.possible_paid
        broken[4] = ~possible
        aside = [self._row_of[role_id] for role_id in not_for_me if role_id in self._row_of]
        broken[5, aside] = True
        return Verdicts(broken.T, broken.sum(axis=0) + len(RULES) * broken[5])

    def choices(
        self,
        routes: PersonRoutes,
        person: Person,
        wishes: Wishes,
        not_for_me: Collection[str] = (),
    ) -> Choices:
        """What each choice of a filter would leave of the roles that pass."""

        def passing(without: WishKind) -> NDArray[np.bool_]:
            return self.judge(routes, person, wishes.without(without), not_for_me).passing

        def count(kept: NDArray[np.bool_], chosen: NDArray[np.bool_]) -> int:
            return int((kept & chosen).sum())

        by_route, by_way = passing("routes"), passing("ways")
        by_family, by_setting = passing("families"), passing("settings")
        kinds = wishes.routes or tuple(RouteKind)
        return Choices(
            routes={k: count(by_route, routes.possible_by((k,), wishes.ways)) for k in RouteKind},
            families={f: count(by_family, self._families[i]) for i, f in enumerate(Family)},
            settings={s: count(by_setting, self._settings[i]) for i, s in enumerate(Setting)},
            ways={w: count(by_way, routes.possible_by(kinds, {*wishes.ways, w})) for w in Way},
        )


def _table(held: Sequence[Sequence[Member]], kinds: Sequence[Member]) -> NDArray[np.bool_]:
    """(kinds, roles), True where the role has the kind."""
    return np.array([[kind in members for members in held] for kind in kinds], dtype=bool)


def _any_of(
    table: NDArray[np.bool_], wished: Sequence[Member], kinds: Sequence[Member]
) -> NDArray[np.bool_]:
    chosen = [index for index, kind in enumerate(kinds) if kind in wished]
    return np.asarray(table[chosen].any(axis=0))
