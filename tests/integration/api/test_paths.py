"""``POST /api/v1/roles/{role_id}/paths``: stateless, and as described."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

PATHS = "/api/v1/roles/midwife/paths"


def answer(client: FlaskClient, body: dict[str, Any], path: str = PATHS) -> Any:
    response = client.post(path, json=body)
    assert response.status_code == 200, response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    return json.loads(response.get_data())


def test_nothing_said_is_assumed_and_told(client: FlaskClient) -> None:
    body = answer(client, {})
    assert body["prefer"] == "balanced"
    assert "you are 16 to 18" in body["assumed"]
    assert 1 <= len(body["paths"]) <= 3
    assert body["nearest"] is None
    assert all(path["steps"][-1]["role_id"] == "midwife" for path in body["paths"])


def test_what_about_says_matters_unless_prefer_is_said(client: FlaskClient) -> None:
    about = {"stage": "left_school", "gcses": "five_plus", "english_maths": "both", "earn": "must"}
    must = answer(client, {"about": about})
    assert must["prefer"] == "earn"
    assert all(step["money"] != "unpaid" for step in must["paths"][0]["steps"])
    fastest = answer(client, {"about": about, "prefer": "fastest"})
    assert fastest["prefer"] == "fastest"
    assert fastest["paths"][0]["years"]["low"] < must["paths"][0]["years"]["low"]


def test_a_job_is_where_the_path_begins(client: FlaskClient) -> None:
    body = answer(client, {"job": "maternity-support-worker", "prefer": "earn"})
    assert body["paths"][0]["steps"][-1]["after_role_id"] == "maternity-support-worker"


def test_where_no_way_leads_the_nearest_role_is_named(client: FlaskClient) -> None:
    body = answer(client, {"prefer": "no-university"}, "/api/v1/roles/foundation-doctor/paths")
    assert body["paths"] == []
    assert body["nearest"]["path"]["steps"][-1]["role_id"] == body["nearest"]["role_id"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"prefer": "money"}, "prefer must be one of balanced, earn, no-university, fastest"),
        ({"about": {"stage": "wizard"}}, "stage takes one of"),
        ({"job": 7}, "job must be the id of a role"),
        ({"on": "soon"}, "on must be a day such as"),
        ({"answers": {}}, "is not known here; use about, job, prefer, on."),
        ([], 'the body must be an object such as {"about": {}}.'),
    ],
)
def test_a_bad_body_is_told_what_would_be_right(client: FlaskClient, body: Any, said: str) -> None:
    response = client.post(PATHS, json=body)
    assert response.status_code == 400
    assert any(said in problem for problem in json.loads(response.get_data())["error"]["problems"])


@pytest.mark.parametrize(
    ("path", "body"), [("/api/v1/roles/nurze/paths", {}), (PATHS, {"job": "nurze"})]
)
def test_no_such_role_or_job_is_not_found(
    client: FlaskClient, path: str, body: dict[str, Any]
) -> None:
    response = client.post(path, json=body)
    assert response.status_code == 404
    problems = json.loads(response.get_data())["error"]["problems"]
    assert problems == ["no role has the id 'nurze'; /api/v1/roles lists them."]
