"""Every request has a number, and an error page tells it."""

import io
import json
import logging
import re
import sys
from collections.abc import Iterable
from typing import Any

import pytest
import structlog
from flask import Flask, request

from tests.integration.operations.conftest import MakeSite
from web.operations import logs
from web.operations.requests import Requests

NUMBER = re.compile(r"[0-9a-f]{32}")
GOOD = "9f2c4d5e-0000-4000-8000-aaaaaaaaaaaa"
PRIVATE = "a very private sentence"


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/api/v1/roles", "/api/nowhere", "/static/nothing.css", "/healthz"]
)
def test_every_answer_has_a_number_of_its_own(make_site: MakeSite, path: str) -> None:
    client = make_site().test_client()
    first, second = (client.get(path).headers["X-Request-ID"] for _ in range(2))
    assert NUMBER.fullmatch(first)
    assert NUMBER.fullmatch(second)
    assert first != second


def test_the_proxy_s_number_is_kept(make_site: MakeSite) -> None:
    response = make_site(proxies=1).test_client().get("/", headers={"X-Request-ID": GOOD})
    assert response.headers.getlist("X-Request-ID") == [GOOD]


def test_a_visitor_s_number_is_not(make_site: MakeSite) -> None:
    response = make_site().test_client().get("/", headers={"X-Request-ID": GOOD})
    assert NUMBER.fullmatch(response.headers["X-Request-ID"])


@pytest.mark.parametrize(
    "given",
    ["", "short", "x" * 65, "two words here", "1234567é", '{"level":"error"}', "\x1b[31mredred"],
)
def test_what_is_no_number_is_replaced(make_site: MakeSite, given: str) -> None:
    response = make_site(proxies=1).test_client().get("/", headers={"X-Request-ID": given})
    assert NUMBER.fullmatch(response.headers["X-Request-ID"])


def test_an_error_of_ours_tells_its_number(make_site: MakeSite) -> None:
    site = make_site()
    site.add_url_rule("/broken", view_func=_break)
    response = site.test_client().get("/broken")
    page = response.get_data(as_text=True)
    assert response.status_code == 500
    assert f"<strong>{response.headers['X-Request-ID']}</strong>" in page
    assert PRIVATE not in page


def test_a_database_that_is_away_tells_its_number(make_site: MakeSite) -> None:
    site = make_site(database_url="sqlite:////nowhere/compass.sqlite")
    response = site.test_client().post("/start")
    assert response.status_code == 503
    assert response.headers["X-Request-ID"] in response.get_data(as_text=True)


def test_a_slip_of_the_visitor_s_tells_none(make_site: MakeSite) -> None:
    response = make_site().test_client().get("/nowhere")
    assert response.headers["X-Request-ID"] not in response.get_data(as_text=True)


def _break() -> str:
    raise RuntimeError(PRIVATE)


def test_an_error_outside_flask_is_answered_and_not_repeated() -> None:
    def broken(_environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        raise RuntimeError(PRIVATE)

    said: list[Any] = []

    def start(*given: Any) -> Any:
        said.append(given)

    with structlog.testing.capture_logs() as entries:
        environ = {"PATH_INFO": f"/{PRIVATE}", "REQUEST_METHOD": "GET"}
        body = Requests(broken, behind_proxy=False)(environ, start)
    assert said[0][0].startswith("500 ")
    assert b"broke on our side" in b"".join(body)
    assert [entry["event"] for entry in entries] == ["unexpected error", "request"]
    assert entries[1]["status"] == 500
    assert PRIVATE not in str(entries)


def test_proxies_are_believed_as_far_as_they_are_ours(make_site: MakeSite) -> None:
    headers = {"X-Forwarded-For": "6.6.6.6, 203.0.113.7", "X-Forwarded-Proto": "http, https"}
    for proxies, address, secure in ((0, "127.0.0.1", False), (1, "203.0.113.7", True)):
        site = _with_probe(make_site(proxies=proxies))
        told = site.test_client().get("/probe", headers=headers).get_json()
        assert told == [address, secure, "localhost"], proxies
    two = _with_probe(make_site(proxies=2)).test_client().get("/probe", headers=headers)
    assert two.get_json() == ["6.6.6.6", False, "localhost"]


def test_a_claimed_host_is_not_believed(make_site: MakeSite) -> None:
    site = _with_probe(make_site(proxies=1))
    told = site.test_client().get("/probe", headers={"X-Forwarded-Host": "evil.example"})
    assert told.get_json()[2] == "localhost"


def _with_probe(site: Flask) -> Flask:
    def probe() -> list[object]:
        return [request.remote_addr, request.is_secure, request.host]

    site.add_url_rule("/probe", view_func=probe)
    return site


def test_behind_https_the_cookie_is_secure_and_ours_alone(make_site: MakeSite) -> None:
    client = make_site(environment="production", proxies=1).test_client()
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    origin = {"Origin": "https://localhost", **headers}
    response = client.post("/start", headers=origin)
    assert response.status_code == 303
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-compass=")
    assert "; Secure" in cookie
    assert "; Path=/" in cookie
    assert "Domain" not in cookie
    assert response.headers["Strict-Transport-Security"]
    assert not response.headers["Location"].startswith("http:")


def test_no_exception_s_message_gets_into_an_entry() -> None:
    written = io.StringIO()
    try:
        raise ValueError(PRIVATE)
    except ValueError as error:
        for given in (True, error, sys.exc_info()):
            entry = logs.kind_and_place(None, "error", {"event": "x", "exc_info": given})
            written.write(json.dumps(dict(entry)))
            assert entry["kind"] == "ValueError"
        record = logging.LogRecord(
            "gunicorn.error", logging.ERROR, "", 1, "Error handling request %s", (PRIVATE,), None
        )
        record.exc_info = sys.exc_info()
        written.write(logs.JsonLines().format(record))
    assert PRIVATE not in written.getvalue()
    assert "test_requests.py" in written.getvalue()
