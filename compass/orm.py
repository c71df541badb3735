"""What every table of the service shares: one metadata, one naming rule, one kind of time."""

from datetime import UTC, datetime
from typing import Any, ClassVar, Final

from sqlalchemy import DateTime, MetaData, Table, false
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time, always UTC and aware in Python. SQLite, which keeps no zone, stores UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


SYNTHETIC: Final = "compass_synthetic"
"""The option of a connection through which only made-up rows are written."""


def _is_made_up(context: Any) -> bool:
    return bool(context.execution_options.get(SYNTHETIC, False))


class Base(DeclarativeBase):
    """The base of all models. Constraint names are the same on every database.

    Every row of every table says whether a simulation made it: a connection knows what it is
    for, so nothing that writes can forget the mark.
    """

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    synthetic: Mapped[bool] = mapped_column(
        default=_is_made_up,
        server_default=false(),
        sort_order=1,
        doc="True if `compass simulate` made this row: nobody real is behind it.",
    )


def table_of(model: type[Base]) -> Table:
    """The table of a model, for writing rows that nobody needs as objects."""
    table = model.__table__
    assert isinstance(table, Table)  # a model here is never a join
    return table


def utc_now() -> datetime:
    """The clock of the service; tests hand in another one."""
    return datetime.now(UTC)
