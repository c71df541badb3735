"""The commands that work on the database: one variable says which."""

import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import make_url

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


def test_a_database_of_another_program_is_left_alone(compass: Compass, empty_url: str) -> None:
    if empty_url.startswith("sqlite"):
        Path(make_url(empty_url).database or "").touch()
    engine = create_engine(empty_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE customers (name VARCHAR(9))")
    chosen = {"COMPASS_DATABASE_URL": empty_url}
    for command in (("database", "migrate"), ("serve", "--port", "0")):
        told = compass(*command, extra=chosen)
        assert told.returncode == 1
        assert "another program's tables (customers)" in told.stderr
        assert "Is it running" not in told.stderr
        assert "compass database migrate" not in told.stderr
    told = compass("doctor", "--json", extra=chosen)
    (found,) = (
        one
        for one in json.loads(told.stdout)["findings"]
        if one["name"] == "database" and one["state"] == "problem"
    )
    assert "another program's tables (customers)" in found["what"]
    assert found["mend"].startswith("export COMPASS_DATABASE_URL=")
    assert inspect(engine).get_table_names() == ["customers"]
    engine.dispose()


@pytest.mark.parametrize("command", ["backup", "restore"])
@pytest.mark.parametrize(("file", "said"), [("", "name a file"), (".", "is a directory")])
def test_a_copy_without_a_name_is_a_wrong_call(
    compass: Compass, command: str, file: str, said: str
) -> None:
    assert compass("database", "migrate").returncode == 0
    told = compass("database", command, file)
    assert told.returncode == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr
