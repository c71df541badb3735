"""How connections are made to each kind of database, and what keeps a failing one harmless.

Nothing here waits without a bound: not for a connection, not for a lock, not for a server that
has gone silent. What is confirmed is on the disk, whatever the server's own settings say.
"""

import os
import random
import sqlite3
import time
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, Dialect, ExceptionContext
from sqlalchemy.exc import DisconnectionError, OperationalError

WRITING: Final = "compass_writing"
"""The execution option of a connection whose transactions are going to write."""

BUSY_TIMEOUT_MS: Final = 5_000
"""How long a writer waits for another one."""
STATEMENT_TIMEOUT_MS: Final = 20_000
"""How long PostgreSQL may work on one statement of a page; far more than any of them needs."""

CONNECT_TIMEOUT_S: Final = 3
KNOCK_AGAIN_S: Final = 1.0
ABANDONED_MS: Final = 60_000
"""How long PostgreSQL keeps a transaction, and its locks, of a client that says no more."""
NETWORK: Final = {
    # A server that goes silent in the middle of something is given up after some 20 seconds,
    # and after 10 if it does not even acknowledge what was sent.
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_ASK_AGAIN_S: Final = (0.001, 0.004)
_FILE: Final = "compass_file"


def make_engine(
    url: URL,
    *,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    statement_timeout_ms: int = 0,
    foreign_keys: bool = True,
) -> Engine:
    """An engine with this project's connection settings. It connects when it is first used.

    ``statement_timeout_ms`` is for PostgreSQL, 0 means none; ``foreign_keys`` is for SQLite.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, busy_timeout_ms, foreign_keys)
    return _postgresql(url, busy_timeout_ms, statement_timeout_ms)


# PostgreSQL.


def _postgresql(url: URL, busy_timeout_ms: int, statement_timeout_ms: int) -> Engine:
    options = {
        "lock_timeout": busy_timeout_ms,
        "statement_timeout": statement_timeout_ms,
        "idle_in_transaction_session_timeout": ABANDONED_MS,
        # A server may be set to confirm before it has written. What we tell a person is saved.
        "synchronous_commit": "on",
    }
    given = " ".join(f"-c {name}={value}" for name, value in options.items())
    ours = {"connect_timeout": CONNECT_TIMEOUT_S, **NETWORK}
    engine = create_engine(
        url,
        # Parameters hold answers and words, which must not get into a log of errors.
        hide_parameters=True,
        # A connection that broke while nobody used it is replaced, not handed out.
        pool_pre_ping=True,
        pool_timeout=busy_timeout_ms / 1000,
        # What the address itself says goes before what we say.
        connect_args={name: value for name, value in ours.items() if name not in url.query}
        | {"options": " ".join((given, *url.normalized_query.get("options", ())))},
    )
    door = _Door()
    event.listen(engine, "do_connect", door.connect)
    event.listen(engine, "handle_error", _leave_out_the_row)
    return engine


def _leave_out_the_row(context: ExceptionContext) -> None:
    # PostgreSQL says what is wrong with a row in the first line, and repeats the row in others.
    if getattr(context.original_exception, "sqlstate", None):
        for error in (context.original_exception, context.sqlalchemy_exception):
            if error is not None and error.args:
                error.args = (str(error.args[0]).partition("\n")[0],)


class _Door:
    """Spares the people who wait when a server is away, and the server when it comes back.

    While connecting works, every thread connects when it likes. Once it has failed, one thread
    at a time tries again, at most once a second, and the others are told so at once. A server
    that swallows connections without a word would otherwise hold every thread for seconds, and
    with them the pages that need no database.
    """

    def __init__(self) -> None:
        self._turn = Lock()
        self._away = False
        self._next_try = 0.0

    def connect(
        self, dialect: Dialect, _record: object, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> Any:
        if not self._away:
            return self._try(dialect, arguments, named)
        if time.monotonic() < self._next_try or not self._turn.acquire(blocking=False):
            raise dialect.loaded_dbapi.OperationalError("the server did not answer a moment ago")
        try:
            return self._try(dialect, arguments, named)
        finally:
            self._turn.release()

    def _try(self, dialect: Dialect, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        try:
            connection = dialect.connect(*arguments, **named)
        except dialect.loaded_dbapi.Error:
            self._next_try = time.monotonic() + KNOCK_AGAIN_S
            self._away = True
            raise
        self._away = False
        return connection


# SQLite.


def _sqlite(url: URL, busy_timeout_ms: int, foreign_keys: bool) -> Engine:
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": busy_timeout_ms / 1000}
    )
    path = Path(url.database or "")

    @event.listens_for(engine, "do_connect")
    def open_only(_dialect: object, _record: object, _args: object, _named: object) -> None:
        # SQLite makes a file that is missing. Only a migration may: an empty file in the place
        # of one that is being brought back would be in its way.
        if not path.is_file():
            raise sqlite3.OperationalError("unable to open database file")

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        record.info[_FILE] = _identity(path)
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

    @event.listens_for(engine, "checkout")
    def still_there(_connection: object, record: Any, _proxy: object) -> None:
        # An open file can be deleted or replaced under us. It would go on taking answers and
        # confirming them, and nobody would ever see them again.
        if record.info[_FILE] != _identity(path):
            raise DisconnectionError("the database file is not the one that was opened")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITING):
            _begin_writing(connection.connection.dbapi_connection, busy_timeout_ms)
        else:
            driver = connection.connection.dbapi_connection
            assert driver is not None  # it was just checked out
            driver.execute(f"PRAGMA busy_timeout = {busy_timeout_ms}")
            driver.execute("BEGIN")

    return engine


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


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
