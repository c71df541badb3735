"""Each change of the database's shape, on both databases: from nothing, with rows, and back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, func, insert, inspect, select
from sqlalchemy.engine import make_url

from compass.connections import make_engine
from compass.database import MIGRATIONS, is_migrated, migrate, run_migrations
from compass.errors import ServiceUnavailable, SomebodyElsesDatabase
from compass.journeys import models
from compass.orm import Base
from tests.support.sample_rows import SAMPLES

assert models  # importing it fills the metadata

REVISIONS = [
    script.revision for script in reversed(list(ScriptDirectory(str(MIGRATIONS)).walk_revisions()))
]
"""Every revision, oldest first."""


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    engine = make_engine(make_url(empty_url))
    yield engine
    engine.dispose()


def upgrade(url: str, revision: str) -> None:
    run_migrations(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    run_migrations(url, lambda config: command.downgrade(config, revision))


def counts(engine: Engine) -> dict[str, int]:
    """How many rows each table has."""
    found = _tables(engine)
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in found.sorted_tables
        }


def fill(engine: Engine) -> None:
    """Give every table that has no row its sample."""
    found = _tables(engine)
    with engine.begin() as connection:
        for table in found.sorted_tables:
            if connection.scalar(select(func.count()).select_from(table)):
                continue
            assert table.name in SAMPLES, (
                f"tests/support/sample_rows.py has no row for the table {table.name}"
            )
            row = SAMPLES[table.name].items()
            values = {name: _as_kept(engine, value) for name, value in row if name in table.columns}
            connection.execute(insert(table).values(values))


def _as_kept(engine: Engine, value: object) -> object:
    # SQLite has no such type: SQLAlchemy writes a UUID as its digits.
    return value.hex if isinstance(value, UUID) and engine.dialect.name == "sqlite" else value


def _tables(engine: Engine) -> MetaData:
    found = MetaData()
    found.reflect(engine)
    found.remove(found.tables["alembic_version"])
    return found


def test_the_migrations_make_exactly_the_models(empty_url: str, engine: Engine) -> None:
    migrate(empty_url)
    assert differences(engine) == []


def differences(engine: Engine) -> list[Any]:
    """What a migration would have to change for the database to be as the models say."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        found: list[Any] = compare_metadata(context, Base.metadata)
    # Alembic does not compare these.
    inspector = inspect(engine)
    for table in Base.metadata.sorted_tables:
        wanted = {
            str(constraint.name)
            for constraint in table.constraints
            if type(constraint).__name__ == "CheckConstraint"
        }
        has = {check["name"] for check in inspector.get_check_constraints(table.name)}
        found += [(table.name, name) for name in sorted(wanted ^ {str(name) for name in has})]
    return found


def test_a_database_with_rows_goes_through_every_version(empty_url: str, engine: Engine) -> None:
    """Rows that each version may have left are there after each step, and take the next one."""
    for revision in REVISIONS:
        before = counts(engine) if revision != REVISIONS[0] else {}
        upgrade(empty_url, revision)
        after = counts(engine)
        assert {name: after.get(name) for name in before} == before, revision
        fill(engine)
    assert is_migrated(empty_url)
    assert differences(engine) == []
    assert set(counts(engine)) == set(Base.metadata.tables) == set(SAMPLES)


def test_every_version_can_be_taken_back_with_rows_in_it(empty_url: str, engine: Engine) -> None:
    migrate(empty_url)
    fill(engine)
    for revision in [*reversed(REVISIONS[:-1]), "base"]:
        downgrade(empty_url, revision)
        assert not is_migrated(empty_url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrate(empty_url)
    assert is_migrated(empty_url)


def test_migrating_again_changes_nothing(empty_url: str, engine: Engine) -> None:
    migrate(empty_url)
    fill(engine)
    before = counts(engine)
    migrate(empty_url)
    assert is_migrated(empty_url)
    assert counts(engine) == before


def test_servers_that_start_together_migrate_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        for done in [threads.submit(migrate, empty_url) for _ in range(4)]:
            done.result()
    assert is_migrated(empty_url)


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    def half(config: Config) -> None:
        command.upgrade(config, "head")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_migrations(empty_url, half)
    assert not is_migrated(empty_url)
    migrate(empty_url)


def test_a_database_of_a_newer_version_is_left_alone(empty_url: str, engine: Engine) -> None:
    migrate(empty_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert not is_migrated(empty_url)
    with pytest.raises(ServiceUnavailable, match="newer version"):
        migrate(empty_url)


@pytest.mark.parametrize("tables", [("customers",), ("customers", "alembic_version")])
def test_a_database_of_another_program_is_left_alone(
    empty_url: str, engine: Engine, tables: tuple[str, ...]
) -> None:
    if empty_url.startswith("sqlite"):
        Path(make_url(empty_url).database or "").touch()
    with engine.begin() as connection:
        for name in tables:
            connection.exec_driver_sql(f"CREATE TABLE {name} (version_num VARCHAR(32))")
    for touch in (migrate, is_migrated):
        with pytest.raises(SomebodyElsesDatabase, match=r"another program's tables \(customers\)"):
            touch(empty_url)
    assert set(inspect(engine).get_table_names()) == set(tables)


def test_asking_whether_a_file_is_migrated_does_not_make_it(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "compass.sqlite"
    assert not is_migrated(f"sqlite:///{path}")
    assert not path.parent.exists()


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "var" / "compass.sqlite"
    migrate(f"sqlite:///{path}")
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ServiceUnavailable):
        migrate(f"sqlite:///{tmp_path}/file/compass.sqlite")
