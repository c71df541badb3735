"""Requests to start from, and what is really answered to them: made by the code that answers."""

import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from matching.as_json import search_as_json, write_json
from web.api.inputs import RolesQuery, SearchQuery
from web.api.presenters import (
    filters_as_json,
    glossary_as_json,
    health_as_json,
    match_answer,
    next_answer,
    paths_answer,
    place_answer,
    role_as_json,
    roles_page,
)
from web.api.reading import read_match, read_next, read_paths, read_place
from web.services import Services

MATCH: Final = "/api/v1/match"
PLACE: Final = "/api/v1/match/place"
NEXT: Final = "/api/v1/next"
PATHS: Final = "/api/v1/roles/{role_id}/paths"

BODIES: Final[dict[str, dict[str, Any]]] = {
    MATCH: {
        "answers": {"stopped-machine": 5, "who-to-help": ["older_people"], "screen-day": 1},
        "text": "I like fixing my bike and helping my grandad",
        "about": {"stage": "year_11", "earn": "prefer"},
        "routes": ["apprenticeship"],
        "limit": 1,
    },
    PLACE: {
        "role_id": "paramedic",
        "answers": {"stopped-machine": 5, "who-to-help": ["older_people"], "screen-day": 1},
        # From somebody to whom a reason was not like them.
        "disputed": ["interests.realistic"],
    },
    PATHS: {
        "about": {"stage": "adult", "gcses": "some", "english_maths": "english_only"},
        "prefer": "earn",
    },
    NEXT: {
        "answers": {"stopped-machine": 5, "who-to-help": ["older_people"]},
        "skipped": ["subjects-liked"],
    },
}
"""Bodies that use most of what there is, by path."""

PARAMETERS: Final[dict[str, dict[str, Any]]] = {
    "/api/v1/roles": {"route": ["apprenticeship"], "limit": 2},
    "/api/v1/roles/{role_id}": {"role_id": "porter"},
    PATHS: {"role_id": "nursing-associate"},
    "/api/v1/search": {"q": "physo", "limit": 3},
}
"""The parameters of the examples, by path and name."""

LONGEST_WORDS: Final = 90


@dataclass(frozen=True)
class Example:
    """``address`` with its query; ``answer`` in full."""

    address: str
    answer: dict[str, Any]


def examples(bundle: Services) -> dict[str, Example]:
    """An example of every address that answers with data, by its path in the description."""
    catalogue, engine, on = bundle.catalogue, bundle.engine, bundle.today()
    roles = RolesQuery.model_validate(PARAMETERS["/api/v1/roles"])
    role = catalogue.get(PARAMETERS["/api/v1/roles/{role_id}"]["role_id"])
    search = SearchQuery.model_validate(PARAMETERS["/api/v1/search"])
    answers: dict[str, dict[str, Any]] = {
        "/api/v1/questionnaire": bundle.questionnaire.as_json(),
        "/api/v1/filters": filters_as_json(catalogue),
        "/api/v1/glossary": glossary_as_json(catalogue),
        "/api/v1/roles": roles_page(catalogue, roles, on).answer,
        "/api/v1/roles/{role_id}": role_as_json(role, catalogue, on),
        PATHS: paths_answer(
            bundle,
            PARAMETERS[PATHS]["role_id"],
            read_paths(BODIES[PATHS], bundle.questionnaire, on),
        ),
        "/api/v1/search": search_as_json(engine.search(search.q, search.limit)),
        MATCH: match_answer(bundle, read_match(BODIES[MATCH], bundle.questionnaire, on)),
        NEXT: next_answer(bundle, read_next(BODIES[NEXT], bundle.questionnaire)),
        PLACE: place_answer(bundle, read_place(BODIES[PLACE], bundle.questionnaire, on)),
        "/healthz": health_as_json(bundle),
    }
    # Written and read again: as a client has it.
    return {
        path: Example(_address(path), json.loads(write_json(answer)))
        for path, answer in answers.items()
    }


def _address(path: str) -> str:
    given = PARAMETERS.get(path, {})
    address = path.format_map(given)
    query = {name: value for name, value in given.items() if f"{{{name}}}" not in path}
    return f"{address}?{urlencode(query, doseq=True)}" if query else address


def shortened(value: Any) -> Any:
    """The same to read: of a list the first member, of long words their beginning."""
    if isinstance(value, dict):
        return {name: shortened(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [shortened(inner) for inner in value[:1]]
    if isinstance(value, str) and len(value) > LONGEST_WORDS:
        return f"{value[:LONGEST_WORDS].rsplit(' ', 1)[0]} …"
    return value
