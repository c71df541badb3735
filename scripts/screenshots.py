"""Pictures of the site for its documents: the real site, a real visit, always on the same day.

Run `make screenshots`. It needs Chromium on the path and the test tools (`make setup-dev`).
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from scripts.console import offline_settings
from scripts.running_site import ROOT, SiteDidNotStart, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ON: Final = "2026-11-21"
SIZES: Final = {"phone": (360, 800), "desk": (1280, 900)}
LARGEST_BYTES: Final = 400_000
ROLE: Final = "care-worker"
SAVED: Final = ("care-worker", "dental-nurse", "paramedic")
ANSWERS: Final = ((4,), (0, 2), (0, 5, 9), (4,), (3,), (1,), (1,), (3,), (3,), (2,), (3,), (4,))
"""What the visitor chooses: places of the options, from 0, question by question; where only one
can be chosen, the first of them."""
FACTS: Final = ("I've left school, and I'm under 19", "One to four", "I need to earn while I train")


@dataclass(frozen=True)
class Shot:
    """One picture: a name, and how to get there from any page of the journey."""

    name: str
    go: "Callable[[Page], object]"


def _at(path: str) -> "Callable[[Page], object]":
    return lambda page: page.goto(path)


BEFORE: Final = (
    Shot("home", _at("/")),
    Shot("roles", _at("/roles")),
)
AFTER: Final = (
    Shot("question", _at("/questions/explain-until-clear")),
    Shot("results", _at("/results")),
    Shot("role", _at(f"/roles/{ROLE}")),
    Shot("my-journey", _at("/my-journey")),
)


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "docs" / "screenshots",
    show_default="docs/screenshots",
    help="The folder to write the pictures to.",
)
def screenshots(out: Path) -> None:
    """Take the pictures of the site again."""
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        raise click.ClickException(
            "Playwright is not installed. Run `make screenshots`, which sees to it."
        ) from None
    chromium = shutil.which("chromium")
    if chromium is None:
        raise click.ClickException("chromium is not on the path. Run `make screenshots`.")
    out.mkdir(parents=True, exist_ok=True)
    try:
        with _site() as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium,
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            for size in SIZES:
                for path in take(browser, url, out, size):
                    click.echo(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
            browser.close()
    except SiteDidNotStart as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def _site() -> Iterator[str]:
    settings = {"COMPASS_ON": ON}
    with (
        tempfile.TemporaryDirectory(prefix="compass-pictures-") as folder,
        running(Path(folder), offline_settings().artefacts, extra=settings) as site,
    ):
        yield site.url


def take(browser: "Browser", url: str, out: Path, size: str) -> Iterator[Path]:
    """One visit in a window of this size, with a picture at each stop."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=url, viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page: Page = context.new_page()
    for shot in BEFORE:
        yield _picture(page, shot, out, size)
    visit(page)
    for shot in AFTER:
        yield _picture(page, shot, out, size)
    context.close()


def visit(page: "Page") -> None:
    """What is asked, the facts and three saved roles, as a person would go through them."""
    page.goto("/")
    page.get_by_role("button", name="Start", exact=True).click()
    for places in cycle(ANSWERS):
        if "/questions/" not in page.url:
            break
        inputs = page.locator("main input[name=answer]")
        several = inputs.first.get_attribute("type") == "checkbox"
        for place in places if several else places[:1]:
            inputs.nth(place).check(force=True)
        with page.expect_navigation():
            page.get_by_role("button", name="Next", exact=True).click()
    page.goto("/about-you")
    for fact in FACTS:
        page.get_by_role("radio", name=fact).check(force=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Save and see my ways in").click()
    for role_id in SAVED:
        page.goto(f"/roles/{role_id}")
        with page.expect_navigation():
            page.get_by_role("button", name="Save this job").click()


def _picture(page: "Page", shot: Shot, out: Path, size: str) -> Path:
    shot.go(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    path = out / f"{shot.name}-{size}.png"
    page.screenshot(path=path, animations="disabled")
    if path.stat().st_size > LARGEST_BYTES:
        raise click.ClickException(f"{path} is larger than {LARGEST_BYTES / 1000:.0f} kB")
    return path


if __name__ == "__main__":
    screenshots()
