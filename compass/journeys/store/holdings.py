"""Everything we hold about one journey, read in one go."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from compass.journeys.models import (
    AboutRow,
    AnswerRow,
    DeviceRow,
    DeviceSessionRow,
    DisputedPartRow,
    JourneyRow,
    OwnWordsRow,
    RoleMarkRow,
    RoleNoteRow,
    SavedRoleRow,
    SubmissionRow,
)
from compass.journeys.store import codes, journeys, log
from compass.journeys.types import (
    HeldAbout,
    HeldAnswer,
    HeldDevice,
    HeldDispute,
    HeldMark,
    HeldNote,
    HeldRole,
    HeldSitting,
    HeldSubmission,
    HeldWords,
    Holdings,
    JourneyFacts,
)
from compass.orm import Base

Owned = TypeVar(
    "Owned",
    AboutRow,
    AnswerRow,
    DeviceRow,
    DeviceSessionRow,
    DisputedPartRow,
    RoleMarkRow,
    RoleNoteRow,
    SavedRoleRow,
    SubmissionRow,
)


def as_mapping(row: Base) -> Mapping[str, Any]:
    """A row as column names and values."""
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def read(session: Session, journey_id: UUID) -> Holdings:
    """Every row of the journey, of every table that has one. Hashes stay behind."""
    row = session.get_one(JourneyRow, journey_id)
    words = session.get(OwnWordsRow, journey_id)
    devices = session.scalars(_of(DeviceRow, journey_id).order_by(DeviceRow.started_at))
    sittings = session.scalars(
        _of(DeviceSessionRow, journey_id).order_by(DeviceSessionRow.started_at)
    )
    answers = session.scalars(
        _of(AnswerRow, journey_id).order_by(AnswerRow.answered_at, AnswerRow.item_id)
    )
    disputed = session.scalars(
        _of(DisputedPartRow, journey_id).order_by(DisputedPartRow.disputed_at, DisputedPartRow.part)
    )
    about = session.scalars(_of(AboutRow, journey_id).order_by(AboutRow.field))
    saved = session.scalars(_of(SavedRoleRow, journey_id).order_by(*journeys.IN_ORDER))
    notes = session.scalars(_of(RoleNoteRow, journey_id).order_by(RoleNoteRow.role_id))
    marks = session.scalars(
        _of(RoleMarkRow, journey_id).order_by(RoleMarkRow.marked_at, RoleMarkRow.role_id)
    )
    forms = session.scalars(_of(SubmissionRow, journey_id).order_by(SubmissionRow.received_at))
    return Holdings(
        journey=JourneyFacts(row.id, row.seed, row.statistics, row.started_at, row.active_at),
        devices=tuple(HeldDevice(r.started_at, r.ended_at) for r in devices),
        sittings=tuple(HeldSitting(r.id, r.started_at) for r in sittings),
        answers=tuple(
            HeldAnswer(
                r.item_id,
                tuple(r.value) if isinstance(r.value, list) else r.value,
                r.questionnaire_version,
                r.answered_at,
            )
            for r in answers
        ),
        disputed=tuple(HeldDispute(r.part, r.disputed_at) for r in disputed),
        about=tuple(HeldAbout(r.field, r.value, r.told_at) for r in about),
        own_words=HeldWords(words.text, words.written_at) if words else None,
        shortlist=tuple(HeldRole(r.role_id, r.place, r.saved_at) for r in saved),
        notes=tuple(HeldNote(r.role_id, r.text, r.written_at) for r in notes),
        marks=tuple(HeldMark(r.role_id, r.mark, r.marked_at) for r in marks),
        codes=codes.live(session, journey_id),
        submissions=tuple(HeldSubmission(r.submission, r.digest, r.received_at) for r in forms),
        events=tuple(as_mapping(r) for r in log.events_of(session, journey_id)),
        exposures=tuple(as_mapping(r) for r in log.exposures_shown_to(session, journey_id)),
    )


def _of(table: type[Owned], journey_id: UUID) -> Select[Owned]:
    return select(table).where(table.journey_id == journey_id)
