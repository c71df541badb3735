"""The API over the real engine and a database of its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr

from compass.database import Database, migrate
from compass.journeys.service import JourneyService
from compass.settings import Settings
from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from roles_catalogue.catalogue import Catalogue
from web.app import create_app
from web.services import Services

ON = date(2026, 11, 21)


@pytest.fixture(scope="session")
def engine(artefacts: Path) -> Engine:
    return Engine.open(artefacts, Catalogue.load(), Questionnaire.load())


def app_over(engine: Engine, database_url: str) -> tuple[Flask, Database]:
    """The site on this database, on a fixed day."""
    settings = Settings(
        environment="test",
        database_url=database_url,
        secret_key=SecretStr("a secret that is only good for tests"),
    )
    database = Database(database_url)
    services = Services(
        settings=settings,
        catalogue=engine.catalogue,
        questionnaire=engine.questionnaire,
        engine=engine,
        journeys=JourneyService(database, engine, settings),
        today=lambda: ON,
    )
    return create_app(services=services), database


@pytest.fixture(scope="session")
def app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    url = f"sqlite:///{tmp_path_factory.mktemp('api') / 'compass.sqlite'}"
    migrate(url)
    made, database = app_over(engine, url)
    yield made
    database.dispose()


@pytest.fixture(scope="session")
def client(app: Flask) -> FlaskClient:
    """A client without a cookie jar, as programs are."""
    return app.test_client(use_cookies=False)


@pytest.fixture(
    params=["sqlite:////nowhere/compass.sqlite", "postgresql+psycopg://compass@/x?host=/nowhere"]
)
def without_database(request: pytest.FixtureRequest, engine: Engine) -> Iterator[FlaskClient]:
    """The site when its database cannot be opened."""
    made, database = app_over(engine, request.param)
    yield made.test_client(use_cookies=False)
    database.dispose()
