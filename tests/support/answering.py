"""People who answer without pause, and who know exactly what the site has acknowledged."""

import http.client
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Event

from sqlalchemy import select

from compass.database import Database
from compass.journeys.models import EventRow
from matching.answers import Value
from matching.questionnaire import Item
from tests.support.visitor import Form, Page, Visitor, answer_fields

PAUSE_S = 0.2
"""How soon somebody tries again who was asked for a minute. Less patient than people."""


@dataclass
class Pending:
    """An answer that was sent and not acknowledged: it may have been kept, or not."""

    item: Item
    value: Value
    form: Form


@dataclass
class Person:
    """Somebody who goes over the questions again and again. Each answer is another than the
    one before, so that a lost one shows."""

    visitor: Visitor
    number: int
    turn: int = 0
    kept: dict[str, Value] = field(default_factory=dict)
    acknowledged: Counter[str] = field(default_factory=Counter)
    submissions: set[str] = field(default_factory=set)
    pending: Pending | None = None
    refusals: list[Page] = field(default_factory=list)
    """The pages that asked for a minute."""
    trouble: BaseException | None = None

    @property
    def answers(self) -> int:
        return self.acknowledged.total()

    def run(self, items: tuple[Item, ...]) -> None:
        """Answer until the site goes away. Trouble is kept for whoever started the thread."""
        try:
            while True:
                self.answer_next(items)
        except (OSError, http.client.HTTPException):
            return
        except BaseException as trouble:
            self.trouble = trouble

    def run_on(self, items: tuple[Item, ...], enough: Event) -> None:
        """Answer until it is enough. A page that asks for a minute gets a moment, then the
        same is tried again, as people do. Trouble is kept as above."""
        try:
            while not enough.is_set() or self.pending is not None:
                self.answer_next(items, patient=True)
        except BaseException as trouble:
            self.trouble = trouble

    def answer_next(self, items: tuple[Item, ...], *, patient: bool = False) -> None:
        """Answer one question more, or send again what was refused."""
        if self.pending is None:
            page = self.look_at(items[self.turn % len(items)], self.turn // len(items))
            if patient and self._is_refused(page):
                return
        answer = self.send()
        if patient and self._is_refused(answer):
            return
        assert answer.status == http.client.SEE_OTHER, f"{answer.path} answered {answer.status}"
        self._acknowledge()

    def look_at(self, item: Item, time_round: int = 0) -> Page:
        """Open a question and make up one's mind, if it is there."""
        option = item.options[(time_round + self.number) % len(item.options)].value
        value: Value = (str(option),) if item.kind == "multi" else option
        path = f"/questions/{item.id}"
        page = self.visitor.get(path)
        if page.status == http.client.OK:
            self.pending = Pending(item, value, page.form(path))
        return page

    def send(self) -> Page:
        """Send what was made up."""
        assert self.pending is not None, "the question was not shown"
        return self.visitor.deliver(self.pending.form, answer_fields(self.pending.value))

    def retry(self) -> None:
        """Send the unacknowledged form again, exactly as it was, twice."""
        if self.pending is not None:
            for _ in range(2):
                assert self.send().status == http.client.SEE_OTHER
            self._acknowledge()

    def _is_refused(self, page: Page) -> bool:
        if page.status != http.client.SERVICE_UNAVAILABLE:
            return False
        self.refusals.append(page)
        Event().wait(PAUSE_S)
        return True

    def _acknowledge(self) -> None:
        assert self.pending is not None
        self.kept[self.pending.item.id] = self.pending.value
        self.acknowledged[self.pending.item.id] += 1
        self.submissions.add(self.pending.form.hidden["submission"])
        self.pending = None
        self.turn += 1


def check(people: Iterable[Person], database_url: str) -> None:
    """What the site holds is what was acknowledged, once; only an answer on its way may be
    either. The table of events, read past the site, says the same."""
    expected = {}
    for person in people:
        # The download waits for a transaction of the journey that is still under way.
        held = person.visitor.download()
        expected[held["journey"]["id"]] = _check_held(person, held)
    found: dict[str, Counter[str]] = {journey: Counter() for journey in expected}
    database = Database(database_url)
    with database.reading() as session:
        answered = select(EventRow).where(EventRow.name == "questionnaire.answered")
        for event in session.scalars(answered):
            found[str(event.journey_id)][event.props["item"]] += 1
    database.dispose()
    assert found == expected


def _check_held(person: Person, held: dict[str, list[dict[str, object]]]) -> Counter[str]:
    """Compare one person's download with what they know; how often each item was answered."""
    answers = {row["item_id"]: row["value"] for row in held["answers"]}
    assert len(answers) == len(held["answers"])
    counted = Counter(
        event["props"]["item"]  # type: ignore[index]  # JSON
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
    # Each kept form made one answer and one line of the log, or it made nothing.
    assert len(sent) == expected.total()
    return expected


def as_json(value: Value) -> object:
    """The value as a download writes it."""
    return list(value) if isinstance(value, tuple) else value
