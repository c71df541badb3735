"""Connections: what each database is told, and how its troubles are taken."""

import shutil
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import func, select, text

from compass import connections
from compass.database import Database
from compass.errors import ServiceUnavailable
from compass.journeys.models import ExposureRow, JourneyRow, TombstoneRow
from compass.journeys.service import JourneyService
from compass.settings import Settings
from tests.integration.journeys.standins import NOON, ON, begun, engine, rows
from tests.support import trouble
from tests.support.postgresql import PostgresqlServer

only_postgresql = pytest.mark.parametrize(
    "url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
only_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.dispose()


@pytest.fixture
def service(database: Database) -> JourneyService:
    return JourneyService(database, engine(), Settings(environment="test"))


def bury(database: Database, number: int = 0) -> None:
    """Write a row of the smallest table."""
    with database.writing() as session:
        session.add(TombstoneRow(journey_hash=f"{number:064}", deleted_on=NOON.date()))


def shown(database: Database, setting: str) -> Any:
    with database.reading() as session:
        return session.scalar(text(f"SHOW {setting}"))


def test_a_commit_that_fails_is_not_taken_for_one_that_did_not(
    database: Database, server_behind: PostgresqlServer | None
) -> None:
    bury(database)
    with (
        ExitStack() as failing,
        pytest.raises(ServiceUnavailable),
        database.writing() as session,
    ):
        session.add(TombstoneRow(journey_hash="f" * 64, deleted_on=NOON.date()))
        session.flush()
        if server_behind is not None:
            server_behind.cut_off(database.url.database or "")
        else:
            failing.enter_context(trouble.cannot_grow(database))
    assert len(rows(database, TombstoneRow)) == 1
    bury(database, 1)


@only_postgresql
def test_what_is_confirmed_is_on_the_disk_whatever_the_server_is_set_to(
    url: str, postgresql: PostgresqlServer
) -> None:
    postgresql.set("shared", "synchronous_commit", "off")
    database = Database(url)
    assert shown(database, "synchronous_commit") == "on"
    database.dispose()
    postgresql.set("shared", "synchronous_commit", None)


@only_postgresql
def test_nothing_waits_for_ever(url: str) -> None:
    database = Database(url)
    for setting in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"):
        assert shown(database, setting) != "0", setting
    database.dispose()
    impatient = Database(url, statement_timeout_ms=50)
    with pytest.raises(ServiceUnavailable), impatient.reading() as session:
        session.execute(text("SELECT pg_sleep(10)"))
    assert impatient.ping()
    impatient.dispose()
    patient = Database(url, statement_timeout_ms=0)
    assert shown(patient, "statement_timeout") == "0"
    patient.dispose()


@only_postgresql
def test_what_the_address_says_goes_before_what_we_say(url: str) -> None:
    database = Database(f"{url}&options=-c%20statement_timeout%3D7s&connect_timeout=9")
    assert shown(database, "statement_timeout") == "7s"
    assert shown(database, "synchronous_commit") == "on"
    database.dispose()


@only_postgresql
def test_a_connection_that_broke_unnoticed_is_replaced_without_a_word(
    database: Database, postgresql: PostgresqlServer
) -> None:
    bury(database)
    postgresql.cut_off("shared")
    bury(database, 1)
    assert len(rows(database, TombstoneRow)) == 2


@only_postgresql
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "ALTER TABLE tombstones RENAME TO elsewhere",
            "ALTER TABLE elsewhere RENAME TO tombstones",
        ),
        ("REVOKE ALL ON tombstones FROM guest", "GRANT ALL ON tombstones TO guest"),
    ],
)
def test_a_database_that_an_operator_works_on_is_unavailable(
    database: Database, postgresql: PostgresqlServer, before: str, after: str
) -> None:
    with database.writing() as session:
        session.execute(text("DROP ROLE IF EXISTS guest"))
        session.execute(text("CREATE ROLE guest LOGIN"))
        session.execute(text(before))
    guest = Database(str(database.url).replace("compass@", "guest@"))
    with pytest.raises(ServiceUnavailable):
        bury(guest)
    with database.writing() as session:
        session.execute(text(after))
        session.execute(text("GRANT ALL ON tombstones TO guest"))
    bury(guest)
    guest.dispose()
    with database.writing() as session:
        session.execute(text("REVOKE ALL ON tombstones FROM guest"))
        session.execute(text("DROP ROLE guest"))


