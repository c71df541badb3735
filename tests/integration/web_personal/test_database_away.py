"""The database in trouble: what every page does meanwhile, and that it passes by itself.

The trouble is real; tests/integration/test_outage.py has it with a real server under load.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from sqlalchemy import func, select

from compass import connections
from compass.database import Database
from compass.journeys.models import AnswerRow, EventRow, ExposureRow, SubmissionRow
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.test_doors import PERSONAL
from tests.integration.web_personal.test_questions import FIRST, events, stored
from tests.support import trouble
from tests.support.postgresql import PostgresqlServer
from web.errors import WORDS
from web.services import Services

PUBLIC = (
    "/",
    "/roles",
    "/roles?q=nurse",
    "/roles/porter",
    "/how-matching-works",
    "/glossary",
    "/money",
    "/privacy",
    "/cookies",
    "/accessibility",
    "/credits",
    "/come-back",
    "/finish",
    "/api/v1/glossary",
    "/api/v1/roles/porter",
)
QUESTION = f"/questions/{FIRST[0].id}"
INSIDES = ("Traceback", "sqlite", "psycopg", "SELECT", "INSERT", "OperationalError")

Trouble = Callable[[], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    # So that recovery shows at the very next request.
    monkeypatch.setattr(connections, "KNOCK_AGAIN_S", 0.0)


@pytest.fixture
def away(url: str, server_behind: PostgresqlServer | None) -> Trouble:
    return lambda: trouble.away(url, server_behind)


def counts(database: Database) -> list[int]:
    with database.reading() as session:
        tables = (AnswerRow, EventRow, ExposureRow, SubmissionRow)
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def assert_kind(visitor: Browser) -> None:
    """The open page says in plain words what is the matter, and when to try again."""
    assert visitor.page is not None
    words = WORDS[503]
    assert visitor.page.status_code == 503, visitor.path
    assert visitor.page.headers["Retry-After"] == "30"
    assert visitor.page.headers["Cache-Control"] == "private, no-store"
    for line in (words.title, *words.lines):
        assert line in visitor.html
    for word in INSIDES:
        assert word not in visitor.html


def test_pages_that_need_it_ask_for_a_minute_and_the_others_go_on(
    person: Browser, away: Trouble
) -> None:
    with away():
        for path in PUBLIC:
            assert person.open(path).status_code == 200, path
        assert person.client.post("/api/v1/match", json={}).status_code == 200
        assert person.client.get("/healthz").status_code == 503
        for path in (*PERSONAL, "/finish?done=forgotten"):
            person.open(path)
            assert_kind(person)
        assert person.cookies(), "a short failure must not cost anybody their journey"
    for path in PERSONAL:
        assert person.open(path).status_code in (200, 204), path
    assert person.client.get("/healthz").status_code == 200


def test_no_address_breaks_while_it_is_away(app: Flask, person: Browser, away: Trouble) -> None:
    example = {"role_id": "porter", "item_id": FIRST[0].id}
    unknown = "00000000-0000-4000-8000-000000000000"
    person.open(QUESTION)
    token = dict(person.form(QUESTION)).get("csrf_token", "")
    with away():
        for rule in app.url_map.iter_rules():
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                values = {name: example.get(name, unknown) for name in rule.arguments}
                path = app.url_map.bind("").build(rule.endpoint, values, method)
                answer = person.client.open(path, method=method, data={"csrf_token": token})
                assert answer.status_code < 500 or answer.status_code == 503, (method, path)


def test_an_answer_that_was_refused_can_be_sent_again_and_counts_once(
    person: Browser, services: Services, database: Database, away: Trouble
) -> None:
    person.open(QUESTION)
    form = [*person.form(QUESTION), ("answer", "5"), ("do", "next")]
    before = counts(database)
    with away():
        for _ in range(2):
            person.post(QUESTION, form)
            assert_kind(person)
            assert f'href="{QUESTION}"' in person.html, "trying again leads to the question"
    assert counts(database) == before
    for _ in range(2):
        assert person.post(QUESTION, form).status_code == 200
    assert dict(stored(person, services).answers.values) == {FIRST[0].id: 5}
    assert len(events(person, services, "questionnaire.answered")) == 1


def test_starting_asks_for_a_minute_and_then_starts(visitor: Browser, away: Trouble) -> None:
    visitor.open("/")
    form = visitor.form("/start")
    with away():
        visitor.post("/start", form)
        assert_kind(visitor)
        assert 'href="/start"' not in visitor.html, "that address cannot be opened"
    assert visitor.post("/start", form).status_code == 200
    assert visitor.path == QUESTION


def test_what_can_be_read_and_not_written_is_shown_and_nothing_is_half_kept(
    person: Browser,
    services: Services,
    database: Database,
    server_behind: PostgresqlServer | None,
) -> None:
    reads_only_meanwhile(person, services, database, trouble.read_only(database, server_behind))


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_disk_that_takes_no_more_is_the_same(
    person: Browser, services: Services, database: Database
) -> None:
    reads_only_meanwhile(person, services, database, trouble.cannot_grow(database))


def reads_only_meanwhile(
    person: Browser, services: Services, database: Database, failing: AbstractContextManager[None]
) -> None:
    person.answer(FIRST[0].id, "5")
    person.open(QUESTION)
    kept = [pair for pair in person.form(QUESTION) if pair[0] != "answer"]
    form = [*kept, ("answer", "1"), ("do", "next")]
    before = counts(database)
    with failing:
        for path in (QUESTION, "/about-you", *PUBLIC):
            assert person.open(path).status_code == 200, path
        for path in ("/results", "/my-journey"):
            person.open(path)
            assert_kind(person)
        person.post(QUESTION, form)
        assert_kind(person)
        assert person.client.get("/healthz").status_code == 200
    assert counts(database) == before
    assert dict(stored(person, services).answers.values) == {FIRST[0].id: 5}
    assert person.post(QUESTION, form).status_code == 200
    assert dict(stored(person, services).answers.values) == {FIRST[0].id: 1}
    assert person.open("/results").status_code == 200
