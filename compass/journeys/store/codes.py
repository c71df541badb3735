"""Recovery codes: only hashes, three at most, dropped when revoked."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from compass.errors import TooManyCodes
from compass.journeys.models import CodeRow
from compass.journeys.types import CODES_LIMIT, CodeInfo, MadeFor


def live(session: Session, journey_id: UUID) -> tuple[CodeInfo, ...]:
    """The live codes, oldest first."""
    rows = session.scalars(
        select(CodeRow)
        .where(CodeRow.journey_id == journey_id)
        .order_by(CodeRow.created_at, CodeRow.slot)
    )
    return tuple(CodeInfo(row.id, row.created_at, _made_for(row)) for row in rows)


def _made_for(row: CodeRow) -> MadeFor:
    return "plan" if row.made_for == "plan" else "hand"


def count(session: Session, journey_id: UUID) -> int:
    """How many codes are live."""
    number = session.scalar(
        select(func.count()).select_from(CodeRow).where(CodeRow.journey_id == journey_id)
    )
    return number or 0


def add(
    session: Session,
    journey_id: UUID,
    code_hash: str,
    at: datetime,
    *,
    code_id: UUID | None = None,
    made_for: MadeFor = "hand",
) -> None:
    """Keep a code in a free slot, under an id of its own if none is given.

    Raises:
        TooManyCodes: no slot is free.
    """
    taken = set(session.scalars(select(CodeRow.slot).where(CodeRow.journey_id == journey_id)))
    free = [slot for slot in range(1, CODES_LIMIT + 1) if slot not in taken]
    if not free:
        raise TooManyCodes(f"There are {CODES_LIMIT} codes already. Revoke one to get another.")
    session.add(
        CodeRow(
            id=code_id or uuid4(),
            journey_id=journey_id,
            slot=free[0],
            code_hash=code_hash,
            created_at=at,
            made_for=made_for,
        )
    )
    session.flush()


def of_plan(session: Session, journey_id: UUID) -> UUID | None:
    """The id of the live code that stands on the plan."""
    return session.scalar(
        select(CodeRow.id).where(CodeRow.journey_id == journey_id, CodeRow.made_for == "plan")
    )


def revoke(session: Session, journey_id: UUID, code_id: UUID) -> bool:
    """Drop a code of this journey. False if there is no such code."""
    gone = session.scalars(
        delete(CodeRow)
        .where(CodeRow.journey_id == journey_id, CodeRow.id == code_id)
        .returning(CodeRow.id)
    )
    return gone.first() is not None


def journey_of(session: Session, code_hash: str) -> UUID | None:
    """The journey that a live code opens."""
    return session.scalar(select(CodeRow.journey_id).where(CodeRow.code_hash == code_hash))
