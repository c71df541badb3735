"""The site without a server: real catalogue, real journeys in a database file, a toy encoder."""

import shutil
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
from tests.support.engines import real_catalogue, real_questionnaire, toy_engine
from web import device
from web.app import create_app
from web.services import Services

ON = date(2026, 11, 21)


@pytest.fixture(scope="session")
def ready_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that others are copied from."""
    path = tmp_path_factory.mktemp("ready") / "compass.sqlite"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def settings(tmp_path: Path, ready_database: Path) -> Settings:
    path = tmp_path / "compass.sqlite"
    shutil.copy(ready_database, path)
    return Settings(
        environment="test",
        database_url=f"sqlite:///{path}",
        artefacts=tmp_path,
        secret_key=SecretStr("a secret that is only good for tests"),
    )


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    database = Database(settings.database_url)
    yield Services(
        settings=settings,
        catalogue=real_catalogue(),
        questionnaire=real_questionnaire(),
        engine=toy_engine(),
        journeys=JourneyService(database, toy_engine(), settings),
        today=lambda: ON,
    )
    database.dispose()


@pytest.fixture
def app(services: Services) -> Flask:
    return create_app(services=services)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody without a journey."""
    return app.test_client()


@pytest.fixture
def person(app: Flask, services: Services) -> FlaskClient:
    """Somebody with a journey: an adult without GCSEs, who saved one job."""
    client = app.test_client()
    given = services.journeys.begin()
    journey = services.journeys.open(given.token)
    assert journey is not None
    about = {"stage": "adult", "gcses": "none", "english_maths": "neither", "earn": "must"}
    services.journeys.tell_about(journey, about, submission="about")
    services.journeys.save_role(journey, "porter", submission="save")
    with client.session_transaction() as session:
        session[device.TOKEN] = given.token
        session[device.SEEN] = int(device.now())
    return client
