"""What the address of the list asks for: wishes, and how much of the list."""

from dataclasses import dataclass, field, replace
from typing import Final

from werkzeug.datastructures import MultiDict

from matching.route_table import Way
from matching.rules import Wishes
from roles_catalogue.schema import Family, RouteKind, Setting
from web.addresses import with_query
from web.questions.pace import counted
from web.roles import filters

FIRST: Final = 10
LONGER: Final = 20
ALL: Final = "all"
PAGE: Final = 50
"""So many roles are on one page of the whole list: more would be heavy for a cheap phone."""


@dataclass(frozen=True)
class Asked:
    """``show`` is 10, 20 or "all", and then ``page`` counts its pages from 1. ``quick`` counts
    answers that came in under a second."""

    wishes: Wishes = field(default_factory=Wishes)
    show: int | str = FIRST
    page: int = 1
    quick: int = 0

    @property
    def skip(self) -> int:
        """How many places stand before the first role that is asked for."""
        return (self.page - 1) * PAGE

    def limit(self, everything: int) -> int:
        """How many roles to ask for, out of ``everything``."""
        length = PAGE if isinstance(self.show, str) else self.show
        return min(length, everything - self.skip)

    def within(self, everything: int) -> "Asked":
        """The same, or the last page there is, if the address names one after it."""
        last = max(1, -(-everything // PAGE))
        return replace(self, page=min(self.page, last))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.wishes.kinds)

    def address(self, anchor: str = "") -> str:
        """The address of this list; the defaults are left out of it."""
        pairs = filters.wish_pairs(self.wishes)
        if self.show != FIRST:
            pairs.append(("show", str(self.show)))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return with_query("/results", pairs, anchor)

    def without(self, value: RouteKind | Family | Setting | Way) -> "Asked":
        """The same without one wish: another list, so from its beginning."""
        wishes = Wishes(
            routes=tuple(v for v in self.wishes.routes if v is not value),
            families=tuple(v for v in self.wishes.families if v is not value),
            settings=tuple(v for v in self.wishes.settings if v is not value),
            ways=tuple(v for v in self.wishes.ways if v is not value),
        )
        return replace(self, wishes=wishes, page=1)

    def by(self, way: Way) -> "Asked":
        """The same with one more wish for the way in, from the beginning."""
        ways = tuple(v for v in Way if v is way or v in self.wishes.ways)
        return replace(self, wishes=replace(self.wishes, ways=ways), page=1)


def parse(args: MultiDict[str, str]) -> Asked:
    """Read a query string. Anything unknown asks for nothing."""
    show = ALL if args.get("show") == ALL else LONGER if args.get("show") == "20" else FIRST
    page = args.get("page", default=1, type=int)
    return Asked(
        wishes=filters.parse(args).wishes,
        show=show,
        page=max(1, page) if show == ALL else 1,
        quick=counted(args.get("quick", type=int)),
    )


def next_step(asked: Asked, everything: int) -> tuple[Asked, int] | None:
    """The next longer list, or the next page, and how many roles it adds; None at the end."""
    shown = asked.skip + asked.limit(everything)
    if shown >= everything:
        return None
    if asked.show == ALL:
        further = replace(asked, page=asked.page + 1)
        return further, further.limit(everything)
    if shown < LONGER < everything:
        return replace(asked, show=LONGER), LONGER - shown
    whole = replace(asked, show=ALL)
    return whole, whole.limit(everything) - shown


def step_back(asked: Asked) -> Asked | None:
    """The page before; None on the first."""
    return replace(asked, page=asked.page - 1) if asked.page > 1 else None
