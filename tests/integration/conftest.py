"""Databases of both kinds, and the real site on them.

A test that asks for ``url``, ``empty_url`` or ``live_site``, or for something that stands on
them, runs twice: on SQLite and on PostgreSQL. Nothing is skipped: without PostgreSQL's server
programs its half fails and says what to install (``-m "not postgresql"`` leaves it out).
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from compass.database import migrate
from tests.support.postgresql import PostgresqlMissing, PostgresqlServer, postgresql_server
from tests.support.server import RunningSite, site
from tests.support.templates import CompilesOnce

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
READY = "ready"
SHARED = "shared"


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_environment", CompilesOnce)
        yield


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A PostgreSQL server that lives as long as the tests, with a migrated database ``ready``
    to make copies of."""
    try:
        with postgresql_server() as server:
            migrate(server.create(READY))
            yield server
    except PostgresqlMissing as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture(scope="session")
def shared_postgresql(postgresql: PostgresqlServer) -> str:
    """The address of a migrated PostgreSQL database, emptied after each test."""
    return postgresql.create(SHARED, READY)


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that others are copied from."""
    path = tmp_path_factory.mktemp("ready") / "compass.sqlite"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that is ready for use and empty."""
    if request.param == "sqlite":
        path = tmp_path / "compass.sqlite"
        shutil.copy(request.getfixturevalue("ready_file"), path)
        yield f"sqlite:///{path}"
        return
    yield request.getfixturevalue("shared_postgresql")
    request.getfixturevalue("postgresql").empty(SHARED)


@pytest.fixture
def server_behind(request: pytest.FixtureRequest, url: str) -> PostgresqlServer | None:
    """The server of the database at ``url``, for tests that bring it into trouble."""
    if url.startswith("sqlite"):
        return None
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    return server


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that has no tables yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'compass.sqlite'}"
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    name = f"test_{uuid4().hex}"
    yield server.create(name)
    server.drop(name)


@pytest.fixture(scope="module", params=BOTH)
def site_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a database for the real site, for the tests of one file."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'compass.sqlite'}"
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    name = f"site_{uuid4().hex}"
    yield server.create(name, READY)
    server.drop(name)


@pytest.fixture(scope="module")
def live_site(
    artefacts: Path, site_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningSite]:
    """`compass serve` with two workers and an empty database, for the tests of one file."""
    folder = tmp_path_factory.mktemp("site")
    with site(folder, artefacts, COMPASS_DATABASE_URL=site_url) as running:
        yield running


@pytest.fixture
def sqlite_url(ready_file: Path, tmp_path: Path) -> str:
    """The address of an SQLite database that is ready for use, for what only SQLite does."""
    path = tmp_path / "only.sqlite"
    shutil.copy(ready_file, path)
    return f"sqlite:///{path}"
