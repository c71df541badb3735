"""The site without a server, with settings of the test's choice and an engine that is measured."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pydantic import SecretStr

from compass.database import Database
from compass.journeys.service import JourneyService
from compass.reports.service import ReportService
from compass.settings import Settings
from tests.support.engines import real_catalogue, real_questionnaire, toy_engine
from web.app import create_app
from web.measuring.engine import measured
from web.measuring.figures import count_database_failure
from web.services import Services

ON = date(2026, 11, 21)
MakeSite = Callable[..., Flask]


@pytest.fixture
def database_file(tmp_path: Path, ready_file: Path) -> Path:
    path = tmp_path / "compass.sqlite"
    shutil.copy(ready_file, path)
    return path


@pytest.fixture
def make_site(tmp_path: Path, database_file: Path) -> Iterator[MakeSite]:
    """Makes the site; what is given replaces a setting."""
    opened: list[Database] = []

    def make(**given: Any) -> Flask:
        settings = Settings(
            **{
                "environment": "test",
                "database_url": f"sqlite:///{database_file}",
                "artefacts": tmp_path,
                "secret_key": SecretStr("a secret that is only good for tests"),
                **given,
            }
        )
        database = Database(
            settings.database_url, busy_timeout_ms=300, on_failure=count_database_failure
        )
        opened.append(database)
        engine = measured(toy_engine())
        services = Services(
            settings=settings,
            catalogue=real_catalogue(),
            questionnaire=real_questionnaire(),
            engine=engine,
            journeys=JourneyService(database, engine, settings),
            reports=ReportService(database),
            today=lambda: ON,
        )
        return create_app(services=services)

    yield make
    for database in opened:
        database.dispose()
