"""A service over a database of either kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from compass.database import Database
from compass.journeys.service import JourneyService
from compass.settings import Settings
from tests.integration.journeys.standins import Clock, engine
from tests.support.services import settings_for


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
    return settings_for(url, tmp_path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service(database: Database, settings: Settings, clock: Clock) -> JourneyService:
    return JourneyService(database, engine(), settings, clock)
