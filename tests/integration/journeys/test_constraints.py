"""What must never be untrue is a constraint of the database itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from compass.database import Database
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
    RejectedCountRow,
    RoleMarkRow,
    RoleNoteRow,
    SavedRoleRow,
    SubmissionRow,
    TombstoneRow,
)
from compass.orm import Base
from compass.reports.models import TEXT_LIMIT, ReportRow
from tests.integration.journeys.standins import NOON, ON, rows

JOURNEY, DEVICE, SITTING, LIST = (UUID(int=number) for number in range(1, 5))
OTHER = UUID(int=99)

VALID: dict[type[Base], dict[str, Any]] = {
    JourneyRow: {
        "id": JOURNEY,
        "seed": 0,
        "statistics": True,
        "started_at": NOON,
        "active_at": NOON,
    },
    DeviceRow: {
        "id": DEVICE,
        "journey_id": JOURNEY,
        "token_hash": "a" * 64,
        "started_at": NOON,
    },
    DeviceSessionRow: {
        "id": SITTING,
        "journey_id": JOURNEY,
        "device_id": DEVICE,
        "started_at": NOON,
    },
    AnswerRow: {
        "journey_id": JOURNEY,
        "item_id": "likes-people",
        "value": 5,
        "questionnaire_version": "1",
        "answered_at": NOON,
    },
    DisputedPartRow: {"journey_id": JOURNEY, "part": "interests.social", "disputed_at": NOON},
    AboutRow: {"journey_id": JOURNEY, "field": "stage", "value": "adult", "told_at": NOON},
    OwnWordsRow: {"journey_id": JOURNEY, "text": "Hello", "written_at": NOON},
    SavedRoleRow: {"journey_id": JOURNEY, "role_id": "nurse", "saved_at": NOON},
    RoleNoteRow: {"journey_id": JOURNEY, "role_id": "nurse", "text": "Hm", "written_at": NOON},
    RoleMarkRow: {
        "journey_id": JOURNEY,
        "role_id": "nurse",
        "mark": "not_for_me",
        "marked_at": NOON,
    },
    CodeRow: {
        "id": UUID(int=5),
        "journey_id": JOURNEY,
        "slot": 1,
        "code_hash": "b" * 64,
        "created_at": NOON,
    },
    SubmissionRow: {
        "journey_id": JOURNEY,
        "submission": "form-1",
        "digest": "0" * 32,
        "received_at": NOON,
    },
    EventRow: {
        "event_id": UUID(int=6),
        "name": "journey.started",
        "schema_version": 1,
        "occurred_at": NOON,
        "received_at": NOON,
        "journey_id": JOURNEY,
        "session_id": SITTING,
        "actor_role": "young_person",
        "surface": "home",
        "app_version": "1",
        "catalogue_version": "1",
        "questionnaire_version": "1",
        "props": {},
    },
    ExposureRow: {
        "list_id": LIST,
        "served_at": NOON,
        "journey_id": JOURNEY,
        "session_id": SITTING,
        "surface": "results",
        "role_id": "nurse",
        "position": 1,
        "base_position": 1,
        "score": -0.25,
        "propensity": 1.0,
        "seed": 2**48 - 1,
        "policy": "none",
        "basis": "answers",
        "model_version": "1",
        "catalogue_version": "1",
        "questionnaire_version": "1",
        "candidate_count": 4,
        "passing_count": 4,
        "filters": {},
        "relaxed": [],
        "reasons": [],
        "cautions": [],
    },
    TombstoneRow: {"journey_hash": "c" * 64, "deleted_on": ON},
    RejectedCountRow: {"day": ON, "name": "role.opened", "reason": "other", "n": 1},
    ReportRow: {
        "id": 1,
        "role_id": "nurse",
        "wrong": "pay",
        "text": "It is more now.",
        "submission": "f" * 32,
        "reported_on": ON,
        "closed_on": None,
    },
}
ORDER = tuple(VALID)


def _put(session: Session, table: type[Base], **changes: Any) -> None:
    session.execute(insert(table).values(**VALID[table] | changes))


@pytest.fixture
def filled(database: Database) -> Database:
    """A database with one valid row in each table."""
    with database.writing() as session:
        for table in ORDER:
            _put(session, table)
    return database


def test_the_valid_rows_cover_every_table() -> None:
    assert {table.__tablename__ for table in VALID} == set(Base.metadata.tables)


BROKEN: tuple[tuple[type[Base], dict[str, Any]], ...] = (
    (JourneyRow, {"id": OTHER, "seed": -1}),
    (JourneyRow, {}),
    (DeviceRow, {"id": OTHER}),
    (DeviceRow, {"id": OTHER, "token_hash": "short"}),
    (DeviceRow, {"id": OTHER, "token_hash": "d" * 64, "journey_id": OTHER}),
    (DeviceSessionRow, {"id": OTHER, "device_id": OTHER}),
    (AnswerRow, {}),
    (AnswerRow, {"journey_id": OTHER}),
    (DisputedPartRow, {}),
    (DisputedPartRow, {"journey_id": OTHER}),
    (AboutRow, {}),
    (OwnWordsRow, {}),
    (SavedRoleRow, {}),
    (SavedRoleRow, {"journey_id": OTHER}),
    (SavedRoleRow, {"role_id": "porter", "place": 0}),
    (RoleNoteRow, {}),
    (RoleNoteRow, {"role_id": "porter", "text": ""}),
    (RoleNoteRow, {"role_id": "porter", "journey_id": OTHER}),
    (RoleMarkRow, {}),
    (RoleMarkRow, {"journey_id": OTHER}),
    (RoleMarkRow, {"role_id": "porter", "mark": "meh"}),
    (CodeRow, {"id": OTHER, "code_hash": "e" * 64}),
    (CodeRow, {"id": OTHER, "slot": 2}),
    (CodeRow, {"id": OTHER, "code_hash": "e" * 64, "slot": 0}),
    (CodeRow, {"id": OTHER, "code_hash": "e" * 64, "slot": 4}),
    (CodeRow, {"id": OTHER, "code_hash": "short", "slot": 2}),
    (CodeRow, {"id": OTHER, "code_hash": "e" * 64, "slot": 2, "made_for": "nobody"}),
    (SubmissionRow, {}),
    (EventRow, {}),
    (EventRow, {"event_id": OTHER, "schema_version": 0}),
    (EventRow, {"event_id": OTHER, "actor_role": "head_teacher"}),
    (EventRow, {"event_id": OTHER, "journey_id": OTHER}),
    (EventRow, {"event_id": OTHER, "session_id": OTHER}),
    (EventRow, {"event_id": OTHER, "surface": None}),
    (ExposureRow, {"role_id": "porter"}),
    (ExposureRow, {"position": 2}),
    (ExposureRow, {"list_id": OTHER, "position": 0}),
    (ExposureRow, {"list_id": OTHER, "base_position": 0}),
    (ExposureRow, {"list_id": OTHER, "propensity": 0.0}),
    (ExposureRow, {"list_id": OTHER, "propensity": 1.01}),
    (ExposureRow, {"list_id": OTHER, "basis": "guess"}),
    (ExposureRow, {"list_id": OTHER, "passing_count": 5}),
    (ExposureRow, {"list_id": OTHER, "passing_count": -1}),
    (ExposureRow, {"list_id": OTHER, "journey_id": OTHER}),
    (TombstoneRow, {}),
    (TombstoneRow, {"journey_hash": "short"}),
    (RejectedCountRow, {}),
    (RejectedCountRow, {"reason": "none", "n": 0}),
    (ReportRow, {"id": 2}),
    (ReportRow, {"id": 2, "submission": "a" * 32, "wrong": "everything"}),
    (ReportRow, {"id": 2, "submission": "a" * 32, "closed_on": ON - timedelta(days=1)}),
)


@pytest.mark.parametrize(
    ("table", "changes"),
    BROKEN,
    ids=[f"{table.__tablename__}-{'-'.join(changes) or 'twice'}" for table, changes in BROKEN],
)
def test_a_broken_row_is_refused(
    filled: Database, table: type[Base], changes: dict[str, Any]
) -> None:
    def attempt() -> None:
        with filled.writing() as session:
            _put(session, table, **changes)

    with pytest.raises(IntegrityError):
        attempt()


def test_own_words_have_a_length(filled: Database) -> None:
    def write(text: str) -> Callable[[], None]:
        def attempt() -> None:
            with filled.writing() as session:
                session.execute(delete(OwnWordsRow))
                _put(session, OwnWordsRow, text=text)

        return attempt

    for text in ("", "x" * 501):
        with pytest.raises(DBAPIError):
            write(text)()
    write("é" * 500)()


def test_a_report_has_a_length(filled: Database) -> None:
    def report(number: int, text: str) -> Callable[[], None]:
        def attempt() -> None:
            with filled.writing() as session:
                _put(session, ReportRow, id=number, submission="a" * number, text=text)

        return attempt

    with pytest.raises(DBAPIError):
        report(2, "x" * (TEXT_LIMIT + 1))()
    report(3, "é" * TEXT_LIMIT)()


def test_deleting_a_journey_deletes_every_row_of_it(filled: Database) -> None:
    with filled.writing() as session:
        session.execute(delete(JourneyRow))
    left = {table.__tablename__ for table in ORDER if rows(filled, table)}
    assert left == {"tombstones", "rejected_counts", "reports"}, "what is nobody's stays"


def test_dropping_a_device_keeps_its_sittings_and_their_log(filled: Database) -> None:
    with filled.writing() as session:
        session.execute(delete(DeviceRow))
    (sitting,) = rows(filled, DeviceSessionRow)
    assert sitting.device_id is None
    assert len(rows(filled, EventRow)) == len(rows(filled, ExposureRow)) == 1
