"""The site without a server: real catalogue, real journeys in a real database, a toy encoder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from compass.database import Database
from compass.settings import Settings
from tests.support.services import services_over, settings_for
from web import device
from web.app import create_app
from web.services import Services


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    return settings_for(url, tmp_path)


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    database = Database(settings.database_url)
    yield services_over(database, settings)
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
