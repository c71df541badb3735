"""The addresses that only read: the item bank, the roles, the search, the health."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.recommend import Engine
from roles_catalogue.schema import Role, RouteKind
from tests.support.services import ON
from web.app import create_app

MATCH = "/api/v1/match"
PATHS = (
    "/api/v1/questionnaire",
    "/api/v1/filters",
    "/api/v1/glossary",
    "/api/v1/roles",
    "/api/v1/roles?route=apprenticeship&limit=3",
    "/api/v1/openapi.json",
    "/api/v1/roles/care-worker",
    "/api/v1/search?q=nurse",
)


def body_of(client: FlaskClient, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, response.get_data(as_text=True)
    assert response.content_type == "application/json"
    return json.loads(response.get_data())


def test_the_questionnaire_is_the_item_bank(client: FlaskClient, engine: Engine) -> None:
    body = body_of(client, "/api/v1/questionnaire")
    assert body == json.loads(json.dumps(engine.questionnaire.as_json()))


def test_the_glossary_has_every_row_in_the_order_of_the_alphabet(
    client: FlaskClient, engine: Engine
) -> None:
    body = body_of(client, "/api/v1/glossary")
    rows = engine.catalogue.reference.glossary
    assert body["catalogue_version"] == engine.catalogue.version
    words = [row["term"].casefold() for row in body["terms"]]
    assert words == sorted(words)
    assert {row["id"] for row in body["terms"]} == set(rows)
    for row in body["terms"]:
        assert row["meaning"] == rows[row["id"]].meaning
        assert tuple(row["other_forms"]) == rows[row["id"]].other_forms
        assert row["provenance"]["source"] == rows[row["id"]].provenance.source


def test_every_listed_role_can_be_opened(client: FlaskClient, engine: Engine) -> None:
    body = body_of(client, "/api/v1/roles")
    assert body["on"] == ON.isoformat()
    assert body["catalogue_version"] == engine.catalogue.version
    roles = listed(client, "")
    assert [role["id"] for role in roles] == [role.id for role in engine.catalogue.roles]
    for brief in roles:
        whole = body_of(client, brief["url"])
        for name in ("id", "title", "family", "sectors", "settings", "pitch", "needs_no_degree"):
            assert whole[name] == brief[name]


def listed(client: FlaskClient, query: str) -> list[dict[str, Any]]:
    """Every role of every page, by following ``next``."""
    found, path = [], f"/api/v1/roles{query}"
    while path:
        page = body_of(client, path)
        found += page["roles"]
        path = page["next"]
    assert page["total"] == len(found)
    return found


@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_the_pages_hold_every_role_once_in_the_order_of_ids(
    client: FlaskClient, engine: Engine, limit: int
) -> None:
    ids = [role["id"] for role in listed(client, f"?limit={limit}")]
    assert ids == sorted(role.id for role in engine.catalogue.roles)


def test_a_page_names_the_pages_beside_it(client: FlaskClient, engine: Engine) -> None:
    path = "/api/v1/roles?route=degree&route=direct&needs_no_degree=true&limit=2&offset=3"
    response = client.get(path)
    body = json.loads(response.get_data())
    assert response.headers.getlist("Link") == [
        f'<{body["next"]}>; rel="next"',
        f'<{body["previous"]}>; rel="prev"',
    ]
    before, after = body_of(client, body["previous"]), body_of(client, body["next"])
    assert (before["offset"], after["offset"]) == (1, 5)
    assert before["total"] == after["total"] == body["total"] > 5
    beyond = body_of(client, f"/api/v1/roles?offset={len(engine.catalogue.roles) + 50}")
    assert (beyond["roles"], beyond["next"]) == ([], None)
    assert body_of(client, beyond["previous"])["next"] is None


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("family=nursing&family=dental", lambda r: r["family"] in ("nursing", "dental")),
        ("sector=third_sector", lambda r: "third_sector" in r["sectors"]),
        ("setting=homes", lambda r: "homes" in r["settings"]),
        ("route=apprenticeship&family=nursing", lambda r: "apprenticeship" in r["routes"]),
        ("needs_no_degree=true", lambda r: r["needs_no_degree"]),
        ("needs_no_degree=false", lambda r: not r["needs_no_degree"]),
    ],
)
def test_a_filter_leaves_the_roles_that_fit(
    client: FlaskClient, query: str, fits: Callable[[dict[str, Any]], bool]
) -> None:
    found = listed(client, f"?{query}")
    everyone = [role for role in listed(client, "") if fits(role)]
    if "family=nursing" in query and "dental" not in query:
        everyone = [role for role in everyone if role["family"] == "nursing"]
    assert found == everyone
    assert found


def test_the_filters_count_what_they_lead_to(client: FlaskClient) -> None:
    filters = body_of(client, "/api/v1/filters")
    assert list(filters)[1:] == ["family", "sector", "setting", "route"]
    for name in list(filters)[1:]:
        for choice in filters[name]:
            assert choice["label"]
            assert body_of(client, choice["url"])["total"] == choice["roles"] > 0


def test_a_role_carries_its_pay_and_the_rows_behind_its_facts(
    client: FlaskClient, engine: Engine
) -> None:
    catalogue = engine.catalogue
    for role in catalogue.roles:
        body = body_of(client, f"/api/v1/roles/{role.id}")
        assert body["entry_routes"] == role.model_dump(mode="json")["entry_routes"]
        assert body["comes_from"] == [r.id for r in catalogue if role.id in r.later]
        pay = catalogue.pay_range(role, ON)
        if pay is None:
            assert body["pay_range"] is None
        else:
            assert body["pay_range"]["min_gbp"] == pay.min_gbp
            assert body["pay_range"]["provenance"]["source"] == pay.provenance.source
        rows = [row for table in body["rows"].values() for row in table]
        assert rows
        for row in rows:
            given = row["provenance"]
            for source in given if isinstance(given, list) else [given]:
                assert source["source"]
                assert source["source_date"]
                assert source["checked_on"]


def standards(role: Role) -> set[str | None]:
    return {r.reference for r in role.entry_routes if r.kind is RouteKind.APPRENTICESHIP} - {None}


def test_the_rows_are_those_that_the_role_names(client: FlaskClient, engine: Engine) -> None:
    role = next(
        role
        for role in engine.catalogue.roles
        if role.pay.bands
        and role.esco
        and any(r.kind == "apprenticeship" and r.reference for r in role.entry_routes)
    )
    rows = body_of(client, f"/api/v1/roles/{role.id}")["rows"]
    assert [row["code"] for row in rows["soc2020"]] == [role.soc2020]
    assert {row["code"] for row in rows.get("onet", [])} == {link.code for link in role.onet}
    assert {row["code"] for row in rows.get("esco", [])} == {link.code for link in role.esco}
    assert [row["band"] for row in rows["pay_bands"]] == list(role.pay.bands)
    assert role.next_step.row in {row["id"] for row in rows["leeds"]}
    assert {row["reference"] for row in rows["apprenticeship_standards"]} == standards(role)


@pytest.mark.parametrize("path", PATHS)
def test_a_client_that_has_it_already_gets_304(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    assert first.headers["Cache-Control"] == "public, max-age=300"
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    assert first.headers["Vary"] == "Accept-Encoding"
    again = client.get(path, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.get_data() == b""
    for encoding in ("br", "gzip"):
        packed = client.get(path, headers={"If-None-Match": tag, "Accept-Encoding": encoding})
        assert packed.status_code == 304
    head = client.head(path)
    assert head.headers["ETag"] == tag
    assert head.headers["Content-Length"] == str(len(first.get_data()))
    assert head.get_data() == b""


def test_each_way_of_packing_has_a_tag_of_its_own(client: FlaskClient) -> None:
    tags = set()
    for encoding in ("identity", "gzip", "br"):
        response = client.get(PATHS[0], headers={"Accept-Encoding": encoding})
        tag = response.headers["ETag"]
        tags.add(tag)
        again = {"Accept-Encoding": encoding, "If-None-Match": tag}
        assert client.get(PATHS[0], headers=again).status_code == 304
    assert len(tags) == 3


def test_another_catalogue_has_another_tag(client: FlaskClient, engine: Engine) -> None:
    catalogue = replace(engine.catalogue, version="another")
    changed = create_app(
        services=replace(client.application.extensions["compass"], catalogue=catalogue)
    )
    for path in ("/api/v1/roles", "/api/v1/filters", "/api/v1/roles/porter"):
        assert changed.test_client().get(path).headers["ETag"] != client.get(path).headers["ETag"]


def test_options_say_what_may_be_done(client: FlaskClient) -> None:
    for path, allowed in (("/api/v1/roles", "GET, HEAD, OPTIONS"), (MATCH, "OPTIONS, POST")):
        response = client.options(path)
        assert (response.status_code, response.get_data()) == (204, b"")
        assert "Content-Type" not in response.headers
        assert response.headers["Allow"] == allowed
        assert response.headers["Access-Control-Allow-Methods"] == allowed


def test_options_of_health_are_plain(client: FlaskClient) -> None:
    assert set(client.options("/healthz").headers["Allow"].split(", ")) == {
        "GET",
        "HEAD",
        "OPTIONS",
    }


def test_other_sites_may_ask_and_read(client: FlaskClient) -> None:
    elsewhere = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    asked = {**elsewhere, "Access-Control-Request-Method": "POST"}
    before = client.options(MATCH, headers=asked)
    assert "Content-Type" in before.headers["Access-Control-Allow-Headers"]
    for response in (
        before,
        client.post(MATCH, json={}, headers=elsewhere),
        client.post(MATCH, json={"limit": 0}, headers=elsewhere),
        client.get("/api/v1/roles", headers=elsewhere),
        client.get("/api/v1/nothing", headers=elsewhere),
    ):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert "Set-Cookie" not in response.headers
    for path in ("/healthz", "/api", "/roles"):
        response = client.get(path, headers=elsewhere)
        assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("path", PATHS)
def test_a_browser_s_cookie_changes_nothing(app: Flask, path: str) -> None:
    plain = app.test_client(use_cookies=False).get(path)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["t"] = "somebody"
        session["at"] = int(time.time()) - 10_000
    response = browser.get(path)
    assert response.get_data() == plain.get_data()
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in response.headers


def test_a_search_says_whether_it_found_the_words(client: FlaskClient) -> None:
    found = body_of(client, "/api/v1/search?q=nurs&limit=3")
    assert found["exact"] is True
    assert 0 < len(found["hits"]) <= 3
    close = body_of(client, "/api/v1/search?q=asdfghjkl")
    assert close["exact"] is False
    assert {hit["kind"] for hit in close["hits"]} == {"close"}


@settings(max_examples=150, deadline=None)
@given(query=st.text(max_size=300), limit=st.integers(-5, 2000) | st.text(max_size=8))
def test_any_search_is_answered_or_refused_in_words(
    client: FlaskClient, query: str, limit: int | str
) -> None:
    response = client.get("/api/v1/search", query_string={"q": query, "limit": limit})
    body = json.loads(response.get_data())
    if response.status_code == 200:
        # Nothing but signs that nobody speaks, such as hearts, finds nothing.
        assert body["hits"] or not re.search(r"[^\W_]", query)
    else:
        assert response.status_code == 400
        assert body["error"]["problems"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_role_id_is_found_or_not_found(client: FlaskClient, role_id: str) -> None:
    assert client.get(f"/api/v1/roles/{role_id}").status_code in (200, 308, 404)


def test_healthy_names_what_it_serves(client: FlaskClient, engine: Engine) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    body = response.get_json()
    assert body["status"] == "ok"
    assert body["versions"]["catalogue"] == engine.catalogue.version
    assert body["checks"] == {"database": True, "encoder": engine.encoder_available}


def test_without_the_database_it_is_unhealthy_and_still_matches(
    without_database: FlaskClient,
) -> None:
    health = without_database.get("/healthz")
    assert health.status_code == 503
    assert health.get_json()["status"] == "unavailable"
    assert health.get_json()["checks"]["database"] is False
    for path in PATHS:
        assert without_database.get(path).status_code == 200
    matched = without_database.post("/api/v1/match", json={})
    assert matched.status_code == 200
    assert matched.get_json()["roles"]
