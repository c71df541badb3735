"""A copy is whole and private; nothing is ever replaced by it, or by one that is broken."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from compass.backup import BackupRefused, backup, restore
from compass.database import Database
from compass.journeys.service import JourneyService
from compass.settings import Settings
from tests.integration.journeys.standins import Clock, begun, engine


@pytest.fixture
def filled(sqlite_url: str, sqlite_database: Database, settings: Settings) -> str:
    """The address of an SQLite database with one journey, its last commits in the side file."""
    service = JourneyService(sqlite_database, engine(), settings, Clock())
    journey, _ = begun(service)
    service.answer(journey, "likes-people", 5, submission="1")
    assert Path(f"{path_of(sqlite_url)}-wal").stat().st_size > 0
    return sqlite_url


@pytest.fixture(params=["sqlite"])
def url(sqlite_url: str) -> str:
    """Only SQLite is backed up by us."""
    return sqlite_url


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.iterdump())


def test_a_copy_has_everything_and_is_one_private_file(filled: str, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "copy.sqlite"
    copy.parent.mkdir()
    report = backup(filled, copy)
    assert report.rows == {"journeys": 1, "answers": 1, "events": 3, "exposures": 0}
    assert report.current
    assert [path.name for path in copy.parent.iterdir()] == ["copy.sqlite"]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert dump(copy) == dump(path_of(filled))


def test_a_copy_waits_for_nobody_and_keeps_nobody(filled: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path_of(filled), isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM answers")
        report = backup(filled, tmp_path / "copy.sqlite")
        writer.execute("COMMIT")
    assert report.rows["answers"] == 1  # as it was before the change that was under way


@pytest.mark.parametrize("kind", ["file", "folder", "link", "dangling link"])
def test_what_is_there_is_never_replaced(filled: str, tmp_path: Path, kind: str) -> None:
    copy = tmp_path / "there"
    other = tmp_path / "other"
    other.write_text("something dear")
    match kind:
        case "file":
            copy.write_text("something dear")
        case "folder":
            copy.mkdir()
        case "link":
            copy.symlink_to(other)
        case _:
            copy.symlink_to(tmp_path / "nothing")
    with pytest.raises(BackupRefused, match="exists already"):
        backup(filled, copy)
    assert other.read_text() == "something dear"
    assert kind != "file" or copy.read_text() == "something dear"
    assert not (tmp_path / "nothing").exists()


def test_a_folder_that_is_not_there_is_named(filled: str, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="cannot be written: No such file or directory"):
        backup(filled, tmp_path / "nowhere" / "copy.sqlite")


def test_a_full_disk_is_noticed_before_and_leaves_nothing(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 0))
    with pytest.raises(BackupRefused, match="0 MiB left"):
        backup(filled, tmp_path / "copy.sqlite")
    assert not list(tmp_path.glob("*copy*"))


def test_no_database_is_no_copy(tmp_path: Path) -> None:
    missing = f"sqlite:///{tmp_path / 'none.sqlite'}"
    with pytest.raises(BackupRefused, match="there is no database"):
        backup(missing, tmp_path / "copy.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_another_kind_of_database_is_told_its_own_tools(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="pg_dump"):
        backup("postgresql+psycopg://u:secret@host/name", tmp_path / "copy")


def test_a_damaged_database_gives_no_copy(filled: str, tmp_path: Path) -> None:
    whole = tmp_path / "whole.sqlite"
    backup(filled, whole)
    torn = tmp_path / "torn.sqlite"
    content = bytearray(whole.read_bytes())
    content[8192:16384] = b"\x5a" * 8192
    torn.write_bytes(content)
    with pytest.raises(BackupRefused):
        backup(f"sqlite:///{torn}", tmp_path / "copy.sqlite")
    assert not list(tmp_path.glob("*copy*"))


def test_a_row_without_a_parent_gives_no_copy(filled: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path_of(filled), isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM journeys")
    with pytest.raises(BackupRefused, match="rows without a parent"):
        backup(filled, tmp_path / "copy.sqlite")


@pytest.mark.parametrize("before", ["nothing", "an empty file", "an empty database"])
def test_a_copy_goes_where_nothing_would_be_lost(
    filled: str, ready_file: Path, tmp_path: Path, before: str
) -> None:
    copy = tmp_path / "copy.sqlite"
    backup(filled, copy)
    target = tmp_path / "new" / "compass.sqlite"
    if before != "nothing":
        target.parent.mkdir()
        target.touch()
    if before == "an empty database":
        shutil.copy(ready_file, target)
        Database(f"sqlite:///{target}").dispose()
    report = restore(f"sqlite:///{target}", copy)
    assert report.path == target
    assert report.rows["journeys"] == 1
    assert dump(target) == dump(copy)
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in target.parent.iterdir()] == ["compass.sqlite"]
    with closing(sqlite3.connect(copy)) as connection:  # the copy itself is as it was
        assert connection.execute("SELECT count(*) FROM journeys").fetchone() == (1,)


def test_a_database_with_journeys_is_never_replaced(filled: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    backup(filled, copy)
    before = dump(path_of(filled))
    with pytest.raises(BackupRefused, match=r"holds 1 journeys, which would be lost.*mv "):
        restore(filled, copy)
    assert dump(path_of(filled)) == before


def test_an_empty_database_that_is_open_is_not_replaced(
    filled: str, ready_file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite"
    backup(filled, copy)
    target = tmp_path / "compass.sqlite"
    shutil.copy(ready_file, target)
    with closing(sqlite3.connect(target)) as site:
        site.execute("PRAGMA journal_mode = WAL")
        site.execute("SELECT count(*) FROM journeys").fetchone()
        with pytest.raises(BackupRefused, match="Stop the site"):
            restore(f"sqlite:///{target}", copy)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "not a database of Career Compass"), (b"words " * 9999, "cannot be copied")],
)
def test_what_is_no_copy_is_not_put_back(tmp_path: Path, content: bytes, said: str) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(content)
    target = tmp_path / "new" / "compass.sqlite"
    with pytest.raises(BackupRefused, match=said):
        restore(f"sqlite:///{target}", copy)
    assert not target.exists()


def test_somebody_else_s_database_is_left_alone(filled: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    backup(filled, copy)
    other = tmp_path / "photos.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE photos (name)")
    before = other.read_bytes()
    with pytest.raises(BackupRefused, match="not a database of Career Compass"):
        restore(f"sqlite:///{other}", copy)
    assert other.read_bytes() == before
    with pytest.raises(BackupRefused, match="not a database of Career Compass"):
        backup(f"sqlite:///{other}", tmp_path / "another.sqlite")


def test_a_copy_of_an_older_shape_says_so(filled: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path_of(filled), isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    assert not backup(filled, tmp_path / "copy.sqlite").current
