"""The API over the real engine and a database of its own.

Every answer that the ``client`` gets is held to the API's description: the kind of each value,
and not a name more or fewer than described.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from compass.database import Database, migrate
from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from roles_catalogue.catalogue import Catalogue
from tests.support.services import services_over, settings_for
from web.api.description import answer_model
from web.api.shapes import Refusal
from web.app import create_app


class HonestClient(FlaskClient):
    """A client that fails its test over an answer that is not as the API describes it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        asked = response.request
        packed = "Content-Encoding" in response.headers
        if response.content_type == "application/json" and asked.method != "HEAD" and not packed:
            self._check(asked.method, asked.path, response)
        return response

    def _check(self, method: str, path: str, response: TestResponse) -> None:
        routes = self.application.url_map.bind("")
        with self.application.app_context():
            model = answer_model(routes.match(path, method)[0], response.status_code)
        if model is None and response.status_code >= 400:
            model = Refusal
        if model is not None:
            body = response.get_data()
            read = model.model_validate_json(body).model_dump(mode="json", exclude_unset=True)
            # Compared outside of the assertion: a line-by-line difference of a long list takes
            # pytest minutes.
            is_as_described = read == json.loads(body)
            assert is_as_described, f"{path} answers with what is not described"


@pytest.fixture(scope="session")
def engine(artefacts: Path) -> Engine:
    return Engine.open(artefacts, Catalogue.load(), Questionnaire.load())


def app_over(engine: Engine, database_url: str) -> tuple[Flask, Database]:
    """The site on this database, on a fixed day."""
    database = Database(database_url)
    services = services_over(database, settings_for(database_url), engine=engine)
    return create_app(services=services), database


@pytest.fixture(scope="session")
def app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    url = f"sqlite:///{tmp_path_factory.mktemp('api') / 'compass.sqlite'}"
    migrate(url)
    made, database = app_over(engine, url)
    made.test_client_class = HonestClient
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
