"""Every public page: it opens, it is whole, its links lead somewhere, it can be cached."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from roles_catalogue.schema import Family
from tests.support.engines import real_catalogue
from tests.support.services import ON
from web.pages.presenters import picks_of_the_day, turn_to

PAGES = [
    "/",
    "/roles",
    "/roles?q=nusre",
    "/roles?q=xylophone",
    "/roles?family=dental&setting=hospice",
    "/roles?route=direct&no_degree=1",
    "/roles?family=medical",
    "/roles?family=medical&route=direct",
    "/roles/porter",
    "/how-matching-works",
    "/glossary",
    "/money",
    "/privacy",
    "/cookies",
    "/light-or-dark",
    "/accessibility",
    "/credits",
]
OLD_SOURCES = ("http://www.hcpc-uk.co.uk", "http://www.nhsemployers.org")
"""Pages that were read at addresses without encryption, years ago."""
FORGET = "I've finished, forget me here"
VOID = {"area", "base", "br", "hr", "img", "input", "link", "meta"}


class Whole(HTMLParser):
    """Collects what a page must have and must not have."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.problems: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.feed(html)
        self.close()
        if self.open:
            self.problems.append(f"never closed: {self.open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if len(values) < len(attrs):
            self.problems.append(f"an attribute twice: {tag} {attrs}")
        if "style" in values or any(name.startswith("on") for name in values):
            self.problems.append(f"inline style or handler: {tag} {attrs}")
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"closes what is not open: {tag}")


@pytest.fixture(params=PAGES)
def opened(request: pytest.FixtureRequest, client: FlaskClient) -> TestResponse:
    return client.get(request.param)


def test_it_opens_and_is_whole(opened: TestResponse) -> None:
    assert opened.status_code == 200
    whole = Whole(opened.text)
    assert not whole.problems
    assert len(whole.ids) == len(set(whole.ids))
    assert whole.headings.count(1) == 1
    assert whole.headings[0] == 1
    steps = zip(whole.headings, whole.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert FORGET in opened.text.replace("&#39;", "'")
    assert re.search(r"<title>[^<]{4,} · Career Compass Leeds</title>", opened.text)


def test_it_is_public_and_unchanged_pages_are_not_sent_twice(
    opened: TestResponse, client: FlaskClient
) -> None:
    assert "Set-Cookie" not in opened.headers
    assert opened.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" in opened.headers["Vary"]
    again = client.get(opened.request.full_path, headers={"If-None-Match": opened.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert "Content-Security-Policy" in again.headers


def test_its_links_lead_to_pages_that_exist(opened: TestResponse, app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    ids = set(Whole(opened.text).ids)
    for href in Whole(opened.text).links:
        parts = urlsplit(href)
        if parts.scheme:
            assert parts.scheme == "https" or href.startswith(OLD_SOURCES), href
            continue
        if parts.path:
            try:
                _, values = adapter.match(parts.path, method="GET")
            except HTTPException as error:
                raise AssertionError(f"{href} leads nowhere") from error
            if "role_id" in values:
                assert values["role_id"] in real_catalogue()
        elif parts.fragment:
            assert parts.fragment in ids, href


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("encoding", ["br", "gzip", "zstd"])
def test_it_is_compressed_and_still_cacheable(
    client: FlaskClient, path: str, encoding: str
) -> None:
    page = client.get(path, headers={"Accept-Encoding": encoding})
    assert page.headers["Content-Encoding"] == encoding
    headers = {"Accept-Encoding": encoding, "If-None-Match": page.headers["ETag"]}
    assert client.get(path, headers=headers).status_code == 304


# The page of a role for a stranger asks no database anything, so one kind of it will do.
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("family", real_catalogue().families())
def test_every_role_page_is_whole(
    client: FlaskClient, family: Family, subtests: pytest.Subtests
) -> None:
    for role in real_catalogue().families()[family]:
        with subtests.test(role.id):
            page = client.get(f"/roles/{role.id}")
            whole = Whole(page.text)
            assert page.status_code == 200
            assert not whole.problems
            assert len(whole.ids) == len(set(whole.ids))


def test_a_journey_changes_the_start_page_and_keeps_it_private(person: FlaskClient) -> None:
    page = person.get("/")
    assert "My journey" in page.text
    assert "Answer the questions" in page.text
    assert 'name="csrf_token"' in person.get("/roles").text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in page.headers


def test_the_start_page_shows_three_jobs_and_where_the_needle_points(client: FlaskClient) -> None:
    html = client.get("/").text
    assert html.count('class="role-card ') == 3
    assert "Today the needle points to" in html
    turned = re.search(r'rotate\((?P<turn>[\d.]+) 200 200\)">\s*<g class="dial__needle">', html)
    assert turned is not None
    first = picks_of_the_day(real_catalogue(), ON)[0]
    assert float(turned["turn"]) == turn_to(first.family) > 0
    assert "About 11 questions. Skip any. No account." in html
