"""Journeys and devices: beginning, opening, locking, ending and deleting them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.orm import Session

from compass.errors import JourneyEnded, Tombstoned
from compass.journeys.models import (
    AboutRow,
    AnswerRow,
    CodeRow,
    DeviceRow,
    DisputedPartRow,
    EventRow,
    ExposureRow,
    JourneyRow,
    OwnWordsRow,
    RoleMarkRow,
    RoleNoteRow,
    SavedRoleRow,
    TombstoneRow,
)
from compass.journeys.store.contents import fact_of, field_of
from compass.journeys.types import Journey, Told
from compass.orm import table_of
from matching.answers import Answers, BadAnswers, Fact, Value, check_value
from matching.parts import CODES
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


# What every request does is kept ready as statements on tables: made anew each time, or through
# the mapper, the same work takes three times as long.
_JOURNEYS: Final = table_of(JourneyRow)
_DEVICES: Final = table_of(DeviceRow)

_OPENED: Final = (
    select(
        _JOURNEYS.c.id,
        _DEVICES.c.id.label("device_id"),
        _JOURNEYS.c.seed,
        _JOURNEYS.c.statistics,
        _JOURNEYS.c.started_at,
    )
    .select_from(_JOURNEYS.join(_DEVICES, _DEVICES.c.journey_id == _JOURNEYS.c.id))
    .where(
        _DEVICES.c.token_hash == bindparam("token_hash"),
        _DEVICES.c.ended_at.is_(None),
        _DEVICES.c.started_at > bindparam("since"),
    )
)


def opened(
    session: Session, token_hash: str, *, since: datetime, read: Callable[[UUID], Told]
) -> Journey | None:
    """The journey of the device with this token, if it has not ended and began after ``since``.

    ``read`` is how the journey gets what its person told us.
    """
    row = session.execute(_OPENED, {"token_hash": token_hash, "since": since}).one_or_none()
    return None if row is None else Journey(*row, read)


@dataclass(frozen=True)
class Locked:
    """A journey that nobody else writes to until the transaction ends."""

    id: UUID
    statistics: bool


_LOCKED: Final = (
    select(_JOURNEYS.c.statistics, _DEVICES.c.id, _DEVICES.c.ended_at)
    .select_from(_JOURNEYS.outerjoin(_DEVICES, _DEVICES.c.id == bindparam("device_id")))
    .where(_JOURNEYS.c.id == bindparam("journey_id"))
    .with_for_update(of=_JOURNEYS)
)


def lock(session: Session, journey_id: UUID, device_id: UUID | None = None) -> Locked:
    """The journey, kept from every other writer until the transaction ends.

    SQLite has one writer at a time as it is; on PostgreSQL this is what makes "no more
    statistics", "forget me" and "delete" hold against requests that are already under way.

    Raises:
        JourneyEnded: it is gone, or ``device_id`` was told to forget it.
    """
    found = session.execute(
        _LOCKED, {"journey_id": journey_id, "device_id": device_id}
    ).one_or_none()
    if found is None:
        raise JourneyEnded("This journey is not here any more.")
    statistics, device, ended_at = found
    if device_id is not None and (device is None or ended_at is not None):
        raise JourneyEnded("This device was told to forget the journey.")
    return Locked(journey_id, statistics)


_TOUCH: Final = (
    update(_JOURNEYS)
    .where(_JOURNEYS.c.id == bindparam("journey_id"))
    .values(active_at=bindparam("at"))
)


def touch(session: Session, journey_id: UUID, at: datetime) -> None:
    """The journey is in use: what is kept until it has been idle is kept longer."""
    session.execute(_TOUCH, {"journey_id": journey_id, "at": at})


def set_statistics(session: Session, journey_id: UUID, on: bool) -> None:
    """Whether anything more may be logged about the journey."""
    session.execute(update(JourneyRow).where(JourneyRow.id == journey_id).values(statistics=on))


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
    """Erase answers, what of them was disputed, facts, own words, shortlist, notes and what was
    said of roles. The journey and its log stay."""
    said = (AnswerRow, DisputedPartRow, AboutRow, OwnWordsRow)
    for table in (*said, SavedRoleRow, RoleNoteRow, RoleMarkRow):
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


_ANSWERS: Final = (
    select(AnswerRow.item_id, AnswerRow.value)
    .where(AnswerRow.journey_id == bindparam("journey_id"))
    .order_by(AnswerRow.answered_at, AnswerRow.item_id)
)
_FACTS: Final = select(AboutRow.field, AboutRow.value, AboutRow.told_at).where(
    AboutRow.journey_id == bindparam("journey_id")
)
IN_ORDER: Final = (
    SavedRoleRow.place.asc().nulls_last(),
    SavedRoleRow.saved_at,
    SavedRoleRow.role_id,
)
"""The shortlist in the person's own order; what has no place yet comes last."""
_SHORTLIST: Final = (
    select(SavedRoleRow.role_id)
    .where(SavedRoleRow.journey_id == bindparam("journey_id"))
    .order_by(*IN_ORDER)
)
_DISPUTED: Final = select(DisputedPartRow.part).where(
    DisputedPartRow.journey_id == bindparam("journey_id")
)
_MARKS: Final = (
    select(RoleMarkRow.role_id, RoleMarkRow.mark)
    .where(RoleMarkRow.journey_id == bindparam("journey_id"))
    .order_by(RoleMarkRow.marked_at, RoleMarkRow.role_id)
)
_WORDS: Final = select(OwnWordsRow.text).where(OwnWordsRow.journey_id == bindparam("journey_id"))
_HAS_CODE: Final = select(exists().where(CodeRow.journey_id == bindparam("journey_id")))


def told(session: Session, journey_id: UUID, questionnaire: Questionnaire) -> Told:
    """What the person told us, ready for use.

    Answers to items that today's item bank does not have, or not with this value, are left
    out: they stay stored, and an older item bank's answer is never taken for something else.
    """
    key = {"journey_id": journey_id}
    values = _values(session.execute(_ANSWERS, key).all(), questionnaire)
    facts = session.execute(_FACTS, key).all()
    about = _about({field: value for field, value, _ in facts}, questionnaire)
    told_on = {field_of(row): told_at.date() for row, _, told_at in facts}
    text = session.scalar(_WORDS, key) or ""
    # A part that the picture no longer has cannot be left out of it.
    disputed = frozenset(session.scalars(_DISPUTED, key)).intersection(CODES)
    marks = session.execute(_MARKS, key).all()
    aside = frozenset(role_id for role_id, mark in marks if mark == "not_for_me")
    return Told(
        answers=Answers(MappingProxyType(values), text, MappingProxyType(about), disputed, aside),
        told_on=MappingProxyType({field: told_on[field] for field in about}),
        answered_ids=tuple(item for item, value in values.items() if value is not None),
        skipped_ids=tuple(item for item, value in values.items() if value is None),
        shortlist=tuple(session.scalars(_SHORTLIST, key)),
        has_code=bool(session.scalar(_HAS_CODE, key)),
        more_like=tuple(role_id for role_id, mark in marks if mark == "more_like_this"),
    )


def _values(rows: Iterable[Any], questionnaire: Questionnaire) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for item_id, value in rows:
        try:
            values[item_id] = check_value(questionnaire.item(item_id), value)
        except (UnknownItem, BadAnswers):
            continue
    return values


def _about(stored: Mapping[str, str], questionnaire: Questionnaire) -> dict[str, Fact]:
    about: dict[str, Fact] = {}
    for field in questionnaire.about:
        try:
            value = fact_of(field, stored)
        except BadAnswers:
            continue
        if value is not None:
            about[field.id] = value
    return about
