"""A real Chromium against the real site. Nothing here is skipped: without a browser it fails."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.prepared import take_over
from tests.browser.watch import Watch
from tests.support.server import RunningSite, site

FLAGS = (
    "--no-sandbox",  # the sandbox cannot start for root, which is who runs CI
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 10_000


class NewVisitor(Protocol):
    """Opens a browser of its own, without cookies, and gives its first page."""

    def __call__(self, **options: Any) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail(
            "The browser tests need Chromium, and `chromium` is not on the path. "
            "scripts/setup/browser.sh installs it on Debian.",
            pytrace=False,
        )
    return {
        "executable_path": chromium,
        "args": list(FLAGS),
        # Pages kept whole in memory for the Back button are how real browsers are; the driver
        # switches them off unless told not to.
        "ignore_default_args": ["--disable-back-forward-cache"],
    }


@pytest.fixture(scope="session")
def live_site(artefacts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """`compass serve` with two workers and an empty database, for all browser tests."""
    with site(tmp_path_factory.mktemp("site"), artefacts) as running:
        yield running


@pytest.fixture(scope="session")
def base_url(live_site: RunningSite) -> str:
    return live_site.url


@pytest.fixture
def new_visitor(browser: Browser, base_url: str) -> Iterator[NewVisitor]:
    """Browsers for one test. Afterwards it fails if any of them did what Watch looks for."""
    watches: list[Watch] = []
    contexts = []

    def open_browser(**options: Any) -> Page:
        context = browser.new_context(base_url=base_url, **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        watches.append(Watch(context, base_url))
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()
    problems = [problem for watch in watches for problem in watch.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture
def visitor(new_visitor: NewVisitor) -> Page:
    """One person with an ordinary browser."""
    return new_visitor()


@pytest.fixture
def answered(visitor: Page, base_url: str) -> Page:
    """The same person, who has answered what is asked and looks at the list."""
    take_over(visitor.context, base_url, "answered")
    visitor.goto("/results")
    return visitor


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """A browser that nobody blames for what does not load: that is what these tests are about."""
    context = browser.new_context(base_url=base_url)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()
