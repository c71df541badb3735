"""``POST /api/v1/match/place``: one role's place, in agreement with the list."""

import json
from typing import Any

from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.answers import Answers
from matching.recommend import Engine
from tests.integration.api.test_match import as_object, matched
from tests.integration.api.test_refusals import error_of
from tests.support.engines import real_catalogue
from tests.support.strategies import all_answers

PLACE = "/api/v1/match/place"
ROLES = st.sampled_from([role.id for role in real_catalogue().roles])


def placed(client: FlaskClient, wanted: dict[str, Any]) -> dict[str, Any]:
    response = client.post(PLACE, json=wanted)
    assert response.status_code == 200, response.get_data(as_text=True)
    assert response.headers["Cache-Control"] == "no-store"
    answer: dict[str, Any] = response.get_json()
    return answer


@settings(max_examples=40, deadline=None)
@given(answers=all_answers(disputes=True), role_id=ROLES)
def test_a_role_stands_where_the_list_has_it(
    client: FlaskClient, engine: Engine, answers: Answers, role_id: str
) -> None:
    told = {**as_object(answers), "disputed": sorted(answers.disputed)}
    answer = placed(client, {**told, "role_id": role_id})
    whole = json.loads(matched(client, {**told, "limit": 1000}))
    assert answer["basis"] == whole["basis"]
    assert answer["policy"] == whole["policy"]
    assert answer["candidate_count"] == len(engine.catalogue)
    if answer["basis"] == "starter":
        assert answer["role"] is None
        return
    listed = next(role for role in whole["roles"] if role["role_id"] == role_id)
    assert answer["role"]["position"] == listed["position"]
    assert answer["role"]["score"] == listed["score"]
    for told_of in ("reasons", "cautions"):
        assert all(reason in answer["role"][told_of] for reason in listed[told_of])


def test_what_is_disputed_is_no_reason_in_the_list_either(client: FlaskClient) -> None:
    told = {"answers": {"stopped-machine": 5, "screen-day": 1}}
    before = json.loads(matched(client, told))
    code = before["roles"][0]["reasons"][0]["code"]
    after = json.loads(matched(client, {**told, "disputed": [code]}))
    codes = {reason["code"] for role in after["roles"] for reason in role["reasons"]}
    assert codes and code not in codes


def test_a_role_has_to_be_named_and_has_to_be_there(client: FlaskClient) -> None:
    for body, said in (
        ({}, "role_id must be the id of a role"),
        ({"role_id": 7}, "role_id must be the id of a role"),
        ({"role_id": "No such!"}, "role_id must be the id of a role"),
        ({"role_id": "porter", "limit": 5}, "'limit' is not known here"),
    ):
        problems = error_of(client.post(PLACE, json=body), 400)["problems"]
        assert any(said in problem for problem in problems), problems


def test_a_role_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    problems = error_of(client.post(PLACE, json={"role_id": "astronaut"}), 404)["problems"]
    assert problems == ["no role has the id 'astronaut'; /api/v1/roles lists them."]
