"""Where one job stands in somebody's list: finding the job that was meant, and the answer."""

from dataclasses import dataclass
from typing import Final

from matching.explain import Reason
from matching.rules import Wishes
from matching.search import Hit, SearchResult
from matching.slate import RankedRole
from roles_catalogue.schema import Role
from web.addresses import with_query
from web.language.words import _
from web.questions.disputes import Changed
from web.results.asked import ALL, PAGE
from web.results.words import RELAXED_LINES
from web.roles.filters import place_address, wish_fields, wish_pairs
from web.roles.presenters import RoleCard, role_card
from web.roles.what_if import WhatIfWords, ordinal
from web.roles.words import jobs

CHOICES: Final = 12


@dataclass(frozen=True)
class Choice:
    """A job that may have been meant. ``note`` says how it was found, where its title does not."""

    href: str
    title: str
    note: str


@dataclass(frozen=True)
class PlacePage:
    """``place`` is "41st of 543 jobs", or empty where there is no order yet. ``nearby`` leads to
    that part of the list. ``elsewhere`` is True if chance has put the job in another place there.
    """

    card: RoleCard
    place: str
    elsewhere: bool
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    rules: tuple[str, ...]
    what_if: WhatIfWords | None
    address: str
    nearby: str
    first: RoleCard | None
    filtered: bool
    wishes: tuple[tuple[str, str], ...]
    changed: Changed | None


def choices(result: SearchResult, wishes: Wishes) -> tuple[Choice, ...]:
    """The jobs to choose from, those that a name fits first."""
    return tuple(
        Choice(place_address(hit.role_id, wishes), hit.title, _note(hit))
        for hit in result.hits[:CHOICES]
    )


def place_page(
    role: Role,
    ranked: RankedRole | None,
    *,
    elsewhere: bool,
    wishes: Wishes,
    everything: int,
    what_if: WhatIfWords | None,
    first: Role | None,
    changed: Changed | None,
) -> PlacePage:
    """The answer in words. ``ranked`` is None where nothing usable was answered."""
    place = (
        _(
            "%(place)s of %(jobs)s",
            place=ordinal(ranked.position),
            jobs=jobs(everything),
        )
        if ranked
        else ""
    )
    return PlacePage(
        card=role_card(role),
        place=place,
        elsewhere=elsewhere,
        reasons=ranked.reasons if ranked else (),
        cautions=ranked.cautions if ranked else (),
        rules=tuple(RELAXED_LINES[code] for code in ranked.relaxed) if ranked else (),
        what_if=what_if,
        address=place_address(role.id, wishes),
        nearby=_nearby(ranked.position, wishes) if ranked else "",
        first=role_card(first) if first is not None and first.id != role.id else None,
        filtered=bool(wishes.kinds),
        wishes=wish_fields(wishes),
        changed=changed,
    )


def _nearby(place: int, wishes: Wishes) -> str:
    page = -(-place // PAGE)
    pairs = [*wish_pairs(wishes), ("show", ALL)] + ([("page", str(page))] if page > 1 else [])
    return with_query("/results", pairs, f"place-{place}")


def _note(hit: Hit) -> str:
    if hit.kind == "other_name":
        return _("Also called %(name)s", name=hit.matched)
    return "" if hit.kind == "title" else _("Close in meaning")
