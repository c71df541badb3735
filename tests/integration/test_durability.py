"""What was acknowledged is never lost and never doubled, even if every process is killed."""

import http.client
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from matching.questionnaire import Item, Questionnaire
from tests.support.answering import Person, check
from tests.support.server import ON, RunningSite, start
from tests.support.visitor import Visitor, answer_fields

PEOPLE = 6
KILLS = 3
BETWEEN_KILLS = 40
"""Answers that must have been acknowledged before the next kill."""
PATIENCE_S = 60.0

pytestmark = pytest.mark.slow


class Site:
    """A site that is killed and started again, at the same address, on the same database."""

    def __init__(self, folder: Path, artefacts: Path, url: str) -> None:
        self.folder, self.artefacts = folder, artefacts
        self.settings = {"COMPASS_ON": ON, "COMPASS_DATABASE_URL": url}
        self.now = start(folder, artefacts, extra=self.settings)

    def start_again(self) -> None:
        self.now = start(self.folder, self.artefacts, port=self.now.port, extra=self.settings)


@pytest.fixture
def server(tmp_path: Path, artefacts: Path, url: str) -> Iterator[Site]:
    site = Site(tmp_path, artefacts, url)
    yield site
    if site.now.process.poll() is None:
        site.now.stop()


def test_no_acknowledged_answer_is_lost_or_doubled(server: Site) -> None:
    items = Questionnaire.load().items
    people = [Person(Visitor(server.now.url), number) for number in range(PEOPLE)]
    for person in people:
        person.visitor.begin()
    in_flight = 0
    for kill in range(1, KILLS + 1):
        answer_until_killed(people, items, server.now, BETWEEN_KILLS * kill)
        in_flight += sum(person.pending is not None for person in people)
        server.start_again()
        check(people, server.now.database_url)
        for person in people:
            person.retry()
        check(people, server.now.database_url)
    assert all(person.answers for person in people)
    assert in_flight, "no kill hit an answer on its way, so nothing was proved"
    if server.now.database_url.startswith("sqlite"):
        with closing(sqlite3.connect(server.now.database)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def answer_until_killed(
    people: list[Person], items: tuple[Item, ...], site: RunningSite, enough: int
) -> None:
    """Everybody answers at once, until the whole server dies under them."""
    threads = [threading.Thread(target=person.run, args=(items,)) for person in people]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + PATIENCE_S
    while sum(person.answers for person in people) < enough:
        assert time.monotonic() < deadline, "the answers came in too slowly"
        assert any(thread.is_alive() for thread in threads), [p.trouble for p in people]
        time.sleep(0.005)
    workers = site.pids()[1:]
    assert len(workers) == 2
    site.kill()
    for thread in threads:
        thread.join(PATIENCE_S)
        assert not thread.is_alive()
    for person in people:
        if person.trouble is not None:
            raise person.trouble


def test_a_form_sent_again_after_a_restart_counts_once(server: Site) -> None:
    visitor = Visitor(server.now.url)
    first = Questionnaire.load().first_pass[0]
    form = visitor.begin().form(f"/questions/{first.id}")
    for _ in range(2):
        assert visitor.send_once(form, answer_fields(4)) == http.client.SEE_OTHER
    server.now.kill()
    server.start_again()
    for _ in range(2):
        assert visitor.send_once(form, answer_fields(4)) == http.client.SEE_OTHER
    held = visitor.download()
    assert [(row["item_id"], row["value"]) for row in held["answers"]] == [(first.id, 4)]
    names = [event["name"] for event in held["events"]]
    assert names.count("questionnaire.answered") == 1
    assert names.count("questionnaire.started") == 1
