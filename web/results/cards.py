"""One role of the list in ready words: reasons first, then cautions, ways in, next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from markupsafe import escape

from compass.journeys.types import Mark
from matching.explain import Reason
from matching.need import Outcome
from matching.person import Person
from matching.route_table import Way
from matching.routes import RouteCheck, RouteStatus
from matching.rules import Wishes
from matching.slate import RankedRole
from roles_catalogue.schema import Role
from web.addresses import with_query
from web.language.choice import english
from web.language.words import _, ngettext, translated
from web.results.words import DRAWN_LINE, RELAXED_LINES
from web.roles.filters import wish_pairs
from web.roles.for_person import step_text
from web.roles.presenters import (
    STATUS_WORDS,
    RoleCard,
    length_words,
    nearest_first,
    nearness,
    role_card,
    status_of,
)
from web.roles.words import ROUTE_LABELS

REASONS_SHOWN: Final = 2
"""What stands on the face of a card. The rest is a press away, so that ten jobs are soon looked
through."""


@dataclass(frozen=True)
class WayLine:
    """Ways in that stand alike: a badge, what they are, of which kinds, and one thing to do next
    (``note``), and how long the first takes, empty if nobody says: a first step may be open now
    and the job eleven years away."""

    status: str
    status_words: str
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    note: str
    length: str

    @property
    def words(self) -> str:
        return "; ".join(self.labels)

    @property
    def short(self) -> str:
        """Of which kind the first is, and how many other kinds there are."""
        kind, more = self.kinds[0], len(self.kinds) - 1
        if not more:
            return kind
        return ngettext("%(kind)s and %(num)s more", "%(kind)s and %(num)s more", more, kind=kind)


@dataclass(frozen=True)
class ResultCard:
    """``kinds`` names the ways in where we know nothing of the person; then ``ways`` is empty.
    ``drawn`` says why a role that chance has brought up stands here; empty for the others.
    ``mark`` is what the person has said of the whole role, empty if nothing."""

    card: RoleCard
    place: int
    href: str
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    ways: tuple[WayLine, ...]
    kinds: tuple[str, ...]
    relaxed: tuple[str, ...]
    next_step: str
    saved: bool
    drawn: str
    mark: Mark | Literal[""] = ""

    @property
    def first_reasons(self) -> tuple[Reason, ...]:
        return self.reasons[:REASONS_SHOWN]

    @property
    def more_reasons(self) -> tuple[Reason, ...]:
        return self.reasons[REASONS_SHOWN:]

    @property
    def folded(self) -> str:
        """What is behind "more", in a few words."""
        said = len(self.cautions)
        named = [
            ngettext("1 catch", "%(num)s catches", said) if said else "",
            _("ways in") if self.ways else "",
            _("next step"),
        ]
        return _(", ").join(words for words in named if words)


def result_card(
    ranked: RankedRole,
    role: Role,
    *,
    list_id: UUID | None,
    wishes: Wishes,
    person: Person | None,
    saved: bool,
    mark: Mark | Literal[""] = "",
) -> ResultCard:
    """The card of a ranked role. ``wishes`` are the list's filters, which its link carries on;
    ``list_id`` is None where the role was asked for, and stands in no list. ``person`` is None
    if "About you" says nothing."""
    card = role_card(role)
    opened_from = wish_pairs(wishes)
    if list_id is not None:
        opened_from = [("list", str(list_id)), ("position", str(ranked.position)), *opened_from]
    paid_first = Way.EARNING in wishes.ways or (person is not None and person.must_earn)
    checks = nearest_first(ranked.routes, role, must_earn=paid_first) if person else ()
    return ResultCard(
        card=card,
        place=ranked.position,
        href=with_query(card.href, opened_from),
        reasons=ranked.reasons,
        cautions=ranked.cautions,
        ways=_ways(checks, role),
        kinds=() if person else _kinds(ranked.routes),
        relaxed=tuple(RELAXED_LINES[code] for code in ranked.relaxed),
        next_step=step_text(role, ranked.routes, person or Person()),
        saved=saved,
        drawn=translated(DRAWN_LINE) if ranked.drawn else "",
        mark=mark,
    )


def _ways(checks: Sequence[RouteCheck], role: Role) -> tuple[WayLine, ...]:
    """Checks that stand in order, in lines: ways with one status and one next step share one."""
    alike: dict[tuple[str, str], list[RouteCheck]] = {}
    for check in checks:
        # What an open way asks next is on the role's page; here it would be a wall of text.
        note = "" if check.status is RouteStatus.OPEN_NOW else check.step or check.why
        alike.setdefault((status_of(check), note), []).append(check)
    lines = [
        WayLine(
            status,
            STATUS_WORDS[status],
            tuple(check.label for check in checks_alike),
            _kinds_of(checks_alike, role),
            note,
            _length(checks_alike[0], role),
        )
        for (status, note), checks_alike in alike.items()
    ]
    return tuple(sorted(lines, key=lambda line: nearness(line.status)))


def _length(check: RouteCheck, role: Role) -> str:
    """How long a way takes, from when it can be begun: somebody who lacks a level 3 course is not
    three years from a job with a degree of three years."""
    words = length_words(role.entry_routes[check.index])
    lacks = any(unmet.outcome is Outcome.MISSING for unmet in check.failed)
    if not words or not lacks or check.is_never:
        return english(words)
    begun = words[:1].lower() + words[1:]
    # ``_`` alone would lose the mark of what is English.
    return escape(_("Once you can start: %(length)s")) % {"length": english(begun)}


def _kinds_of(checks: Sequence[RouteCheck], role: Role) -> tuple[str, ...]:
    """The kinds, saying where one leads into another job first: nobody takes an apprenticeship in
    a nursery for one in a clinic."""
    return tuple(
        dict.fromkeys(
            _("%(kind)s (into another job first)", kind=ROUTE_LABELS[check.kind])
            if role.entry_routes[check.index].stepping_stone
            else ROUTE_LABELS[check.kind]
            for check in checks
        )
    )


def _kinds(checks: Sequence[RouteCheck]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ROUTE_LABELS[check.kind] for check in checks))
