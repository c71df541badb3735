"""Whether the database could take a journey right now: answered by really trying.

``/readyz`` and ``compass doctor`` ask. Nothing is left behind: no row, no file.
"""

from dataclasses import dataclass
from functools import cache

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from compass.database import MIGRATIONS, Database
from compass.errors import ServiceUnavailable


@dataclass(frozen=True)
class Readiness:
    """Each needs the one before it."""

    reachable: bool = False
    migrated: bool = False
    writable: bool = False


@cache
def newest_shape() -> frozenset[str]:
    """The revisions that this version of the program works with."""
    return frozenset(ScriptDirectory(str(MIGRATIONS)).get_heads())


def known_shapes() -> frozenset[str]:
    """Every revision that this version can bring up to date."""
    return frozenset(step.revision for step in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def shape_of(connection: Connection) -> frozenset[str]:
    """The revisions that a database has; none if it was never migrated."""
    return frozenset(MigrationContext.configure(connection).get_current_heads())


def readiness(database: Database) -> Readiness:
    """Ask over the pool that visitors' requests use: if that is exhausted, so are they."""
    try:
        with database.reading() as session:
            migrated = shape_of(session.connection()) == newest_shape()
    except ServiceUnavailable:
        return Readiness()
    if not migrated:
        return Readiness(reachable=True)
    try:
        _write_nothing(database)
    except ServiceUnavailable:
        return Readiness(reachable=True, migrated=True)
    return Readiness(reachable=True, migrated=True, writable=True)


def _write_nothing(database: Database) -> None:
    """Commit a change that changes nothing but has to reach the disk."""
    with database.writing() as session:
        if database.url.get_backend_name() == "sqlite":
            # SQLite leaves out an UPDATE to the same value; a header field is always written.
            version = session.execute(text("PRAGMA user_version")).scalar_one()
            session.execute(text(f"PRAGMA user_version = {int(version)}"))
        else:
            session.execute(text("UPDATE alembic_version SET version_num = version_num"))
