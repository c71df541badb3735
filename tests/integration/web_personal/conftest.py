"""The personal half without a server: a real database, a toy encoder, a clock to move."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from compass.database import Database
from tests.integration.web_personal.browsing import Browser
from tests.support.services import services_over, settings_for
from web import device
from web.app import create_app
from web.services import Services


class Clock:
    """The same time for the cookie and for the service."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(device, "now", lambda: clock.now.timestamp())
    return clock


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.dispose()


@pytest.fixture
def services(database: Database, url: str, tmp_path: Path, clock: Clock) -> Services:
    return services_over(database, settings_for(url, tmp_path), clock=clock)


@pytest.fixture
def app(services: Services) -> Flask:
    return create_app(services=services)


@pytest.fixture
def new_browser(app: Flask) -> Callable[[], Browser]:
    return lambda: Browser(app.test_client())


@pytest.fixture
def visitor(new_browser: Callable[[], Browser]) -> Browser:
    """Somebody who has not begun."""
    return new_browser()


@pytest.fixture
def person(visitor: Browser) -> Browser:
    """Somebody who has pressed Start."""
    visitor.send("/start")
    return visitor
