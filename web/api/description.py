"""The API described: OpenAPI 3.1, made from the types that requests are read with and answers
are held to.

spectree collects; it checks nothing while serving. What it cannot know is added here: the
questions of this questionnaire, headers, examples, and meanings of fields of our own classes.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any, Final, TypeVar, cast

from flask import current_app
from pydantic import BaseModel
from spectree import Response as Responses
from spectree import SpecTree
from spectree.plugins.flask_plugin import FlaskPlugin
from werkzeug.routing import Rule

from matching.questionnaire import AboutField, Item, Questionnaire
from web.api.examples import BODIES, PARAMETERS
from web.api.meanings import meaning
from web.api.shapes import Refusal
from web.responses import FRESH_SECONDS, MESSAGES

View = TypeVar("View", bound=Callable[..., Any])
Schema = dict[str, Any]

PARAMETER_MODELS: Final = ("RolesQuery", "SearchQuery")
BODY_MODELS: Final = ("MatchBody", "NextBody", "PlaceBody", "PathsBody")

VERSION: Final = "1.0"
TITLE: Final = "Career Compass Leeds"
SUMMARY: Final = (
    "Roles in health and social care in Leeds, and a match from a person's answers to the roles "
    "that fit, with reasons and ways in. No key, no cookie, no account; nothing that is sent is "
    "kept."
)

ETAG: Final = {
    "description": "Send it as If-None-Match next time: 304 if nothing has changed.",
    "required": True,
    "schema": {"type": "string"},
}
KEPT: Final = {
    "description": f"A copy may be used unasked for {FRESH_SECONDS} seconds.",
    "required": True,
    "schema": {"type": "string", "const": f"public, max-age={FRESH_SECONDS}"},
}
NOT_KEPT: Final = {
    "description": "Nobody may keep it.",
    "required": True,
    "schema": {"type": "string", "const": "no-store"},
}
RETRY: Final = {
    "description": "Seconds to wait.",
    "required": True,
    "schema": {"type": "integer", "minimum": 1},
}
LINK: Final = {
    "description": 'The pages beside this one, as `<address>; rel="next"` and `rel="prev"`.',
    "required": False,
    "schema": {"type": "string"},
}


class OurRoutes(FlaskPlugin):
    """Looks at the API alone; an address without fixed methods only refuses."""

    def find_routes(self) -> Iterator[Rule]:
        rules = current_app.url_map.iter_rules()
        return (rule for rule in rules if rule.endpoint.startswith("api.") and rule.methods)


_collected = SpecTree(
    backend=OurRoutes,
    mode="strict",
    annotations=False,
    title=TITLE,
    description=SUMMARY,
    version=VERSION,
    license={"name": "MIT"},
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _, child: child,
    validation_error_status=400,
    validation_error_model=Refusal,
)


def described(
    answer: type[BaseModel] | None,
    *,
    refusals: Sequence[int] = (),
    query: type[BaseModel] | None = None,
    body: type[BaseModel] | None = None,
    unavailable: type[BaseModel] | None = None,
    path: str = "",
) -> Callable[[View], View]:
    """Say what a view takes and answers. The view's docstring says what it is for.

    ``answer`` is None for an answer of any JSON, ``path`` the meaning of the address's part in
    braces, ``unavailable`` the answer with a 503.
    """
    models: dict[str, Any] = {f"HTTP_{code}": (Refusal, MESSAGES[code][1]) for code in refusals}
    if unavailable is not None:
        models["HTTP_503"] = (unavailable, MESSAGES[503][1])
    codes = ["HTTP_304"] if body is None and unavailable is None else []
    if answer is None:
        codes.append("HTTP_200")
    else:
        models["HTTP_200"] = (answer, (answer.__doc__ or "").strip())

    def decorate(view: View) -> View:
        collect = _collected.validate(
            query=query,
            json=body,
            resp=Responses(*codes, **models),
            skip_validation=True,
            path_parameter_descriptions={"role_id": path},
            operation_id=view.__name__,
        )
        return cast(View, collect(view))

    return decorate


def answer_model(endpoint: str, status: int) -> type[BaseModel] | None:
    """What an endpoint of the running application says that it answers with a status."""
    metadata = _collected.get_function_metadata(current_app.view_functions[endpoint])
    if metadata is None or metadata.resp is None:
        return None
    return cast("type[BaseModel] | None", metadata.resp.find_model(status))


@lru_cache(maxsize=4)
def document(questionnaire: Questionnaire) -> Schema:
    """The whole description, for the running application. To be read, never changed."""
    found: Schema = _plain(deepcopy(_collected.spec))
    found["tags"] = []
    schemas: dict[str, Schema] = found["components"]["schemas"]
    for parameters in PARAMETER_MODELS:
        del schemas[parameters]  # they stand with each address, one by one
    _leave_answers_open(schemas)
    _fill_in_meanings(schemas)
    _fill_in_questions(schemas, questionnaire)
    for path, operations in found["paths"].items():
        for operation in operations.values():
            _complete(path, operation)
    return found


def _plain(value: Any) -> Any:
    """Without pydantic's titles, which repeat the names, and without reST's double marks."""
    if isinstance(value, dict):
        return {
            name: _plain(inner)
            for name, inner in value.items()
            if not (name == "title" and isinstance(inner, str) and inner != TITLE)
        }
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.replace("``", "`") if isinstance(value, str) else value


def _leave_answers_open(schemas: dict[str, Schema]) -> None:
    """Version 1 gains names: what we send is not closed as what we take is."""
    for name, schema in schemas.items():
        if name not in BODY_MODELS and schema.get("additionalProperties") is False:
            del schema["additionalProperties"]


def _fill_in_meanings(schemas: dict[str, Schema]) -> None:
    for name, schema in schemas.items():
        if "description" in schema:
            schema["description"] = " ".join(schema["description"].split())
        for field, inner in schema.get("properties", {}).items():
            words = inner.get("description") or meaning(name, field)
            if words:
                inner["description"] = words


def _fill_in_questions(schemas: dict[str, Schema], questionnaire: Questionnaire) -> None:
    """Which answers there are is the questionnaire's to say."""
    asked: dict[str, Sequence[Item | AboutField]] = {
        "Answers": questionnaire.items,
        "About": questionnaire.about,
    }
    for name, questions in asked.items():
        schemas[name] = {
            "type": "object",
            "description": "From `/api/v1/questionnaire`: an id and what is answered to it.",
            "properties": {question.id: _values(question) for question in questions},
            "additionalProperties": False,
        }
        for body in BODY_MODELS:
            field = schemas[body]["properties"].get(name.lower())
            if field is not None:
                field["anyOf"] = [{"$ref": f"#/components/schemas/{name}"}, {"type": "null"}]
    ids = {"type": "array", "items": {"enum": [item.id for item in questionnaire.items]}}
    schemas["NextBody"]["properties"]["skipped"]["anyOf"] = [ids, {"type": "null"}]


