"""Nothing is kept for longer than we say, and nothing is erased before."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

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
    RoleMarkRow,
    RoleNoteRow,
    SavedRoleRow,
    SubmissionRow,
    TombstoneRow,
)
from compass.journeys.retention import Retired, overdue, retire
from compass.journeys.service import JourneyService
from compass.journeys.store import ageing
from compass.settings import Settings
from scripts.journeys import journeys as command
from tests.integration.journeys.standins import ON, Clock, begun, opened, rows

NOTHING = Retired(0, 0, 0, 0, 0, 0, 0, 0, 0)


@pytest.fixture
def code(service: JourneyService) -> str:
    """The recovery code of a journey that has everything."""
    journey, token = begun(service)
    service.answer(journey, "likes-people", 5, submission="1")
    service.tell_about(journey, {"stage": "adult"}, submission="2")
    service.write_own_words(journey, "I like fixing bikes", submission="3")
    service.save_role(journey, "nurse", submission="4")
    service.dispute(journey, "interests.social", role_id="nurse", submission="5")
    service.mark_role(journey, "porter", "not_for_me", submission="6")
    service.recommend(opened(service, token), on=ON)
    return service.new_code(journey)


def days_later(days: int) -> date:
    return ON + timedelta(days=days)


@pytest.mark.usefixtures("code")
def test_nothing_is_erased_on_the_same_day(database: Database) -> None:
    assert retire(database, ON) == NOTHING


@pytest.mark.usefixtures("code")
def test_own_words_are_erased_after_thirty_idle_days(database: Database) -> None:
    assert retire(database, days_later(30)).own_words == 0
    assert len(rows(database, OwnWordsRow)) == 1
    assert retire(database, days_later(31)).own_words == 1
    assert rows(database, OwnWordsRow) == []
    assert len(rows(database, AnswerRow)) == 1


@pytest.mark.usefixtures("code")
def test_the_days_for_own_words_are_a_setting(database: Database) -> None:
    assert retire(database, days_later(8), text_keep_days=7).own_words == 1


def test_notes_are_erased_with_own_words_and_the_role_stays_saved(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)
    service.save_role(journey, "nurse", submission="1")
    service.plan.write_note(journey, "nurse", "Ask Jo", submission="2")
    assert retire(database, days_later(30)).notes == 0
    assert overdue(database, days_later(31)) == ()
    assert overdue(database, days_later(32)) == ("notes",)
    assert retire(database, days_later(31)).notes == 1
    assert rows(database, RoleNoteRow) == []
    assert len(rows(database, SavedRoleRow)) == 1


def test_coming_back_keeps_own_words(
    service: JourneyService, database: Database, clock: Clock, code: str
) -> None:
    clock.forward(days=29)
    assert service.resume(code) is not None
    assert retire(database, days_later(40)).own_words == 0
    assert retire(database, days_later(60)).own_words == 1


def test_forms_and_old_devices_go_after_two_days(database: Database, code: str) -> None:
    retired = retire(database, days_later(3))
    assert (retired.submissions, retired.devices) == (6, 1)
    assert rows(database, SubmissionRow) == []
    assert rows(database, DeviceRow) == []
    assert len(rows(database, DeviceSessionRow)) == 1
    assert len(rows(database, EventRow)) > 5


def test_a_journey_can_still_be_resumed_when_its_devices_are_gone(
    service: JourneyService, database: Database, clock: Clock, code: str
) -> None:
    clock.forward(days=300)
    retire(database, clock().date())
    device = service.resume(code)
    assert device is not None
    assert opened(service, device.token).answered_ids == ("likes-people",)


@pytest.mark.usefixtures("code")
def test_the_log_is_dropped_after_four_hundred_days(database: Database) -> None:
    logged = len(rows(database, EventRow))
    shown = len(rows(database, ExposureRow))
    assert retire(database, days_later(400)).events == 0
    retired = retire(database, days_later(401))
    assert (retired.events, retired.exposures) == (logged, shown)
    assert rows(database, EventRow) == []
    assert rows(database, ExposureRow) == []
    assert rows(database, DeviceSessionRow) == []
    assert len(rows(database, AnswerRow)) == 1


@pytest.mark.usefixtures("code")
def test_answers_are_erased_after_twenty_four_idle_months_and_the_journey_with_them(
    database: Database,
) -> None:
    assert retire(database, date(2028, 11, 21)).answers == 0
    assert len(rows(database, AnswerRow)) == 1
    retired = retire(database, date(2028, 11, 22))
    assert retired.answers == 6
    assert retired.journeys == 1
    erased = (AnswerRow, DisputedPartRow, AboutRow, SavedRoleRow, RoleMarkRow, CodeRow, JourneyRow)
    for table in erased:
        assert rows(database, table) == []
    assert rows(database, TombstoneRow) == []


@pytest.mark.usefixtures("code")
def test_erasing_twice_erases_nothing_more(database: Database) -> None:
    assert retire(database, date(2030, 1, 1)) != NOTHING
    assert retire(database, date(2030, 1, 1)) == NOTHING


def test_other_journeys_are_left_alone(
    service: JourneyService, database: Database, clock: Clock, code: str
) -> None:
    clock.forward(days=500)
    journey, _ = begun(service)
    service.write_own_words(journey, "Here I am", submission="1")
    retire(database, clock().date())
    (words,) = rows(database, OwnWordsRow)
    assert words.text == "Here I am"
    assert {row.journey_id for row in rows(database, EventRow)} == {journey.id}


def test_an_empty_journey_goes_when_its_device_is_too_old(
    database: Database, settings: Settings, service: JourneyService
) -> None:
    quiet = settings.model_copy(update={"statistics_default": False})
    begun(JourneyService(database, service._engine, quiet, service._clock))
    assert retire(database, days_later(2)).journeys == 0
    assert retire(database, days_later(3)).journeys == 1


def test_a_large_log_is_dropped_in_batches(
    service: JourneyService, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ageing, "BATCH", 20)
    journey, _ = begun(service)
    for _ in range(25):
        service.recommend(journey, on=ON)
    retired = retire(database, days_later(500))
    assert (retired.events, retired.exposures) == (26, 100)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, url: str) -> Iterator[None]:
    monkeypatch.setenv("COMPASS_DATABASE_URL", url)
    monkeypatch.setenv("COMPASS_ENVIRONMENT", "test")
    yield


@pytest.mark.usefixtures("environment", "code")
def test_the_command_says_what_it_erased(database: Database) -> None:
    result = CliRunner().invoke(command, ["retire", "--on", "2026-12-25"])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "own words: 1",
        "notes: 0",
        "answers: 0",
        "events: 0",
        "exposures: 0",
        "submissions: 6",
        "devices: 1",
        "journeys: 0",
        "reports: 0",
    ]


@pytest.mark.usefixtures("environment", "code")
def test_the_command_keeps_to_the_setting(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPASS_TEXT_KEEP_DAYS", "90")
    result = CliRunner().invoke(command, ["retire", "--on", "2026-12-25"])
    assert "own words: 0" in result.output


def test_the_command_refuses_a_database_that_is_not_up_to_date(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPASS_DATABASE_URL", empty_url)
    result = CliRunner().invoke(command, ["retire", "--on", "2026-12-25"])
    assert result.exit_code == 1
    assert "compass database migrate" in result.output


@pytest.mark.parametrize(
    ("kind", "days"),
    [("devices", 3), ("own words", 31), ("events", 401), ("exposures", 401), ("answers", 732)],
)
@pytest.mark.usefixtures("code")
def test_overdue_is_what_last_night_should_have_erased(
    database: Database, kind: str, days: int
) -> None:
    due = days_later(days)
    assert kind not in overdue(database, due)  # tonight is early enough
    assert kind in overdue(database, due + timedelta(days=1))
    retire(database, due)
    assert overdue(database, due + timedelta(days=1)) == ()


def test_nothing_is_overdue_where_there_is_nothing(database: Database) -> None:
    assert overdue(database, days_later(5_000)) == ()
