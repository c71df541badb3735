"""What the views work with: the service, the catalogue, the questionnaire, the engine, the date.

One frozen bundle is built when the application starts and kept in its extensions, so a view
asks ``services()`` and a test hands ``create_app`` a bundle of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

import structlog
from flask import Flask, current_app, g, request

from compass.database import Database
from compass.errors import ServiceUnavailable
from compass.journeys.service import JourneyService
from compass.journeys.types import Journey
from compass.reports.service import ReportService
from compass.settings import Settings
from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.packed import PACKED_FILE
from web.measuring.engine import measured
from web.measuring.figures import count_database_failure

log = structlog.get_logger(__name__)

_KEY: Final = "compass"


@dataclass(frozen=True)
class Services:
    """Everything a view may use. ``today`` gives the date that pay, routes and results go by."""

    settings: Settings
    catalogue: Catalogue
    questionnaire: Questionnaire
    engine: Engine
    journeys: JourneyService
    reports: ReportService
    today: Callable[[], date]


def build_services(settings: Settings) -> Services:
    """The real services for these settings.

    Raises ``ArtefactsMissing`` or ``ArtefactsStale`` if ``compass build`` has not run for
    this catalogue and questionnaire.
    """
    catalogue = Catalogue.open(settings.catalogue, packed=settings.artefacts / PACKED_FILE)
    questionnaire = Questionnaire.load()
    opened = Engine.open(
        settings.artefacts, catalogue, questionnaire, use_encoder=settings.encoder == "on"
    )
    engine = measured(opened)
    today = settings.on or date.today()
    engine.warm(today, settings.ranking)
    database = Database(settings.database_url, on_failure=count_database_failure)
    journeys = JourneyService(database, engine, settings)
    fixed = settings.on
    return Services(
        settings=settings,
        catalogue=catalogue,
        questionnaire=questionnaire,
        engine=engine,
        journeys=journeys,
        reports=ReportService(database),
        today=(lambda: fixed) if fixed is not None else date.today,
    )


def install(app: Flask, bundle: Services) -> None:
    app.extensions[_KEY] = bundle


def bundle_of(app: Flask) -> Services:
    """What was installed in this application."""
    return cast(Services, app.extensions[_KEY])


def services() -> Services:
    """The bundle of the application that answers this request."""
    return bundle_of(current_app)


def current_journey() -> Journey | None:
    """The journey of this request's device, or None. ``web.device`` puts it in ``g.journey``."""
    return cast("Journey | None", g.get("journey"))


@contextmanager
def if_the_log_is_there() -> Iterator[None]:
    """The catalogue can be read while the database is away: only the log misses a line then."""
    try:
        yield
    except ServiceUnavailable:
        log.warning("not logged: service unavailable", endpoint=request.endpoint)
