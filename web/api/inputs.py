"""What clients may send, as models; ``reading`` checks it whole.

The models are also what the description of the API is made from. What the questionnaire alone
knows, such as which answers a question takes, is checked by ``matching.answers`` and added to
the description from the same questionnaire.
"""

import re
from datetime import date
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    WithJsonSchema,
)

from compass.safety.contact_details import take_out
from matching.as_json import LARGEST_SEED, MOST_ROLES
from matching.parts import CODES as PARTS
from matching.pathways import Preference
from matching.policies import CODES
from matching.questionnaire import TEXT_LIMIT
from matching.recommend import DEFAULT_LIMIT
from matching.route_table import Way
from matching.rules import Wishes
from roles_catalogue.schema import Family, RouteKind, Sector, Setting

SEARCH_LIMIT: Final = 20
PAGE_LIMIT: Final = 100
FURTHEST: Final = 100_000
"""The largest offset: far beyond any catalogue."""

SOMETHING: Final = r"[^\x00-/:-@\[-`{-\x7f]"
"""A letter or a digit, or anything beyond ASCII: means the same to everybody's patterns, where
``\\w`` does not."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DIGITS: Final = re.compile(r"\d{1,9}", re.ASCII)


def _day(raw: object) -> date:
    if not isinstance(raw, str) or not _DAY.fullmatch(raw):
        raise ValueError("not a day")
    return date.fromisoformat(raw)


def _digits(raw: object) -> object:
    """Of everything that Python reads as a number, only what is plainly one."""
    if isinstance(raw, str) and not _DIGITS.fullmatch(raw):
        raise ValueError("not a whole number")
    return raw


def as_number(raw: object) -> object:
    """JSON has one kind of number: 2.0 is 2."""
    return int(raw) if isinstance(raw, float) and raw.is_integer() else raw


def _truth(raw: object) -> bool:
    if raw not in ("true", "false"):
        raise ValueError("neither true nor false")
    return raw == "true"


def _whole(raw: object) -> object:
    """Half a character, which JSON can write and nobody can read, becomes a question mark."""
    return raw.encode("utf-8", "replace").decode() if isinstance(raw, str) else raw


def _without_contact_details(raw: str) -> str:
    """Phone numbers, e-mail addresses and postcodes are taken out before anything is read."""
    return take_out(raw).text


def _policy(raw: str) -> str:
    if raw not in CODES:
        raise ValueError("no such policy")
    return raw


def _part(raw: str) -> str:
    if raw not in PARTS:
        raise ValueError("no such part")
    return raw


Truth = Annotated[bool | None, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Limit = Annotated[int, Field(ge=1, le=MOST_ROLES)]
Seed = Annotated[int, Field(ge=0, le=LARGEST_SEED)]
RoleId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60, strict=True)]
PartCode = Annotated[str, AfterValidator(_part), WithJsonSchema({"enum": list(PARTS)})]
PolicyCode = Annotated[str, AfterValidator(_policy), WithJsonSchema({"enum": list(CODES)})]


class Said(BaseModel, frozen=True, extra="forbid"):
    """The answers. Null is the same as left out."""

    answers: dict[Any, Any] | None = Field(
        None, description="Item id to value, as the questionnaire offers them."
    )
    text: (
        Annotated[
            str,
            Field(max_length=TEXT_LIMIT),
            BeforeValidator(_whole),
            AfterValidator(_without_contact_details),
        ]
        | None
    ) = Field(None, description="The person's own words. They are read and forgotten.")
    about: dict[Any, Any] | None = Field(
        None, description="Field id to value, as the questionnaire offers them."
    )
    disputed: tuple[PartCode, ...] | None = Field(
        None,
        description="Codes of reasons that are not like the person: what the answers say of these "
        "does not count.",
    )
    policy: PolicyCode | None = Field(
        None, description="How to rank; what this site is set to unless you say."
    )


class Told(Said, frozen=True, extra="forbid"):
    """The answers, and what is wished for beside them. Null is the same as left out."""

    routes: tuple[RouteKind, ...] | None = Field(
        None, description="Roles with such a way in come first."
    )
    families: tuple[Family, ...] | None = Field(
        None, description="Roles of these families come first."
    )
    settings: tuple[Setting, ...] | None = Field(
        None, description="Roles done in such places come first."
    )
    ways: tuple[Way, ...] | None = Field(
        None,
        description="Roles come first of which one and the same way in is all of this: "
        "`this_year` if nothing is missing for a start, `no_university`, `earning` from the "
        "first day.",
    )
    on: Annotated[date, BeforeValidator(_day)] | None = Field(
        None, description="The day to judge pay and ways in by; today unless you say."
    )

    @property
    def wishes(self) -> Wishes:
        return Wishes(
            routes=tuple(dict.fromkeys(self.routes or ())),
            families=tuple(dict.fromkeys(self.families or ())),
            settings=tuple(dict.fromkeys(self.settings or ())),
            ways=tuple(dict.fromkeys(self.ways or ())),
        )


class MatchBody(Told, frozen=True, extra="forbid"):
    """The answers, and what is wished for beside them. Null is the same as left out."""

    limit: Annotated[Limit, Field(strict=True), BeforeValidator(as_number)] | None = Field(
        None, description=f"How many roles at most; {DEFAULT_LIMIT} unless you say."
    )
    seed: Annotated[Seed, Field(strict=True), BeforeValidator(as_number)] | None = Field(
        None, description="For the exploration of a journey; without one there is none."
    )


class PlaceBody(Told, frozen=True, extra="forbid"):
    """A role, and the answers that it is held against. Null is the same as left out."""

    role_id: RoleId = Field(description="The role that is asked about, by its id.")


class PathsBody(BaseModel, frozen=True, extra="forbid"):
    """Who the paths are for, and what matters to them. Null is the same as left out."""

    about: dict[Any, Any] | None = Field(
        None, description="Field id to value, as the questionnaire offers them."
    )
    job: RoleId | None = Field(
        None, description="The id of the role that the person works in already."
    )
    prefer: Preference | None = Field(
        None, description="What matters most; what `about` says unless you say."
    )
    on: Annotated[date, BeforeValidator(_day)] | None = Field(
        None, description="The day that ways in must be open on; today unless you say."
    )


class NextBody(Said, frozen=True, extra="forbid"):
    """The answers so far, and what was passed over. Null is the same as left out. No question
    depends on ``about``: it is taken so that one object serves for this and for a match."""

    skipped: list[str] | None = Field(None, description="Ids of items that were passed over.")


class SearchQuery(BaseModel, frozen=True, extra="forbid"):
    """The parameters of ``GET /api/v1/search``, which come as text."""

    q: str = Field(
        pattern=SOMETHING,
        description="What somebody typed, with a letter or a digit in it. Slips are forgiven.",
    )
    limit: Annotated[Limit, BeforeValidator(_digits)] = Field(
        SEARCH_LIMIT, description=f"How many roles at most; {SEARCH_LIMIT} unless you say."
    )


class RolesQuery(BaseModel, frozen=True, extra="forbid"):
    """The parameters of ``GET /api/v1/roles``. The values of one filter widen it, and filters
    narrow each other."""

    family: list[Family] = Field(
        [], description="Roles of this family. May be given more than once."
    )
    sector: list[Sector] = Field(
        [], description="Roles with such employers. May be given more than once."
    )
    setting: list[Setting] = Field(
        [], description="Roles done in such a place. May be given more than once."
    )
    route: list[RouteKind] = Field(
        [], description="Roles with such a way in. May be given more than once."
    )
    needs_no_degree: Truth = Field(
        None, description="Whether at least one way in needs no degree; either unless you say."
    )
    limit: Annotated[Limit, BeforeValidator(_digits)] = Field(
        PAGE_LIMIT, description=f"How many roles a page has at most; {PAGE_LIMIT} unless you say."
    )
    offset: Annotated[int, Field(ge=0, le=FURTHEST), BeforeValidator(_digits)] = Field(
        0, description="How many roles to pass over."
    )
