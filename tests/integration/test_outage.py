"""PostgreSQL dies under load and stays away: honest pages meanwhile, and nothing lost after."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from matching.questionnaire import Questionnaire
from scripts.running_site import is_healthy
from tests.support.answering import PAUSE_S, Person, check
from tests.support.postgresql import PostgresqlServer, postgresql_server
from tests.support.server import RunningSite, site
from tests.support.visitor import Page, Visitor
from web.errors import WORDS

PEOPLE = 6
AWAY_S = 30.0
ENOUGH = 60
"""Answers that must have been acknowledged before, and as many again afterwards."""
PATIENCE_S = 90.0

PUBLIC = ("/", "/roles", "/roles?q=nurse", "/roles/porter", "/how-matching-works", "/privacy")
"""What needs no database, with a journey in the cookie or without."""
NOT_FOR_VISITORS = ("Traceback", "psycopg", "sqlalchemy", "SELECT", "postgresql", "compass-pg")
"""What an honest page does not show: the insides of the site."""

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]


@pytest.fixture
def durable_postgresql() -> Iterator[PostgresqlServer]:
    """A server as PostgreSQL comes: it forces each commit to the disk before it confirms it.

    This test would pass without that, because the machine survives and keeps what was written;
    but what is shown here should be shown of the server that people run.
    """
    with postgresql_server(durable=True) as server:
        yield server


@dataclass
class Passer:
    """Somebody who only looks at what needs no database, over and over."""

    visitor: Visitor
    answers: list[tuple[str, int]] = field(default_factory=list)
    trouble: BaseException | None = None

    def run(self, enough: threading.Event) -> None:
        try:
            while not enough.wait(PAUSE_S / 4):
                for path in PUBLIC:
                    self.answers.append((path, self.visitor.get(path).status))
                self.answers.append(("match", self.match()))
        except BaseException as trouble:  # told to the main thread, which raises it
            self.trouble = trouble

    def match(self) -> int:
        connection = http.client.HTTPConnection(self.visitor.host, timeout=30)
        try:
            body = json.dumps({"limit": 3})
            connection.request("POST", "/api/v1/match", body, {"Content-Type": "application/json"})
            return connection.getresponse().status
        finally:
            connection.close()


def test_postgresql_away_for_half_a_minute_under_load(
    durable_postgresql: PostgresqlServer, tmp_path: Path, artefacts: Path
) -> None:
    url = durable_postgresql.create("compass")
    with site(tmp_path, artefacts, COMPASS_DATABASE_URL=url) as running:
        outage(running, durable_postgresql)
        said = running.log_text()
    assert "service unavailable" in said


def outage(running: RunningSite, server: PostgresqlServer) -> None:
    people = [Person(Visitor(running.url), number) for number in range(PEOPLE)]
    thinker, regular = Person(Visitor(running.url), PEOPLE), Visitor(running.url)
    for visitor in (regular, thinker.visitor, *(person.visitor for person in people)):
        visitor.begin()
    passers = [Passer(Visitor(running.url)), Passer(regular)]
    started_with = running.pids()
    enough = threading.Event()
    items = Questionnaire.load().items
    thinker.look_at(items[0])
    threads = [
        *(threading.Thread(target=person.run_on, args=(items, enough)) for person in people),
        *(threading.Thread(target=passer.run, args=(enough,)) for passer in passers),
    ]
    for thread in threads:
        thread.start()
    try:
        wait_for_answers(people, ENOUGH)
        server.kill()
        away_until = time.monotonic() + AWAY_S
        look_around(running, regular)
        assert_kind(thinker.send())
        while time.monotonic() < away_until:
            assert not is_healthy(running.port)
            time.sleep(PAUSE_S)
        before = sum(person.answers for person in people)
        server.start()
        wait_for_answers(people, before + ENOUGH)
    finally:
        enough.set()
        for thread in threads:
            thread.join(PATIENCE_S)
    for trouble in [one.trouble for one in people] + [one.trouble for one in passers]:
        if trouble is not None:
            raise trouble
    assert not any(thread.is_alive() for thread in threads)
    assert is_healthy(running.port)
    assert running.pids() == started_with, "it recovered by itself, not by starting again"
    assert_all_was_shown(passers)
    assert_refused_kindly(people)
    thinker.retry()
    check((thinker, *people), running.database_url)


def wait_for_answers(people: list[Person], number: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while sum(person.answers for person in people) < number:
        assert time.monotonic() < deadline, "the answers came in too slowly"
        troubles = [person.trouble for person in people if person.trouble]
        assert not troubles, troubles
        time.sleep(0.01)


def look_around(running: RunningSite, regular: Visitor) -> None:
    """While the database is away: what needs it says so, and keeps the visitor's journey."""
    cookies = dict(regular.cookies)
    for path in ("/questions", "/results", "/my-journey", "/your-words", "/about-you"):
        assert_kind(regular.get(path))
    assert regular.cookies.keys() == cookies.keys()
    stranger = Visitor(running.url)
    assert_kind(stranger.deliver(stranger.get("/").form("/start"), {}))
    assert_kind(stranger.deliver(stranger.get("/come-back").form("/come-back"), {"code": "X" * 13}))


def assert_all_was_shown(passers: list[Passer]) -> None:
    """Every page that needs no database was shown, before, while and after it was away."""
    seen = [answer for passer in passers for answer in passer.answers]
    assert {status for _, status in seen} == {http.client.OK}, [a for a in seen if a[1] != 200]
    assert {path for path, _ in seen} == {*PUBLIC, "match"}


def assert_refused_kindly(people: list[Person]) -> None:
    """Everybody was asked for a minute, each time in the same plain words."""
    for person in people:
        assert person.refusals
        for page in person.refusals:
            assert_kind(page)


def assert_kind(page: Page) -> None:
    """A page that says in plain words what is the matter, and when to try again."""
    words = WORDS[http.client.SERVICE_UNAVAILABLE]
    assert page.status == http.client.SERVICE_UNAVAILABLE
    assert page.headers["Retry-After"] == "30"
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.html.count("<h1>") == 1
    for line in (words.title, *words.lines):
        assert line in page.html
    for word in NOT_FOR_VISITORS:
        assert word not in page.html
