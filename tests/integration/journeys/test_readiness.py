"""Whether a journey could be kept, on both databases, found out without leaving anything."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from compass.database import Database
from compass.orm import Base
from compass.readiness import Readiness, readiness
from tests.integration.conftest import READY as MIGRATED
from tests.integration.journeys.standins import rows
from tests.support.postgresql import PostgresqlServer

READY = Readiness(reachable=True, migrated=True, writable=True)


def test_a_sound_database_is_ready_and_stays_empty(database: Database) -> None:
    for _ in range(3):
        assert readiness(database) == READY
    for mapper in Base.registry.mappers:
        assert rows(database, mapper.class_) == []


def test_a_write_is_really_committed(sqlite_database: Database) -> None:
    readiness(sqlite_database)
    sqlite_database.checkpoint()
    log = Path(f"{sqlite_database.url.database}-wal")
    assert log.stat().st_size == 0
    readiness(sqlite_database)
    assert log.stat().st_size > 0


def test_without_tables_it_is_not_migrated(empty_url: str) -> None:
    if empty_url.startswith("sqlite"):
        Path(empty_url.removeprefix("sqlite:///")).touch()
    with opened(empty_url) as database:
        assert readiness(database) == Readiness(reachable=True)


def test_another_shape_is_not_migrated(database: Database, url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        (before,) = connection.execute(text("SELECT version_num FROM alembic_version")).one()
        connection.execute(text("UPDATE alembic_version SET version_num = 'of another version'"))
    try:
        assert readiness(database) == Readiness(reachable=True)
    finally:
        with engine.begin() as connection:
            statement = text("UPDATE alembic_version SET version_num = :before")
            connection.execute(statement, {"before": before})
        engine.dispose()


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "nothing.sqlite"
    with opened(f"sqlite:///{path}") as database:
        assert readiness(database) == Readiness()
    assert not path.exists()


def test_a_file_that_went_away_is_noticed(sqlite_database: Database) -> None:
    assert readiness(sqlite_database) == READY
    Path(sqlite_database.url.database or "").unlink()
    assert readiness(sqlite_database) == Readiness()


def test_what_is_no_database_is_not_reachable(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_text("this is no database" * 1000)
    with opened(f"sqlite:///{path}") as database:
        assert readiness(database) == Readiness()


def test_a_lock_that_stays_is_not_writable(sqlite_url: str) -> None:
    path = sqlite_url.removeprefix("sqlite:///")
    with (
        opened(sqlite_url) as database,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        assert readiness(database) == Readiness(reachable=True, migrated=True)
        other.execute("ROLLBACK")
        assert readiness(database) == READY


@pytest.mark.postgresql
def test_a_server_that_only_reads_is_not_writable(postgresql: PostgresqlServer) -> None:
    url = postgresql.create("read_only", MIGRATED)
    postgresql.set("read_only", "default_transaction_read_only", "on")
    try:
        with opened(url) as database:
            assert readiness(database) == Readiness(reachable=True, migrated=True)
    finally:
        postgresql.drop("read_only")


def test_failures_are_told_to_whoever_counts(tmp_path: Path) -> None:
    told: list[int] = []
    database = Database(
        f"sqlite:///{tmp_path / 'no' / 'folder.sqlite'}", on_failure=lambda: told.append(1)
    )
    assert not database.ping()
    assert told == [1]
    database.dispose()


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url, busy_timeout_ms=300)
    try:
        yield database
    finally:
        database.dispose()
