"""Writing a row that may be there already, in one statement that two writers cannot split."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from compass.orm import Base, table_of

# SQLAlchemy has no form of this that both databases share; they are written alike.
_INSERTS: Final[Mapping[str, Any]] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def add_if_new(session: Session, model: type[Base], row: Mapping[str, object]) -> bool:
    """Add a row; False, and nothing happens, if there is one with its primary key."""
    return session.execute(_add_if_new(_dialect(session), model), row).first() is not None


def put(
    session: Session, model: type[Base], key: Mapping[str, object], rest: Mapping[str, object]
) -> None:
    """Add a row, or replace the ``rest`` of the one that has this primary key."""
    session.execute(_put(_dialect(session), model, tuple(rest)), {**key, **rest})


def add_to(session: Session, model: type[Base], key: Mapping[str, object], **by: int) -> None:
    """Add to the counts of a row, which begins as ``by`` if it is not there."""
    insert = _insert(_dialect(session), model)
    columns = table_of(model).c
    sums = {name: columns[name] + insert.excluded[name] for name in by}
    statement = insert.on_conflict_do_update(index_elements=_key(model), set_=sums)
    session.execute(statement, {**key, **by})


@cache
def _add_if_new(dialect: str, model: type[Base]) -> Any:
    statement = _insert(dialect, model).on_conflict_do_nothing(index_elements=_key(model))
    return statement.returning(*table_of(model).primary_key)


@cache
def _put(dialect: str, model: type[Base], names: tuple[str, ...]) -> Any:
    insert = _insert(dialect, model)
    new = {name: insert.excluded[name] for name in names}
    return insert.on_conflict_do_update(index_elements=_key(model), set_=new)


def _insert(dialect: str, model: type[Base]) -> Any:
    return _INSERTS[dialect](table_of(model))


def _key(model: type[Base]) -> list[str]:
    return [column.name for column in table_of(model).primary_key]


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
