"""What a person told us: answers, facts, own words, shortlist, and the forms already taken."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, delete, exists, or_, select
from sqlalchemy.orm import Session

from compass.journeys.models import (
    AboutRow,
    AnswerRow,
    DisputedPartRow,
    OwnWordsRow,
    RoleMarkRow,
    SavedRoleRow,
    SubmissionRow,
)
from compass.journeys.store.upsert import add_if_new, put
from compass.journeys.types import Mark
from compass.orm import table_of
from matching.answers import Fact, Value, check_about
from matching.questionnaire import AboutField


def is_first_time(
    session: Session, journey_id: UUID, submission: str, digest: str, at: datetime
) -> bool:
    """Take a form. False if this is what the journey last sent under this number.

    The unique key decides between two at the same moment.
    """
    form = {
        "journey_id": journey_id,
        "submission": submission,
        "digest": digest,
        "received_at": at,
    }
    if add_if_new(session, SubmissionRow, form):
        return True
    taken = session.get_one(SubmissionRow, (journey_id, submission))
    if taken.digest == digest:
        return False
    taken.digest, taken.received_at = digest, at
    return True


def said_last(session: Session, journey_id: UUID, submission: str) -> str:
    """The digest of what the journey last sent under this number; empty if nothing yet."""
    taken = session.get(SubmissionRow, (journey_id, submission))
    return taken.digest if taken else ""


_ANSWERS: Final = table_of(AnswerRow)
_ANSWERS_OF: Final = select(_ANSWERS.c.item_id, _ANSWERS.c.value).where(
    _ANSWERS.c.journey_id == bindparam("journey_id")
)


def answers(session: Session, journey_id: UUID) -> Mapping[str, Any]:
    """What is stored for each item met so far; None for a skipped one."""
    return dict(session.execute(_ANSWERS_OF, {"journey_id": journey_id}).all())


def put_answer(
    session: Session,
    journey_id: UUID,
    item_id: str,
    value: Value,
    *,
    questionnaire_version: str,
    at: datetime,
) -> None:
    """Keep an answer in place of any earlier one."""
    key = {"journey_id": journey_id, "item_id": item_id}
    said = {
        "value": as_stored(value),
        "questionnaire_version": questionnaire_version,
        "answered_at": at,
    }
    put(session, AnswerRow, key, said)


def as_stored(value: Value) -> Any:
    """A value as JSON gives it back."""
    return list(value) if isinstance(value, tuple) else value


CHOSEN: Final = "chosen"
"""The value of a row that stands for one option of a fact with several."""


def put_about(
    session: Session, journey_id: UUID, field: str, value: Fact | None, at: datetime
) -> bool:
    """Keep one fact, or drop it. True if a different one was replaced or dropped."""
    wanted = fact_rows(field, value)
    of_field = or_(AboutRow.field == field, AboutRow.field.startswith(f"{field}.", autoescape=True))
    rows = session.scalars(select(AboutRow).where(AboutRow.journey_id == journey_id, of_field))
    held = {row.field: row for row in rows}
    changed = bool(held) and {name: row.value for name, row in held.items()} != wanted
    for name in held.keys() - wanted.keys():
        session.delete(held[name])
    for name, kept in wanted.items():
        row = held.get(name)
        if row is None:
            session.add(AboutRow(journey_id=journey_id, field=name, value=kept, told_at=at))
        else:
            row.value, row.told_at = kept, at
    session.flush()
    return changed


def fact_rows(field: str, value: Fact | None) -> dict[str, str]:
    """The rows that hold a fact: one, or of a fact with several options one for each."""
    if isinstance(value, tuple):
        return {f"{field}.{option}": CHOSEN for option in value}
    return {} if value is None else {field: value}


def field_of(row: str) -> str:
    """The field that a row, named as ``fact_rows`` names it, belongs to."""
    return row.partition(".")[0]


def fact_of(field: AboutField, stored: Mapping[str, str]) -> Fact | None:
    """A fact from the rows of a journey, without options that the item bank no longer has.

    Raises:
        BadAnswers: its one value is not offered any more.
    """
    if field.kind == "choice":
        return check_about(field, stored.get(field.id))
    offered = [str(option.value) for option in field.options]
    return check_about(field, [o for o in offered if f"{field.id}.{o}" in stored])


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
    row = {"journey_id": journey_id, "role_id": role_id, "saved_at": at}
    return add_if_new(session, SavedRoleRow, row)


def drop_saved(session: Session, journey_id: UUID, role_id: str) -> bool:
    """Take a role off the shortlist. False if it was not there."""
    row = session.get(SavedRoleRow, (journey_id, role_id))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def mark_of(session: Session, journey_id: UUID, role_id: str) -> str | None:
    """What the person said of a role; None if nothing."""
    row = session.get(RoleMarkRow, (journey_id, role_id))
    return None if row is None else row.mark


def put_mark(session: Session, journey_id: UUID, role_id: str, mark: Mark, at: datetime) -> None:
    """Keep what is said of a role, in place of anything said before."""
    put(
        session,
        RoleMarkRow,
        {"journey_id": journey_id, "role_id": role_id},
        {"mark": mark, "marked_at": at},
    )


def drop_mark(session: Session, journey_id: UUID, role_id: str) -> None:
    """From now on nothing is said of the role."""
    session.execute(
        delete(RoleMarkRow).where(
            RoleMarkRow.journey_id == journey_id, RoleMarkRow.role_id == role_id
        )
    )


def put_disputed(session: Session, journey_id: UUID, part: str, at: datetime) -> bool:
    """Leave a part out. False if it was left out."""
    row = {"journey_id": journey_id, "part": part, "disputed_at": at}
    return add_if_new(session, DisputedPartRow, row)


_IS_DISPUTED: Final = select(exists().where(DisputedPartRow.journey_id == bindparam("journey_id")))


def drop_disputed(session: Session, journey_id: UUID, parts: Collection[str]) -> Sequence[str]:
    """Leave parts out no more. Those that were, in the order of their names."""
    if not parts or not session.scalar(_IS_DISPUTED, {"journey_id": journey_id}):
        return ()  # as nearly always: asking costs a third of deleting nothing
    gone = session.scalars(
        delete(DisputedPartRow)
        .where(DisputedPartRow.journey_id == journey_id, DisputedPartRow.part.in_(parts))
        .returning(DisputedPartRow.part)
    )
    return sorted(gone)
