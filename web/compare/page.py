"""Roles side by side in ready words: what they share, what differs, and which fits whom better."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from compass.journeys.types import Journey
from matching.compare import Comparison, compare
from matching.explain import Reason
from matching.pathways import total_in_words, unpaid_in_words
from matching.person import Person
from matching.recommend import Engine
from matching.routes import check_routes
from matching.rules import Wishes
from matching.slate import RankedRole
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role
from web.language.choice import english
from web.language.words import N_, _, either, join_words, translated
from web.results.words import RELAXED_LINES
from web.roles import words
from web.roles.filters import place_address
from web.roles.presenters import PayWords, RoleCard, WayIn, pay_words, ratings, role_card, ways_in
from web.roles.what_if import ordinal
from web.services import Services

MOST: Final = 4
"""So many roles stand side by side."""
OFFERED: Final = 6
"""So many roles are offered to compare others with."""
WAYS_SHOWN: Final = 3
"""So many ways into each are shown, the nearest first; the role's page has them all."""
NAME_SHOWN: Final = 40
"""So many characters of a name that we do not know are said back."""
NO_WAY: Final = N_("We know no way to it from there.")


@dataclass(frozen=True)
class Side:
    """What one of the roles is like. ``more`` completes "has", empty if it has more of nothing.
    ``personal`` is True if the ways in carry the person's own status; ``more_ways`` counts those
    that are left out. ``without`` is the address of the comparison that leaves this role out."""

    card: RoleCard
    more: str
    day: str
    hard_parts: tuple[str, ...]
    ways: tuple[WayIn, ...]
    more_ways: int
    personal: bool
    without: str


@dataclass(frozen=True)
class FactRow:
    """One question with a short answer for each role. ``same`` is True if all have one answer."""

    label: str
    icon: str
    answers: tuple[str, ...]

    @property
    def same(self) -> bool:
        return len(set(self.answers)) == 1


@dataclass(frozen=True)
class ForYou:
    """One of the roles for somebody who has answered. ``place`` is the like of "3rd"."""

    card: RoleCard
    place: str
    href: str
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class RatedRow:
    """One condition in which the roles differ: its label, and what it is like in each."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class ComparePage:
    """``sides`` and what belongs to each stand in the order of the address. ``verdict`` is empty
    for whoever has told us nothing; ``for_you`` has the best place first. ``assumed`` is what the
    years rest on where we were not told. ``offers`` are roles to put beside them: all the
    ids, with commas between them, and the new one's title; none where there is no room."""

    title: str
    sides: tuple[Side, ...]
    facts: tuple[FactRow, ...]
    told: bool
    assumed: str
    offers: tuple[tuple[str, str], ...]
    shared: tuple[str, ...]
    rated: tuple[RatedRow, ...]
    verdict: str
    for_you: tuple[ForYou, ...]


def compare_page(
    bundle: Services, roles: Sequence[Role], on: date, journey: Journey | None
) -> ComparePage:
    """Two roles or more, for one person or for everybody."""
    ids = [role.id for role in roles]
    found = compare(bundle.engine.space, bundle.catalogue, ids)
    ranked = _ranked(bundle, roles, on, journey)
    told = journey is not None and bool(journey.about)
    person = Person.from_about(journey.about) if journey is not None else Person()
    years, assumed = _years(bundle.engine, roles, person, on)
    return ComparePage(
        title=_("%(titles)s?", titles=either([role.title for role in roles])),
        sides=tuple(
            _side(
                role,
                bundle.catalogue,
                on,
                person,
                told,
                [translated(one.text) for one in more],
                ids,
            )
            for role, more in zip(roles, found.more, strict=True)
        ),
        facts=_facts(roles, bundle.catalogue, on, years),
        told=told,
        assumed=assumed,
        offers=_offers(bundle, ids, journey),
        shared=tuple(translated(one.text) for one in found.shared),
        rated=_rated(roles, found),
        verdict=_verdict(ranked, len(bundle.catalogue)),
        for_you=tuple(_for_you(one, bundle.catalogue) for one in ranked),
    )


def named_roles(
    catalogue: Catalogue, values: Sequence[str]
) -> tuple[tuple[Role, ...], tuple[str, ...]]:
    """The roles that an address names, each once, and the names of no role, fit to be shown.

    Capitals and spaces around a name do not count. Each of ``values`` is one id or several with
    commas between them.
    """
    parts = (part.strip().lower() for value in values for part in value.split(","))
    named = dict.fromkeys(part for part in parts if part)
    # Only what an id is made of is said back: nobody can have our page say a sentence of theirs.
    unknown = (re.sub(r"[^a-z0-9]+", "-", part) for part in named if part not in catalogue)
    return (
        tuple(catalogue.get(part) for part in named if part in catalogue),
        tuple(dict.fromkeys(part[:NAME_SHOWN] for part in unknown))[:MOST],
    )


def compare_address(ids: Sequence[str]) -> str:
    """The comparison of these roles; with one, the page that asks for another."""
    return f"/compare?roles={','.join(ids)}"


