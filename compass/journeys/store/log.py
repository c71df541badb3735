"""The log: events, exposures and the sittings they belong to. Rows are added, never changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.orm import Session

from compass.journeys.events import (
    SURFACES,
    ActorRole,
    Event,
    Part,
    QuestionnaireAnswered,
    QuestionnaireCompleted,
    Surface,
)
from compass.journeys.exposures import Exposure
from compass.journeys.ids import EventIds
from compass.journeys.models import DeviceSessionRow, EventRow, ExposureRow, RejectedCountRow
from compass.journeys.store.upsert import add_to
from compass.orm import table_of

SITTING_IDLE: Final = timedelta(minutes=30)
SITTING_LONGEST: Final = timedelta(hours=24)
BATCH: Final = 5_000


@dataclass(frozen=True)
class Versions:
    """What was in use when something happened."""

    app: str
    catalogue: str
    questionnaire: str


@dataclass(frozen=True)
class Stamp:
    """What every row of one moment shares: who, where, when, and with which versions."""

    journey_id: UUID
    device_id: UUID
    surface: Surface
    at: datetime
    versions: Versions
    actor_role: ActorRole = "young_person"

    def __post_init__(self) -> None:
        if self.surface not in SURFACES:
            raise ValueError(f"{self.surface!r} is not a surface that the log knows")


_EVENTS: Final = table_of(EventRow)
_SITTINGS: Final = table_of(DeviceSessionRow)
_ADD_EVENTS: Final = insert(_EVENTS)
_ADD_EXPOSURES: Final = insert(table_of(ExposureRow))


def add_events(session: Session, stamp: Stamp, ids: EventIds, events: Sequence[Event]) -> None:
    """Write events in the order given."""
    shared = {
        "occurred_at": stamp.at,
        "received_at": stamp.at,
        "journey_id": stamp.journey_id,
        "session_id": _sitting(session, stamp),
        "actor_role": stamp.actor_role,
        "surface": stamp.surface,
        "app_version": stamp.versions.app,
        "catalogue_version": stamp.versions.catalogue,
        "questionnaire_version": stamp.versions.questionnaire,
    }
    rows = [
        {
            "event_id": ids.next(stamp.at),
            "name": event.NAME,
            "schema_version": event.VERSION,
            "props": event.model_dump(mode="json"),
            **shared,
        }
        for event in events
    ]
    session.execute(_ADD_EVENTS, rows)


_PROPS: Final = select(_EVENTS.c.props).where(
    _EVENTS.c.journey_id == bindparam("journey_id"), _EVENTS.c.name == bindparam("name")
)


def parts_ended(session: Session, journey_id: UUID) -> frozenset[Part]:
    """The parts of the questions that the log has as ended."""
    key = {"journey_id": journey_id, "name": QuestionnaireCompleted.NAME}
    return frozenset(props["part"] for props in session.scalars(_PROPS, key))


def items_met(session: Session, journey_id: UUID) -> frozenset[str]:
    """The ids of the items that the log has as answered or skipped."""
    key = {"journey_id": journey_id, "name": QuestionnaireAnswered.NAME}
    return frozenset(props["item"] for props in session.scalars(_PROPS, key))


def add_exposures(session: Session, stamp: Stamp, exposures: Iterable[Exposure]) -> None:
    """Write what one list showed."""
    shared = {
        "served_at": stamp.at,
        "journey_id": stamp.journey_id,
        "session_id": _sitting(session, stamp),
        "surface": stamp.surface,
    }
    rows = [{**_columns(exposure), **shared} for exposure in exposures]
    if rows:
        session.execute(_ADD_EXPOSURES, rows)


def _columns(exposure: Exposure) -> dict[str, object]:
    lists = exposure.model_dump(mode="json", include={"filters", "relaxed", "reasons", "cautions"})
    return exposure.model_dump() | lists


def starts_new_sitting(started_at: datetime, last_event_at: datetime, at: datetime) -> bool:
    """True after 30 minutes without an event, or 24 hours in all."""
    return at - last_event_at > SITTING_IDLE or at - started_at > SITTING_LONGEST


_LAST_EVENT: Final = (
    select(func.max(_EVENTS.c.received_at))
    .where(_EVENTS.c.session_id == _SITTINGS.c.id)
    .correlate(_SITTINGS)
    .scalar_subquery()
)
_LAST_SITTING: Final = (
    select(_SITTINGS.c.id, _SITTINGS.c.started_at, _LAST_EVENT)
    .where(_SITTINGS.c.device_id == bindparam("device_id"))
    .order_by(_SITTINGS.c.started_at.desc())
    .limit(1)
)


def _sitting(session: Session, stamp: Stamp) -> UUID:
    sitting = session.execute(_LAST_SITTING, {"device_id": stamp.device_id}).one_or_none()
    if sitting is not None:
        sitting_id, started_at, last = sitting
        if not starts_new_sitting(started_at, last or started_at, stamp.at):
            return sitting_id  # type: ignore[no-any-return]  # a column of UUIDs
    fresh = DeviceSessionRow(
        id=uuid4(), journey_id=stamp.journey_id, device_id=stamp.device_id, started_at=stamp.at
    )
    session.add(fresh)
    session.flush()
    return fresh.id


def place_shown(
    session: Session, journey_id: UUID, list_id: UUID, role_id: str, position: int | None
) -> int | None:
    """Where this journey's list showed the role; None if it did not, or not at ``position``."""
    place = session.scalar(
        select(ExposureRow.position).where(
            ExposureRow.list_id == list_id,
            ExposureRow.role_id == role_id,
            ExposureRow.journey_id == journey_id,
        )
    )
    return place if position is None or position == place else None


def events_of(session: Session, journey_id: UUID) -> Iterator[EventRow]:
    """The events of one journey, oldest first."""
    yield from session.scalars(
        select(EventRow).where(EventRow.journey_id == journey_id).order_by(EventRow.event_id)
    )


def exposures_shown_to(session: Session, journey_id: UUID) -> Iterator[ExposureRow]:
    """The exposures of one journey, oldest first."""
    yield from session.scalars(
        select(ExposureRow)
        .where(ExposureRow.journey_id == journey_id)
        .order_by(ExposureRow.served_at, ExposureRow.list_id, ExposureRow.position)
    )


def all_events(session: Session) -> Iterator[Sequence[EventRow]]:
    """Every event, oldest first, in batches that fit in memory."""
    statement = select(EventRow).order_by(EventRow.event_id)
    yield from session.scalars(statement.execution_options(yield_per=BATCH)).partitions()


def all_exposures(session: Session) -> Iterator[Sequence[ExposureRow]]:
    """Every exposure, oldest first, in batches that fit in memory."""
    statement = select(ExposureRow).order_by(
        ExposureRow.served_at, ExposureRow.list_id, ExposureRow.position
    )
    yield from session.scalars(statement.execution_options(yield_per=BATCH)).partitions()


def count_rejected(session: Session, day: date, name: str, reason: str) -> None:
    """Add one to what was refused on a day."""
    add_to(session, RejectedCountRow, {"day": day, "name": name, "reason": reason}, n=1)


def rejected_counts(session: Session) -> Sequence[RejectedCountRow]:
    """What was refused, by day, name and reason."""
    order = (RejectedCountRow.day, RejectedCountRow.name, RejectedCountRow.reason)
    return session.scalars(select(RejectedCountRow).order_by(*order)).all()