@pytest.fixture
def silent_server() -> Iterator[socket.socket]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as server:
        server.setblocking(False)
        yield server


def knocks(server: socket.socket) -> int:
    """How many connections were made since the last time."""
    count = 0
    while True:
        try:
            connection, _ = server.accept()
        except BlockingIOError:
            return count
        connection.close()
        count += 1


@pytest.mark.slow
def test_a_server_that_says_nothing_holds_up_one_thread_and_not_all(
    silent_server: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = silent_server.getsockname()[1]
    database = Database(f"postgresql+psycopg://compass@127.0.0.1:{port}/x?connect_timeout=2")
    monkeypatch.setattr(connections, "KNOCK_AGAIN_S", 3600.0)
    assert not database.ping()
    assert knocks(silent_server) == 1
    for _ in range(20):
        assert not database.ping()
    assert knocks(silent_server) == 0, "it was away a moment ago"

    # The moment is over: of all who come at once, one tries.
    monkeypatch.setattr(connections, "time", SimpleNamespace(monotonic=lambda: float("inf")))
    everybody = threading.Barrier(8)

    def ask() -> bool:
        everybody.wait()
        return database.ping()

    with ThreadPoolExecutor(8) as threads:
        assert not any(asked.result() for asked in [threads.submit(ask) for _ in range(8)])
    assert knocks(silent_server) == 1
    database.dispose()


@only_sqlite
def test_a_file_that_is_deleted_or_replaced_under_us_takes_no_answers(
    url: str, service: JourneyService, database: Database, ready_file: Path
) -> None:
    journey, _ = begun(service)
    path = Path(database.url.database or "")
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    with pytest.raises(ServiceUnavailable):
        service.answer(journey, "likes-people", 5, submission="a")
    assert not service.healthy()
    assert not path.exists(), "nobody but a migration makes a file"
    database.dispose()
    shutil.copy(ready_file, path)
    again, _ = begun(service)
    service.answer(again, "likes-people", 5, submission="a")
    other = Database(url)
    assert [row.id for row in rows(other, JourneyRow)] == [again.id]
    other.dispose()


@only_sqlite
def test_a_file_that_may_not_grow_keeps_whole_lists_only(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)
    with trouble.full(database):
        lists = 0
        with pytest.raises(ServiceUnavailable):
            while True:
                service.recommend(journey, on=ON)
                lists += 1
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ExposureRow)) == 4 * lists
    service.recommend(journey, on=ON)


def test_a_database_that_cannot_be_written_can_be_read(
    service: JourneyService, database: Database, server_behind: PostgresqlServer | None
) -> None:
    journey, token = begun(service)
    with trouble.read_only(database, server_behind):
        with pytest.raises(ServiceUnavailable):
            service.answer(journey, "likes-people", 5, submission="a")
        assert service.open(token) == journey
        assert service.healthy()
    service.answer(journey, "likes-people", 5, submission="a")
    found = service.open(token)
    assert found is not None and found.answered_ids == ("likes-people",)


def test_a_database_that_comes_back_is_found_again(
    url: str,
    database: Database,
    server_behind: PostgresqlServer | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "KNOCK_AGAIN_S", 0.0)
    for number in range(2):
        bury(database, number)
        with trouble.away(url, server_behind):
            with pytest.raises(ServiceUnavailable):
                bury(database, 9)
            assert not database.ping()
        assert database.ping()
    assert len(rows(database, TombstoneRow)) == 2
