"""What the API refuses, and that it never breaks: one shape, with what would be right."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.engines import real_questionnaire

MATCH = "/api/v1/match"
KEYS = ("answers", "text", "about", "limit", "routes", "on", "seed")

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text(st.characters()), inner, max_size=5)
    ),
    max_leaves=25,
)
ids = st.sampled_from([item.id for item in real_questionnaire().items]) | st.text()
nearly_right = st.dictionaries(
    st.sampled_from(KEYS) | st.text(st.characters()),
    anything | st.dictionaries(ids, anything, max_size=4),
    max_size=8,
)


def error_of(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.content_type == "application/json"
    body: dict[str, Any] = json.loads(response.get_data())
    assert list(body) == ["error"]
    error: dict[str, Any] = body["error"]
    assert list(error) == ["code", "message", "problems"]
    assert error["message"]
    return error


def send(client: FlaskClient, raw: bytes | str, content_type: str = "application/json") -> Any:
    return client.post(MATCH, data=raw, content_type=content_type)


@settings(max_examples=300, deadline=None)
@given(value=anything | nearly_right)
def test_any_json_value_is_answered_or_refused_in_words(client: FlaskClient, value: Any) -> None:
    response = send(client, json.dumps(value))
    if response.status_code != 200:
        problems = error_of(response, 400)["problems"]
        assert problems
        assert all(problem.isprintable() for problem in problems)


@settings(max_examples=150, deadline=None)
@given(raw=st.binary(max_size=400))
def test_any_bytes_are_answered_or_refused_in_words(client: FlaskClient, raw: bytes) -> None:
    response = send(client, raw)
    if response.status_code != 200:
        assert error_of(response, 400)["problems"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"limit": 0}, "limit must be a whole number from 1 to 1000, not 0."),
        ({"limit": 1001}, "not 1001."),
        ({"limit": 2.5}, "not 2.5."),
        ({"limit": "5"}, "not '5'."),
        ({"limit": True}, "not True."),
        ({"routes": "direct"}, "routes must be a list of t_level, apprenticeship"),
        ({"routes": ["bus"]}, "not 'bus'."),
        ({"on": "21/11/2026"}, "on must be a day such as 2026-11-21, not '21/11/2026'."),
        ({"on": "2026-02-30"}, "not '2026-02-30'."),
        ({"on": 1795219200}, "not 1795219200."),
        ({"seed": -1}, "seed must be a whole number from 0 to 9223372036854775807, not -1."),
        ({"seed": 2**63}, "not 9223372036854775808."),
        ({"serious": 1}, "'serious' is not known here; use answers, text, about, disputed"),
        ({"disputed": "interests.social"}, "disputed must be a list of codes of reasons"),
        ({"disputed": ["interests.sociable"]}, "not 'interests.sociable'."),
        ({"answers": []}, "answers must be an object of ids and values, not []."),
        ({"about": 3}, "about must be an object of ids and values, not 3."),
        ({"answers": {"nobody-asked": 1}}, "no question has the id 'nobody-asked'."),
        ({"answers": {"stopped-machine": True}}, "stopped-machine takes one of 1, 2, 3, 4, 5"),
        ({"answers": {"who-to-help": "children"}}, "who-to-help takes a list of children"),
        ({"about": {"age": 15}}, "about has no 'age'; it has stage"),
        ({"text": ["a"]}, "text must be words in quotation marks, not ['a']."),
        ({"text": " " * 501}, "text has 501 characters; 500 is the most."),
        ({"families": ["police"]}, "families must be a list of nursing, midwifery"),
        ({"settings": "hospital"}, "settings must be a list of hospital, clinic"),
        ({"ways": ["soon"]}, "ways must be a list of this_year, no_university, earning"),
        ([], 'the body must be an object such as {"answers": {}}.'),
        (7, "the body must be an object"),
    ],
)
def test_a_bad_body_is_told_what_would_be_right(client: FlaskClient, body: Any, said: str) -> None:
    error = error_of(client.post(MATCH, json=body), 400)
    assert error["code"] == "bad_input"
    assert any(said in problem for problem in error["problems"])


def test_every_problem_is_named_at_once(client: FlaskClient) -> None:
    body = {"limit": 0, "seed": -1, "on": "x", "text": 5, "answers": {"a": 1}, "extra": 1}
    assert len(error_of(client.post(MATCH, json=body), 400)["problems"]) == len(body)


def test_a_body_of_mistakes_is_not_answered_at_length(client: FlaskClient) -> None:
    body = {f"k{number}": 0 for number in range(5_000)}
    problems = error_of(client.post(MATCH, json=body), 400)["problems"]
    assert len(problems) == 21
    assert problems[-1] == "and 4980 more."


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "that is not JSON"),
        ("{", "at line 1, column 2."),
        ('{"text": NaN}', "NaN is not JSON"),
        ('{"seed": Infinity}', "Infinity is not JSON"),
        ('{"seed": 1e999}', "seed must be a whole number"),
        ('{"text": "a", "text": "b"}', "'text' is there twice"),
        ("[" * 30_000, "nested too deeply"),
        (b"\xff{}", "must be UTF-8"),
    ],
)
def test_malformed_json_is_named_with_its_place(
    client: FlaskClient, raw: bytes | str, said: str
) -> None:
    assert said in error_of(send(client, raw), 400)["problems"][0]


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
)
def test_only_json_is_read(client: FlaskClient, content_type: str) -> None:
    assert error_of(send(client, "{}", content_type), 415)["code"] == "not_json"


def test_64_kb_is_the_most(client: FlaskClient) -> None:
    most = 64 * 1024
    assert send(client, "{}" + " " * (most - 2)).status_code == 200
    assert error_of(send(client, "{}" + " " * (most - 1)), 413)["code"] == "too_large"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "q must say what to look for"),
        ("q=", "q must say what to look for"),
        ("q=!!!", "q must say what to look for"),
        ("q=nurse&limit=0", "limit must be a whole number from 1 to 1000, not '0'."),
        ("q=nurse&limit=ten", "not 'ten'."),
        ("q=nurse&limit=5.0", "not '5.0'."),
        ("q=nurse&size=3", "'size' is not known here; use q, limit."),
        ("q=nurse&q=porter", "q is there twice; keep one of them."),
    ],
)
def test_a_bad_search_is_told_what_would_be_right(
    client: FlaskClient, query: str, said: str
) -> None:
    error = error_of(client.get(f"/api/v1/search?{query}"), 400)
    assert any(said in problem for problem in error["problems"])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("limit=0", "limit must be a whole number from 1 to 1000, not '0'."),
        ("limit=", "limit must be a whole number from 1 to 1000, not ''."),
        ("offset=-1", "offset must be a whole number from 0 to 100000, not '-1'."),
        ("offset=1&offset=2", "offset is there twice; keep one of them."),
        ("family=police", "family must be one of nursing, midwifery"),
        ("family=nursing&family=", "family must be one of nursing, midwifery"),
        ("route=bus", "route must be one of t_level, apprenticeship"),
        ("setting=moon", "setting must be one of hospital, clinic"),
        ("sector=spies", "sector must be one of nhs, primary_care"),
        ("needs_no_degree=1", "needs_no_degree must be true or false, not '1'."),
        ("page=2", "'page' is not known here; use family, sector, setting, route"),
    ],
)
def test_a_bad_filter_is_told_what_would_be_right(
    client: FlaskClient, query: str, said: str
) -> None:
    error = error_of(client.get(f"/api/v1/roles?{query}"), 400)
    assert any(said in problem for problem in error["problems"])


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/", "/api/v1/role", "/api/v2/roles"])
def test_an_unknown_address_is_not_found_in_json(client: FlaskClient, path: str) -> None:
    for method in ("GET", "POST", "DELETE", "OPTIONS", "TRACE", "PROPFIND"):
        error_of(client.open(path, method=method), 404)


def test_an_unknown_role_is_told_where_the_roles_are(client: FlaskClient) -> None:
    error = error_of(client.get("/api/v1/roles/wizard"), 404)
    assert error["problems"] == ["no role has this id; /api/v1/roles lists them."]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("get", MATCH, "OPTIONS, POST"),
        ("delete", MATCH, "OPTIONS, POST"),
        ("post", "/api/v1/roles", "GET, HEAD, OPTIONS"),
        ("put", "/api/v1/roles/care-worker", "GET, HEAD, OPTIONS"),
        ("patch", "/api/v1/questionnaire", "GET, HEAD, OPTIONS"),
        ("trace", "/api/v1/roles", "GET, HEAD, OPTIONS"),
        ("propfind", MATCH, "OPTIONS, POST"),
    ],
)
def test_another_method_is_told_the_right_ones(
    client: FlaskClient, method: str, path: str, allowed: str
) -> None:
    response = client.open(path, method=method.upper())
    error_of(response, 405)
    assert response.headers["Allow"] == allowed


def test_what_breaks_is_our_fault_and_is_logged_without_what_was_typed(
    app: Flask,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def search() -> None:
        raise RuntimeError("what somebody typed")

    monkeypatch.setitem(app.view_functions, "api.search", search)
    response = client.get("/api/v1/search?q=nurse")
    assert error_of(response, 500)["code"] == "broken"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    said = capfd.readouterr()
    assert "unexpected error" in said.out + said.err
    for text in (said.out, said.err, response.get_data(as_text=True)):
        assert "what somebody typed" not in text
