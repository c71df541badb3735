"""``/metrics``: figures that add up, for the right eyes, and nothing of anybody in them."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr

from tests.integration.operations.conftest import MakeSite
from tests.integration.operations.figures import one, values_of
from web.measuring import figures

TOKEN = "a-token-of-the-monitoring-system"
SECRET = "Zebedee7391"
"""Put wherever a visitor can put something."""


def text_of(client: FlaskClient) -> str:
    response = client.get("/metrics")
    assert response.status_code == 200
    return response.get_data(as_text=True)


def form_fields(client: FlaskClient, path: str) -> dict[str, str]:
    """The hidden fields of a page's last form."""
    html = client.get(path).get_data(as_text=True)
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
    return dict(hidden)


@pytest.fixture
def site(make_site: MakeSite) -> Flask:
    return make_site()


def test_requests_count_by_rule_method_and_kind_of_status(site: Flask) -> None:
    client = site.test_client()
    before = text_of(client)
    for path in ("/roles/paramedic", "/roles/care-worker", "/roles/nonsense", "/nowhere"):
        client.get(path)
    client.open("/roles", method="BREW")
    after = text_of(client)

    def more(**labels: str) -> float:
        name = "compass_requests_total"
        return one(after, name, **labels) - one(before, name, **labels)

    assert more(rule="/roles/<role_id>", method="GET", status="2xx") == 2
    assert more(rule="/roles/<role_id>", method="GET", status="4xx") == 1
    assert more(rule="none", method="GET", status="4xx") == 1
    assert more(rule="none", method="other", status="4xx") == 1
    name, labels = "compass_request_seconds_count", {"rule": "/roles/<role_id>", "method": "GET"}
    assert one(after, name, **labels) - one(before, name, **labels) == 3


def test_matching_and_lists_are_measured(site: Flask) -> None:
    client = site.test_client()
    before = text_of(client)
    client.get("/roles?q=nurse")
    body = {"text": "I like helping people", "answers": {"stopped-machine": 5}}
    slate = client.post("/api/v1/match", json=body).get_json()
    client.post("/start")
    client.get("/results")
    after = text_of(client)
    for step in ("recommend", "search", "encode"):
        name = "compass_matching_seconds_count"
        assert one(after, name, step=step) > one(before, name, step=step), step
    for basis in ("answers", "starter"):
        policy = slate["policy"] if basis == "answers" else "none"
        labels = {"basis": basis, "policy": policy}
        name = "compass_slates_shown_total"
        assert one(after, name, **labels) - one(before, name, **labels) == 1


def test_a_database_that_is_away_is_counted_even_where_no_page_fails(
    site: Flask, database_file: Path
) -> None:
    client = site.test_client()
    client.post("/start")
    before = one(text_of(client), "compass_database_failures_total")
    with closing(sqlite3.connect(database_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert client.get("/roles/paramedic").status_code == 200
    assert one(text_of(client), "compass_database_failures_total") == before + 1


def test_versions_and_memory_are_there(site: Flask) -> None:
    text = text_of(site.test_client())
    assert re.search(r'compass_info\{.*catalogue="[0-9a-f]{12}".*\} 1\.0', text)
    assert one(text, "compass_resident_memory_bytes") > 10 * 2**20


def test_nothing_that_a_visitor_sends_is_in_the_figures(site: Flask) -> None:
    client = site.test_client()
    # What other applications of this process have counted is not this one's.
    known = values_of(text_of(client), "rule")
    headers = {
        "User-Agent": SECRET,
        "Referer": f"http://localhost/{SECRET}",
        "X-Request-ID": SECRET,
        "X-Forwarded-For": "203.0.113.77",
        "Accept-Language": SECRET,
    }
    client.post("/start", headers=headers)
    client.get("/results", headers=headers)
    code = client.post("/my-journey/code", data=form_fields(client, "/my-journey"))
    assert code.status_code in (200, 303)
    page = client.get("/my-journey/code").get_data(as_text=True)
    shown = re.findall(r'<span class="code__group">(\w+)</span>', page)
    assert len(shown) == 3
    words = form_fields(client, "/your-words")
    sent = client.post("/your-words", data={**words, "words": f"I am {SECRET}"}, headers=headers)
    assert sent.status_code == 303
    held = client.get("/my-journey/download").get_json()
    assert SECRET in str(held)
    client.get(f"/roles/{SECRET}", headers=headers)
    client.get(f"/roles?q={SECRET}", headers=headers)
    client.get(f"/{SECRET}/{'-'.join(shown)}", headers=headers)
    client.get(f"/static/{SECRET}.css", headers=headers)
    client.post("/come-back", data={"code": SECRET}, headers=headers)
    client.post("/api/v1/match", json={"text": SECRET}, headers=headers)
    client.open("/", method=SECRET.upper(), headers=headers)
    text = text_of(client)
    ids = {held["journey"]["id"], *(row["event_id"] for row in held["events"])}
    for secret in (SECRET, SECRET.upper(), "203.0.113.77", "127.0.0.1", *shown, *ids):
        assert secret not in text
        assert secret.replace("-", "") not in text
    rules = {rule.rule for rule in site.url_map.iter_rules()} | {"none", "/static/<file>"}
    assert values_of(text, "rule") - known <= rules
    assert values_of(text, "method") <= figures.METHODS | {"other"}
    assert values_of(text, "status") <= {"2xx", "3xx", "4xx", "5xx"}


def test_it_is_kept_by_nobody_and_sets_no_cookie(site: Flask) -> None:
    for path in ("/metrics", "/readyz", "/healthz"):
        response = site.test_client().get(path)
        assert response.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", TOKEN, "Bearer é"])
def test_without_the_right_token_it_is_refused(make_site: MakeSite, given: str) -> None:
    site = make_site(metrics_token=SecretStr(TOKEN))
    response = site.test_client().get("/metrics", headers={"Authorization": given})
    assert response.status_code == 401
    assert "compass_" not in response.get_data(as_text=True)
    assert TOKEN not in response.get_data(as_text=True)


def test_the_token_opens_it_wherever_one_is(make_site: MakeSite) -> None:
    site = make_site(metrics_token=SecretStr(TOKEN), proxies=1)
    response = site.test_client().get(
        "/metrics",
        headers={"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "203.0.113.7"},
    )
    assert response.status_code == 200


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_without_a_token_this_machine_may_read_it(site: Flask, address: str) -> None:
    response = site.test_client().get("/metrics", environ_base={"REMOTE_ADDR": address})
    assert response.status_code == 200


@pytest.mark.parametrize("address", ["203.0.113.7", "192.168.0.2", "", "nonsense"])
def test_without_a_token_nobody_else_may(site: Flask, address: str) -> None:
    response = site.test_client().get("/metrics", environ_base={"REMOTE_ADDR": address})
    assert response.status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_a_proxy_that_nobody_told_us_of_opens_nothing(site: Flask, header: str) -> None:
    response = site.test_client().get("/metrics", headers={header: "127.0.0.1"})
    assert response.status_code == 404


def test_behind_a_proxy_only_a_token_opens_it(make_site: MakeSite) -> None:
    client = make_site(proxies=1).test_client()
    for forwarded in ({}, {"X-Forwarded-For": "127.0.0.1"}):
        assert client.get("/metrics", headers=forwarded).status_code == 404
