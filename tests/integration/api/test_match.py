"""``POST /api/v1/match``: what it promises for any answers."""

import json
import math
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.answers import Answers
from matching.recommend import Engine
from roles_catalogue.schema import RouteKind
from tests.support.services import ON
from tests.support.strategies import all_answers

MATCH = "/api/v1/match"
SEEDS = st.none() | st.integers(0, 2**63 - 1)
ROUTES = st.lists(st.sampled_from([kind.value for kind in RouteKind]), max_size=4)


def as_object(answers: Answers) -> dict[str, Any]:
    """Answers as a client writes them."""
    values = {
        item_id: list(value) if isinstance(value, tuple) else value
        for item_id, value in answers.values.items()
    }
    return {"answers": values, "text": answers.text, "about": dict(answers.about)}


def matched(client: FlaskClient, wanted: dict[str, Any]) -> bytes:
    response = client.post(MATCH, data=json.dumps(wanted), content_type="application/json")
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.get_data()


@settings(max_examples=120, deadline=None)
@given(
    answers=all_answers(),
    routes=ROUTES,
    limit=st.integers(1, 1000),
    seed=SEEDS,
    on=st.dates().map(str),
)
def test_any_answers_give_a_list_whose_parts_add_up(
    client: FlaskClient,
    engine: Engine,
    answers: Answers,
    routes: list[str],
    limit: int,
    seed: int | None,
    on: str,
) -> None:
    wanted = {**as_object(answers), "routes": routes, "limit": limit, "seed": seed, "on": on}
    first = matched(client, wanted)
    body = json.loads(first)
    assert body["on"] == on
    assert len(body["roles"]) == min(limit, len(engine.catalogue.roles)) > 0
    assert [role["position"] for role in body["roles"]] == list(range(1, len(body["roles"]) + 1))
    for role in body["roles"]:
        assert math.fsum(part["value"] for part in role["contributions"]) == role["score"]
    assert matched(client, wanted) == first


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(), max_size=500))
def test_any_words_are_read(client: FlaskClient, text: str) -> None:
    body = json.loads(matched(client, {"text": text}))
    assert body["roles"]


@settings(max_examples=40, deadline=None)
@given(answers=all_answers(), routes=ROUTES.filter(bool))
def test_a_filter_relaxes_and_says_so(
    client: FlaskClient, answers: Answers, routes: list[str]
) -> None:
    body = json.loads(matched(client, {**as_object(answers), "routes": routes, "limit": 1000}))
    roles = body["roles"]
    assert len(roles) == body["candidate_count"]
    assert sum(not role["relaxed"] for role in roles) == body["passing_count"]
    for role in roles:
        open_ways = {way["kind"] for way in role["routes"] if way["status"] != "closed"}
        assert ("route" in role["relaxed"]) == (not open_ways & set(routes))


def test_the_answer_is_the_engine_s_own(client: FlaskClient, engine: Engine) -> None:
    wanted = {"answers": {"stopped-machine": 5, "who-to-help": ["children"]}, "limit": 3}
    body = json.loads(matched(client, wanted))
    slate = engine.recommend(
        Answers({"stopped-machine": 5, "who-to-help": ("children",)}), on=ON, limit=3
    )
    assert [(r["role_id"], r["score"]) for r in body["roles"]] == [
        (role.role_id, role.score) for role in slate.roles
    ]
    assert body["versions"]["artefacts"] == engine.versions.artefacts


def test_left_out_and_null_are_the_same(client: FlaskClient) -> None:
    nothing = {key: None for key in ("answers", "text", "about", "limit", "routes", "on", "seed")}
    assert matched(client, nothing) == matched(client, {})


def test_two_point_nought_is_two(client: FlaskClient) -> None:
    plain = {"answers": {"stopped-machine": 5}, "limit": 2, "seed": 3}
    pointed = {"answers": {"stopped-machine": 5.0}, "limit": 2.0, "seed": 3.0}
    assert matched(client, pointed) == matched(client, plain)


@pytest.mark.parametrize(
    ("wish", "relaxed"),
    [({"families": ["dental"]}, "family"), ({"settings": ["homes"]}, "setting")],
)
def test_families_and_settings_can_be_wished_for(
    client: FlaskClient, engine: Engine, wish: dict[str, list[str]], relaxed: str
) -> None:
    body = json.loads(matched(client, {**wish, "limit": 1000}))
    assert body["wishes"] == {"routes": [], "families": [], "settings": [], "ways": [], **wish}
    for ranked in body["roles"]:
        role = engine.catalogue.get(ranked["role_id"])
        fits = role.family in wish.get("families", [role.family]) and (
            "settings" not in wish or bool(set(role.settings) & set(wish["settings"]))
        )
        assert (relaxed in ranked["relaxed"]) == (not fits)


def test_what_a_way_in_is_like_can_be_wished_for(client: FlaskClient) -> None:
    body = json.loads(matched(client, {"ways": ["earning", "earning"], "limit": 1000}))
    assert body["wishes"]["ways"] == ["earning"]
    places = [ranked["position"] for ranked in body["roles"] if not ranked["relaxed"]]
    assert places == list(range(1, body["passing_count"] + 1)), "they come first"
    assert 0 < body["passing_count"] < body["candidate_count"]


def test_it_sets_no_cookie_and_is_kept_by_nobody(client: FlaskClient) -> None:
    response = client.post(MATCH, json={})
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


def test_it_needs_no_form_token_wherever_it_is_sent_from(client: FlaskClient) -> None:
    headers = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    assert client.post(MATCH, json={}, headers=headers).status_code == 200


@pytest.mark.parametrize("media_type", ["application/json", "application/json; charset=utf-8"])
def test_json_may_say_its_encoding(client: FlaskClient, media_type: str) -> None:
    assert client.post(MATCH, data="{}", content_type=media_type).status_code == 200
