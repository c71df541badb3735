"""What a person told us: answers, facts, own words, shortlist, and the forms already taken."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from compass.journeys.models import (
    AboutRow,
    AnswerRow,
    OwnWordsRow,
    SavedRoleRow,
    SubmissionRow,
)
from matching.answers import Value


def is_first_time(
    session: Session, journey_id: UUID, submission: str, digest: str, at: datetime
) -> bool:
    """Take a form. False if this is what the journey last sent under this number.

    The unique key decides between two at the same moment.
    """
    try:
        with session.begin_nested():
            session.add(
                SubmissionRow(
                    journey_id=journey_id, submission=submission, digest=digest, received_at=at
                )
            )
    except IntegrityError:
        taken = session.get_one(SubmissionRow, (journey_id, submission))
        if taken.digest == digest:
            return False
        taken.digest, taken.received_at = digest, at
    return True


def touched_items(session: Session, journey_id: UUID) -> Mapping[str, bool]:
    """The items answered (True) or skipped (False) so far."""
    rows = session.execute(
        select(AnswerRow.item_id, AnswerRow.value.is_not(None)).where(
            AnswerRow.journey_id == journey_id
        )
    )
    return {item_id: answered for item_id, answered in rows}


def put_answer(
    session: Session,
    journey_id: UUID,
    item_id: str,
    value: Value,
    *,
    questionnaire_version: str,
    at: datetime,
) -> bool:
    """Keep an answer in place of any earlier one. True if a different one was replaced."""
    stored = list(value) if isinstance(value, tuple) else value
    row = session.get(AnswerRow, (journey_id, item_id))
    changed = row is not None and row.value != stored
    if row is None:
        row = AnswerRow(journey_id=journey_id, item_id=item_id)
        session.add(row)
    row.value = stored
    row.questionnaire_version = questionnaire_version
    row.answered_at = at
    session.flush()
    return changed


def put_about(
    session: Session, journey_id: UUID, field: str, value: str | None, at: datetime
) -> bool:
    """Keep one fact, or drop it. True if a different one was replaced or dropped."""
    row = session.get(AboutRow, (journey_id, field))
    changed = row is not None and row.value != value
    if value is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(AboutRow(journey_id=journey_id, field=field, value=value, told_at=at))
    else:
        row.value, row.told_at = value, at
    session.flush()
    return changed


def put_words(session: Session, journey_id: UUID, text: str, at: datetime) -> bool:
    """Keep what was written, or drop it if empty. True if anything is different now."""
    row = session.get(OwnWordsRow, journey_id)
    if text == (row.text if row else ""):
        return False
    if not text:
        session.execute(delete(OwnWordsRow).where(OwnWordsRow.journey_id == journey_id))
    elif row is None:
        session.add(OwnWordsRow(journey_id=journey_id, text=text, written_at=at))
    else:
        row.text, row.written_at = text, at
    session.flush()
    return True


def put_saved(session: Session, journey_id: UUID, role_id: str, at: datetime) -> bool:
    """Put a role on the shortlist. False if it was there."""
    if session.get(SavedRoleRow, (journey_id, role_id)) is not None:
        return False
    session.add(SavedRoleRow(journey_id=journey_id, role_id=role_id, saved_at=at))
    session.flush()
    return True


def drop_saved(session: Session, journey_id: UUID, role_id: str) -> bool:
    """Take a role off the shortlist. False if it was not there."""
    row = session.get(SavedRoleRow, (journey_id, role_id))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True
