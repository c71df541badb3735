"""The site in other languages: pseudo-locales, and a small language of one test's own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from flask import Flask
from pydantic import SecretStr

from compass.database import Database
from compass.journeys.service import JourneyService
from compass.reports.service import ReportService
from compass.settings import Settings
from scripts.messages.pseudo import write_pseudo
from tests.integration.web_personal.browsing import Browser
from tests.support.engines import real_catalogue, real_questionnaire, toy_engine
from web.app import create_app
from web.language.catalogues import PO_FILE
from web.services import Services

ON: Final = date(2026, 11, 21)

SiteWith: TypeAlias = Callable[[Path | None], Flask]
"""Makes the site with the languages of a folder."""


@pytest.fixture
def services(url: str, tmp_path: Path) -> Iterator[Services]:
    settings = Settings(
        environment="test",
        database_url=url,
        artefacts=tmp_path,
        secret_key=SecretStr("a secret that is only good for tests"),
    )
    database = Database(url)
    yield Services(
        settings=settings,
        catalogue=real_catalogue(),
        questionnaire=real_questionnaire(),
        engine=toy_engine(),
        journeys=JourneyService(database, toy_engine(), settings),
        reports=ReportService(database),
        today=lambda: ON,
    )
    database.dispose()


@pytest.fixture
def site_with(services: Services) -> SiteWith:
    def make(folder: Path | None) -> Flask:
        settings = services.settings.model_copy(update={"translations": folder})
        return create_app(services=replace(services, settings=settings))

    return make


@pytest.fixture
def pseudo_site(site_with: SiteWith, tmp_path: Path) -> Flask:
    folder = tmp_path / "pseudo"
    write_pseudo(folder)
    return site_with(folder)


@pytest.fixture
def reader(pseudo_site: Flask) -> Browser:
    """Somebody who has not begun."""
    return Browser(pseudo_site.test_client())


def write_language(folder: Path, name: str, **translations: str) -> Path:
    """A catalogue of few messages, as a translator's tool would write it; the folder."""
    path = folder / name / PO_FILE
    path.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    lines = [f'\nmsgid "{english}"\nmsgstr "{other}"\n' for english, other in translations.items()]
    path.write_text(head + "".join(lines), encoding="utf-8")
    return folder
