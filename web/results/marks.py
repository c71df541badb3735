"""What somebody says of a whole job, in words: more like this, not for me, and the way back.

As with "not like me" (``web.questions.disputes``), a press leads back to where it was made with two
marks in the address, which only choose words: what holds is read from the journey.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import parse_qsl, urlsplit

from compass.journeys.types import Journey, Mark
from roles_catalogue.catalogue import Catalogue
from web.addresses import number_in, with_query
from web.questions.disputes import AT, CHANGED, PLACE_DIGITS
from web.roles.presenters import title_of

MARKED: Final = "marked"
NOTICE: Final = CHANGED
"""The anchor of the notice, which is that of "not like me": a page has one of the two."""


@dataclass(frozen=True)
class MarkedNow:
    """What a press has just done to a role: put aside, or, if ``undone``, taken back. ``place`` is
    the place in the list that it had, 0 if none."""

    role_id: str
    title: str
    undone: bool
    place: int


@dataclass(frozen=True)
class MarkedRole:
    id: str
    title: str


@dataclass(frozen=True)
class MarksSoFar:
    """Everything said of whole roles, by kind. A role that has left the catalogue is there, too:
    it can be taken back."""

    more_like: tuple[MarkedRole, ...] = ()
    not_for_me: tuple[MarkedRole, ...] = ()


NO_MARKS: Final = MarksSoFar()


def mark_of(journey: Journey, role_id: str) -> Mark | Literal[""]:
    """What was said of a role."""
    if role_id in journey.not_for_me:
        return "not_for_me"
    return "more_like_this" if role_id in journey.more_like else ""


def marks_so_far(catalogue: Catalogue, journey: Journey) -> MarksSoFar:
    """Everything, jobs of which more was wanted in the order of asking, the others by title."""
    aside = (_marked(catalogue, role_id) for role_id in journey.not_for_me)
    return MarksSoFar(
        more_like=tuple(_marked(catalogue, role_id) for role_id in journey.more_like),
        not_for_me=tuple(sorted(aside, key=lambda role: role.title)),
    )


def _marked(catalogue: Catalogue, role_id: str) -> MarkedRole:
    return MarkedRole(role_id, title_of(role_id, catalogue))


def marked_now(catalogue: Catalogue, journey: Journey, args: Mapping[str, str]) -> MarkedNow | None:
    """What the address says has just been said of a role, as the journey bears it out."""
    role_id = args.get(MARKED, "")
    if role_id not in catalogue:
        return None
    undone = role_id not in journey.not_for_me
    return MarkedNow(
        role_id,
        catalogue.get(role_id).title,
        undone,
        number_in(args.get(AT, ""), digits=PLACE_DIGITS),
    )


def marked_address(path: str, role_id: str, place: str) -> str:
    """A path on this site with the marks of what has just been said of a role."""
    split = urlsplit(path)
    kept = parse_qsl(split.query, keep_blank_values=True)
    pairs = [pair for pair in kept if pair[0] not in (MARKED, CHANGED, AT)]
    pairs.append((MARKED, role_id))
    at = number_in(place, digits=PLACE_DIGITS)
    if at:
        pairs.append((AT, str(at)))
    return with_query(split.path, pairs, NOTICE)
