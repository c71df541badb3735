"""The description laid out for people: every address, its parameters and fields in plain words."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from web.api.examples import BODIES, Example, shortened
from web.api.inputs import FURTHEST, PAGE_LIMIT
from web.api.limits import AT_ONCE, PER_MINUTE
from web.responses import FRESH_SECONDS, MESSAGES

Schema = Mapping[str, Any]

FROM_THE_QUESTIONNAIRE: Final = frozenset({"Answers", "About"})
"""Objects whose names the questionnaire lists: nobody reads them here."""

ERRORS: Final = (400, 404, 405, 413, 415, 429, 500)


@dataclass(frozen=True)
class Piece:
    """A bit of a line: words, ``code``, or a link to an object below."""

    text: str
    code: bool = False
    href: str = ""


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Field:
    name: str
    kind: Line
    meaning: Line
    needed: bool = False


@dataclass(frozen=True)
class Object:
    """A kind of object, or a list of values if it has no fields."""

    name: str
    about: Line
    fields: tuple[Field, ...]
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation:
    """One address. ``request`` and ``answer`` are an example, the answer shortened."""

    id: str
    method: str
    path: str
    summary: str
    about: Line
    parameters: tuple[Field, ...]
    body: Object | None
    answer_object: Object | None
    statuses: tuple[tuple[str, str], ...]
    request: str
    answer: str


@dataclass(frozen=True)
class ReferencePage:
    version: str
    operations: tuple[Operation, ...]
    objects: tuple[Object, ...]
    errors: tuple[tuple[int, str, str], ...]
    credits: tuple[str, ...]
    error_example: str
    per_minute: str = f"{PER_MINUTE:,}"
    at_once: str = f"{AT_ONCE:,}"
    minutes: int = FRESH_SECONDS // 60
    page_limit: int = PAGE_LIMIT
    furthest: str = f"{FURTHEST:,}"


def reference_page(
    document: Schema,
    examples: Mapping[str, Example],
    refusal: Mapping[str, Any],
    credits: tuple[str, ...],
    site: str,
) -> ReferencePage:
    """The page. ``refusal`` is a real error, ``site`` the address that examples are asked at."""
    schemas = document["components"]["schemas"]
    operations = tuple(
        _operation(path, method, operation, schemas, examples.get(path), site)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    )
    top = {o.name for op in operations for o in (op.body, op.answer_object) if o is not None}
    return ReferencePage(
        version=document["info"]["version"],
        operations=operations,
        objects=tuple(_object(name, schemas[name]) for name in sorted(schemas.keys() - top)),
        errors=tuple((status, *MESSAGES[status]) for status in ERRORS),
        credits=credits,
        error_example=_json(refusal),
    )


def _operation(
    path: str,
    method: str,
    operation: Schema,
    schemas: Mapping[str, Schema],
    example: Example | None,
    site: str,
) -> Operation:
    body = operation.get("requestBody", {})
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        about=line(operation["description"]),
        parameters=tuple(
            Field(
                name=parameter["name"],
                kind=tuple(_kind(parameter["schema"])),
                meaning=line(parameter["description"]),
                needed=parameter["required"],
            )
            for parameter in operation["parameters"]
        ),
        body=_named(body, schemas),
        answer_object=_named(operation["responses"]["200"], schemas),
        statuses=tuple(
            (status, response["description"]) for status, response in operation["responses"].items()
        ),
        request=_request(path, method, example, site),
        answer=_json(shortened(example.answer)) if example else "",
    )


def _request(path: str, method: str, example: Example | None, site: str) -> str:
    address = f"{site}{example.address if example else path}"
    if method != "post":
        return f"curl -s '{address}'"
    body = _json(BODIES[path])
    return f"curl -s '{address}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _named(holder: Schema, schemas: Mapping[str, Schema]) -> Object | None:
    """The object that a body or an answer is."""
    content = holder.get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    return _object(name, schemas[name]) if name else None


def _object(name: str, schema: Schema) -> Object:
    listed = {} if name in FROM_THE_QUESTIONNAIRE else schema.get("properties", {})
    needed = schema.get("required", ())
    return Object(
        name=name,
        about=line(schema.get("description", "")),
        fields=tuple(
            Field(
                name=field,
                kind=tuple(_kind(inner)),
                meaning=line(inner.get("description", "")),
                needed=field in needed,
            )
            for field, inner in listed.items()
        ),
        values=tuple(schema.get("enum", ())),
    )


def line(text: str) -> Line:
    """Words with `code` between single marks."""
    return tuple(
        Piece(part, code=number % 2 == 1) for number, part in enumerate(text.split("`")) if part
    )


def _kind(schema: Schema) -> Iterator[Piece]:
    """What kind of value it is, in words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield Piece(name, href=f"#{name}")
    elif several := schema.get("anyOf") or schema.get("oneOf"):
        yield from _joined(several)
    elif "const" in schema:
        yield Piece(str(schema["const"]), code=True)
    elif "enum" in schema:
        yield Piece("one of ")
        for number, value in enumerate(schema["enum"]):
            yield Piece(", " if number else "")
            yield Piece(json.dumps(value).strip('"'), code=True)
    elif schema.get("type") == "array":
        yield Piece("list of ")
        yield from _kind(schema["items"])
    else:
        yield Piece(_plain_kind(schema))


def _joined(several: Iterable[Schema]) -> Iterator[Piece]:
    for number, inner in enumerate(several):
        if number:
            yield Piece(" or ")
        yield from _kind(inner)


def _plain_kind(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    bounds = f" from {low} to {high}" if low is not None and high is not None else ""
    match schema.get("type"):
        case "integer":
            return f"whole number{bounds}"
        case "number":
            return "number"
        case "boolean":
            return "true or false"
        case "null":
            return "null"
        case "string" if schema.get("format") == "date":
            return "day such as 2026-11-21"
        case "string" if "maxLength" in schema:
            return f"text, {schema['maxLength']} characters at most"
        case "string":
            return "text"
        case _ if isinstance(schema.get("additionalProperties"), dict):
            return f"object of {_plain_kind(schema['additionalProperties'])}s by name"
        case _:
            return "object"
