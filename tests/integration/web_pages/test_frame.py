"""Around every page: errors, tokens, static files. Its guards: tests/integration/security."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask, abort, request
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException, TooManyRequests

from compass.errors import ServiceUnavailable
from compass.settings import Settings
from web import assets_manifest
from web.app import create_app
from web.caching import no_compression
from web.errors import WORDS
from web.services import Services

HTML = "text/html; charset=utf-8"


def test_a_start_page_from_before_the_session_still_starts(person: FlaskClient) -> None:
    assert person.post("/start").status_code == 303


def test_a_form_with_its_token_is_taken(person: FlaskClient) -> None:
    html = person.get("/roles/adult-nurse").text
    token = html.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = person.post("/roles/adult-nurse/save", data={"csrf_token": token})
    assert answer.status_code not in {400, 403}


@pytest.mark.parametrize("code", sorted(WORDS))
def test_an_error_is_a_plain_page_and_for_the_api_an_object(services: Services, code: int) -> None:
    app = create_app(services=services)
    app.add_url_rule("/fail", "fail", lambda: abort(code))
    app.add_url_rule("/api/v1/fail", "fail_api", lambda: abort(code))
    client = app.test_client()
    page = client.get("/fail")
    assert (page.status_code, page.content_type) == (code, HTML)
    assert f"<h1>{WORDS[code].title}</h1>" in page.text.replace("&#39;", "'")
    assert 'href="/roles"' in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    answer = client.get("/api/v1/fail")
    assert answer.status_code == code
    assert json.loads(answer.data)["error"].keys() == {"code", "message", "problems"}


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_error_page_has_ways_on_that_work(services: Services, code: int) -> None:
    app = create_app(services=services)
    # Once it fails, and from then on it works: that is what "Try again" is for.
    tries = iter([code])
    app.add_url_rule("/fail", "fail", lambda: abort(c) if (c := next(tries, 0)) else "there")
    client = app.test_client()
    _, _, main = client.get("/fail").text.partition("<main")
    links = re.findall(r'href="(/[^"#]*)"', main.partition("</main>")[0])
    assert len(links) >= 2
    assert ("/fail" in links) == WORDS[code].again
    for link in links:
        assert client.get(link).status_code == 200, link


def test_something_unforeseen_is_told_without_its_details(services: Services) -> None:
    app = create_app(services=services)
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def broken() -> str:
        raise RuntimeError("the inner workings")

    app.add_url_rule("/broken", view_func=broken)
    page = app.test_client().get("/broken")
    assert page.status_code == 500
    assert "inner workings" not in page.text
    assert "Your answers are safe" in page.text


def test_a_database_that_is_away_is_a_503_that_says_when_to_try_again(services: Services) -> None:
    app = create_app(services=services)

    def away() -> str:
        raise ServiceUnavailable("locked")

    app.add_url_rule("/away", view_func=away)
    page = app.test_client().get("/away")
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "30"


def test_headers_of_an_error_are_kept(services: Services) -> None:
    app = create_app(services=services)

    def many() -> str:
        raise TooManyRequests(retry_after=60)

    app.add_url_rule("/many", view_func=many)
    client = app.test_client()
    assert client.get("/many").headers["Retry-After"] == "60"
    assert "GET" in client.post("/roles").headers["Allow"]


def test_a_body_that_is_too_large_is_refused(services: Services) -> None:
    app = create_app(services=services)
    app.add_url_rule("/take", view_func=lambda: str(len(request.form)), methods=["POST"])
    assert app.test_client().post("/take", data={"a": "b" * 200_000}).status_code == 413


def test_a_page_with_a_token_and_typed_words_is_not_compressed(services: Services) -> None:
    app = create_app(services=services)

    def reflecting() -> str:
        no_compression()
        return "x" * 5000

    app.add_url_rule("/reflecting", view_func=reflecting)
    page = app.test_client().get("/reflecting", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in page.headers


def test_templates_escape_whatever_their_suffix(app: Flask) -> None:
    template = app.jinja_env.from_string("{{ kit.hint({'text': x}) }} {{ x }}")
    assert "<img" not in template.render(x="<img onerror=alert(1)>")


def test_a_misspelt_name_in_a_template_is_an_error(app: Flask) -> None:
    with pytest.raises(Exception, match="undefined"):
        app.jinja_env.from_string("{{ no_such_name }}").render()


def test_static_files_are_compressed_and_kept_for_ever(
    services: Services, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "site-5NKXQ7ZV.css").write_text("a{}" * 100)
    (folder / "site-5NKXQ7ZV.css.gz").write_bytes(b"not really")
    (folder / "manifest.json").write_text(json.dumps({"site.css": "site-5NKXQ7ZV.css"}))
    app = create_app(services=services)
    assets_manifest.init_app(app, settings, folder)
    answer = app.test_client().get("/static/site-5NKXQ7ZV.css", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert app.jinja_env.globals["asset"]("site.css") == "/static/site-5NKXQ7ZV.css"  # type: ignore[operator]  # globals are untyped
    answer.close()


def test_errors_of_http_without_a_page_of_their_own_get_one(services: Services) -> None:
    app = create_app(services=services)

    class Teapot(HTTPException):
        code = 418

    def brew() -> str:
        raise Teapot

    app.add_url_rule("/brew", view_func=brew)
    page = app.test_client().get("/brew")
    assert page.status_code == 418
    assert "<h1>" in page.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/roles/porter/", "/roles/porter"),
        ("/compare/?roles=porter%2Cparamedic", "/compare?roles=porter%2Cparamedic"),
        ("/map//", "/map"),
    ],
)
def test_a_slash_too_many_leads_to_the_page(client: FlaskClient, asked: str, found: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (308, found)


@pytest.mark.parametrize("asked", ["/nothing-here/", "/api/v1/nothing/"])
def test_a_slash_too_many_leads_nowhere_else(client: FlaskClient, asked: str) -> None:
    assert client.get(asked).status_code == 404
    assert client.post("/compare/").status_code == 404


def test_a_slash_too_many_leads_to_no_other_site(client: FlaskClient) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": "//a.example/roles/"})
    assert not answer.headers.get("Location", "").startswith("//")