def _side(
    role: Role,
    catalogue: Catalogue,
    on: date,
    person: Person,
    told: bool,
    more: list[str],
    ids: Sequence[str],
) -> Side:
    checks = check_routes(role, person, catalogue, on) if told else ()
    ways = ways_in(role, catalogue, checks, must_earn=person.must_earn)
    return Side(
        card=role_card(role),
        more=join_words(more),
        day=role.day,
        hard_parts=role.hard_parts,
        ways=ways[:WAYS_SHOWN],
        more_ways=len(ways[WAYS_SHOWN:]),
        personal=told,
        without=compare_address([other for other in ids if other != role.id]),
    )


def _years(
    engine: Engine, roles: Sequence[Role], person: Person, on: date
) -> tuple[tuple[str, ...], str]:
    """How long the best way to each role takes, and what stands in for what we were not told."""
    said: list[str] = []
    assumed = ""
    for role in roles:
        found = engine.pathways(person, role.id, on=on)
        assumed = found.assumption
        if not found.paths:
            said.append(translated(NO_WAY))
            continue
        total = total_in_words(found.paths[0])
        words_of_it = f"{total[0].upper()}{total[1:]}. {unpaid_in_words(found.paths[0])}"
        said.append(english(words_of_it))
    return tuple(said), assumed


def _facts(
    roles: Sequence[Role], catalogue: Catalogue, on: date, years: tuple[str, ...]
) -> tuple[FactRow, ...]:
    """Short answers, one question after the other."""

    def row(label: str, icon: str, tell: Callable[[Role], str]) -> FactRow:
        return FactRow(label, icon, tuple(tell(role) for role in roles))

    return (
        FactRow(_("How long it takes to get there"), "flag", years),
        row(_("Pay"), "pay", lambda role: _pay(pay_words(role, catalogue, on))),
        row(_("Hours"), "clock", lambda role: english(role.hours)),
        row(_("Where"), "pin", _places),
    )


def _pay(pay: PayWords) -> str:
    if pay.amount:
        return f"{pay.amount} {pay.line}"
    return Markup("{} {}").format(pay.line, english(pay.note)).strip()


def _places(role: Role) -> str:
    return _("In %(places)s", places=words.places(role.settings))


def _offers(
    bundle: Services, ids: Sequence[str], journey: Journey | None
) -> tuple[tuple[str, str], ...]:
    """Roles to put beside these: those on the shortlist, then those most like the first.

    They are offered in a form and not as links: there are more comparisons of three and four than
    any search engine should follow."""
    if len(ids) >= MOST:
        return ()
    saved = journey.shortlist if journey is not None else ()
    others = dict.fromkeys((*saved, *bundle.engine.nearest(ids[0], OFFERED)))
    return tuple(
        (",".join((*ids, other)), bundle.catalogue.get(other).title)
        for other in others
        if other in bundle.catalogue and other not in ids
    )[:OFFERED]


def _rated(roles: Sequence[Role], found: Comparison) -> tuple[RatedRow, ...]:
    """The conditions that differ, in the order of the role pages, in their words."""
    differ = {
        words.CONDITION_LABELS[one.dimension]
        for more in found.more
        for one in more
        if one.block == "conditions"
    }
    tables = [[row for _, rows in ratings(role) for row in rows] for role in roles]
    return tuple(
        RatedRow(row[0].label, tuple(rating.words for rating in row))
        for row in zip(*tables, strict=True)
        if row[0].label in differ
    )


def _ranked(
    bundle: Services, roles: Sequence[Role], on: date, journey: Journey | None
) -> list[RankedRole]:
    """The roles as they stand for this person, the best place first; none without an order."""
    if journey is None:
        return []
    engine, policy = bundle.engine, bundle.settings.ranking
    ids = [role.id for role in roles]
    found = engine.places_of(journey.answers, ids, on=on, policy=policy)
    return sorted(found, key=lambda one: one.position)


def _verdict(ranked: Sequence[RankedRole], everything: int) -> str:
    if not ranked:
        return ""
    first, *others = ranked
    rest = join_words(
        [
            _("%(title)s stands %(place)s", title=one.title, place=ordinal(one.position))
            for one in others
        ]
    )
    said = {
        "title": first.title,
        "place": ordinal(first.position),
        "jobs": words.jobs(everything),
        "rest": rest,
    }
    if len(ranked) == 2:
        return _(
            "On what you told us, %(title)s fits you better: it stands %(place)s of %(jobs)s. "
            "%(rest)s.",
            **said,
        )
    return _(
        "On what you told us, %(title)s fits you best: it stands %(place)s of %(jobs)s. %(rest)s.",
        **said,
    )


def _for_you(ranked: RankedRole, catalogue: Catalogue) -> ForYou:
    return ForYou(
        card=role_card(catalogue.get(ranked.role_id)),
        place=ordinal(ranked.position),
        href=place_address(ranked.role_id, Wishes()),
        reasons=ranked.reasons,
        cautions=ranked.cautions,
        rules=tuple(RELAXED_LINES[code] for code in ranked.relaxed),
    )


def nearest(engine: Engine, catalogue: Catalogue, role_id: str, most: int) -> tuple[RoleCard, ...]:
    """Cards of the roles most like one."""
    return tuple(role_card(catalogue.get(other)) for other in engine.nearest(role_id, most))
