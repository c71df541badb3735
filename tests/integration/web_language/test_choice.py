"""A language that a translator adds, and who gets to read it."""

import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.integration.web_language.conftest import SiteWith, write_language
from web.language.catalogues import BadCatalogue

WELSH = {
    "Explore roles": "Archwilio swyddi",
    "Which way is yours?": "Pa ffordd yw dy ffordd di?",
    "Nursing": "Nyrsio",
    "Not for me": "Ddim i mi",
    "Still there?": "Wyt ti yna o hyd?",
    "%(total)s jobs": "%(total)s o swyddi",
}


@pytest.fixture
def welsh_site(site_with: SiteWith, tmp_path: Path) -> Flask:
    return site_with(write_language(tmp_path / "more", "cy", **WELSH))


@pytest.fixture
def client(welsh_site: Flask) -> FlaskClient:
    return welsh_site.test_client()


def is_welsh(page: TestResponse) -> bool:
    return '<html lang="cy">' in page.text and "Archwilio swyddi" in page.text


def test_a_language_in_the_folder_is_on_the_pages(client: FlaskClient) -> None:
    page = client.get("/?lang=cy")
    assert is_welsh(page)
    assert "Pa ffordd yw dy ffordd di?" in page.text
    assert "Nyrsio" in page.text, "words of Python"
    assert "543 o swyddi" in page.text
    assert "What we promise" in page.text, "what is not translated yet stays English"


def test_the_choice_is_remembered_by_a_cookie_of_its_own(client: FlaskClient) -> None:
    chosen = client.get("/roles?lang=cy")
    assert chosen.headers["Cache-Control"] == "private, no-store"
    cookie = chosen.headers["Set-Cookie"]
    assert cookie.startswith("compass-language=cy;")
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Expires" not in cookie
    assert is_welsh(client.get("/glossary"))
    assert not is_welsh(client.get("/glossary?lang=en-GB"))
    assert not is_welsh(client.get("/glossary"))


def test_the_browser_says_what_its_reader_reads(client: FlaskClient) -> None:
    assert is_welsh(client.get("/", headers={"Accept-Language": "fr, cy-GB;q=0.8, en;q=0.5"}))
    assert not is_welsh(client.get("/", headers={"Accept-Language": "en-US, cy;q=0.8"}))
    page = client.get("/", headers={"Accept-Language": "fr"})
    assert not is_welsh(page)
    assert {"Accept-Language", "Cookie"} <= set(page.headers["Vary"].split(", "))
    assert "public" in page.headers["Cache-Control"]


@pytest.mark.parametrize("code", ["fr", "cy-XX", "", "../cy", "<b>", "cy" * 500])
def test_a_language_that_is_not_there_is_english(client: FlaskClient, code: str) -> None:
    page = client.get("/", query_string={"lang": code})
    assert page.status_code == 200
    assert '<html lang="en-GB">' in page.text
    assert "Set-Cookie" not in page.headers


def test_each_page_offers_itself_in_the_other_languages(client: FlaskClient) -> None:
    page = client.get("/roles?family=nursing&lang=cy").text
    assert '<a href="/roles?family=nursing&amp;lang=en-GB" lang="en-GB" hreflang="en-GB"' in page
    assert ">English</a>" in page
    assert ">Cymraeg</a>" in client.get("/roles?lang=en-GB").text


def test_the_catalogue_stays_english_and_says_so(client: FlaskClient) -> None:
    page = client.get("/roles/porter?lang=cy").text
    assert '<h1><span lang="en-GB" dir="ltr">' in page
    assert "<span lang=" not in client.get("/roles/porter?lang=en-GB").text


def test_what_scripts_say_comes_with_the_page(client: FlaskClient) -> None:
    page = client.get("/?lang=cy").text
    _, _, rest = page.partition('<script type="application/json" id="script-words">')
    words = json.loads(rest.partition("</script>")[0])
    assert words["Still there?"] == "Wyt ti yna o hyd?"
    assert words["Keep it open"] == "Keep it open"
    assert 'id="script-words"' not in client.get("/?lang=en-GB").text


def test_programs_are_answered_in_english(client: FlaskClient) -> None:
    client.get("/?lang=cy")
    families = client.get("/api/v1/roles?limit=1").get_json()
    assert "Nyrsio" not in json.dumps(families)


def test_with_english_alone_there_is_nothing_to_choose(site_with: SiteWith) -> None:
    page = site_with(None).test_client().get("/?lang=cy", headers={"Accept-Language": "cy"})
    assert '<html lang="en-GB">' in page.text
    assert "hreflang" not in page.text
    assert "Set-Cookie" not in page.headers
    assert "Accept-Language" not in page.headers["Vary"]


def test_a_translation_that_would_break_a_page_is_left_out(
    site_with: SiteWith, tmp_path: Path
) -> None:
    broken = {"%(total)s jobs": "%(totall)s o swyddi", "Explore roles": "<b>Archwilio"}
    page = site_with(write_language(tmp_path, "cy", **broken)).test_client().get("/?lang=cy")
    assert page.status_code == 200
    assert "543 jobs" in page.text
    assert "Archwilio" not in page.text


def test_a_folder_that_is_no_language_is_named(site_with: SiteWith, tmp_path: Path) -> None:
    with pytest.raises(BadCatalogue, match="'wolsh' is no language"):
        site_with(write_language(tmp_path, "wolsh", **WELSH))
