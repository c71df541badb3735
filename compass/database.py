"""The database: one engine, a context manager for reading and one for writing, migrations.

SQLite by default; PostgreSQL by giving another URL. Nothing above ``compass`` sees an error of
SQLAlchemy's: what means "not now" becomes ``ServiceUnavailable``.
"""

import os
import random
import sqlite3
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from compass.errors import ServiceUnavailable

BUSY_TIMEOUT_MS: Final = 5_000
MIGRATIONS: Final = Path(__file__).parent / "migrations"
_ASK_AGAIN_S: Final = (0.001, 0.004)
_WRITING: Final = "compass_writing"


class Database:
    """Connections to one database. Made once a process; safe to share between threads.

    ``busy_timeout_ms`` is how long a writer waits for another one before
    ``ServiceUnavailable``. A process that forks after use gets fresh connections by itself.
    """

    def __init__(self, url: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        self.url = make_url(url)
        self.engine = make_engine(self.url, busy_timeout_ms=busy_timeout_ms)
        self._read = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        writing = self.engine.execution_options(**{_WRITING: True})
        self._write = sessionmaker(writing, expire_on_commit=False)
        _fresh_after_fork(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment and writes nothing: it is always rolled back.

        Raises:
            ServiceUnavailable: the database cannot answer.
        """
        with _unavailable(), self._read() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose work is committed at the end of the block, all of it or none.

        Raises:
            ServiceUnavailable: the database cannot answer; nothing was written.
        """
        with _unavailable(), self._write() as session, session.begin():
            yield session

    def ping(self) -> bool:
        """True if the database answers and has tables."""
        try:
            with self.reading() as session:
                session.execute(text("SELECT version_num FROM alembic_version"))
        except (ServiceUnavailable, ProgrammingError):
            return False
        return True

    def checkpoint(self) -> None:
        """On SQLite, fold the write-ahead log into the file, so that it keeps no erased rows.

        Readers that are busy just now may keep a part of it until the next time.
        """
        if self.engine.dialect.name == "sqlite":
            with _unavailable(), self.engine.connect() as connection:
                driver = connection.connection.dbapi_connection
                if driver is not None:
                    driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def make_engine(
    url: URL, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, foreign_keys: bool = True
) -> Engine:
    """An engine with this project's connection settings."""
    # hide_parameters: they hold answers and words, which must not get into a log of errors.
    if url.get_backend_name() != "sqlite":
        return create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_timeout=busy_timeout_ms / 1000,
            connect_args={
                "connect_timeout": max(2, busy_timeout_ms // 1000),
                "options": f"-c lock_timeout={busy_timeout_ms}",
            },
        )
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": busy_timeout_ms / 1000}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver must not open transactions by itself: `begin` below does, in the right mode.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        # In WAL mode a killed process loses nothing either way. When the power goes, NORMAL may
        # lose the last commits and FULL does not; it costs about a millisecond a commit (median
        # 0.4 to 1.1 ms against 0.05, twelve rows a commit, two ext4 disks). A young person's
        # answers are worth a millisecond.
        cursor.execute("PRAGMA synchronous = FULL")
        # What is erased is overwritten, not only marked as free space in the file.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITING):
            _begin_writing(connection.connection.dbapi_connection, busy_timeout_ms)
        else:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {busy_timeout_ms}")
            connection.exec_driver_sql("BEGIN")

    return engine


def _begin_writing(connection: Any, busy_timeout_ms: int) -> None:
    """Take SQLite's write lock, waiting for other writers as long as the time-out allows.

    A writer takes the lock at once. Taking it at the first write, after reading, would fail
    at once when another writer came between, however long one is willing to wait. And it asks
    every few milliseconds: SQLite's own waiting grows to a tenth of a second between attempts,
    so with a class answering together one writer could be passed over until its time was up.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    deadline = time.monotonic() + busy_timeout_ms / 1000
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise OperationalError("BEGIN IMMEDIATE", None, error) from error
            time.sleep(random.uniform(*_ASK_AGAIN_S))


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise ServiceUnavailable("Every connection to the database is in use.") from error
    except (DataError, IntegrityError, ProgrammingError):
        raise  # a fault of ours or a broken rule: not a matter of trying again
    except DBAPIError as error:
        raise ServiceUnavailable("The database cannot be used just now.") from error


def _fresh_after_fork(engine: Engine) -> None:
    # gunicorn --preload forks after the application is made. A connection shared by two
    # processes corrupts both; `close=False` leaves the parent's own ones alone.
    known = weakref.ref(engine)

    def forget() -> None:
        if (engine := known()) is not None:
            engine.dispose(close=False)

    os.register_at_fork(after_in_child=forget)


def migrate(url: str) -> None:
    """Bring the database to the newest shape, making the file and its folder if need be.

    Raises:
        ServiceUnavailable: the database cannot be reached or written.
    """
    run_migrations(url, lambda config: command.upgrade(config, "head"))


def is_migrated(url: str) -> bool:
    """True if the database has the newest shape. Makes no file.

    Raises:
        ServiceUnavailable: the database cannot be reached.
    """
    target = make_url(url)
    if _is_missing_file(target):
        return False
    engine = make_engine(target)
    try:
        with _unavailable(), engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_heads()
    finally:
        engine.dispose()
    return set(current) == set(ScriptDirectory.from_config(_config()).get_heads())


def run_migrations(url: str, action: Callable[[Config], None]) -> None:
    """Run an Alembic command in one transaction: all of it happens, or none."""
    target = make_url(url)
    _make_private_file(target)
    # SQLite changes a table by copying and dropping it. With foreign keys on, the drop would
    # delete every row that points at it; the check at the end makes up for it.
    engine = make_engine(target, foreign_keys=False)
    config = _config()
    try:
        with _unavailable(), engine.execution_options(**{_WRITING: True}).begin() as connection:
            config.attributes["connection"] = connection
            action(config)
            _check_references(connection)
    finally:
        engine.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _make_private_file(url: URL) -> None:
    # SQLite would let everybody on the machine read the file. Its side files copy the mode.
    if _is_missing_file(url) and url.database:
        path = Path(url.database)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        except OSError as error:
            raise ServiceUnavailable(f"{path} cannot be made: {error.strerror}.") from error


def _is_missing_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file()


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise ServiceUnavailable(
                f"The migration would leave {len(broken)} rows without a parent."
            )
