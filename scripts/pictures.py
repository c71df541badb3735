"""What every picture of the site needs: the real site on one fixed day, and a real browser."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from scripts.console import offline_settings
from scripts.running_site import SiteDidNotStart, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ON: Final = "2026-11-21"
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@contextmanager
def site_and_browser(**settings: str) -> Iterator[tuple[str, "Browser"]]:
    """The address of a fresh site, and a browser to look at it with, for the length of a block.

    Args:
        settings: more of the site's settings, as variables.

    Raises:
        click.ClickException: Playwright or Chromium is missing, or the site did not start.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        raise click.ClickException(
            "Playwright is not installed. Run `make setup-dev`, which sees to it."
        ) from None
    chromium = shutil.which("chromium")
    if chromium is None:
        raise click.ClickException("chromium is not on the path. Run scripts/setup/browser.sh.")
    extra = {"COMPASS_ON": ON, **settings}
    try:
        with (
            tempfile.TemporaryDirectory(prefix="compass-pictures-") as folder,
            running(Path(folder), offline_settings().artefacts, extra=extra) as site,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
            yield site.url, browser
            browser.close()
    except SiteDidNotStart as error:
        raise click.ClickException(str(error)) from None
