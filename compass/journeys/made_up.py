"""Made-up journeys and real ones never share a database."""

from collections.abc import Iterator
from contextlib import contextmanager

from compass.database import Database, migrate
from compass.errors import CompassError
from compass.journeys.store import made_up


class MixedDatabase(CompassError):
    """The database belongs to the other kind of journeys; nothing was written."""


@contextmanager
def made_up_database(url: str) -> Iterator[Database]:
    """A database in which every row that is written is marked as made up; made if need be.

    Raises:
        MixedDatabase: it holds something real.
        ServiceUnavailable: it cannot be used.
    """
    migrate(url)
    database = Database(url, synthetic=True)
    try:
        with database.reading() as session:
            if made_up.has_journeys(session, synthetic=False):
                raise MixedDatabase(
                    "this database holds real journeys. Made-up ones need a database of their own."
                )
        yield database
    finally:
        database.dispose()


def refuse_made_up(url: str) -> None:
    """Let nobody's real journey be mixed with made-up ones.

    Raises:
        MixedDatabase: a simulation wrote to this database.
        ServiceUnavailable: it cannot be read.
    """
    database = Database(url)
    try:
        with database.reading() as session:
            if made_up.has_journeys(session, synthetic=True):
                raise MixedDatabase(
                    "this database holds simulated journeys. Choose another for real ones: "
                    "COMPASS_DATABASE_URL."
                )
    finally:
        database.dispose()


def made_up_rows(database: Database) -> dict[str, int]:
    """How many made-up rows each table has."""
    with database.reading() as session:
        return made_up.counts(session)
