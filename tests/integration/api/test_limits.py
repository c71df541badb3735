"""What one address may ask for: a school passes, a flood does not."""

import logging
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from compass.database import migrate
from matching.recommend import Engine
from tests.integration.api.conftest import app_over
from web.api import blueprint
from web.api.limits import AT_ONCE, PER_MINUTE

CHEAP = "/api/v1/nothing"
"""Counted like any other address, and quick to answer."""
SCHOOL = {"REMOTE_ADDR": "203.0.113.7"}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.9"}


class Clock:
    seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(blueprint, "now", made)
    return made


@pytest.fixture
def fresh(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site that nobody has asked for anything yet."""
    url = f"sqlite:///{tmp_path_factory.mktemp('limits') / 'compass.sqlite'}"
    migrate(url)
    made, database = app_over(engine, url)
    yield made
    database.dispose()


def flood(client: FlaskClient) -> None:
    for _ in range(AT_ONCE):
        assert client.get(CHEAP, environ_base=SCHOOL).status_code == 404


def test_a_school_behind_one_address_is_never_refused(fresh: Flask, clock: Clock) -> None:
    """A thousand pupils open the list within ten seconds, then each asks again and again."""
    client = fresh.test_client(use_cookies=False)
    for _ in range(1_000):
        clock.seconds += 0.01
        for _ in range(3):
            assert client.get(CHEAP, environ_base=SCHOOL).status_code == 404
    for _ in range(PER_MINUTE * 2):
        clock.seconds += 60 / PER_MINUTE
        assert client.get(CHEAP, environ_base=SCHOOL).status_code == 404


def test_a_flood_is_refused_kindly_and_for_a_moment(fresh: Flask, clock: Clock) -> None:
    client = fresh.test_client(use_cookies=False)
    flood(client)
    for path in (CHEAP, "/api/v1/roles", "/api/v1/match"):
        response = client.get(path, environ_base=SCHOOL)
        assert response.status_code == 429
        assert response.get_json()["error"] == {
            "code": "too_many",
            "message": "Too many requests from one address. Wait as long as Retry-After says.",
            "problems": [],
        }
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(CHEAP, environ_base=ELSEWHERE).status_code == 404
    clock.seconds += int(response.headers["Retry-After"])
    assert client.get(CHEAP, environ_base=SCHOOL).status_code == 404


def test_pages_and_health_are_not_counted(fresh: Flask, clock: Clock) -> None:
    client = fresh.test_client(use_cookies=False)
    flood(client)
    assert client.get("/healthz", environ_base=SCHOOL).status_code == 200
    assert client.get("/roles", environ_base=SCHOOL).status_code == 200
    assert client.get("/api", environ_base=SCHOOL).status_code == 200


def test_nobody_is_refused_where_addresses_are_unknown(fresh: Flask, clock: Clock) -> None:
    client = fresh.test_client(use_cookies=False)
    for _ in range(AT_ONCE + 1):
        assert client.get(CHEAP, environ_base={"REMOTE_ADDR": ""}).status_code == 404


def test_the_address_is_written_nowhere(
    fresh: Flask,
    clock: Clock,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    client = fresh.test_client(use_cookies=False)
    flood(client)
    refused = client.get(CHEAP, environ_base=SCHOOL)
    said = capfd.readouterr()
    for text in (refused.get_data(as_text=True), said.out, said.err, caplog.text):
        assert SCHOOL["REMOTE_ADDR"] not in text
