"""Which rows a simulation made, and which are real."""

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from compass.orm import Base


def has_rows(session: Session, *, synthetic: bool) -> bool:
    """True if any table has a row of this kind."""
    tables = Base.metadata.tables.values()
    return any(
        session.scalar(select(exists().where(table.c.synthetic.is_(synthetic)))) for table in tables
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
