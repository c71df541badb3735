"""Markup, formulas, line ends and worse in every place that takes text: it comes back as text."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
import structlog
from flask import Flask

from compass.database import Database
from compass.journeys.export import export
from tests.integration.security.access import addresses
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.test_questions import FIRST
from web.services import Services

MARK = "xssprobe"
"""In every hostile text, so that it can be found again wherever it went."""
HOSTILE = (
    f"<{MARK}></{MARK}><script>{MARK}()</script>",
    f'"><img src=x on{MARK}=1>',
    f"' on{MARK}='1",
    f"</script></textarea></title><{MARK}>",
    f"javascript:{MARK}()",
    f"=cmd|' /C {MARK}'!A0",
    f"+{MARK}",
    f"@{MARK}",
    f"\t={MARK}",
    f"{{{{ 7 * 7 }}}}{{% {MARK} %}}",
    f'{MARK}\r\nSet-Cookie: {MARK}=1\n{{"level": "forged"}}',
    f"{MARK}\x1b[2J\x00\x08",
    f"\u202e{MARK}\u2066\ufeff",
    f"'; DROP TABLE journeys; -- {MARK}",
    f"../../../../etc/{MARK}",
    f"%0d%0a{MARK}%00%3Cscript%3E",
)


class Elements(HTMLParser):
    """Every element and attribute of a page, to see that none came from what somebody typed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.inline: list[str] = []
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [v or "" for name, v in attrs if name in {"href", "src", "action"}]
        self._in_script = tag == "script" and "src" not in dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.inline.append(data)


def harmless(html: str) -> None:
    """The page took no markup, no address and no script from a text with the mark."""
    page = Elements(html)
    assert not {tag for tag in page.tags if MARK in tag}
    assert not {name for name in page.attributes if MARK in name or name.startswith("on")}
    for address in page.addresses:
        assert not address.strip().lower().startswith(("javascript:", "data:")), address
    assert not [script for script in page.inline if "<" in script]
    assert "{{" not in html.replace("{{ 7 * 7 }}", "")
    assert "49{%" not in html


def pages(browser: Browser, app: Flask) -> Iterator[str]:
    for address in addresses(app, "GET"):
        answer = browser.client.get(address, follow_redirects=True)
        if answer.mimetype == "text/html":
            yield answer.text


@pytest.mark.parametrize("text", HOSTILE)
def test_own_words_come_back_as_text(person: Browser, app: Flask, text: str) -> None:
    person.open("/your-words")
    person.send("/your-words", [("words", text), ("do", "save")])
    seen = list(pages(person, app))
    assert any(MARK in html for html in seen), "they are on the page of everything we hold"
    for html in seen:
        harmless(html)
    answer = person.client.get("/my-journey/download")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert MARK in json.loads(answer.text)["own_words"]["text"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_forms_and_addresses_carry_comes_back_as_text(
    person: Browser, app: Flask, text: str
) -> None:
    """Every field that a page has, filled with it, sent to every address that takes a form."""
    names = (
        *("answer", "code", "do", "from", "save", "submission", "words", "stage", "gcses"),
        *("part", "at", "back", "list", "surface", "form", "more", "quick", "level_3_subjects"),
    )
    person.open(f"/questions/{FIRST[0].id}")
    token = dict(person.form(f"/questions/{FIRST[0].id}"))["csrf_token"]
    for address in addresses(app, "POST"):
        if address in {"/finish", "/my-journey/delete"} or address.startswith("/api/"):
            continue
        form = {"csrf_token": token, **dict.fromkeys(names, text)}
        answer = person.client.post(address, data=form, follow_redirects=True)
        assert answer.status_code < 500, address
        if answer.mimetype == "text/html":
            harmless(answer.text)
    query = (
        *("q", "family", "route", "setting", "sort", "show", "list", "position", "to", "from"),
        *("changed", "at", "roles", "prefer", "job", "form", "more", "quick", "problem"),
    )
    for address in addresses(app, "GET"):
        answer = person.client.get(
            address, query_string={**dict.fromkeys(query, text), text: text}, follow_redirects=True
        )
        assert answer.status_code < 500, address
        assert MARK not in answer.headers.get("Set-Cookie", "")
        if answer.mimetype == "text/html":
            harmless(answer.text)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_path_and_the_headers_are_no_way_in(visitor: Browser, text: str) -> None:
    path = "/roles/" + text.replace("\r", "").replace("\n", "")
    header = "".join(c for c in text if c.isprintable() and c.isascii())
    answer = visitor.client.get(
        path, headers={"Referer": header, "X-Forwarded-For": header, "X-Request-ID": header}
    )
    assert answer.status_code in {404, 308, 200}
    harmless(answer.text)
    assert not [value for _, value in answer.headers if f"<{MARK}" in value]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_api_answers_json_that_no_browser_takes_for_a_page(visitor: Browser, text: str) -> None:
    bodies = ({"text": text}, {"answers": {text: text}}, {text: text}, {"routes": [text]}, text)
    answers = [visitor.client.post("/api/v1/match", json=body) for body in bodies]
    answers += [
        visitor.client.get("/api/v1/search", query_string={"q": text, text: "1"}),
        visitor.client.get("/api/v1/roles", query_string={"q": text, "family": text}),
        visitor.client.get(f"/api/v1/roles/{MARK}%3Cscript%3E"),
    ]
    for answer in answers:
        assert answer.status_code < 500
        assert answer.mimetype == "application/json"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert isinstance(json.loads(answer.text), dict)


def test_nothing_that_was_typed_is_in_the_log_or_its_export(
    person: Browser, app: Flask, services: Services, tmp_path: Path
) -> None:
    for text in HOSTILE:
        person.open("/your-words")
        person.send("/your-words", [("words", text), ("do", "save")])
        person.client.get("/roles", query_string={"q": text})
        person.client.post("/come-back", data={"code": text})
    person.open("/results")
    database = Database(services.settings.database_url)
    report = export(database, tmp_path / "out", made_at=datetime(2026, 11, 21, tzinfo=UTC))
    database.dispose()
    assert report.events > len(HOSTILE)
    for path in report.files:
        assert MARK.encode() not in path.read_bytes(), path.name
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                cells = {cell for row in csv.reader(file) for cell in row}
            assert not {c for c in cells if c[:1] in "=+@\t\r" and c}, path.name


def test_a_failure_is_told_to_operators_without_what_was_typed(
    app: Flask, monkeypatch: pytest.MonkeyPatch, services: Services
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError(" ".join(HOSTILE))

    monkeypatch.setattr(type(services.engine), "recommend", fails)
    with structlog.testing.capture_logs() as lines:
        for text in HOSTILE:
            answer = app.test_client().post("/api/v1/match", json={"text": text})
            assert answer.status_code == 500
            assert MARK not in answer.text
    assert len([line for line in lines if line["log_level"] == "error"]) == len(HOSTILE)
    assert MARK not in json.dumps(lines)
