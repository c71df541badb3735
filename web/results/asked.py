"""What the address of the list asks for: wishes, and how much of the list."""

from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from matching.rules import Wishes
from roles_catalogue.schema import Family, RouteKind, Setting
from web.questions.pace import counted
from web.roles import filters

FIRST: Final = 10
STEPS: Final = (FIRST, 20)
ALL: Final = "all"


@dataclass(frozen=True)
class Asked:
    """``show`` is 10, 20 or "all". ``quick`` counts answers that came in under a second."""

    wishes: Wishes = field(default_factory=Wishes)
    show: int | str = FIRST
    quick: int = 0

    def limit(self, everything: int) -> int:
        """How many roles to ask for, out of ``everything``."""
        return everything if isinstance(self.show, str) else min(self.show, everything)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.wishes.routes or self.wishes.families or self.wishes.settings)

    def address(self, anchor: str = "") -> str:
        """The address of this list; the defaults are left out of it."""
        pairs = filters.wish_pairs(self.wishes)
        if self.show != FIRST:
            pairs.append(("show", str(self.show)))
        query = f"?{urlencode(pairs)}" if pairs else ""
        return f"/results{query}{f'#{anchor}' if anchor else ''}"

    def without(self, value: RouteKind | Family | Setting) -> "Asked":
        """The same without one wish."""
        wishes = Wishes(
            routes=tuple(v for v in self.wishes.routes if v is not value),
            families=tuple(v for v in self.wishes.families if v is not value),
            settings=tuple(v for v in self.wishes.settings if v is not value),
        )
        return replace(self, wishes=wishes)


def parse(args: MultiDict[str, str]) -> Asked:
    """Read a query string. Anything unknown asks for nothing."""
    return Asked(
        wishes=filters.parse(args).wishes,
        show=ALL if args.get("show") == ALL else 20 if args.get("show") == "20" else FIRST,
        quick=counted(args.get("quick", type=int)),
    )


def next_step(asked: Asked, everything: int) -> tuple[Asked, int] | None:
    """The next longer list and how many roles it adds; None if all are shown."""
    now = asked.limit(everything)
    if now >= everything:
        return None
    for step in STEPS:
        if now < step < everything:
            return replace(asked, show=step), step - now
    return replace(asked, show=ALL), everything - now
