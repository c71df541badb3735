"""Which rows a simulation made, and which are real."""

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from compass.journeys.models import JourneyRow, TombstoneRow
from compass.orm import Base


def has_journeys(session: Session, *, synthetic: bool) -> bool:
    """True if there is, or was, a journey of this kind: each leaves a row or a tombstone."""
    return any(
        session.scalar(select(exists().where(row.synthetic.is_(synthetic))))
        for row in (JourneyRow, TombstoneRow)
    )


def counts(session: Session) -> dict[str, int]:
    """How many made-up rows each table has."""
    return {
        name: session.scalar(
            select(func.count()).select_from(table).where(table.c.synthetic.is_(True))
        )
        or 0
        for name, table in sorted(Base.metadata.tables.items())
    }
