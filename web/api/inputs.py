"""What clients send, checked whole: every problem is named at once, with what would be right."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from matching.answers import Answers, BadAnswers, parse_answers, shown
from matching.as_json import LARGEST_SEED, MOST_ROLES
from matching.questionnaire import Questionnaire
from matching.recommend import DEFAULT_LIMIT
from matching.rules import Wishes
from roles_catalogue.schema import RouteKind

ANSWER_KEYS: Final = ("answers", "text", "about")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

EXPECTED: Final[dict[str, str]] = {
    "limit": f"must be a whole number from 1 to {MOST_ROLES}",
    "routes": f"must be a list of {', '.join(RouteKind)}",
    "on": "must be a day such as 2026-11-21",
    "seed": f"must be a whole number from 0 to {LARGEST_SEED}",
    "q": "must say what to look for, with a letter or a digit in it",
}


def _day(raw: object) -> date:
    if not isinstance(raw, str) or not _DAY.fullmatch(raw):
        raise ValueError("not a day")
    return date.fromisoformat(raw)


class MatchOptions(BaseModel, frozen=True):
    """What ``POST /api/v1/match`` takes beside the answers. Null is the same as left out."""

    limit: Annotated[int, Field(strict=True, ge=1, le=MOST_ROLES)] | None = None
    routes: tuple[RouteKind, ...] | None = None
    on: Annotated[date, BeforeValidator(_day)] | None = None
    seed: Annotated[int, Field(strict=True, ge=0, le=LARGEST_SEED)] | None = None


class SearchQuery(BaseModel, frozen=True):
    """The parameters of ``GET /api/v1/search``, which come as text."""

    q: Annotated[str, Field(min_length=1)]
    limit: Annotated[int, Field(ge=1, le=MOST_ROLES)] = 20


@dataclass(frozen=True)
class MatchRequest:
    """A checked request: what ``Engine.recommend`` takes."""

    answers: Answers
    limit: int
    wishes: Wishes
    on: date
    seed: int | None


def read_match(raw: object, questionnaire: Questionnaire, today: date) -> MatchRequest:
    """The body of a match request.

    Raises:
        BadAnswers: with every problem found, in the answers and beside them.
    """
    if not isinstance(raw, Mapping):
        raise BadAnswers(('the body must be an object such as {"answers": {}}.',))
    problems: list[str] = _unknown(raw, (*ANSWER_KEYS, *MatchOptions.model_fields))
    answers, options = Answers(), MatchOptions()
    try:
        answers = parse_answers(questionnaire, {k: raw[k] for k in ANSWER_KEYS if k in raw})
    except BadAnswers as bad:
        problems += bad.problems
    try:
        options = MatchOptions.model_validate(_known(raw, MatchOptions))
    except ValidationError as error:
        problems += _sentences(error)
    if problems:
        raise BadAnswers(tuple(problems))
    return MatchRequest(
        answers=answers,
        limit=options.limit or DEFAULT_LIMIT,
        wishes=Wishes(routes=tuple(dict.fromkeys(options.routes or ()))),
        on=options.on or today,
        seed=options.seed,
    )


def read_search(parameters: Mapping[str, str]) -> SearchQuery:
    """The parameters of a search.

    Raises:
        BadAnswers: with every problem found.
    """
    problems = _unknown(parameters, tuple(SearchQuery.model_fields))
    query = SearchQuery(q="-")
    try:
        query = SearchQuery.model_validate(_known(parameters, SearchQuery))
    except ValidationError as error:
        problems += _sentences(error)
    if problems:
        raise BadAnswers(tuple(problems))
    return query


def _known(raw: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    return {name: raw[name] for name in model.model_fields if name in raw}


def _unknown(raw: Mapping[str, Any], known: Sequence[str]) -> list[str]:
    return [
        f"{shown(name)} is not known here; use {', '.join(known)}."
        for name in raw
        if name not in known
    ]


def _sentences(error: ValidationError) -> list[str]:
    """One sentence a field: what was wrong and what would be right."""
    found: dict[str, str] = {}
    for fault in error.errors(include_url=False, include_context=False):
        name = str(fault["loc"][0])
        wrong = "" if fault["type"] == "missing" else f", not {shown(fault['input'])}"
        found.setdefault(name, f"{name} {EXPECTED[name]}{wrong}.")
    return list(found.values())
