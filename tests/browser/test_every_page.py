"""Every page in every state: accessible, valid, at home in 320 pixels, quiet, and ours alone."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import PATIENCE_MS
from tests.browser.inspection import Findings, html_errors, inspect
from tests.browser.prepared import Done, take_over
from tests.browser.states import STATES, State, Who
from tests.browser.watch import Watch
from tests.support.server import RunningSite, site

HAS_DONE: dict[Who, Done] = {
    "newcomer": "begun",
    "early": "three",
    "clearer": "clearer",
    "regular": "told",
    "keen": "everything",
    "limited": "answered",
}


class Inspector:
    """Visits each state once, however many tests ask what was found there."""

    def __init__(self, browser: Browser, main: str, others: Mapping[Who, str]) -> None:
        self._browser = browser
        self._main = main
        self._others = others
        self._pages: dict[Who, tuple[Page, Watch]] = {}
        self._found: dict[str, Findings] = {}
        self.contexts: list[BrowserContext] = []

    def findings(self, state: State) -> Findings:
        if state.name not in self._found:
            self._found[state.name] = self._look(state)
        return self._found[state.name]

    def _look(self, state: State) -> Findings:
        page, watch = self._open(state.who)
        watch.problems.clear()
        state.go(page)
        return inspect(page, watch)

    def _open(self, who: Who) -> tuple[Page, Watch]:
        if who in self._pages and who != "passer-by":
            return self._pages[who]
        url = self._others.get(who, self._main)
        context = self._browser.new_context(base_url=url, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MS)
        take_over(context, url, HAS_DONE.get(who, "nothing"))
        self.contexts.append(context)
        self._pages[who] = context.new_page(), Watch(context, url)
        return self._pages[who]


@pytest.fixture(scope="module")
def limited_site(
    artefacts: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningSite]:
    """A site of one worker without the text encoder, for states that would get in the way."""
    folder = tmp_path_factory.mktemp("limited")
    settings = {"COMPASS_ENCODER": "off", "COMPASS_WORKERS": "1"}
    with site(folder, artefacts, **settings) as running:
        yield running


@pytest.fixture(scope="module")
def cut_off_site(
    artefacts: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningSite]:
    """A site whose database has lost a table under it."""
    with site(tmp_path_factory.mktemp("cut-off"), artefacts, COMPASS_WORKERS="1") as running:
        with closing(sqlite3.connect(running.database)) as database:
            database.execute("ALTER TABLE devices RENAME TO lost")
        yield running


@pytest.fixture(scope="module")
def inspector(
    browser: Browser, base_url: str, limited_site: RunningSite, cut_off_site: RunningSite
) -> Iterator[Inspector]:
    found = Inspector(browser, base_url, {"limited": limited_site.url, "cut off": cut_off_site.url})
    yield found
    for context in found.contexts:
        context.close()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_page(inspector: Inspector, state: State) -> None:
    found = inspector.findings(state)
    assert found.status == state.status
    # Where a name is long, the city gives way.
    assert found.title.endswith((" · Career Compass Leeds", " · Career Compass"))
    assert not found.axe, "\n".join(found.axe)
    assert not found.sideways, "\n".join(found.sideways)
    assert not found.large_text, "\n".join(found.large_text)
    assert not found.small_targets, "\n".join(found.small_targets)
    assert not found.problems, "\n".join(found.problems)


def test_the_html_of_every_page_is_valid(inspector: Inspector, tmp_path: Path) -> None:
    pages = [(state.name, inspector.findings(state).html) for state in STATES]
    errors = html_errors(pages, tmp_path)
    assert not errors, "\n".join(errors)


def test_no_two_states_are_the_same_page(inspector: Inspector) -> None:
    """A state that quietly became another one (a redirect, a renamed filter) shows here."""
    seen: dict[str, str] = {}
    for state in STATES:
        html = inspector.findings(state).html
        assert html not in seen, f"{state.name} is the same as {seen[html]}"
        seen[html] = state.name
