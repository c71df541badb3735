"""Connections and migrations: all or nothing, also when the database is away or a process dies."""

import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError, ProgrammingError, StatementError
from sqlalchemy.orm import Session

from compass import errors
from compass.connections import make_engine
from compass.database import Database, is_migrated
from compass.errors import ServiceUnavailable
from compass.journeys.models import AnswerRow, EventRow, ExposureRow, JourneyRow
from compass.journeys.service import JourneyService
from compass.journeys.store import journeys
from compass.settings import Settings
from tests.integration.journeys.standins import NOON, ON, Clock, begun, engine, opened, rows

TEST_SETTINGS = Settings(environment="test")
SECRET = "I am Sam"


def _new_journey(session: Session) -> None:
    journeys.create(
        session,
        uuid4(),
        journey_hash="f" * 64,
        seed=1,
        statistics=True,
        at=NOON,
    )


def test_a_block_that_raises_writes_nothing(database: Database) -> None:
    def attempt() -> None:
        with database.writing() as session:
            _new_journey(session)
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        attempt()
    assert rows(database, JourneyRow) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE nothing SET words = :words",
        "INSERT INTO rejected_counts (day, name, reason, n) VALUES ('2026-11-21', :words, '', 0)",
    ],
)
def test_an_error_does_not_repeat_what_was_written(database: Database, statement: str) -> None:
    def attempt() -> None:
        with database.writing() as session:
            session.execute(text(statement), {"words": SECRET})

    with pytest.raises((ServiceUnavailable, ProgrammingError, IntegrityError)) as caught:
        attempt()
    told = "".join(traceback.format_exception(caught.value))
    assert "nothing" in told or "rejected_counts" in told
    assert SECRET not in told


def test_reading_writes_nothing(database: Database) -> None:
    with database.reading() as session:
        _new_journey(session)
    assert rows(database, JourneyRow) == []


def test_reading_sees_one_moment(service: JourneyService, database: Database) -> None:
    journey, _ = begun(service)
    with database.reading() as session:
        before = session.scalar(select(JourneyRow.active_at))
        service.answer(journey, "likes-people", 5, submission="a")
        assert session.scalars(select(AnswerRow)).all() == []
        assert session.scalar(select(JourneyRow.active_at)) == before


def test_a_time_without_a_zone_is_refused(service: JourneyService, database: Database) -> None:
    begun(service)

    def attempt() -> None:
        with database.writing() as session:
            session.execute(update(JourneyRow).values(active_at=datetime(2026, 1, 1)))

    with pytest.raises(StatementError, match="without a zone"):
        attempt()


def _attempts(service: JourneyService, token: str) -> list[Callable[[], object]]:
    journey = opened(service, token)
    return [
        lambda: service.answer(journey, "likes-people", 5, submission="x"),
        lambda: service.tell_about(journey, {"stage": "adult"}, submission="x"),
        lambda: service.write_own_words(journey, "x", submission="x"),
        lambda: service.recommend(journey, on=ON),
        lambda: service.save_role(journey, "nurse", submission="x"),
        lambda: service.new_code(journey),
        lambda: service.holdings(journey),
        lambda: service.forget(journey, token),
        lambda: service.delete(journey),
    ]


def test_a_locked_database_is_unavailable_and_nothing_is_half_written(
    url: str, clock: Clock
) -> None:
    impatient = Database(url, busy_timeout_ms=50)
    service = JourneyService(impatient, engine(), TEST_SETTINGS, clock)
    _, token = begun(service)
    attempts = _attempts(service, token)
    blocker = make_engine(impatient.url)
    with blocker.connect() as connection, connection.begin():
        connection.execute(text("UPDATE journeys SET seed = seed"))
        for attempt in attempts:
            with pytest.raises(ServiceUnavailable):
                attempt()
        assert service.open(token) is not None, "reading goes on"
        if impatient.engine.dialect.name == "sqlite":
            with pytest.raises(ServiceUnavailable):
                service.begin()
        assert service.healthy()
    assert len(rows(impatient, EventRow)) == 1
    assert rows(impatient, AnswerRow) == []
    assert len(rows(impatient, JourneyRow)) == 1
    service.answer(opened(service, token), "likes-people", 5, submission="x")
    assert opened(service, token).answered_ids == ("likes-people",)
    blocker.dispose()
    impatient.dispose()


@pytest.mark.parametrize(
    "address",
    ["sqlite:////nowhere/compass.sqlite", "postgresql+psycopg://compass@/none?host=/nowhere"],
)
def test_a_database_that_is_away_is_unavailable(address: str, clock: Clock) -> None:
    away = Database(address)
    service = JourneyService(away, engine(), TEST_SETTINGS, clock)
    assert not service.healthy()
    for attempt in (service.begin, lambda: service.open("x"), lambda: service.resume("0" * 13)):
        with pytest.raises(ServiceUnavailable):
            attempt()
    if not address.startswith("sqlite"):
        with pytest.raises(ServiceUnavailable):
            is_migrated(address)


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "compass.sqlite"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(ServiceUnavailable):
        is_migrated(f"sqlite:///{path}")
    assert not Database(f"sqlite:///{path}").ping()


def test_a_database_without_tables_is_not_healthy(empty_url: str) -> None:
    database = Database(empty_url)
    assert not database.ping()
    database.dispose()


def test_every_error_of_ours_can_be_caught_as_one() -> None:
    ours = [value for value in vars(errors).values() if isinstance(value, type)]
    assert len(ours) > 5
    assert all(issubclass(error, errors.CompassError) for error in ours)


WRITER = """
import sys, time
from compass.database import Database
from compass.journeys.service import JourneyService
from compass.settings import Settings
from tests.integration.journeys.standins import ON, begun, engine

url = sys.argv[1]
settings = Settings(environment="test", database_url=url, secret_key="k" * 40)
service = JourneyService(Database(url), engine(), settings)
journey, token = begun(service)
number = 0
while True:
    service.answer(journey, "likes-people", 1 + number % 5, submission=f"f{number}")
    service.recommend(journey, on=ON)
    number += 1
    print(number, flush=True)
"""


def test_a_killed_process_loses_nothing_it_confirmed_and_leaves_no_half_list(
    url: str,
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, url],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    ) as process:
        assert process.stdout is not None
        while int(process.stdout.readline()) < 5:
            pass
        time.sleep(0.05)
        os.kill(process.pid, signal.SIGKILL)
        confirmed = max((int(line) for line in process.stdout.read().split()), default=5)
    database = Database(url)
    events = rows(database, EventRow)
    shown = {UUID(e.props["list_id"]) for e in events if e.name == "recommendations.shown"}
    exposures = rows(database, ExposureRow)
    assert sum(e.name == "questionnaire.answered" for e in events) >= confirmed
    assert len(shown) >= confirmed
    assert {row.list_id for row in exposures} == shown
    assert len(exposures) == 4 * len(shown)
    database.dispose()


def test_a_forked_process_gets_connections_of_its_own(url: str) -> None:
    database = Database(url)
    assert database.ping()
    child = os.fork()
    if child == 0:
        os._exit(0 if database.ping() else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert database.ping()
    database.dispose()
