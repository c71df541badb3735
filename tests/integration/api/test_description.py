"""The description is true: whatever is asked by it, well or badly, is answered as it says."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from matching.recommend import Engine
from web.api.meanings import MEANINGS
from web.api.page_presenters import FROM_THE_QUESTIONNAIRE

DOCUMENT = "/api/v1/openapi.json"

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "positive_data_acceptance",
    "unsupported_method",
    "allow_header_conformance",
    "missing_required_header",
)

ALWAYS_THE_SAME: Mapping[str, Any] = {
    "seed": 20261121,
    "generation": {"max-examples": 40, "deterministic": True, "database": "none"},
    "cache": {"enabled": False},
    "phases": {"stateful": {"enabled": False}},
    "continue-on-failure": True,
    # Its client for WSGI takes compressed answers as they come.
    "headers": {"Accept-Encoding": "identity"},
}


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(DOCUMENT).get_json()
    return answer


def test_schemathesis_finds_no_failure(app: Flask, document: dict[str, Any]) -> None:
    config = SchemathesisConfig.from_dict(dict(ALWAYS_THE_SAME))
    schema = schemathesis.openapi.from_wsgi(DOCUMENT, app, config=config)
    failures: list[str] = []
    done: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            tried[event.recorder.label] += len(event.recorder.interactions)
            for _, check in checks_of(event):
                done[check.name] += 1
            failures += told(event)
    assert not failures, "\n".join(failures[:5])
    # What has not been tried cannot fail: each address but the description's own, every check.
    for path, operations in document["paths"].items():
        for method in operations:
            assert path == DOCUMENT or tried[f"{method.upper()} {path}"] >= 8
    assert [name for name in CHECKS if done[name] < 500] == []


def checks_of(event: events.ScenarioFinished) -> Iterator[tuple[str, Any]]:
    for case, checks in event.recorder.checks.items():
        for check in checks:
            yield case, check


def told(event: events.ScenarioFinished) -> Iterator[str]:
    """Every failure: what was sent, what came back, and what is wrong with it."""
    for case, check in checks_of(event):
        if check.failure_info is not None:
            sent, got = event.recorder.interactions[case].request, check.failure_info.failure
            yield f"{check.name}: {sent.method} {sent.uri} {sent.body!r}: {got.message}"


def test_everything_has_a_meaning(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    silent = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, inner in schema.get("properties", {}).items()
        if not inner.get("description")
    ]
    assert silent == [], "say what they mean in web/api/meanings.py"
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["summary"].endswith("."), path
            assert all(parameter["description"] for parameter in operation["parameters"]), path
            assert all(r["description"] for r in operation["responses"].values()), path


def test_no_meaning_is_left_over(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    whole = {
        f"{name}.{f}" for name, schema in schemas.items() for f in schema.get("properties", {})
    }
    plain = {name.partition(".")[2] for name in whole}
    assert [name for name in MEANINGS if name not in whole | plain] == []


def test_it_names_every_question_with_its_answers(document: dict[str, Any], engine: Engine) -> None:
    schemas = document["components"]["schemas"]
    assert set(FROM_THE_QUESTIONNAIRE) <= set(schemas)
    assert list(schemas["Answers"]["properties"]) == [i.id for i in engine.questionnaire.items]
    assert list(schemas["About"]["properties"]) == [f.id for f in engine.questionnaire.about]
    for item in engine.questionnaire.items:
        given = schemas["Answers"]["properties"][item.id]
        offered = given["items"]["enum"] if item.kind == "multi" else given["enum"]
        assert [value for value in offered if value is not None] == [o.value for o in item.options]


def test_it_describes_every_address(app: Flask, document: dict[str, Any]) -> None:
    served = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.methods
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    described = {(path, m) for path, methods in document["paths"].items() for m in methods}
    assert described == served
