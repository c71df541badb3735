"""The site's services over a database of a test: real catalogue, real journeys, a fixed day."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr

from compass.database import Database
from compass.journeys.service import JourneyService
from compass.orm import utc_now
from compass.reports.service import ReportService
from compass.settings import Settings
from matching.recommend import Engine
from tests.support.engines import toy_engine
from web.services import Services

ON: Final = date(2026, 11, 21)
SECRET: Final = SecretStr("a secret that is only good for tests")


def settings_for(url: str, artefacts: Path | None = None, **given: Any) -> Settings:
    """Settings of a test on this database; what is given stands before all else."""
    usual: dict[str, Any] = {"environment": "test", "database_url": url, "secret_key": SECRET}
    if artefacts is not None:
        usual["artefacts"] = artefacts
    return Settings(**(usual | given))


def services_over(
    database: Database,
    settings: Settings,
    *,
    engine: Engine | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Services:
    """Everything that views need, on ``ON``. With the toy engine unless one is given, and the
    real time of day unless a clock is."""
    engine = engine or toy_engine()
    return Services(
        settings=settings,
        catalogue=engine.catalogue,
        questionnaire=engine.questionnaire,
        engine=engine,
        journeys=JourneyService(database, engine, settings, clock),
        reports=ReportService(database, clock),
        today=lambda: ON,
    )
