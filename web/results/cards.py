"""One role of the list in ready words: reasons first, then cautions, ways in, next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from matching.explain import Reason
from matching.routes import RouteCheck, RouteStatus
from matching.rules import Wishes
from matching.slate import RankedRole
from roles_catalogue.schema import Role
from web.addresses import with_query
from web.results.words import DRAWN_LINE, RELAXED_LINES
from web.roles.filters import wish_pairs
from web.roles.presenters import STATUS_WORDS, RoleCard, nearness, role_card, status_of
from web.roles.words import ROUTE_LABELS

WAYS_SHOWN: Final = 2


@dataclass(frozen=True)
class WayLine:
    """Ways in that stand alike: a badge, what they are, and one thing to do next (``note``)."""

    status: str
    status_words: str
    labels: tuple[str, ...]
    note: str

    @property
    def words(self) -> str:
        return "; ".join(self.labels)


@dataclass(frozen=True)
class ResultCard:
    """``kinds`` names the ways in where we know nothing of the person; then ``ways`` is empty.
    ``drawn`` says why a role that chance has brought up stands here; empty for the others."""

    card: RoleCard
    place: int
    href: str
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    ways: tuple[WayLine, ...]
    more_ways: tuple[WayLine, ...]
    kinds: tuple[str, ...]
    relaxed: tuple[str, ...]
    next_step: str
    saved: bool
    drawn: str

    @property
    def ways_hidden(self) -> int:
        """How many ways in are behind "more"."""
        return sum(len(line.labels) for line in self.more_ways)


def result_card(
    ranked: RankedRole,
    role: Role,
    *,
    list_id: UUID,
    wishes: Wishes,
    told_about: bool,
    saved: bool,
) -> ResultCard:
    """The card of a ranked role. ``wishes`` are the list's filters, which its link carries on.
    ``told_about`` is True if "About you" says anything."""
    card = role_card(role)
    opened_from = [("list", str(list_id)), ("position", str(ranked.position)), *wish_pairs(wishes)]
    ways = _ways(ranked.routes) if told_about else ()
    return ResultCard(
        card=card,
        place=ranked.position,
        href=with_query(card.href, opened_from),
        reasons=ranked.reasons,
        cautions=ranked.cautions,
        ways=ways[:WAYS_SHOWN],
        more_ways=ways[WAYS_SHOWN:],
        kinds=() if told_about else _kinds(ranked.routes),
        relaxed=tuple(RELAXED_LINES[code] for code in ranked.relaxed),
        next_step=role.next_step.text,
        saved=saved,
        drawn=DRAWN_LINE if ranked.drawn else "",
    )


def _ways(checks: Sequence[RouteCheck]) -> tuple[WayLine, ...]:
    """The nearest first. Ways with one status and one next step share a line."""
    alike: dict[tuple[str, str], list[str]] = {}
    for check in checks:
        # What an open way asks next is on the role's page; here it would be a wall of text.
        note = "" if check.status is RouteStatus.OPEN_NOW else check.step or check.why
        alike.setdefault((status_of(check), note), []).append(check.label)
    lines = [
        WayLine(status, STATUS_WORDS[status], tuple(labels), note)
        for (status, note), labels in alike.items()
    ]
    return tuple(sorted(lines, key=lambda line: nearness(line.status)))


def _kinds(checks: tuple[RouteCheck, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ROUTE_LABELS[check.kind] for check in checks))
