"""Roles side by side in ready words: what they share, what differs, and which fits whom better."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compass.journeys.types import Journey
from matching.compare import Comparison, compare
from matching.explain import Reason
from matching.person import Person
from matching.recommend import Engine
from matching.routes import check_routes
from matching.rules import Wishes
from matching.slate import RankedRole
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role
from web.results.words import RELAXED_LINES
from web.roles import words
from web.roles.filters import place_address
from web.roles.presenters import PayWords, RoleCard, WayIn, pay_words, ratings, role_card, ways_in
from web.roles.what_if import ordinal
from web.services import Services


@dataclass(frozen=True)
class Side:
    """What one of the roles is like. ``more`` completes "has", empty if it has more of nothing.
    ``personal`` is True if the ways in carry the person's own status."""

    card: RoleCard
    more: str
    pay: PayWords
    hours: str
    places: str
    ways: tuple[WayIn, ...]
    personal: bool


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
    for whoever has told us nothing; ``for_you`` has the best place first."""

    title: str
    sides: tuple[Side, ...]
    shared: tuple[str, ...]
    rated: tuple[RatedRow, ...]
    verdict: str
    for_you: tuple[ForYou, ...]


def compare_page(
    bundle: Services, roles: Sequence[Role], on: date, journey: Journey | None
) -> ComparePage:
    """Two roles or more, for one person or for everybody."""
    found = compare(bundle.engine.space, bundle.catalogue, [role.id for role in roles])
    ranked = _ranked(bundle, roles, on, journey)
    return ComparePage(
        title=" or ".join(role.title for role in roles) + "?",
        sides=tuple(
            _side(role, bundle.catalogue, on, journey, [one.text for one in more])
            for role, more in zip(roles, found.more, strict=True)
        ),
        shared=tuple(one.text for one in found.shared),
        rated=_rated(roles, found),
        verdict=_verdict(ranked, len(bundle.catalogue)),
        for_you=tuple(_for_you(one, bundle.catalogue) for one in ranked),
    )


def _side(
    role: Role, catalogue: Catalogue, on: date, journey: Journey | None, more: list[str]
) -> Side:
    told = journey is not None and bool(journey.about)
    person = Person.from_about(journey.about) if journey is not None else Person()
    checks = check_routes(role, person, catalogue, on) if told else ()
    return Side(
        card=role_card(role),
        more=words.join_words(more),
        pay=pay_words(role, catalogue, on),
        hours=role.hours,
        places=words.places(role.settings),
        ways=ways_in(role, catalogue, checks),
        personal=told,
    )


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
    found = [
        engine.place_of(journey.answers, role.id, on=on, policy=policy, everything=False)
        for role in roles
    ]
    return sorted((one for one in found if one is not None), key=lambda one: one.position)


def _verdict(ranked: Sequence[RankedRole], everything: int) -> str:
    if not ranked:
        return ""
    first, *others = ranked
    rest = words.join_words([f"{one.title} stands {ordinal(one.position)}" for one in others])
    better = "better" if len(ranked) == 2 else "best"
    return (
        f"On what you told us, {first.title} fits you {better}: it stands "
        f"{ordinal(first.position)} of {words.count(everything, 'job', 'jobs')}. {rest}."
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
