"""The page about the API: everything the description has, and examples that are answered so."""

import html
import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.api.curl import run
from web.api.description import BODY_MODELS
from web.api.examples import examples, shortened
from web.services import services


@pytest.fixture(scope="module")
def reference(client: FlaskClient) -> str:
    response = client.get("/api")
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_it_shows_every_address_parameter_field_and_value(
    client: FlaskClient, reference: str
) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    text = html.unescape(re.sub(r"<[^>]+>", "", reference))
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert f"{method.upper()} {path}" in text
            assert operation["summary"] in text
            for parameter in operation["parameters"]:
                assert parameter["description"] in text
    for name, schema in document["components"]["schemas"].items():
        assert f'id="{name}"' in reference or name in BODY_MODELS
        if name in ("Answers", "About"):
            continue
        for field, inner in schema.get("properties", {}).items():
            assert field in text
            assert inner["description"].replace("`", "") in text
        for value in schema.get("enum", ()):
            assert value in text


def test_every_link_within_it_leads_somewhere(reference: str) -> None:
    ids = re.findall(r'id="([^"]+)"', reference)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', reference)) <= set(ids)


def test_every_example_is_what_is_answered(app: Flask, client: FlaskClient, reference: str) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    with app.app_context():
        shown = examples(services())
    assert set(shown) == set(document["paths"]) - {"/api/v1/openapi.json"}
    for path, example in shown.items():
        operation = next(iter(document["paths"][path].values()))
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        sent: Any = {"method": "POST", "json": body["example"]} if body else {}
        real = json.loads(client.open(example.address, **sent).get_data())
        assert example.answer == real
        text = json.dumps(shortened(real), ensure_ascii=False, indent=2)
        assert text in html.unescape(reference)


def test_its_requests_are_commands_that_run(client: FlaskClient, reference: str) -> None:
    commands = re.findall(r"<code>(curl.*?)</code>", reference, re.DOTALL)
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]
    assert len(commands) == sum(len(operations) for operations in paths.values())
    for command in commands:
        assert run(client, html.unescape(command)).status_code == 200


def test_it_is_reached_from_every_page_and_by_a_slash_too_many(client: FlaskClient) -> None:
    assert 'href="/api"' in client.get("/roles").get_data(as_text=True)
    response = client.get("/api/")
    assert response.status_code == 308
    assert response.headers["Location"].endswith("/api")


def test_it_needs_nobody_else(reference: str) -> None:
    """No script, style or picture of another site."""
    assert re.findall(r'(?:src|data-src)="(https?:[^"]+)"', reference) == []
    assert re.findall(r'<link[^>]+href="(https?:[^"]+)"', reference) == []