def _values(question: Item | AboutField) -> Schema:
    offered: list[Any] = [option.value for option in question.options]
    if question.kind == "multi":
        several = {"type": ["array", "null"], "items": {"enum": offered}}
        return {**several, "description": question.text}
    return {"enum": [*offered, None], "description": question.text}


def _complete(path: str, operation: Schema) -> None:
    responses: dict[str, Schema] = operation["responses"]
    kept = "304" in responses
    for status, response in responses.items():
        headers: Schema = {"Cache-Control": NOT_KEPT}
        if kept and status in ("200", "304"):
            headers = {"Cache-Control": KEPT, "ETag": ETAG}
        if kept and status == "200" and path.endswith("/roles"):
            headers["Link"] = LINK
        if status == "429":
            headers["Retry-After"] = RETRY
        response["headers"] = headers
    operation["responses"] = dict(sorted(responses.items()))
    for parameter in operation["parameters"]:
        parameter["schema"].pop("description", None)
        if parameter["in"] == "path":
            parameter["schema"] = {
                "type": "string",
                "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
                "maxLength": 60,
            }
        if parameter["name"] in PARAMETERS.get(path, {}):
            parameter["example"] = PARAMETERS[path][parameter["name"]]
    if "requestBody" in operation:
        operation["requestBody"]["content"]["application/json"]["example"] = BODIES[path]
    if "200" in responses and "content" not in responses["200"]:
        responses["200"]["description"] = "This description."
        responses["200"]["content"] = {"application/json": {"schema": {"type": "object"}}}
