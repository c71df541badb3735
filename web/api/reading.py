"""Reading what clients send: every problem is named at once, with what would be right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import MultiDict

from matching.answers import KEYS, Answers, BadAnswers, check_skipped, parse_answers, shown
from matching.as_json import LARGEST_SEED, MOST_ROLES
from matching.pathways import Preference
from matching.person import Person
from matching.policies import CODES, Policy
from matching.questionnaire import Questionnaire
from matching.recommend import DEFAULT_LIMIT
from matching.route_table import Way
from matching.rules import Wishes
from roles_catalogue.schema import Family, RouteKind, Sector, Setting
from web.api.inputs import FURTHEST, MatchBody, NextBody, PathsBody, PlaceBody, as_number

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
    "ways": f"must be a list of {', '.join(Way)}",
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


def read_place(raw: object, questionnaire: Questionnaire, today: date) -> PlaceRequest:
    """The body of a request for one role's place. Whether there is such a role is not looked at.

    Raises:
        BadAnswers: with every problem found, in the answers and beside them.
    """
    body, answers = _read_body(PlaceBody, raw, questionnaire, '{"answers": {}}')
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
            given["answers"] = {item: as_number(value) for item, value in given["answers"].items()}
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
