"""Databases in trouble: really away, really read-only or full, for the length of a block."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event, text
from sqlalchemy.engine import make_url

from compass.database import Database
from tests.support.postgresql import PostgresqlServer


@contextmanager
def away(url: str, server: PostgresqlServer | None) -> Iterator[None]:
    """Nobody can connect, and who was connected is cut off. ``server`` is PostgreSQL's."""
    name = make_url(url).database or ""
    if server is not None:
        server.allow(name, connections=False)
        try:
            yield
        finally:
            server.allow(name, connections=True)
        return
    path = Path(name)
    elsewhere = path.rename(path.with_suffix(".elsewhere"))
    try:
        yield
    finally:
        elsewhere.rename(path)


@contextmanager
def read_only(database: Database, server: PostgresqlServer | None) -> Iterator[None]:
    """It can be read and not be written, as a standby, or a file of somebody else's."""
    if server is not None:
        name = database.url.database or ""
        server.set(name, "default_transaction_read_only", "on")
        server.cut_off(name)
        try:
            yield
        finally:
            server.set(name, "default_transaction_read_only", None)
            server.cut_off(name)
        return
    with _pragma(database, "query_only = ON", "query_only = OFF"):
        yield


@contextmanager
def full(database: Database) -> Iterator[None]:
    """SQLite: its file may become no bigger than it is."""
    with database.reading() as session:
        pages = session.scalar(text("PRAGMA page_count"))
    with _pragma(database, f"max_page_count = {pages}", "max_page_count = 1073741823"):
        yield


@contextmanager
def cannot_grow(database: Database) -> Iterator[None]:
    """SQLite: the system refuses to write the log of its changes, which a commit needs."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = Path(f"{database.url.database}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size if log.exists() else 0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def _pragma(database: Database, now: str, afterwards: str) -> Iterator[None]:
    setting = now

    def apply(connection: object, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA {setting}")  # type: ignore[attr-defined]  # a driver's own

    event.listen(database.engine, "checkout", apply)
    try:
        yield
    finally:
        setting = afterwards
        assert database.ping()
        event.remove(database.engine, "checkout", apply)
