"""The queue of reports: the commands, the constraints, and how long a report is kept."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import insert
from sqlalchemy.exc import DataError, IntegrityError

from compass.database import Database
from compass.journeys.retention import overdue, retire
from compass.orm import table_of
from compass.reports import store
from compass.reports.models import ReportRow
from compass.reports.service import ReportService
from scripts.reports import reports as command

DAY = date(2026, 11, 21)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.dispose()


@pytest.fixture
def service(database: Database) -> ReportService:
    return ReportService(database, lambda: datetime(2026, 11, 21, 23, 59, tzinfo=UTC))


def run(url: str, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    monkeypatch.setenv("COMPASS_DATABASE_URL", url)
    result = CliRunner().invoke(command, list(arguments))
    return result.exit_code, result.output


def test_editors_list_and_close(
    service: ReportService, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(url, monkeypatch, "list") == (0, "No open reports.\n")
    service.keep("porter", "pay", "The band is old", submission="a")
    service.keep("paramedic", "link", "", submission="b")
    first, second = (one.id for one in service.listed())
    status, told = run(url, monkeypatch, "list")
    assert status == 0
    assert told.splitlines() == [
        f"{first}  porter  pay  2026-11-21",
        "    The band is old",
        f"{second}  paramedic  link  2026-11-21",
    ]
    assert "paramedic" not in run(url, monkeypatch, "list", "--role", "porter")[1]
    done = (0, f"Report {first} is closed.\n")
    assert run(url, monkeypatch, "close", str(first)) == done
    assert "porter" not in run(url, monkeypatch, "list")[1]
    assert '"closed_on": null' in run(url, monkeypatch, "list", "--all", "--format", "json")[1]
    status, told = run(url, monkeypatch, "close", str(first))
    assert status == 1
    assert f"No open report has the number {first}" in told


def test_reports_go_when_their_time_is_over(database: Database, service: ReportService) -> None:
    service.keep("porter", "pay", "closed", submission="a")
    service.keep("porter", "pay", "open", submission="b")
    service.close(service.listed()[0].id)
    assert retire(database, DAY + timedelta(days=90)).reports == 0
    assert retire(database, DAY + timedelta(days=91)).reports == 1
    assert [one.text for one in service.listed(closed=True)] == ["open"]
    assert retire(database, DAY + timedelta(days=400)).reports == 0
    assert retire(database, DAY + timedelta(days=401)).reports == 1


def test_the_doctor_is_told_of_reports_that_stayed_past_their_time(
    database: Database, service: ReportService
) -> None:
    service.keep("porter", "pay", "open", submission="a")
    assert overdue(database, DAY + timedelta(days=401)) == ()  # tonight is early enough
    assert overdue(database, DAY + timedelta(days=402)) == ("reports",)
    service.close(service.listed()[0].id)
    assert overdue(database, DAY + timedelta(days=91)) == ()
    assert overdue(database, DAY + timedelta(days=92)) == ("reports",)
    retire(database, DAY + timedelta(days=91))
    assert overdue(database, DAY + timedelta(days=92)) == ()


def test_one_form_in_two_requests_at_once_counts_once(
    service: ReportService, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Both have looked before either has written.
    monkeypatch.setattr(store, "is_known", lambda *_: False)
    service.keep("porter", "pay", "twice", submission="a")
    service.keep("porter", "pay", "twice", submission="a")
    assert [one.text for one in service.listed()] == ["twice"]


def test_a_number_is_never_given_twice(database: Database, service: ReportService) -> None:
    service.keep("porter", "pay", "one", submission="a")
    first = service.listed()[0].id
    service.close(first)
    retire(database, DAY + timedelta(days=200))
    service.keep("porter", "pay", "two", submission="b")
    assert service.listed()[0].id > first


@pytest.mark.parametrize(
    "cell",
    [
        {"wrong": "ugly"},
        {"text": "x" * 501},
        {"closed_on": date(2026, 11, 20)},
        {"submission": "b"},
        {"role_id": None},
    ],
)
def test_the_database_holds_to_its_rules(
    database: Database, service: ReportService, cell: dict[str, object]
) -> None:
    service.keep("porter", "pay", "", submission="b")
    row = {
        "role_id": "porter",
        "wrong": "pay",
        "text": "",
        "submission": "c",
        "reported_on": DAY,
        **cell,
    }
    with pytest.raises((IntegrityError, DataError)), database.writing() as session:
        session.execute(insert(table_of(ReportRow)).values(row))
