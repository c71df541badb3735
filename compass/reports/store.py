"""Queries on reports; the only place that has any."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, CursorResult, delete, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from compass.reports.models import ReportRow

# SQLAlchemy has no form of this that both databases share; they are written alike.
_INSERTS: Final[Mapping[str, Any]] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def is_known(session: Session, submission: str, role_id: str, wrong: str, text: str) -> bool:
    """True if this form came in before, or an open report says the very same."""
    same = (ReportRow.role_id == role_id) & (ReportRow.wrong == wrong) & (ReportRow.text == text)
    known = or_(ReportRow.submission == submission, same & ReportRow.closed_on.is_(None))
    return bool(session.scalar(select(exists().where(known))))


def number_open(session: Session) -> int:
    return session.scalar(select(func.count()).where(ReportRow.closed_on.is_(None))) or 0


def add(
    session: Session, role_id: str, wrong: str, text: str, submission: str, *, on: date
) -> None:
    """Add a report; nothing happens if its form has just come in with another request."""
    row = {"role_id": role_id, "wrong": wrong, "text": text, "submission": submission}
    insert = _INSERTS[session.get_bind().dialect.name](ReportRow)
    once = insert.on_conflict_do_nothing(index_elements=["submission"])
    session.execute(once, {**row, "reported_on": on})


def listed(session: Session, role_id: str | None, *, closed: bool) -> Sequence[ReportRow]:
    """Oldest first: the open ones, or all of them."""
    wanted = select(ReportRow).order_by(ReportRow.id)
    if not closed:
        wanted = wanted.where(ReportRow.closed_on.is_(None))
    if role_id is not None:
        wanted = wanted.where(ReportRow.role_id == role_id)
    return session.scalars(wanted).all()


def close(session: Session, report_id: int, on: date) -> bool:
    """True if it was open until now."""
    statement = (
        update(ReportRow)
        .where(ReportRow.id == report_id, ReportRow.closed_on.is_(None))
        .values(closed_on=on)
    )
    return cast("CursorResult[Any]", session.execute(statement)).rowcount > 0


def drop_old(session: Session, *, closed_before: date, reported_before: date) -> int:
    """Reports that have been closed, or that have waited, for long enough."""
    statement = delete(ReportRow).where(_is_old(closed_before, reported_before))
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def has_old(session: Session, *, closed_before: date, reported_before: date) -> bool:
    """True if there is anything for ``drop_old``."""
    return bool(session.scalar(select(exists().where(_is_old(closed_before, reported_before)))))


def _is_old(closed_before: date, reported_before: date) -> ColumnElement[bool]:
    return or_(ReportRow.closed_on < closed_before, ReportRow.reported_on < reported_before)
