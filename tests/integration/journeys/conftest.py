"""A database a test, on SQLite and on PostgreSQL, and a service over it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from compass.database import Database, migrate
from compass.journeys.service import JourneyService
from compass.orm import Base
from compass.settings import Settings
from tests.integration.journeys.standins import Clock, engine


def _server_programs() -> Path | None:
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def _as_server_user(folder: Path) -> Callable[[], None] | None:
    # PostgreSQL refuses to run as root; Debian's package brings a user for it.
    if os.getuid() != 0:
        return None
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)

    def become() -> None:
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)

    return become


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    programs = _server_programs()
    if programs is None:
        pytest.skip("PostgreSQL's server programs are not installed")
    folder = Path(tempfile.mkdtemp(prefix="compass-pg-"))
    become = _as_server_user(folder)

    def run(*command: str | Path) -> None:
        subprocess.run(
            command,
            check=True,
            cwd=folder,
            preexec_fn=become,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )

    data = folder / "data"
    run(programs / "initdb", "-D", data, "-U", "compass", "--auth=trust", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql+psycopg://compass@/{{name}}?host={folder}"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def ready_postgresql(postgresql_server: str) -> str:
    """The address of a migrated PostgreSQL database, emptied after each test."""
    _run_sql(postgresql_server.format(name="postgres"), "CREATE DATABASE ready")
    address = postgresql_server.format(name="ready")
    migrate(address)
    return address


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that others are copied from."""
    path = tmp_path_factory.mktemp("ready") / "compass.sqlite"
    migrate(f"sqlite:///{path}")
    return path


def _run_sql(address: str, statement: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that has no tables yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'compass.sqlite'}"
        return
    server: str = request.getfixturevalue("postgresql_server")
    name = f"test_{uuid4().hex}"
    _run_sql(server.format(name="postgres"), f"CREATE DATABASE {name}")
    yield server.format(name=name)
    _run_sql(server.format(name="postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that is ready for use and empty."""
    if request.param == "sqlite":
        path = tmp_path / "compass.sqlite"
        shutil.copy(request.getfixturevalue("ready_file"), path)
        yield f"sqlite:///{path}"
        return
    address: str = request.getfixturevalue("ready_postgresql")
    yield address
    tables = ", ".join(Base.metadata.tables)
    _run_sql(address, f"TRUNCATE {tables}")


@pytest.fixture
def sqlite_url(ready_file: Path, tmp_path: Path) -> str:
    """The address of an SQLite database, for what only SQLite does."""
    path = tmp_path / "only.sqlite"
    shutil.copy(ready_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    database = Database(sqlite_url)
    yield database
    database.dispose()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url, busy_timeout_ms=2_000)
    yield database
    database.dispose()


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    return Settings(
        environment="test",
        database_url=url,
        artefacts=tmp_path,
        secret_key=SecretStr("a secret that is only good for tests"),
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service(database: Database, settings: Settings, clock: Clock) -> JourneyService:
    return JourneyService(database, engine(), settings, clock)
