"""The commands that work on the database: one variable says which."""

from pathlib import Path

from sqlalchemy import create_engine

from tests.integration.cli.conftest import Compass


def test_one_variable_chooses_the_database(
    compass: Compass, empty_url: str, tmp_path: Path
) -> None:
    chosen = {"COMPASS_DATABASE_URL": empty_url}
    told = compass("journeys", "export", "--out", "log", extra=chosen)
    assert told.returncode == 1
    assert "compass database migrate" in told.stderr
    for ending in ("is ready.\n", "is up to date.\n"):
        told = compass("database", "migrate", extra=chosen)
        assert told.returncode == 0, told.stderr
        assert told.stdout.endswith(ending)
    for command in (("journeys", "export", "--out", "log"), ("journeys", "retire")):
        told = compass(*command, extra=chosen)
        assert told.returncode == 0, told.stderr
    assert list((tmp_path / "log").iterdir())
    assert not (tmp_path / "var" / "compass.sqlite").exists()


def test_a_newer_database_is_left_alone_and_said_so(compass: Compass, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'compass.sqlite'}"
    assert compass("database", "migrate", extra={"COMPASS_DATABASE_URL": url}).returncode == 0
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    told = compass("database", "migrate", extra={"COMPASS_DATABASE_URL": url})
    assert told.returncode == 1
    assert "newer version of Career Compass" in told.stderr
    assert "Traceback" not in told.stderr
