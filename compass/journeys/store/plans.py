"""The shortlist as a plan: which role comes where, and what the person wrote about each."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from compass.journeys.models import RoleNoteRow, SavedRoleRow
from compass.journeys.store.journeys import IN_ORDER
from compass.journeys.store.upsert import put


def move(session: Session, journey_id: UUID, role_id: str, by: int) -> None:
    """Move a role so many places down the shortlist, or up if negative, as far as it goes.

    Every role has its place from then on. Nothing happens if the role is not there.
    """
    rows = session.scalars(
        select(SavedRoleRow).where(SavedRoleRow.journey_id == journey_id).order_by(*IN_ORDER)
    ).all()
    ids = [row.role_id for row in rows]
    if role_id not in ids:
        return
    before = ids.index(role_id)
    after = min(max(before + by, 0), len(ids) - 1)
    ordered = list(rows)
    ordered.insert(after, ordered.pop(before))
    for place, row in enumerate(ordered, start=1):
        row.place = place
    session.flush()


def notes(session: Session, journey_id: UUID) -> Mapping[str, str]:
    """Every note of the journey by its role, on the shortlist or not."""
    rows = session.execute(
        select(RoleNoteRow.role_id, RoleNoteRow.text).where(RoleNoteRow.journey_id == journey_id)
    )
    return {role_id: text for role_id, text in rows}


def put_note(session: Session, journey_id: UUID, role_id: str, text: str, at: datetime) -> None:
    """Keep a note in place of any earlier one, or erase it if empty."""
    if text:
        key = {"journey_id": journey_id, "role_id": role_id}
        put(session, RoleNoteRow, key, {"text": text, "written_at": at})
        return
    session.execute(
        delete(RoleNoteRow).where(
            RoleNoteRow.journey_id == journey_id, RoleNoteRow.role_id == role_id
        )
    )
