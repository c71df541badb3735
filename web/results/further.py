"""Beyond the list: the jobs most like one, and a job that is unlike all of the first ten."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from compass.journeys.types import Journey
from matching.person import Person
from matching.rules import Wishes
from matching.slate import RankedRole, Slate
from roles_catalogue.schema import Role
from web.addresses import number_in, with_query
from web.language.words import ngettext
from web.questions.disputes import Changed, changed
from web.results.cards import ResultCard, result_card
from web.results.marks import MarkedNow, mark_of, marked_now
from web.roles.filters import wish_pairs
from web.roles.presenters import RoleCard, role_card
from web.roles.what_if import ordinal
from web.services import Services

NEIGHBOURS: Final = 24
"""Among so many of the jobs most like one are those that fit best looked for."""
SHOWN: Final = 8
DIFFERENT: Final = 12
"""So many different jobs can be asked for, one after the other; then the first comes again."""


@dataclass(frozen=True)
class LikePage:
    """``cards`` are in the order of fit; ``plain`` stand in their place where there is no order
    yet. ``kept`` is True while the journey keeps the wish."""

    card: RoleCard
    cards: tuple[ResultCard, ...]
    plain: tuple[RoleCard, ...]
    kept: bool
    address: str
    changed: Changed | None
    marked: MarkedNow | None
    list_id: str = ""
    is_starter: bool = False


@dataclass(frozen=True)
class DifferentPage:
    """``fit`` is None where nothing usable was answered, or nothing that fits is different enough.
    ``place`` says where it stands: "41st of 543 jobs"; ``another`` leads to the next one, empty if
    there is only this one."""

    fit: ResultCard | None
    place: str
    another: str
    back: str
    address: str
    has_list: bool
    changed: Changed | None
    marked: MarkedNow | None
    list_id: str = ""
    is_starter: bool = False


def like_page(bundle: Services, journey: Journey, role: Role, args: Mapping[str, str]) -> LikePage:
    """The jobs most like this one that pass the rules, those that fit the person best first."""
    near = [
        role_id
        for role_id in bundle.engine.nearest(role.id, NEIGHBOURS)
        if role_id not in journey.not_for_me
    ]
    places = bundle.engine.places_of(
        journey.answers, near, on=bundle.today(), policy=bundle.settings.ranking
    )
    fitting = sorted(places, key=lambda place: (bool(place.relaxed), place.position))
    return LikePage(
        card=role_card(role),
        cards=tuple(_card(bundle, journey, place) for place in fitting[:SHOWN]),
        plain=()
        if places
        else tuple(role_card(bundle.catalogue.get(role_id)) for role_id in near[:SHOWN]),
        kept=role.id in journey.more_like,
        address=f"/results/like/{role.id}",
        changed=changed(bundle.questionnaire, journey.answers, args, origin="list"),
        marked=marked_now(bundle.catalogue, journey, args),
    )


def different_page(
    bundle: Services, journey: Journey, first: Slate, args: Mapping[str, str]
) -> DifferentPage:
    """The ``n``-th of the jobs that fit and are far from the ``first`` of the list."""
    found = bundle.engine.something_different(
        journey.answers,
        [role.role_id for role in first.roles],
        on=bundle.today(),
        most=DIFFERENT,
        wishes=first.wishes,
        policy=bundle.settings.ranking,
    )
    wished = wish_pairs(first.wishes)
    number = number_in(args.get("n", ""), digits=3) % len(found) if found else 0
    one = found[number] if found else None
    following = [*wished, ("n", str(number + 1))] if number + 1 < len(found) else wished
    here = [*wished, ("n", str(number))] if number else wished
    return DifferentPage(
        fit=_card(bundle, journey, one, first.wishes) if one else None,
        place=ngettext(
            "%(place)s of %(num)s job",
            "%(place)s of %(num)s jobs",
            first.candidate_count,
            place=ordinal(one.position),
        )
        if one
        else "",
        another=with_query("/results/different", following) if len(found) > 1 else "",
        back=with_query("/results", wished),
        address=with_query("/results/different", here),
        has_list=first.basis != "starter",
        changed=changed(bundle.questionnaire, journey.answers, args, origin="list"),
        marked=marked_now(bundle.catalogue, journey, args),
    )


def _card(
    bundle: Services, journey: Journey, ranked: RankedRole, wishes: Wishes | None = None
) -> ResultCard:
    return result_card(
        ranked,
        bundle.catalogue.get(ranked.role_id),
        list_id=None,
        wishes=wishes or Wishes(),
        person=Person.from_about(journey.about) if journey.about else None,
        saved=ranked.role_id in journey.shortlist,
        mark=mark_of(journey, ranked.role_id),
    )
