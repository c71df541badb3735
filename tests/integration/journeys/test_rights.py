"""The person's rights: statistics off, everything we hold, taking it away, deleting it."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest
from sqlalchemy import Table, func, select

from compass.database import Database
from compass.errors import JourneyEnded, Tombstoned
from compass.journeys.models import EventRow, ExposureRow, JourneyRow, TombstoneRow
from compass.journeys.privacy import Hashes
from compass.journeys.service import Journey, JourneyService
from compass.journeys.store import journeys
from compass.orm import Base
from compass.settings import Settings
from tests.integration.journeys.standins import NOON, ON, begun, engine, names, opened, rows, until


def everything(service: JourneyService, journey: Journey) -> None:
    """Do each thing that a journey can do."""
    service.answer(journey, "likes-people", 5, submission="1")
    service.answer(journey, "subjects", ["maths"], submission="2")
    service.tell_about(journey, {"stage": "adult"}, submission="3")
    service.write_own_words(journey, "I like fixing bikes", submission="4")
    shown = service.recommend(journey, on=ON)
    service.role_opened(journey, "nurse", list_id=shown.list_id)
    service.search_run(journey, "nurse", 1, known=True)
    service.save_role(journey, "nurse", submission="5")
    service.save_role(journey, "porter", submission="6")
    service.unsave_role(journey, "porter", submission="7")
    service.dispute(journey, "interests.social", role_id="nurse", submission="8")
    service.dispute(journey, "subjects.maths", role_id="nurse", submission="9")
    service.count_again(journey, "subjects.maths", submission="10")
    service.mark_role(journey, "porter", "not_for_me", submission="11")
    service.roles_compared(journey, ("nurse", "porter"))
    service.plan.write_note(journey, "nurse", "Ask Jo", submission="12")
    service.plan.move(journey, "nurse", 1, submission="13")
    service.plan.exported(journey, 1, with_code=True)
    service.new_code(journey)
    service.holdings(journey)
    service.download(journey)


def owned_tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if "journey_id" in table.columns]


def count_of(database: Database, journey: Journey) -> dict[str, int]:
    """How many rows of each table belong to the journey."""
    with database.reading() as session:
        return {
            table.name: session.scalar(
                select(func.count())
                .select_from(table)
                .where(table.columns["journey_id"] == journey.id)
            )
            or 0
            for table in owned_tables()
        }


def test_with_statistics_off_nothing_more_is_logged(
    service: JourneyService, database: Database
) -> None:
    journey, token = begun(service)
    service.recommend(journey, on=ON)
    before = len(rows(database, EventRow)), len(rows(database, ExposureRow))
    service.set_statistics(journey, on=False)
    for known in (journey, opened(service, token)):
        service.recommend(known, on=ON)
        service.role_opened(known, "nurse")
        service.search_run(known, "nurse", 1, known=True)
    everything(service, opened(service, token))
    assert (len(rows(database, EventRow)), len(rows(database, ExposureRow))) == before
    back = opened(service, token)
    assert not back.statistics
    assert (back.answered_ids, back.shortlist) == (("likes-people", "subjects"), ("nurse",))


def test_switching_off_is_not_logged_either(service: JourneyService, database: Database) -> None:
    journey, _ = begun(service)
    service.set_statistics(journey, on=False)
    assert names(database) == ["journey.started"]


def test_statistics_can_be_switched_on_again(service: JourneyService, database: Database) -> None:
    journey, token = begun(service)
    service.set_statistics(journey, on=False)
    service.set_statistics(journey, on=True)
    service.role_opened(opened(service, token), "nurse")
    assert names(database) == ["journey.started", "role.opened"]


def test_a_site_can_have_statistics_off_from_the_beginning(
    database: Database, settings: Settings, service: JourneyService
) -> None:
    quiet = JourneyService(
        database,
        service._engine,
        settings.model_copy(update={"statistics_default": False}),
        service._clock,
    )
    journey, _ = begun(quiet)
    assert not journey.statistics
    everything(quiet, journey)
    assert rows(database, EventRow) == []
    assert rows(database, ExposureRow) == []


def test_no_request_that_is_under_way_logs_after_statistics_went_off(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)
    stop = Event()

    def look() -> int:
        looked = 0
        while not stop.is_set():
            service.recommend(journey, on=ON)
            looked += 1
        return looked

    with ThreadPoolExecutor(3) as threads:
        looking = [threads.submit(look) for _ in range(3)]
        try:
            until(lambda: len(rows(database, ExposureRow)) >= 12)
            service.set_statistics(journey, on=False)
            counted = count_of(database, journey)
            for _ in range(20):
                service.recommend(journey, on=ON)
        finally:
            stop.set()
        assert all(task.result() > 0 for task in looking)
    assert count_of(database, journey) == counted


def test_what_we_hold_has_a_row_of_every_table(service: JourneyService, database: Database) -> None:
    journey, _ = begun(service)
    everything(service, journey)
    held = service.holdings(journey)
    counted = count_of(database, journey)
    assert all(counted.values()), "a table without a row proves nothing"
    assert {
        "about": len(held.about),
        "answers": len(held.answers),
        "device_sessions": len(held.sittings),
        "devices": len(held.devices),
        "disputed_parts": len(held.disputed),
        "events": len(held.events),
        "exposures": len(held.exposures),
        "own_words": 1 if held.own_words else 0,
        "recovery_codes": len(held.codes),
        "role_marks": len(held.marks),
        "role_notes": len(held.notes),
        "saved_roles": len(held.shortlist),
        "submissions": len(held.submissions),
    } == counted


def test_what_we_hold_is_the_rows_that_are_counted(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)
    everything(service, journey)
    held = service.holdings(journey)
    assert [event["name"] for event in held.events] == names(database)
    assert held.events[-1]["name"] == "data.viewed"
    assert set(held.events[0]) == {column.name for column in EventRow.__table__.columns}
    assert set(held.exposures[0]) == {column.name for column in ExposureRow.__table__.columns}
    assert [(a.item_id, a.value) for a in held.answers] == [
        ("likes-people", 5),
        ("subjects", ("maths",)),
    ]
    assert held.own_words is not None
    assert held.own_words.text == "I like fixing bikes"


def test_nobody_else_is_in_what_we_hold(service: JourneyService) -> None:
    mine, _ = begun(service)
    theirs, _ = begun(service)
    everything(service, theirs)
    held = service.holdings(mine)
    assert {event["journey_id"] for event in held.events} == {mine.id}
    assert (held.answers, held.exposures, held.shortlist) == ((), (), ())


def test_the_download_is_what_we_hold_as_json(service: JourneyService, database: Database) -> None:
    journey, token = begun(service)
    everything(service, journey)
    taken = service.download(journey)
    assert json.loads(json.dumps(taken)) == taken
    assert taken["events"][-1]["name"] == "data.downloaded"
    held = service.holdings(journey)
    assert set(taken) == set(vars(held))
    assert taken["journey"]["id"] == str(journey.id)
    assert taken["answers"] == [
        {
            "item_id": "likes-people",
            "value": 5,
            "questionnaire_version": "test-1",
            "answered_at": "2026-11-21T12:00:00+00:00",
        },
        {
            "item_id": "subjects",
            "value": ["maths"],
            "questionnaire_version": "test-1",
            "answered_at": "2026-11-21T12:00:00+00:00",
        },
    ]
    assert len(taken["exposures"]) == 4
    assert token not in json.dumps(taken)


def test_deleting_removes_every_row_and_leaves_a_tombstone(
    service: JourneyService, database: Database, settings: Settings
) -> None:
    mine, token = begun(service)
    theirs, _ = begun(service)
    everything(service, mine)
    everything(service, theirs)
    kept = count_of(database, theirs)
    service.delete(mine)
    assert set(count_of(database, mine).values()) == {0}
    assert [row.id for row in rows(database, JourneyRow)] == [theirs.id]
    assert count_of(database, theirs) == kept
    assert service.open(token) is None
    (tombstone,) = rows(database, TombstoneRow)
    assert tombstone.journey_hash == Hashes(settings.secret).tombstone(mine.id)
    assert tombstone.deleted_on == ON
    assert mine.id.hex not in tombstone.journey_hash


def test_nothing_can_be_done_with_a_deleted_journey(
    service: JourneyService, database: Database
) -> None:
    journey, token = begun(service)
    code = service.new_code(journey)
    service.delete(journey)
    attempts: list[Callable[[], object]] = [
        lambda: service.answer(journey, "likes-people", 5, submission="a"),
        lambda: service.recommend(journey, on=ON),
        lambda: service.new_code(journey),
        lambda: service.holdings(journey),
        lambda: service.download(journey),
        lambda: service.set_statistics(journey, on=True),
        lambda: service.delete(journey),
    ]
    for attempt in attempts:
        with pytest.raises(JourneyEnded):
            attempt()
    service.forget(journey, token)
    assert service.resume(code) is None
    assert rows(database, EventRow) == []
    assert rows(database, JourneyRow) == []


def test_a_deleted_journey_can_never_be_written_again(
    service: JourneyService, database: Database, settings: Settings
) -> None:
    journey, _ = begun(service)
    service.delete(journey)
    journey_hash = Hashes(settings.secret).tombstone(journey.id)

    def write_again() -> None:
        with database.writing() as session:
            journeys.create(
                session,
                journey.id,
                journey_hash=journey_hash,
                seed=1,
                statistics=True,
                at=NOON,
            )

    with pytest.raises(Tombstoned):
        write_again()
    assert rows(database, JourneyRow) == []


def test_deleting_wins_over_requests_that_are_under_way(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)

    def work() -> bool:
        """True if the journey was deleted meanwhile."""
        try:
            for _ in range(2_000):
                service.answer(journey, "likes-people", 3, submission=uuid4().hex)
                service.recommend(journey, on=ON)
        except JourneyEnded:
            return True
        return False

    with ThreadPoolExecutor(2) as threads:
        working = [threads.submit(work) for _ in range(2)]
        until(lambda: len(rows(database, ExposureRow)) >= 8)
        service.delete(journey)
        assert all(task.result() for task in working)
    assert set(count_of(database, journey).values()) == {0}


def test_erased_words_are_gone_from_the_file_itself(
    sqlite_database: Database,
) -> None:
    service = JourneyService(sqlite_database, engine(), Settings(environment="test"))
    journey, _ = begun(service)
    service.write_own_words(journey, "zebra crossing 4711", submission="a")
    sqlite_database.checkpoint()
    path = sqlite_database.url.database
    assert path is not None
    with open(path, "rb") as file:
        assert b"zebra crossing 4711" in file.read()
    service.delete(journey)
    sqlite_database.checkpoint()
    with open(path, "rb") as file:
        assert b"zebra" not in file.read()
