"""docs/api.md is true: its addresses are all there are, its commands run, its examples are real."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from scripts.running_site import ROOT
from tests.integration.api.curl import run
from web.api.inputs import MatchBody
from web.api.limits import AT_ONCE, PER_MINUTE
from web.responses import FRESH_SECONDS, MESSAGES

DOCS = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SITE = "http://127.0.0.1:8000"
FILES = dict(re.findall(r"```json (\S+)\n(.*?)```", DOCS, re.DOTALL))
EXAMPLES = re.findall(r"```console\n\$ (curl [^\n]*)\n```\n\n```json\n(.*?)```", DOCS, re.DOTALL)
LEFT_OUT = "…"


def as_documented(rule: Rule) -> str:
    (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
    return f"{method} {rule.rule.replace('<', '{').replace('>', '}')}"


def test_every_address_is_described_and_no_other(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api.")]
    served = {as_documented(rule) for rule in rules if rule.methods}
    described = re.findall(r"^\| `((?:GET|POST) [^`]+)", DOCS, re.MULTILINE)
    assert sorted(described) == sorted(served)


def test_every_error_is_described() -> None:
    described = re.findall(r"^\| (\d{3}) \| `(\w+)`", DOCS, re.MULTILINE)
    sent = {(str(status), code) for status, (code, _) in MESSAGES.items()}
    # 503 is the health check's alone, and has a shape of its own.
    assert set(described) == sent - {("503", "unavailable")}


def test_everything_a_match_takes_is_described() -> None:
    table = DOCS.partition("## The match")[2].partition("```")[0]
    rows = re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE)
    names = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(names) == sorted(MatchBody.model_fields)


def test_the_figures_are_those_of_the_code() -> None:
    assert f"{PER_MINUTE:,} times a minute" in DOCS
    assert f"{AT_ONCE:,} times at once" in DOCS
    assert f"max-age={FRESH_SECONDS}" in DOCS


def difference(example: Any, real: Any, where: str = "") -> str:
    """The first name of the example that the real answer lacks, or that is of another kind, or
    that the example lacks without saying that it leaves some out.

    Of a list, some real member has the shape of each member of the example. Null fits anything.
    """
    if isinstance(example, dict) and isinstance(real, dict):
        shown = {name: value for name, value in example.items() if name != LEFT_OUT}
        if LEFT_OUT not in example and set(shown) != set(real):
            return f"{where}: {sorted(set(shown) ^ set(real))}"
        found = (
            difference(value, real[name], f"{where}.{name}") if name in real else f"{where}.{name}"
            for name, value in shown.items()
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


@pytest.mark.parametrize(("command", "text"), EXAMPLES)
def test_an_example_is_what_is_answered(client: FlaskClient, command: str, text: str) -> None:
    real = json.loads(run(client, command, FILES).get_data())
    assert difference(json.loads(text), real) == ""


def test_there_is_an_example_of_nearly_every_address() -> None:
    described = re.findall(r"^\| `(?:GET|POST) ([^`{]+)", DOCS, re.MULTILINE)
    asked = " ".join(command for command, _ in EXAMPLES)
    without = [path for path in described if f"{SITE}{path}" not in asked]
    assert without == ["/api/v1/filters", "/api/v1/glossary", "/api/v1/openapi.json"]


def test_no_command_is_left_unrun() -> None:
    told = re.findall(r"^\$ (.*)$", DOCS, re.MULTILINE)
    run_above = [command for command, _ in EXAMPLES]
    left = [command for command in told if command not in run_above]
    assert len(left) == 2
    assert all("tag" in command for command in left)  # the test below


def test_the_tag_of_the_guide_saves_the_body(client: FlaskClient) -> None:
    tag = client.head("/api/v1/roles").headers["ETag"]
    again = client.get("/api/v1/roles", headers={"If-None-Match": tag})
    assert str(again.status_code) in DOCS.partition("If-None-Match: $tag")[2][:60]
