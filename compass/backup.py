"""A copy of an SQLite database as it was at one moment, and the way back from it.

Copying the file with ``cp`` while the site runs gives a file that may be torn: part of the
newest commits is in the write-ahead log beside it. PostgreSQL has its own tools for both;
docs/backup-and-restore.md describes them.
"""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url

from compass.errors import CompassError
from compass.readiness import newest_shape

COUNTED: Final = ("journeys", "answers", "events", "exposures")
"""Tables whose rows a report counts: enough to see that it is the right copy."""


class BackupRefused(CompassError):
    """The copy was not made, or not put back; the message says why. Nothing was changed."""


@dataclass(frozen=True)
class Report:
    """A whole, checked copy. ``rows`` is by table; ``current`` says that its shape is today's."""

    path: Path
    size: int
    rows: dict[str, int]
    current: bool


def backup(url: str, to: Path) -> Report:
    """Copy the database to a new file, while the site goes on reading and writing.

    The copy holds every change that was committed before this began, and nothing half. It is
    checked, on the disk before this returns, and readable by its owner only.

    Raises:
        BackupRefused: ``to`` exists or cannot be written, or the database is not an SQLite
            file, is damaged, or is not one of ours.
    """
    source = sqlite_file(url)
    if not source.is_file():
        raise BackupRefused(f"there is no database at {source}.")
    return _copy(source, to)


def restore(url: str, copy: Path) -> Report:
    """Put a copy in the place of a database that is not there, or that holds no journey.

    The site must not be running. Bring the shape up to date afterwards if it is an older one.

    Raises:
        BackupRefused: the database holds journeys, or the copy is damaged or not one of ours.
    """
    target = sqlite_file(url)
    if not copy.is_file():
        raise BackupRefused(f"there is no copy at {copy}.")
    held = _journeys_in(target)
    if held:
        raise BackupRefused(
            f"{target} holds {held} journeys, which would be lost. Move it out of the way first, "
            f"with the files beside it: {_moving(target)}"
        )
    fresh = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        report = _copy(copy, fresh)
        os.replace(fresh, target)
        _sync(target.parent)
    except OSError as error:
        raise BackupRefused(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        fresh.unlink(missing_ok=True)
    return replace(report, path=target)


def sqlite_file(url: str) -> Path:
    """The file of an SQLite address.

    Raises:
        BackupRefused: it is the address of something else.
    """
    target = make_url(url)
    if target.get_backend_name() != "sqlite" or not target.database:
        raise BackupRefused(
            "this is for SQLite. PostgreSQL has pg_dump and pg_restore: docs/backup-and-restore.md."
        )
    return Path(target.database)


def _copy(source: Path, to: Path) -> Report:
    draft = to.with_name(f".{to.name}-{secrets.token_hex(4)}")
    with _reserved(to):
        try:
            draft.touch(mode=0o600, exist_ok=False)
            _vacuum_into(source, draft)
            report = _checked(draft)
            _sync(draft)
            os.replace(draft, to)
            _sync(to.parent)
        except OSError as error:
            raise BackupRefused(f"{to} cannot be written: {error.strerror}.") from error
        except sqlite3.Error as error:
            raise BackupRefused(f"{source} cannot be copied: {error}.") from error
        finally:
            draft.unlink(missing_ok=True)
    return replace(report, path=to)


@contextmanager
def _reserved(path: Path) -> Iterator[None]:
    """A name that nobody else had, taken as an empty file; given back if the block fails."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise BackupRefused(f"{path} exists already; a copy never replaces anything.") from None
    except OSError as error:
        raise BackupRefused(f"{path} cannot be written: {error.strerror}.") from error
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _vacuum_into(source: Path, to: Path) -> None:
    """One reading transaction over the whole database. Writers go on meanwhile, and free pages
    stay behind. Room is looked for first, so that a full disk is not the site's problem."""
    size = sum(path.stat().st_size for path in (source, Path(f"{source}-wal")) if path.is_file())
    free = shutil.disk_usage(to.parent).free
    if free < size * 1.1:
        raise BackupRefused(
            f"{to.parent} has {free // 2**20} MiB left; the copy may take {size // 2**20 + 1}."
        )
    with _open(source) as connection:
        connection.execute("VACUUM INTO ?", (str(to),))


def _checked(path: Path) -> Report:
    with _open(path) as connection:
        if (found := connection.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
            raise BackupRefused(f"the database is damaged: {found[0][0]}.")
        if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
            raise BackupRefused(f"the database has {len(broken)} rows without a parent.")
        try:
            shape = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            rows = {
                name: int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
                for name in COUNTED
            }
        except sqlite3.OperationalError:
            raise BackupRefused("it is not a database of Career Compass.") from None
    current = {str(row[0]) for row in shape} == newest_shape()
    return Report(path, path.stat().st_size, rows, current)


def _journeys_in(path: Path) -> int:
    """How many journeys would be lost with this file; none if it is missing or empty.

    Raises:
        BackupRefused: it cannot be told, or somebody has it open.
    """
    if not path.exists() or path.stat().st_size == 0:
        return 0
    try:
        with _open(path) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
            if ("journeys",) not in tables:
                raise BackupRefused(f"{path} is not a database of Career Compass.")
            held = int(connection.execute("SELECT count(*) FROM journeys").fetchone()[0])
            # Leaving WAL mode folds the side files in, and is refused while others are connected.
            if held == 0:
                connection.execute("PRAGMA journal_mode = DELETE")
            return held
    except sqlite3.Error as error:
        raise BackupRefused(
            f"{path} is in use or cannot be read ({error}). Stop the site. If that is not it, "
            f"move it out of the way, with the files beside it: {_moving(path)}"
        ) from error


def _moving(path: Path) -> str:
    return f"mkdir {path.parent / 'replaced'} && mv {path}* {path.parent / 'replaced'}/"


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{path.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        yield connection


def _sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
