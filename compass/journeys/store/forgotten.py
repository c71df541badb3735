"""What people asked us to forget, and doing it again in a database that came back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from compass.journeys.events import JourneyForgotten
from compass.journeys.models import CodeRow, DeviceRow, EventRow, JourneyRow, TombstoneRow
from compass.journeys.store import journeys


def tombstones(session: Session) -> Sequence[str]:
    """The keyed hashes of deleted journeys."""
    return session.scalars(select(TombstoneRow.journey_hash)).all()


def erased(session: Session) -> Sequence[UUID]:
    """Journeys whose answers went when their last device was told to forget them."""
    rows = session.execute(
        select(EventRow.journey_id, EventRow.props).where(EventRow.name == JourneyForgotten.NAME)
    )
    return [journey_id for journey_id, props in rows if props.get("erased")]


def silent(session: Session) -> Sequence[UUID]:
    """Journeys whose owners object to statistics."""
    return session.scalars(select(JourneyRow.id).where(JourneyRow.statistics.is_(False))).all()


def every(session: Session) -> Sequence[UUID]:
    """Every journey there is."""
    return session.scalars(select(JourneyRow.id)).all()


def bury(session: Session, hashes: Sequence[str], at: datetime) -> None:
    """Set tombstones that are not there yet."""
    known = set(tombstones(session))
    session.add_all(
        TombstoneRow(journey_hash=journey_hash, deleted_on=at.date())
        for journey_hash in hashes
        if journey_hash not in known
    )
    session.flush()


def delete_again(session: Session, journey_id: UUID) -> None:
    """Delete a journey whose tombstone is there already."""
    session.execute(delete(JourneyRow).where(JourneyRow.id == journey_id))


def erase_again(session: Session, journey_id: UUID, at: datetime) -> None:
    """Erase what the person told us, and every way back to it."""
    journeys.erase_contents(session, journey_id)
    session.execute(delete(CodeRow).where(CodeRow.journey_id == journey_id))
    session.execute(
        update(DeviceRow)
        .where(DeviceRow.journey_id == journey_id, DeviceRow.ended_at.is_(None))
        .values(ended_at=at)
    )


def silence_again(session: Session, journey_id: UUID) -> None:
    """Write nothing more to the log of this journey."""
    session.execute(update(JourneyRow).where(JourneyRow.id == journey_id).values(statistics=False))
