"""The site in other languages: pseudo-locales, and a small language of one test's own.

On SQLite alone: no word of a page hangs on the kind of database.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from flask import Flask

from compass.database import Database
from scripts.messages.pseudo import write_pseudo
from tests.integration.web_personal.browsing import Browser
from tests.support.services import services_over, settings_for
from web.app import create_app
from web.language.catalogues import PO_FILE
from web.services import Services

SiteWith: TypeAlias = Callable[[Path | None], Flask]
"""Makes the site with the languages of a folder."""


@pytest.fixture
def services(sqlite_url: str, tmp_path: Path) -> Iterator[Services]:
    database = Database(sqlite_url)
    yield services_over(database, settings_for(sqlite_url, tmp_path))
    database.dispose()


@pytest.fixture
def site_with(services: Services) -> SiteWith:
    def make(folder: Path | None) -> Flask:
        settings = services.settings.model_copy(update={"translations": folder})
        return create_app(services=replace(services, settings=settings))

    return make


@pytest.fixture(scope="session")
def pseudo_locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pseudo")
    write_pseudo(folder)
    return folder


@pytest.fixture
def pseudo_site(site_with: SiteWith, pseudo_locales: Path) -> Flask:
    return site_with(pseudo_locales)


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
