"""What was acknowledged is never lost and never doubled, even if every process is killed."""

import http.client
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from matching.answers import Value
from matching.questionnaire import Item, Questionnaire
from tests.support.server import ON, RunningSite, start
from tests.support.visitor import Form, Visitor, answer_fields

PEOPLE = 6
KILLS = 3
BETWEEN_KILLS = 40
"""Answers that must have been acknowledged before the next kill."""
PATIENCE_S = 60.0

pytestmark = pytest.mark.slow


@dataclass
class Pending:
    """An answer that was sent and not acknowledged: it may have been kept, or not."""

    item: Item
    value: Value
    form: Form


@dataclass
class Person:
    """Somebody who answers without pause, going over the questions again and again."""

    visitor: Visitor
    number: int
    turn: int = 0
    kept: dict[str, Value] = field(default_factory=dict)
    acknowledged: Counter[str] = field(default_factory=Counter)
    submissions: set[str] = field(default_factory=set)
    pending: Pending | None = None
    trouble: BaseException | None = None

    @property
    def answers(self) -> int:
        return self.acknowledged.total()

    def run(self, items: tuple[Item, ...]) -> None:
        """Answer until the server goes away."""
        try:
            while True:
                self.answer_next(items)
        except (OSError, http.client.HTTPException):
            return
        except BaseException as trouble:  # told to the main thread, which raises it
            self.trouble = trouble

    def answer_next(self, items: tuple[Item, ...]) -> None:
        item = items[self.turn % len(items)]
        option = item.options[(self.turn + self.number) % len(item.options)].value
        value: Value = (str(option),) if item.kind == "multi" else option
        form = self.visitor.get(f"/questions/{item.id}").form(f"/questions/{item.id}")
        self.pending = Pending(item, value, form)
        status = self.visitor.send_once(form, answer_fields(value))
        assert status == http.client.SEE_OTHER, f"{item.id} answered {status}"
        self.acknowledge()
        self.turn += 1

    def retry(self) -> None:
        """Send the unacknowledged form again, exactly as it was, twice."""
        if self.pending is not None:
            for _ in range(2):
                fields = answer_fields(self.pending.value)
                status = self.visitor.send_once(self.pending.form, fields)
                assert status == http.client.SEE_OTHER
            self.acknowledge()
            self.turn += 1

    def acknowledge(self) -> None:
        assert self.pending is not None
        self.kept[self.pending.item.id] = self.pending.value
        self.acknowledged[self.pending.item.id] += 1
        self.submissions.add(self.pending.form.hidden["submission"])
        self.pending = None


@pytest.fixture
def server(tmp_path: Path, artefacts: Path) -> Iterator[list[RunningSite]]:
    """The server of the moment, last in the list; whatever is alive at the end is stopped."""
    servers = [start(tmp_path, artefacts, extra={"COMPASS_ON": ON})]
    yield servers
    if servers[-1].process.poll() is None:
        servers[-1].stop()


def test_no_acknowledged_answer_is_lost_or_doubled(
    server: list[RunningSite], tmp_path: Path, artefacts: Path
) -> None:
    items = Questionnaire.load().items
    people = [Person(Visitor(server[-1].url), number) for number in range(PEOPLE)]
    for person in people:
        person.visitor.begin()
    in_flight = 0
    for kill in range(1, KILLS + 1):
        answer_until_killed(people, items, server[-1], BETWEEN_KILLS * kill)
        in_flight += sum(person.pending is not None for person in people)
        server.append(start(tmp_path, artefacts, port=server[-1].port, extra={"COMPASS_ON": ON}))
        for person in people:
            check(person, events_of(server[-1]))
            person.retry()
            check(person, events_of(server[-1]))
    assert all(person.answers for person in people)
    assert in_flight, "no kill hit an answer on its way, so nothing was proved"
    with closing(sqlite3.connect(server[-1].database)) as database:
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


def check(person: Person, all_events: Counter[tuple[str, str]]) -> None:
    """What the site holds is what was acknowledged; only the answer in flight may be either."""
    held = person.visitor.download()
    answers = {row["item_id"]: row["value"] for row in held["answers"]}
    assert len(answers) == len(held["answers"])
    counted = Counter(
        event["props"]["item"]
        for event in held["events"]
        if event["name"] == "questionnaire.answered"
    )
    sent = {row["submission"] for row in held["submissions"]}
    in_flight = person.pending.item.id if person.pending else None
    arrived = bool(person.pending and person.pending.form.hidden["submission"] in sent)
    assert person.submissions <= sent
    for item_id, value in person.kept.items():
        if item_id != in_flight:
            assert answers[item_id] == as_json(value), item_id
    if person.pending is not None:
        old = as_json(person.kept.get(person.pending.item.id))
        now = as_json(person.pending.value) if arrived else old
        assert answers.get(person.pending.item.id) == now
    expected = Counter(person.acknowledged)
    if in_flight and arrived:
        expected[in_flight] += 1
    assert counted == expected
    journey = held["journey"]["id"].replace("-", "")
    assert {item: n for (owner, item), n in all_events.items() if owner == journey} == expected


def events_of(site: RunningSite) -> Counter[tuple[str, str]]:
    """(journey, item) of every answer in the table of events, read past the site."""
    question = (
        "SELECT replace(journey_id, '-', ''), json_extract(props, '$.item') FROM events"
        " WHERE name = 'questionnaire.answered'"
    )
    with closing(sqlite3.connect(f"file:{site.database}?mode=ro", uri=True)) as database:
        return Counter((str(owner), str(item)) for owner, item in database.execute(question))


def as_json(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value


def test_a_form_sent_again_after_a_restart_counts_once(
    server: list[RunningSite], tmp_path: Path, artefacts: Path
) -> None:
    person = Person(Visitor(server[-1].url), 0)
    first = Questionnaire.load().first_pass[0]
    form = person.visitor.begin().form(f"/questions/{first.id}")
    for _ in range(2):
        assert person.visitor.send_once(form, answer_fields(4)) == http.client.SEE_OTHER
    server[-1].kill()
    server.append(start(tmp_path, artefacts, port=server[-1].port, extra={"COMPASS_ON": ON}))
    for _ in range(2):
        assert person.visitor.send_once(form, answer_fields(4)) == http.client.SEE_OTHER
    held = person.visitor.download()
    assert [(row["item_id"], row["value"]) for row in held["answers"]] == [(first.id, 4)]
    names = [event["name"] for event in held["events"]]
    assert names.count("questionnaire.answered") == 1
    assert names.count("questionnaire.started") == 1
