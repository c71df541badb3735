"""Journeys and devices: beginning, opening, locking, ending and deleting them."""

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID, uuid4

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from compass.errors import JourneyEnded, Tombstoned
from compass.journeys.models import (
    AboutRow,
    AnswerRow,
    CodeRow,
    DeviceRow,
    EventRow,
    ExposureRow,
    JourneyRow,
    OwnWordsRow,
    SavedRoleRow,
    TombstoneRow,
)
from compass.journeys.types import Journey
from matching.answers import Answers, BadAnswers, Value, check_about, check_value
from matching.questionnaire import Questionnaire, UnknownItem


def create(
    session: Session,
    journey_id: UUID,
    *,
    journey_hash: str,
    seed: int,
    statistics: bool,
    at: datetime,
) -> None:
    """Write a new journey.

    Raises:
        Tombstoned: a journey with this id was deleted by its owner.
    """
    session.add(
        JourneyRow(id=journey_id, seed=seed, statistics=statistics, started_at=at, active_at=at)
    )
    session.flush()
    # Looked up after the insert, which waits for a deletion of the same id that is under way.
    if session.get(TombstoneRow, journey_hash) is not None:
        raise Tombstoned("This journey was deleted by its owner.")


def add_device(session: Session, journey_id: UUID, token_hash: str, at: datetime) -> UUID:
    """Write a new device and return its id."""
    device = DeviceRow(id=uuid4(), journey_id=journey_id, token_hash=token_hash, started_at=at)
    session.add(device)
    session.flush()
    return device.id


def find_device(session: Session, token_hash: str, *, since: datetime) -> DeviceRow | None:
    """The device with this token, if it has not ended and began after ``since``."""
    return session.scalar(
        select(DeviceRow).where(
            DeviceRow.token_hash == token_hash,
            DeviceRow.ended_at.is_(None),
            DeviceRow.started_at > since,
        )
    )


def lock(session: Session, journey_id: UUID, device_id: UUID | None = None) -> JourneyRow:
    """The journey, kept from every other writer until the transaction ends.

    SQLite has one writer at a time as it is; on PostgreSQL this is what makes "no more
    statistics", "forget me" and "delete" hold against requests that are already under way.

    Raises:
        JourneyEnded: it is gone, or ``device_id`` was told to forget it.
    """
    row = session.scalar(select(JourneyRow).where(JourneyRow.id == journey_id).with_for_update())
    if row is None:
        raise JourneyEnded("This journey is not here any more.")
    if device_id is not None:
        device = session.get(DeviceRow, device_id)
        if device is None or device.ended_at is not None:
            raise JourneyEnded("This device was told to forget the journey.")
    return row


def end_device(session: Session, journey_id: UUID, token_hash: str, at: datetime) -> None:
    """From now on the device's token opens nothing."""
    session.execute(
        update(DeviceRow)
        .where(DeviceRow.journey_id == journey_id, DeviceRow.token_hash == token_hash)
        .values(ended_at=at)
    )


def can_come_back(session: Session, journey_id: UUID, *, since: datetime) -> bool:
    """True if a live code, or a device that began after ``since``, still opens the journey."""
    code = exists().where(CodeRow.journey_id == journey_id)
    device = exists().where(
        DeviceRow.journey_id == journey_id,
        DeviceRow.ended_at.is_(None),
        DeviceRow.started_at > since,
    )
    return bool(session.scalar(select(code | device)))


def erase_contents(session: Session, journey_id: UUID) -> None:
    """Erase answers, facts, own words and shortlist. The journey and its log stay."""
    for table in (AnswerRow, AboutRow, OwnWordsRow, SavedRoleRow):
        session.execute(delete(table).where(table.journey_id == journey_id))


def has_log(session: Session, journey_id: UUID) -> bool:
    """True if the log has a row of this journey."""
    event = exists().where(EventRow.journey_id == journey_id)
    exposure = exists().where(ExposureRow.journey_id == journey_id)
    return bool(session.scalar(select(event | exposure)))


def remove(session: Session, journey_id: UUID, journey_hash: str, at: datetime) -> None:
    """Delete the journey with every row that belongs to it, and set its tombstone."""
    session.add(TombstoneRow(journey_hash=journey_hash, deleted_on=at.date()))
    session.flush()
    session.execute(delete(JourneyRow).where(JourneyRow.id == journey_id))


@dataclass(frozen=True)
class _Kept:
    """Stored answers, split by whether today's item bank still offers them."""

    values: dict[str, Value]

    @property
    def answered(self) -> tuple[str, ...]:
        return tuple(item_id for item_id, value in self.values.items() if value is not None)

    @property
    def skipped(self) -> tuple[str, ...]:
        return tuple(item_id for item_id, value in self.values.items() if value is None)


def load(session: Session, device: DeviceRow, questionnaire: Questionnaire) -> Journey:
    """The journey of a device, ready for use.

    Answers to items that today's item bank does not have, or not with this value, are left
    out: they stay stored, and an older item bank's answer is never taken for something else.
    """
    row = session.get_one(JourneyRow, device.journey_id)
    kept = _Kept(_values(session, row.id, questionnaire))
    about = _about(session, row.id, questionnaire)
    words = session.get(OwnWordsRow, row.id)
    text = words.text if words else ""
    has_code = session.scalar(select(exists().where(CodeRow.journey_id == row.id)))
    return Journey(
        id=row.id,
        device_id=device.id,
        seed=row.seed,
        statistics=row.statistics,
        started_at=row.started_at,
        answers=Answers(MappingProxyType(kept.values), text, MappingProxyType(about)),
        answered_ids=kept.answered,
        skipped_ids=kept.skipped,
        about=MappingProxyType(about),
        own_words=text,
        shortlist=tuple(
            session.scalars(
                select(SavedRoleRow.role_id)
                .where(SavedRoleRow.journey_id == row.id)
                .order_by(SavedRoleRow.saved_at, SavedRoleRow.role_id)
            )
        ),
        has_code=bool(has_code),
    )


def _values(session: Session, journey_id: UUID, questionnaire: Questionnaire) -> dict[str, Value]:
    rows = session.scalars(
        select(AnswerRow)
        .where(AnswerRow.journey_id == journey_id)
        .order_by(AnswerRow.answered_at, AnswerRow.item_id)
    )
    values: dict[str, Value] = {}
    for row in rows:
        try:
            values[row.item_id] = check_value(questionnaire.item(row.item_id), row.value)
        except (UnknownItem, BadAnswers):
            continue
    return values


def _about(session: Session, journey_id: UUID, questionnaire: Questionnaire) -> dict[str, str]:
    rows = session.scalars(select(AboutRow).where(AboutRow.journey_id == journey_id))
    told = {row.field: row.value for row in rows}
    about: dict[str, str] = {}
    for field in questionnaire.about:
        try:
            value = check_about(field, told.get(field.id))
        except BadAnswers:
            continue
        if value is not None:
            about[field.id] = value
    return about
