"""Who may do what: every route against the table in ``access.py``."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.security.access import (
    ROUTES,
    address_of,
    addresses,
    rules,
    undecided,
)
from tests.integration.security.conftest import Rows
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.test_my_journey import make_code
from tests.integration.web_personal.test_questions import FIRST
from web.security import WITHOUT_TOKEN
from web.services import Services

State = Callable[[], Rows]
NewBrowser = Callable[[], Browser]


def test_somebody_decided_about_every_route(app: Flask) -> None:
    assert undecided(app) == set(), "say in access.py who may use it"
    assert ROUTES.keys() <= {rule.endpoint for rule in app.url_map.iter_rules()}


def test_a_new_route_is_undecided(app: Flask) -> None:
    app.add_url_rule("/new", "pages.new", lambda: "")
    assert undecided(app) == {"pages.new"}


def test_what_is_for_anyone_needs_no_cookie_and_sets_none(app: Flask) -> None:
    client = app.test_client()
    for address in addresses(app, "GET", "anyone"):
        answer = client.get(address)
        assert "/come-back?closed" not in answer.headers.get("Location", ""), address
        assert "Set-Cookie" not in answer.headers, address


def test_what_is_for_a_journey_is_closed_to_everybody_else(app: Flask, state: State) -> None:
    client = app.test_client()
    before = state()
    for method in ("GET", "POST"):
        for address in addresses(app, method, "holder"):
            answer = client.open(address, method=method)
            assert answer.status_code == 303, (method, address)
            assert answer.location.startswith("/come-back?closed=none"), (method, address)
    assert state() == before


def test_what_is_for_operators_is_closed_to_the_internet(app: Flask) -> None:
    client = app.test_client()
    for address in addresses(app, "GET", "operator"):
        from_outside = client.get(address, environ_base={"REMOTE_ADDR": "203.0.113.7"})
        assert from_outside.status_code == 404, address
        with_a_guess = client.get(
            address,
            headers={"Authorization": "Bearer guess", "X-Forwarded-For": "127.0.0.1"},
            environ_base={"REMOTE_ADDR": "203.0.113.7"},
        )
        assert with_a_guess.status_code == 404, address


def with_everything(browser: Browser) -> str:
    """A journey with answers, words, a saved role and a code; returns the code's row id."""
    browser.answer(FIRST[0].id, "5")
    browser.open("/your-words")
    browser.send("/your-words", [("words", "I like mending bikes"), ("do", "save")])
    browser.open("/roles/porter")
    browser.send("/roles/porter/save")
    browser.open("/my-plan")
    browser.send("/my-plan/notes/porter", [("note", "A note on mending bikes")])
    make_code(browser)
    browser.open("/my-journey")
    return browser.html.partition("/my-journey/code/")[2].partition("/revoke")[0]


def test_nothing_of_one_person_is_open_to_another(
    app: Flask, person: Browser, new_browser: NewBrowser, state: State, services: Services
) -> None:
    code_id = with_everything(person)
    other = new_browser()
    other.send("/start")
    mine = owned(state(), services, person)
    assert {"answers", "own_words", "saved_roles", "role_notes", "recovery_codes"} <= mine.keys()
    token = dict(other.form(f"/questions/{FIRST[0].id}"))["csrf_token"]
    for rule in rules(app, "POST"):
        if ROUTES[rule.endpoint] != "holder" or rule.endpoint == "journey.delete":
            continue
        address = address_of(app, rule, "POST", code_id=code_id)
        other.client.post(address, data={"csrf_token": token, "do": "next", "answer": "1"})
    for address in addresses(app, "GET", "holder"):
        assert "mending bikes" not in other.client.get(address, follow_redirects=True).text
    assert owned(state(), services, person) == mine


def owned(rows: Rows, services: Services, browser: Browser) -> Rows:
    """The rows that name this browser's journey, without the times at which it was used."""
    with browser.client.session_transaction() as session:
        journey = services.journeys.open(session["t"])
    assert journey is not None
    return {
        name: kept
        for name, table in rows.items()
        if name not in {"journeys", "devices"}
        if (kept := [row for row in table if journey.id in row])
    }


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_looking_never_changes_anything(
    app: Flask, person: Browser, state: State, method: str
) -> None:
    with_everything(person)
    before = state()
    for address in addresses(app, "GET"):
        person.client.open(address, method=method)
    assert state() == before


def test_every_change_needs_its_token(app: Flask, person: Browser, state: State) -> None:
    with_everything(person)
    before = state()
    for rule in rules(app, "POST"):
        if rule.endpoint in WITHOUT_TOKEN or rule.endpoint.startswith("api."):
            continue
        for form in ({}, {"csrf_token": "made-up"}):
            answer = person.client.post(address_of(app, rule, "POST"), data=form)
            assert answer.status_code == 400, rule.rule
    assert state() == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_no_change_is_taken_from_another_site(
    app: Flask, person: Browser, state: State, headers: dict[str, str]
) -> None:
    person.open(f"/questions/{FIRST[0].id}")
    token = dict(person.form(f"/questions/{FIRST[0].id}"))["csrf_token"]
    before = state()
    for rule in rules(app, "POST"):
        if rule.endpoint.startswith("api."):
            continue  # it takes no cookie and changes nothing
        answer = person.client.post(
            address_of(app, rule, "POST"), data={"csrf_token": token}, headers=headers
        )
        assert answer.status_code == 403, rule.rule
        assert "Set-Cookie" not in answer.headers
    assert state() == before


def test_the_api_takes_no_cookie_and_keeps_nothing(
    app: Flask, person: Browser, state: State
) -> None:
    before = state()
    for address in addresses(app, "GET") + addresses(app, "POST"):
        if address.startswith("/api/"):
            for answer in (person.client.get(address), person.client.post(address, json={})):
                assert "Set-Cookie" not in answer.headers, address
    assert state() == before


def test_a_cookie_that_was_tampered_with_opens_nothing(person: Browser, app: Flask) -> None:
    good = person.cookies()["compass"]
    # The first character of the signature: the last one has bits that nobody reads.
    head, _, signature = good.rpartition(".")
    forged = f"{head}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"
    for bad in (forged, good[::-1], "x" * 4000, "{}", "."):
        stranger: FlaskClient = app.test_client()
        stranger.set_cookie("compass", bad)
        assert stranger.get("/my-journey").location == "/come-back?closed=none"
