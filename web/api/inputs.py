"""What clients send, checked whole: every problem is named at once, with what would be right.

The models are also what the description of the API is made from. What the questionnaire alone
knows, such as which answers a question takes, is checked by ``matching.answers`` and added to
the description from the same questionnaire.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
    WithJsonSchema,
)
from werkzeug.datastructures import MultiDict

from matching.answers import KEYS, Answers, BadAnswers, check_skipped, parse_answers, shown
from matching.as_json import LARGEST_SEED, MOST_ROLES
from matching.parts import CODES as PARTS
from matching.pathways import Preference
from matching.person import Person
from matching.policies import CODES, Policy
from matching.questionnaire import TEXT_LIMIT, Questionnaire
from matching.recommend import DEFAULT_LIMIT
from matching.rules import Wishes
from roles_catalogue.catalogue import Catalogue
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

_ROUTES: Final = ", ".join(RouteKind)
_FAMILIES: Final = ", ".join(Family)
_SETTINGS: Final = ", ".join(Setting)
_PREFERENCES: Final = ", ".join(Preference)

EXPECTED: Final[dict[str, str]] = {
    "answers": "must be an object of ids and values",
    "skipped": "must be a list of ids of questions",
    "about": "must be an object of ids and values",
    "text": "must be words in quotation marks",
    "limit": f"must be a whole number from 1 to {MOST_ROLES}",
    "offset": f"must be a whole number from 0 to {FURTHEST}",
    "routes": f"must be a list of {_ROUTES}",
    "families": f"must be a list of {_FAMILIES}",
    "settings": f"must be a list of {_SETTINGS}",
    "route": f"must be one of {_ROUTES}",
    "family": f"must be one of {_FAMILIES}",
    "setting": f"must be one of {_SETTINGS}",
    "sector": f"must be one of {', '.join(Sector)}",
    "needs_no_degree": "must be true or false",
    "on": "must be a day such as 2026-11-21",
    "seed": f"must be a whole number from 0 to {LARGEST_SEED}",
    "prefer": f"must be one of {_PREFERENCES}",
    "job": "must be the id of a role, which /api/v1/roles lists",
    "disputed": "must be a list of codes of reasons, such as interests.social",
    "role_id": "must be the id of a role, such as porter",
    "policy": f"must be one of {', '.join(CODES)}",
    "q": "must say what to look for, with a letter or a digit in it",
}

QueryModel = TypeVar("QueryModel", bound=BaseModel)
BodyModel = TypeVar("BodyModel", bound=BaseModel)


def _day(raw: object) -> date:
    if not isinstance(raw, str) or not _DAY.fullmatch(raw):
        raise ValueError("not a day")
    return date.fromisoformat(raw)


def _digits(raw: object) -> object:
    """Of everything that Python reads as a number, only what is plainly one."""
    if isinstance(raw, str) and not _DIGITS.fullmatch(raw):
        raise ValueError("not a whole number")
    return raw


def _number(raw: object) -> object:
    """JSON has one kind of number: 2.0 is 2."""
    return int(raw) if isinstance(raw, float) and raw.is_integer() else raw


def _truth(raw: object) -> bool:
    if raw not in ("true", "false"):
        raise ValueError("neither true nor false")
    return raw == "true"


def _whole(raw: object) -> object:
    """Half a character, which JSON can write and nobody can read, becomes a question mark."""
    return raw.encode("utf-8", "replace").decode() if isinstance(raw, str) else raw


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
    text: Annotated[str, Field(max_length=TEXT_LIMIT), BeforeValidator(_whole)] | None = Field(
        None, description="The person's own words. They are read and forgotten."
    )
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
    on: Annotated[date, BeforeValidator(_day)] | None = Field(
        None, description="The day to judge pay and ways in by; today unless you say."
    )

    @property
    def wishes(self) -> Wishes:
        return Wishes(
            routes=tuple(dict.fromkeys(self.routes or ())),
            families=tuple(dict.fromkeys(self.families or ())),
            settings=tuple(dict.fromkeys(self.settings or ())),
        )


class MatchBody(Told, frozen=True, extra="forbid"):
    """The answers, and what is wished for beside them. Null is the same as left out."""

    limit: Annotated[Limit, Field(strict=True), BeforeValidator(_number)] | None = Field(
        None, description=f"How many roles at most; {DEFAULT_LIMIT} unless you say."
    )
    seed: Annotated[Seed, Field(strict=True), BeforeValidator(_number)] | None = Field(
        None, description="For the exploration of a journey; without one there is none."
    )


class PlaceBody(Told, frozen=True, extra="forbid"):
    """A role, and the answers that it is held against. Null is the same as left out."""

    role_id: str = Field(description="The role that is asked about, by its id.")


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


@dataclass(frozen=True)
class PlaceRequest:
    """A checked request: what ``Engine.place_of`` takes."""

    answers: Answers
    role_id: str
    wishes: Wishes
    on: date
    policy: Policy | None


@dataclass(frozen=True)
class MatchRequest:
    """A checked request: what ``Engine.recommend`` takes."""

    answers: Answers
    limit: int
    wishes: Wishes
    on: date
    seed: int | None
    policy: Policy | None


@dataclass(frozen=True)
class PathsRequest:
    """A checked request: what ``Engine.pathways`` takes."""

    person: Person
    job: str
    prefer: Preference | None
    on: date


@dataclass(frozen=True)
class NextRequest:
    """A checked request: what ``Engine.next_question`` takes."""

    answers: Answers
    skipped: tuple[str, ...]
    policy: Policy | None


def read_next(raw: object, questionnaire: Questionnaire) -> NextRequest:
    """The body of a request for the next question.

    Raises:
        BadAnswers: with every problem found, in the answers and beside them.
    """
    body, answers = _read_body(NextBody, raw, questionnaire, '{"answers": {}}')
    skipped = check_skipped(questionnaire, body.skipped)
    return NextRequest(answers, skipped, Policy.named(body.policy) if body.policy else None)


def read_match(raw: object, questionnaire: Questionnaire, today: date) -> MatchRequest:
    """The body of a match request.

    Raises:
        BadAnswers: with every problem found, in the answers and beside them.
    """
    body, answers = _read_body(MatchBody, raw, questionnaire, '{"answers": {}}')
    return MatchRequest(
        answers=answers,
        limit=body.limit or DEFAULT_LIMIT,
        wishes=body.wishes,
        on=body.on or today,
        seed=body.seed,
        policy=Policy.named(body.policy) if body.policy else None,
    )


def read_paths(raw: object, questionnaire: Questionnaire, today: date) -> PathsRequest:
    """The body of a request for paths. Whether there is such a job is not looked at.

    Raises:
        BadAnswers: with every problem found.
    """
    body, answers = _read_body(PathsBody, raw, questionnaire, '{"about": {}}')
    return PathsRequest(
        Person.from_about(answers.about), body.job or "", body.prefer, body.on or today
    )


def read_place(
    raw: object, questionnaire: Questionnaire, catalogue: Catalogue, today: date
) -> PlaceRequest:
    """The body of a request for one role's place.

    Raises:
        BadAnswers: with every problem found, in the answers and beside them.
    """
    body, answers = _read_body(PlaceBody, raw, questionnaire, '{"answers": {}}')
    if body.role_id not in catalogue:
        raise BadAnswers((f"no role has the id {shown(body.role_id)}; /api/v1/roles lists them.",))
    return PlaceRequest(
        answers=answers,
        role_id=body.role_id,
        wishes=body.wishes,
        on=body.on or today,
        policy=Policy.named(body.policy) if body.policy else None,
    )


def _read_body(
    model: type[BodyModel], raw: object, questionnaire: Questionnaire, such_as: str
) -> tuple[BodyModel, Answers]:
    """A body, checked, with the answers in it. Raises BadAnswers with every problem found."""
    if not isinstance(raw, Mapping):
        raise BadAnswers((f"the body must be an object such as {such_as}.",))
    known = {name: raw[name] for name in model.model_fields if name in raw}
    problems: list[str] = _unknown(raw, tuple(model.model_fields))
    body: BodyModel | None = None
    answers, bad_names = Answers(), frozenset[str]()
    try:
        body = model.model_validate(known)
    except ValidationError as error:
        found = _sentences(error)
        bad_names = frozenset(found)
        problems += found.values()
    try:
        given = {key: known[key] for key in KEYS if key in known and key not in bad_names}
        if isinstance(given.get("answers"), dict):
            given["answers"] = {item: _number(value) for item, value in given["answers"].items()}
        answers = parse_answers(questionnaire, given)
    except BadAnswers as bad:
        problems += bad.problems
    if body is None or problems:
        raise BadAnswers(tuple(problems))
    return body, answers


def read_query(model: type[QueryModel], parameters: MultiDict[str, str]) -> QueryModel:
    """The parameters of an address, as one of the models above.

    Raises:
        BadAnswers: with every problem found.
    """
    problems = _unknown(parameters, tuple(model.model_fields))
    known: dict[str, str | list[str]] = {}
    for name, field in model.model_fields.items():
        values = parameters.getlist(name)
        if field.default == []:
            known |= {name: values} if values else {}
        elif values:
            known[name] = values[0]
            if len(values) > 1:
                problems.append(f"{name} is there twice; keep one of them.")
    try:
        query = model.model_validate(known)
    except ValidationError as error:
        raise BadAnswers((*problems, *_sentences(error).values())) from None
    if problems:
        raise BadAnswers(tuple(problems))
    return query


def _unknown(raw: Mapping[str, Any], known: Sequence[str]) -> list[str]:
    return [
        f"{shown(name)} is not known here; use {', '.join(known)}."
        for name in raw
        if name not in known
    ]


def _sentences(error: ValidationError) -> dict[str, str]:
    """For each name, one sentence: what was wrong and what would be right."""
    found: dict[str, str] = {}
    for fault in error.errors(include_url=False):
        name = str(fault["loc"][0])
        if fault["type"] == "string_too_long":
            most = fault["ctx"]["max_length"]
            said = f"{name} has {len(fault['input'])} characters; {most} is the most."
        elif fault["type"] == "missing":
            said = f"{name} {EXPECTED[name]}."
        else:
            said = f"{name} {EXPECTED[name]}, not {shown(fault['input'])}."
        found.setdefault(name, said)
    return found
