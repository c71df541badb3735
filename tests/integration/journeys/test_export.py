"""The log for analysts: complete, readable everywhere, and leading back to nobody."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow.parquet as parquet
import pytest
from click.testing import CliRunner
from sqlalchemy import update

from compass.database import Database
from compass.journeys import export as export_module
from compass.journeys.dictionary import data_dictionary
from compass.journeys.export import ExportRefused, export
from compass.journeys.models import EventRow, ExposureRow
from compass.journeys.service import JourneyService
from compass.journeys.store import log as log_store
from compass.settings import Settings
from scripts.database import database as database_command
from scripts.journeys import journeys as journeys_command
from tests.integration.journeys.standins import (
    ON,
    WISHES,
    Clock,
    begun,
    engine,
    names,
    opened,
    rows,
)

MADE = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def busy(service: JourneyService, clock: Clock) -> None:
    """Two journeys with a log."""
    for _ in range(2):
        journey, token = begun(service)
        clock.forward(seconds=5)
        service.answer(journey, "likes-people", 5, submission="1")
        shown = service.recommend(opened(service, token), WISHES, on=ON)
        service.role_opened(journey, "nurse", list_id=shown.list_id)
        service.search_run(journey, "Adult nurse", 1, known=True)
    service.count_rejected("role.opened", "unknown_role")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_parquet(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return found


@pytest.mark.usefixtures("busy")
def test_every_row_is_there_in_the_order_of_writing(database: Database, tmp_path: Path) -> None:
    report = export(database, tmp_path / "out", made_at=MADE)
    assert [path.name for path in report.files] == [
        "data-dictionary.md",
        "events.csv",
        "events.parquet",
        "exposures.csv",
        "exposures.parquet",
        "manifest.json",
    ]
    assert (report.events, report.exposures, report.rejected) == (12, 8, 1)
    for events in (
        read_csv(tmp_path / "out/events.csv"),
        read_parquet(tmp_path / "out/events.parquet"),
    ):
        assert [event["name"] for event in events] == names(database)
    assert len(read_csv(tmp_path / "out/exposures.csv")) == 8


@pytest.mark.usefixtures("busy")
def test_parquet_and_csv_say_the_same(database: Database, tmp_path: Path) -> None:
    export(database, tmp_path / "out", made_at=MADE)
    for table in ("events", "exposures"):
        texts = read_csv(tmp_path / f"out/{table}.csv")
        values = read_parquet(tmp_path / f"out/{table}.parquet")
        for text, value in zip(texts, values, strict=True):
            assert text == {
                key: "" if v is None else v.isoformat() if isinstance(v, datetime) else str(v)
                for key, v in value.items()
            }


@pytest.mark.usefixtures("busy")
def test_columns_keep_their_types(database: Database, tmp_path: Path) -> None:
    export(database, tmp_path / "out", made_at=MADE)
    exposure = read_parquet(tmp_path / "out/exposures.parquet")[1]
    assert exposure["served_at"].tzinfo is not None
    assert (exposure["position"], exposure["base_position"], exposure["propensity"]) == (2, 1, 0.5)
    assert exposure["score"] == -0.5
    assert json.loads(exposure["reasons"]) == ["interests.social"]
    assert json.loads(exposure["filters"]) == {"families": ["nursing", "ambulance"]}
    event = read_parquet(tmp_path / "out/events.parquet")[2]
    assert json.loads(event["props"])["item"] == "likes-people"
    assert event["class_session_id"] is None


@pytest.mark.usefixtures("busy")
def test_no_id_of_ours_is_in_any_file(database: Database, tmp_path: Path) -> None:
    export(database, tmp_path / "out", made_at=MADE)
    ids: set[UUID] = set()
    seeds: set[int] = set()
    for event in rows(database, EventRow):
        ids |= {event.event_id, event.journey_id, event.session_id}
    for exposure in rows(database, ExposureRow):
        ids |= {exposure.list_id, exposure.journey_id, exposure.session_id}
        seeds |= {exposure.seed or 0}
    found = _all_text(tmp_path / "out")
    for found_id in ids:
        assert str(found_id) not in found
        assert found_id.hex not in found
    for seed in seeds:
        assert str(seed) not in found


def _all_text(folder: Path) -> str:
    texts = [path.read_text() for path in folder.iterdir() if path.suffix != ".parquet"]
    tables = [str(read_parquet(path)) for path in folder.glob("*.parquet")]
    return "\n".join(texts + tables)


@pytest.mark.usefixtures("busy")
def test_rows_still_join_within_an_export(database: Database, tmp_path: Path) -> None:
    export(database, tmp_path / "out", made_at=MADE)
    events = read_parquet(tmp_path / "out/events.parquet")
    exposures = read_parquet(tmp_path / "out/exposures.parquet")
    assert len({event["event_id"] for event in events}) == len(events)
    journeys = {event["journey_id"] for event in events}
    assert len(journeys) == 2
    assert {exposure["journey_id"] for exposure in exposures} == journeys
    assert {e["session_id"] for e in exposures} <= {event["session_id"] for event in events}
    lists = {json.loads(e["props"]).get("list_id") for e in events} - {None}
    assert {exposure["list_id"] for exposure in exposures} == lists
    assert len({exposure["seed"] for exposure in exposures}) == 2


@pytest.mark.usefixtures("busy")
def test_two_exports_have_no_name_in_common(database: Database, tmp_path: Path) -> None:
    named: list[set[str]] = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        export(database, folder, made_at=MADE)
        events = read_parquet(folder / "events.parquet")
        exposures = read_parquet(folder / "exposures.parquet")
        named.append(
            {e[key] for e in events for key in ("event_id", "journey_id", "session_id")}
            | {e[key] for e in exposures for key in ("list_id", "journey_id", "seed")}
        )
    assert not named[0] & named[1]


@pytest.mark.usefixtures("busy")
def test_the_manifest_says_what_the_numbers_rest_on(database: Database, tmp_path: Path) -> None:
    export(database, tmp_path / "out", made_at=MADE)
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    assert manifest["made_at"] == "2026-11-22T03:00:00+00:00"
    assert manifest["tables"]["events"]["rows"] == 12
    assert manifest["tables"]["exposures"] == {
        "rows": 8,
        "versions": {
            "catalogue_version": ["c0ffee123456"],
            "model_version": ["toy"],
            "questionnaire_version": ["test-1"],
        },
    }
    assert manifest["rejected"] == [
        {"day": "2026-11-21", "name": "role.opened", "reason": "unknown_role", "n": 1}
    ]
    assert set(manifest["sha256"]) == {
        path.name for path in (tmp_path / "out").iterdir() if path.name != "manifest.json"
    }
    assert (tmp_path / "out/data-dictionary.md").read_text() == data_dictionary()


# On SQLite alone, because PostgreSQL stores no NUL in the first place.
@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@cmd", "\tx", "\rx", "\0x"])
def test_no_text_can_be_run_by_a_spreadsheet(
    sqlite_database: Database, tmp_path: Path, bad: str
) -> None:
    database = sqlite_database
    begun(JourneyService(database, engine(), Settings(environment="test")))
    with database.writing() as session:
        session.execute(update(EventRow).values(app_version=bad))
    export(database, tmp_path / "out", made_at=MADE)
    (event,) = read_csv(tmp_path / "out/events.csv")
    assert event["app_version"] == f"'{bad}"
    (same,) = read_parquet(tmp_path / "out/events.parquet")
    assert same["app_version"] == bad


@pytest.mark.usefixtures("busy")
def test_a_negative_number_is_still_a_number(database: Database, tmp_path: Path) -> None:
    export(database, tmp_path / "out", made_at=MADE)
    scores = [row["score"] for row in read_csv(tmp_path / "out/exposures.csv")]
    assert scores[:2] == ["0.5", "-0.5"]


def test_an_empty_log_makes_an_empty_export(database: Database, tmp_path: Path) -> None:
    report = export(database, tmp_path / "out", made_at=MADE)
    assert (report.events, report.exposures) == (0, 0)
    assert read_parquet(tmp_path / "out/events.parquet") == []


@pytest.mark.usefixtures("busy")
def test_a_large_log_is_read_in_batches(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_store, "BATCH", 5)
    export(database, tmp_path / "out", made_at=MADE)
    assert len(read_parquet(tmp_path / "out/events.parquet")) == 12
    assert parquet.ParquetFile(tmp_path / "out/events.parquet").num_row_groups == 3


def test_an_export_never_writes_over_anything(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(ExportRefused):
        export(database, folder, made_at=MADE)
    with pytest.raises(ExportRefused):
        export(database, folder / "mine.txt", made_at=MADE)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_an_empty_folder_may_be_there_already(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    export(database, folder, made_at=MADE)
    assert (folder / "manifest.json").exists()
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("busy")
def test_an_export_that_fails_leaves_nothing(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> str:
        raise OSError("No space left on device")

    monkeypatch.setattr(export_module, "data_dictionary", fail)
    folder = tmp_path / "exports"
    with pytest.raises(OSError, match="No space"):
        export(database, folder / "out", made_at=MADE)
    assert list(folder.iterdir()) == []


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, url: str) -> Iterator[None]:
    monkeypatch.setenv("COMPASS_DATABASE_URL", url)
    monkeypatch.setenv("COMPASS_ENVIRONMENT", "test")
    yield


@pytest.mark.usefixtures("environment", "busy")
def test_the_command_exports(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    result = CliRunner().invoke(journeys_command, ["export", "--out", str(folder)])
    assert result.exit_code == 0, result.output
    assert f"{folder}: 12 events, 8 exposures, 1 rejected" in result.output
    again = CliRunner().invoke(journeys_command, ["export", "--out", str(folder)])
    assert again.exit_code == 1
    assert "Name a new folder" in again.output


@pytest.mark.usefixtures("environment")
def test_the_command_needs_a_folder() -> None:
    assert CliRunner().invoke(journeys_command, ["export"]).exit_code == 2


def test_the_command_migrates(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPASS_DATABASE_URL", empty_url)
    first = CliRunner().invoke(database_command, ["migrate"])
    assert (first.exit_code, first.output.endswith("is ready.\n")) == (0, True), first.output
    second = CliRunner().invoke(database_command, ["migrate"])
    assert second.output.endswith("is up to date.\n")


def test_the_command_shows_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql+psycopg://compass:secret@/none?host=/nowhere"
    monkeypatch.setenv("COMPASS_DATABASE_URL", address)
    result = CliRunner().invoke(database_command, ["migrate"])
    assert result.exit_code == 1
    assert "secret" not in result.output
