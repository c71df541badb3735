"""Headers on everything the site sends, and the cookie in production."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.wrappers import Response

from compass.errors import ServiceUnavailable
from tests.integration.security.access import addresses
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.test_questions import FIRST
from web import assets_manifest
from web.app import create_app
from web.services import Services

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH")
SECURE = "https://localhost"


def check(answer: Response, where: object) -> None:
    """What a browser must be told with everything, written down here a second time."""
    policy = {
        name: values.split()
        for name, _, values in (
            part.strip().partition(" ")
            for part in answer.headers["Content-Security-Policy"].split(";")
        )
    }
    assert policy["default-src"] == ["'none'"], where
    for closed in ("object-src", "base-uri", "frame-ancestors"):
        assert policy[closed] == ["'none'"], where
    sources = {source for values in policy.values() for source in values}
    assert sources == {"'none'", "'self'"}, where
    assert answer.headers["X-Content-Type-Options"] == "nosniff", where
    assert answer.headers["X-Frame-Options"] == "DENY", where
    assert answer.headers["Referrer-Policy"] == "same-origin", where
    assert "geolocation=()" in answer.headers["Permissions-Policy"], where
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", where
    for telling in ("Server", "X-Powered-By"):
        assert "python" not in answer.headers.get(telling, "").lower(), where


def everything(app: Flask, client: FlaskClient) -> Iterator[tuple[str, str, Response]]:
    for method in METHODS:
        for address in [*addresses(app, "GET"), *addresses(app, "POST"), "/nothing", "/static/no"]:
            if address not in {"/finish", "/my-journey/delete"} or method != "POST":
                yield method, address, client.open(address, method=method)


def test_every_answer_to_a_stranger_carries_them(app: Flask) -> None:
    for method, address, answer in everything(app, app.test_client()):
        check(answer, (method, address, answer.status_code))


def test_every_answer_to_a_journey_carries_them_and_is_kept_by_nobody(
    app: Flask, person: Browser
) -> None:
    for method, address, answer in everything(app, person.client):
        check(answer, (method, address, answer.status_code))
        if address.startswith(("/my-journey", "/results", "/questions", "/your", "/about-you")):
            assert answer.headers["Cache-Control"] == "private, no-store", (method, address)


@pytest.mark.parametrize("raised", [ServiceUnavailable("away"), RuntimeError("broken")])
def test_failures_carry_them(services: Services, raised: Exception) -> None:
    app = create_app(services=services)
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def fail() -> str:
        raise raised

    app.add_url_rule("/fail", view_func=fail)
    app.add_url_rule("/api/v1/fail", "fail_api", fail)
    for address in ("/fail", "/api/v1/fail"):
        answer = app.test_client().get(address)
        assert answer.status_code >= 500
        check(answer, address)


def test_an_answer_that_nothing_changed_carries_them(app: Flask) -> None:
    client = app.test_client()
    tag = client.get("/roles").headers["ETag"]
    answer = client.get("/roles", headers={"If-None-Match": tag})
    assert answer.status_code == 304
    check(answer, "304")


def test_static_files_carry_what_counts_for_them(services: Services, tmp_path: Path) -> None:
    (tmp_path / "site-5NKXQ7ZV.css").write_text("a{}" * 100)
    (tmp_path / "icons-5NKXQ7ZV.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "manifest.json").write_text('{"site.css": "site-5NKXQ7ZV.css"}')
    app = create_app(services=services)
    assets_manifest.init_app(app, services.settings, tmp_path)
    with app.test_client().get("/static/icons-5NKXQ7ZV.svg") as answer:
        assert answer.mimetype == "image/svg+xml"
        check(answer, "a picture can be opened as a document")
    with app.test_client().get("/static/site-5NKXQ7ZV.css") as answer:
        assert answer.status_code == 200
        assert answer.mimetype == "text/css"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Content-Security-Policy" not in answer.headers, "it is no document"


@pytest.fixture
def in_production(services: Services) -> FlaskClient:
    strict = services.settings.model_copy(update={"environment": "production"})
    return create_app(strict, services).test_client()


def test_in_production_every_cookie_is_bound_to_this_host_and_to_https(
    in_production: FlaskClient,
) -> None:
    seen: list[str] = []
    answer = in_production.post("/start", base_url=SECURE)
    while answer.location or not seen:
        seen += answer.headers.getlist("Set-Cookie")
        answer = in_production.get(answer.location, base_url=SECURE)
    seen += in_production.get(f"/questions/{FIRST[0].id}", base_url=SECURE).headers.getlist(
        "Set-Cookie"
    )
    assert seen
    for cookie in seen:
        name, _, rest = cookie.partition("=")
        parts = {part.strip() for part in rest.split(";")[1:]}
        assert name == "__Host-compass"
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= parts
        assert not any(part.startswith("Domain") for part in parts)


def test_in_production_browsers_are_told_to_come_by_https(in_production: FlaskClient) -> None:
    for address in ("/", "/nothing-here", "/api/v1/roles"):
        told = in_production.get(address, base_url=SECURE).headers["Strict-Transport-Security"]
        assert "max-age=31536000" in told
