"""The site without a server, with settings of the test's choice and an engine that is measured."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from compass.database import Database
from tests.support.engines import toy_engine
from tests.support.services import services_over, settings_for
from web.app import create_app
from web.measuring.engine import measured
from web.measuring.figures import count_database_failure

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
        settings = settings_for(f"sqlite:///{database_file}", tmp_path, **given)
        database = Database(
            settings.database_url, busy_timeout_ms=300, on_failure=count_database_failure
        )
        opened.append(database)
        engine = measured(toy_engine())
        return create_app(services=services_over(database, settings, engine=engine))

    yield make
    for database in opened:
        database.dispose()
