"""docs/api.md is true: its addresses are all there are, and its examples have the real names."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from scripts.running_site import ROOT
from web.api.responses import MESSAGES

DOCS = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
BODY = re.search(r"```json body\n(.*?)```", DOCS, re.DOTALL)
EXAMPLES = re.findall(
    r"```json (GET|POST) (\S+) ?([^\n]*)\n(.*?)```", DOCS, re.DOTALL | re.MULTILINE
)


def as_documented(rule: Rule) -> str:
    (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
    return f"{method} {rule.rule.replace('<', '{').replace('role_id>', 'id}')}"


def test_every_address_is_described_and_no_other(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api.")]
    served = {as_documented(rule) for rule in rules if rule.endpoint != "api.nowhere"}
    described = re.findall(r"^\| `((?:GET|POST) [^`?]+)", DOCS, re.MULTILINE)
    assert set(described) == served


def test_every_error_is_described() -> None:
    described = re.findall(r"^\| (\d{3}) \| `(\w+)`", DOCS, re.MULTILINE)
    sent = {(str(status), code) for status, (code, _) in MESSAGES.items()}
    # 503 is the health check's alone, and has a shape of its own.
    assert set(described) == sent - {("503", "unavailable")}


def difference(example: Any, real: Any, where: str = "") -> str:
    """The first name of the example that the real answer lacks, or that is of another kind.

    Of a list, some real member has the shape of each member of the example. Null fits anything.
    """
    if isinstance(example, dict) and isinstance(real, dict):
        found = (
            difference(value, real[name], f"{where}.{name}") if name in real else f"{where}.{name}"
            for name, value in example.items()
        )
        return next(filter(None, found), "")
    if isinstance(example, list) and isinstance(real, list):
        for value in example:
            found_here = [difference(value, member, f"{where}[]") for member in real]
            if all(found_here):
                return next(iter(found_here), where)
        return ""
    same = example is None or type(example) is type(real)
    return "" if same else where


@pytest.mark.parametrize(("method", "path", "sent", "text"), EXAMPLES)
def test_an_example_is_what_is_answered(
    client: FlaskClient, method: str, path: str, sent: str, text: str
) -> None:
    if method == "GET":
        response = client.get(path)
    else:
        assert BODY
        response = client.post(path, json=json.loads(sent or BODY[1]))
    example, real = json.loads(text), json.loads(response.get_data())
    assert difference(example, real) == ""
    if "roles/" not in path:  # a whole role is too long to print
        assert list(example) == list(real)


def test_there_is_an_example_of_every_address() -> None:
    described = set(re.findall(r"^\| `(?:GET|POST) ([^`?{]+)", DOCS, re.MULTILINE))
    shown = {path.partition("?")[0] for _, path, _, _ in EXAMPLES}
    for path in described:
        assert any(given.startswith(path) for given in shown), path


def test_the_example_of_a_match_names_everything_a_role_has(client: FlaskClient) -> None:
    (text,) = [text for _, path, sent, text in EXAMPLES if path.endswith("match") and not sent]
    assert BODY
    real = client.post("/api/v1/match", json=json.loads(BODY[1])).get_json()
    assert set(json.loads(text)["roles"][0]) == set(real["roles"][0])
