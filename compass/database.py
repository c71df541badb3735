"""The database: one engine, a context manager for reading and one for writing, migrations.

SQLite by default; PostgreSQL by giving another URL. Nothing above ``compass`` sees an error of
SQLAlchemy's: what means "not now" becomes ``ServiceUnavailable``.
"""

import os
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from compass.connections import BUSY_TIMEOUT_MS, STATEMENT_TIMEOUT_MS, WRITING, make_engine
from compass.errors import ServiceUnavailable, SomebodyElsesDatabase
from compass.orm import SYNTHETIC

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_MIGRATING: Final = int.from_bytes(b"compass")
"""The number of the lock that a migration holds on PostgreSQL."""
_PATIENCE_MS: Final = 60_000
"""How long a server that starts waits for another one's migration."""
_SHAPE_TABLE: Final = "alembic_version"
_NOT_READY: Final = {
    "42P01": "a table is missing",
    "42501": "this user may not do that",
}
"""PostgreSQL's codes for a database that an operator is still working on."""


class Database:
    """Connections to one database. Made once a process; safe to share between threads.

    ``busy_timeout_ms`` is how long a writer waits for another one before
    ``ServiceUnavailable``, ``statement_timeout_ms`` how long PostgreSQL may work on a
    statement; 0 is for jobs that take as long as they take. ``on_failure`` is called each time
    that error is raised. With ``synthetic`` every row that is written is marked as made up. A
    process that forks after use gets fresh connections by itself.
    """

    def __init__(
        self,
        url: str,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        statement_timeout_ms: int = STATEMENT_TIMEOUT_MS,
        on_failure: Callable[[], None] | None = None,
        synthetic: bool = False,
    ) -> None:
        self.url = make_url(url)
        self._on_failure = on_failure
        engine = make_engine(
            self.url, busy_timeout_ms=busy_timeout_ms, statement_timeout_ms=statement_timeout_ms
        )
        self.engine = engine.execution_options(**{SYNTHETIC: synthetic})
        # SQLite sees one moment as it is.
        snapshot = {} if self._is_sqlite else {"isolation_level": "REPEATABLE READ"}
        reading = self.engine.execution_options(**snapshot)
        writing = self.engine.execution_options(**{WRITING: True})
        self._read = sessionmaker(reading, expire_on_commit=False, autoflush=False)
        # A server would have to be told of the begin and of the end.
        alone = {} if self._is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._look = sessionmaker(self.engine.execution_options(**alone), autoflush=False)
        self._write = sessionmaker(writing, expire_on_commit=False)
        _fresh_after_fork(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment and writes nothing: it is always rolled back.

        Raises:
            ServiceUnavailable: the database cannot answer.
        """
        with self._usable(), self._read() as session:
            yield session

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """A session for a single question: each one sees a moment of its own.

        Raises:
            ServiceUnavailable: the database cannot answer.
        """
        with self._usable(), self._look() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose work is committed at the end of the block, all of it or none.

        Raises:
            ServiceUnavailable: the database cannot answer. Nothing was written; or, if only its
                word on the commit got lost, everything. A form that is sent again counts once.
        """
        with self._usable(), self._write() as session, session.begin():
            yield session

    @contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            with _unavailable():
                yield
        except ServiceUnavailable:
            if self._on_failure is not None:
                self._on_failure()
            raise

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
        if self._is_sqlite:
            with _unavailable(), self.engine.connect() as connection:
                driver = connection.connection.dbapi_connection
                if driver is not None:
                    driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @property
    def _is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise ServiceUnavailable("Every connection to the database is in use.") from error
    except (DataError, IntegrityError, ProgrammingError) as error:
        what = _NOT_READY.get(getattr(error.orig, "sqlstate", None) or "")
        if what is None:
            raise  # a fault of ours or a broken rule: not a matter of trying again
        raise ServiceUnavailable(f"The database cannot be used just now: {what}.") from error
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
        SomebodyElsesDatabase: it holds another program's tables; nothing was changed.
        ServiceUnavailable: the database cannot be reached or written, or is of a newer shape.
    """
    try:
        run_migrations(url, _upgrade)
    except CommandError as error:
        # Alembic's way of saying that it has no such revision.
        raise ServiceUnavailable(
            f"A newer version of Career Compass has changed this database. {error}."
        ) from error


def _upgrade(config: Config) -> None:
    refuse_somebody_elses(config.attributes["connection"])
    command.upgrade(config, "head")


def refuse_somebody_elses(connection: Connection) -> None:
    """Let our tables never be mixed with another program's.

    Raises:
        SomebodyElsesDatabase: there are tables, and they are not ours.
    """
    found = set(inspect(connection).get_table_names())
    # Another program may use Alembic too. A database taken back to nothing keeps its table.
    if found <= {_SHAPE_TABLE} or found >= {_SHAPE_TABLE, "journeys"}:
        return
    some = ", ".join(sorted(found - {_SHAPE_TABLE})[:3])
    raise SomebodyElsesDatabase(
        f"It holds another program's tables ({some}), and none was changed. Career Compass "
        "needs a database to itself: COMPASS_DATABASE_URL chooses one."
    )


def is_migrated(url: str) -> bool:
    """True if the database has the newest shape. Makes no file.

    Raises:
        SomebodyElsesDatabase: it holds another program's tables.
        ServiceUnavailable: the database cannot be reached.
    """
    target = make_url(url)
    if _is_missing_file(target):
        return False
    engine = make_engine(target)
    try:
        with _unavailable(), engine.connect() as connection:
            refuse_somebody_elses(connection)
            current = MigrationContext.configure(connection).get_current_heads()
    finally:
        engine.dispose()
    return set(current) == set(ScriptDirectory.from_config(_config()).get_heads())


def run_migrations(url: str, action: Callable[[Config], None]) -> None:
    """Run an Alembic command in one transaction: all of it happens, or none. One at a time."""
    target = make_url(url)
    _make_private_file(target)
    # SQLite changes a table by copying and dropping it. With foreign keys on, the drop would
    # delete every row that points at it; the check at the end makes up for it.
    # Only SQLite has one lock for all. On PostgreSQL a migration that waited so long for a table
    # would keep everybody who reads it waiting behind it.
    patience = _PATIENCE_MS if target.get_backend_name() == "sqlite" else BUSY_TIMEOUT_MS
    engine = make_engine(target, busy_timeout_ms=patience, foreign_keys=False)
    config = _config()
    try:
        with _unavailable(), engine.execution_options(**{WRITING: True}).begin() as connection:
            _wait_for_others(connection)
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


def _wait_for_others(connection: Connection) -> None:
    # Two servers that start together both migrate. SQLite lets only one writer begin at all.
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_PATIENCE_MS}")
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise ServiceUnavailable(
                f"The migration would leave {len(broken)} rows without a parent."
            )
