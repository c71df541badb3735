"""Can the database be reached and written, has it room, and is nothing kept for too long?"""

import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scripts.doctor.finding import Finding, Findings, ok, problem, warning

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

    from compass.database import Database
    from compass.settings import Settings

MIB: Final = 2**20
LEAST_ROOM: Final = 100 * MIB
SOME_ROOM: Final = 1024 * MIB
PATIENCE_MS: Final = 2_000
LOCAL_FILE: Final = "sqlite:////var/lib/compass/compass.sqlite"
LIKE_THIS: Final = "postgresql+psycopg://compass@/compass?host=/run/postgresql"


def database(settings: "Settings", on: date) -> Findings:
    """Everything about the database, as far as one gets."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    from compass.database import Database
    from compass.readiness import readiness

    try:
        url = make_url(settings.database_url)
        opened = Database(settings.database_url, busy_timeout_ms=PATIENCE_MS)
    except (ArgumentError, ModuleNotFoundError, ValueError):
        what = "COMPASS_DATABASE_URL is no address that can be used."
        return [problem("database", what, f"export COMPASS_DATABASE_URL={LIKE_THIS}")]
    shown = url.render_as_string(hide_password=True)
    found = list(file_of(url))
    if any(one.state == "problem" for one in found):
        return found
    try:
        ready = readiness(opened)
        if not ready.reachable:
            return [*found, problem("database", f"{shown} does not answer.", _reach(url))]
        if not ready.migrated:
            return [*found, _other_shape(opened, url, shown)]
        if not ready.writable:
            return [*found, problem("database", f"{shown} cannot be written.", _write(url))]
        found.append(ok("database", f"{shown} answers, has today's shape, can be written"))
        found += retention(opened, on, settings.text_keep_days)
    finally:
        opened.dispose()
    return [*found, *journal(url)]


def file_of(url: "URL") -> Findings:
    """The file of an SQLite database: there, private, with room to grow."""
    if url.get_backend_name() != "sqlite":
        return
    path = Path(url.database or "")
    if not path.is_file():
        yield problem("database", f"there is no {path}.", "compass database migrate")
        return
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield warning("database", f"others on this machine can read {path}.", f"chmod 600 {path}*")
    yield from room(path.parent, shutil.disk_usage(path.parent).free)


def room(folder: Path, free: int) -> Findings:
    """``free`` bytes are left where the database grows."""
    shown = f"{free // MIB} MiB are left in {folder}"
    if free < LEAST_ROOM:
        yield problem("disk", f"{shown}: soon nothing can be kept.", f"df -h {folder}")
    elif free < SOME_ROOM:
        yield warning("disk", f"{shown}.", f"df -h {folder}")
    else:
        yield ok("disk", shown)


def retention(opened: "Database", on: date, text_keep_days: int) -> Findings:
    """Has the nightly job done its work?"""
    from compass.journeys.retention import overdue

    late = overdue(opened, on, text_keep_days=text_keep_days)
    if late:
        what = f"{', '.join(late)} are kept for longer than we say. Does the nightly job run?"
        return [problem("retention", what, "compass journeys retire")]
    return [ok("retention", "nothing is kept for longer than we say")]


def journal(url: "URL") -> Findings:
    """Write-ahead logging lets people read while somebody writes. Not every disk can do it."""
    if url.get_backend_name() != "sqlite":
        return []
    path = Path(url.database or "").resolve()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        what = f"{path.parent} has no write-ahead logging ({mode}). Is it a network folder?"
        move = f"export COMPASS_DATABASE_URL={LOCAL_FILE}"
        return [warning("journal", what, move)]
    return [ok("journal", "write-ahead logging is on")]


def _other_shape(opened: "Database", url: "URL", shown: str) -> Finding:
    from compass.database import refuse_somebody_elses
    from compass.errors import SomebodyElsesDatabase
    from compass.readiness import known_shapes, shape_of

    try:
        with opened.reading() as session:
            refuse_somebody_elses(session.connection())
            unknown = shape_of(session.connection()) - known_shapes()
    except SomebodyElsesDatabase as error:
        another = LOCAL_FILE if url.get_backend_name() == "sqlite" else LIKE_THIS
        mend = f"export COMPASS_DATABASE_URL={another}"
        return problem("database", f"{shown}: {error}", mend)
    if unknown:
        what = f"{shown} has the shape of a newer version of Career Compass than this one."
        return problem("database", what, "git pull && make setup")
    return problem("database", f"{shown} has not today's shape.", "compass database migrate")


def _reach(url: "URL") -> str:
    if url.get_backend_name() == "sqlite":
        return f"ls -l {url.database} && file {url.database}"
    where = f"-h {url.host}" if url.host else ""
    port = f" -p {url.port}" if url.port else ""
    return f"pg_isready {where}{port} -d {url.database}".replace("  ", " ")


def _write(url: "URL") -> str:
    if url.get_backend_name() == "sqlite":
        folder = Path(url.database or "").parent
        return f'sudo chown -R "$(id -un)" {folder}'
    return f"psql -d {url.database} -c 'SHOW default_transaction_read_only'"
