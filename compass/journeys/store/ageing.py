"""Rows that have been kept for long enough. Each function is one transaction's worth."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, delete, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from compass.journeys.models import (
    AboutRow,
    AnswerRow,
    CodeRow,
    DeviceRow,
    DeviceSessionRow,
    DisputedPartRow,
    EventRow,
    ExposureRow,
    JourneyRow,
    OwnWordsRow,
    RoleMarkRow,
    RoleNoteRow,
    SavedRoleRow,
    SubmissionRow,
)
from compass.orm import Base

BATCH: Final = 5_000
"""Rows of the log deleted in one go: the site's own writers wait for no more than that."""

_CONTENTS: Final = (
    AnswerRow,
    DisputedPartRow,
    AboutRow,
    OwnWordsRow,
    SavedRoleRow,
    RoleNoteRow,
    RoleMarkRow,
    CodeRow,
)


@dataclass(frozen=True)
class Oldest:
    """When the oldest of each kind was last in use, or written. None where there is none."""

    own_words: datetime | None
    notes: datetime | None
    answers: datetime | None
    events: datetime | None
    exposures: datetime | None
    devices: datetime | None


def oldest(session: Session) -> Oldest:
    """How far back what we hold goes."""

    def idle(*tables: type[Base]) -> datetime | None:
        held = [exists().where(table.__table__.c.journey_id == JourneyRow.id) for table in tables]
        return session.scalar(select(func.min(JourneyRow.active_at)).where(or_(*held)))

    return Oldest(
        own_words=idle(OwnWordsRow),
        notes=idle(RoleNoteRow),
        answers=idle(*_CONTENTS),
        events=session.scalar(select(func.min(EventRow.received_at))),
        exposures=session.scalar(select(func.min(ExposureRow.served_at))),
        devices=session.scalar(select(func.min(DeviceRow.started_at))),
    )


def erase_words(session: Session, idle_since: datetime) -> int:
    """Own words of journeys idle since before then."""
    return _deleted(session, OwnWordsRow, _idle(OwnWordsRow.journey_id, idle_since))


def erase_notes(session: Session, idle_since: datetime) -> int:
    """Notes of journeys idle since before then."""
    return _deleted(session, RoleNoteRow, _idle(RoleNoteRow.journey_id, idle_since))


def erase_contents(session: Session, idle_since: datetime) -> int:
    """Answers, what of them was disputed, facts, words, shortlists, notes, what was said of roles,
    and codes of journeys idle since before then."""
    return sum(_deleted(session, table, _idle(table.journey_id, idle_since)) for table in _CONTENTS)


def drop_events(session: Session, before: datetime) -> int:
    """A batch of the oldest events. Fewer than ``BATCH`` means that none is left."""
    batch = select(EventRow.event_id).where(EventRow.received_at < before).limit(BATCH)
    return _deleted(session, EventRow, EventRow.event_id.in_(session.scalars(batch).all()))


def drop_exposures(session: Session, before: datetime) -> int:
    """The exposures of a batch of the oldest lists. None means that none is left."""
    batch = (
        select(ExposureRow.list_id)
        .where(ExposureRow.served_at < before)
        .distinct()
        .limit(BATCH // 10)
    )
    return _deleted(session, ExposureRow, ExposureRow.list_id.in_(session.scalars(batch).all()))


def drop_submissions(session: Session, before: datetime) -> int:
    """Numbers of forms from devices that have long been too old to send one."""
    return _deleted(session, SubmissionRow, SubmissionRow.received_at < before)


def drop_devices(session: Session, before: datetime) -> int:
    """Devices that are too old to open anything."""
    return _deleted(session, DeviceRow, DeviceRow.started_at < before)


def drop_sittings(session: Session, before: datetime) -> int:
    """Sittings of which the log has nothing left."""
    log = exists().where(EventRow.session_id == DeviceSessionRow.id)
    shown = exists().where(ExposureRow.session_id == DeviceSessionRow.id)
    return _deleted(session, DeviceSessionRow, DeviceSessionRow.started_at < before, ~log, ~shown)


def drop_empty_journeys(session: Session) -> int:
    """Journeys that hold nothing and that nobody can open."""
    held = (*_CONTENTS, DeviceRow, EventRow, ExposureRow)
    nothing = [~exists().where(table.journey_id == JourneyRow.id) for table in held]
    return _deleted(session, JourneyRow, *nothing)


def _idle(journey_id: InstrumentedAttribute[UUID], since: datetime) -> ColumnElement[bool]:
    return journey_id.in_(select(JourneyRow.id).where(JourneyRow.active_at < since))


def _deleted(session: Session, table: type[Base], *conditions: ColumnElement[bool]) -> int:
    statement = delete(table).where(*conditions)
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", result).rowcount
