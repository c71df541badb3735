"""``compass bench lighthouse``: the scores that Lighthouse gives the pages on a slow phone.

Lighthouse is npm's own (``package.json``), run as it comes: its mobile form factor, which makes the
processor four times slower and the network that of a slow 4G phone. It knows nothing of cookies,
so the pages of a visitor get theirs as a header.
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import click

from matching.questionnaire import Questionnaire
from scripts.bench.load import Person
from scripts.bench.speed import machine
from scripts.console import echo_json, format_option, offline_settings
from scripts.running_site import ROOT, SiteDidNotStart, running

PROGRAM: Final = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
CHROME_FLAGS: Final = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
ONE_RUN_WITHIN_S: Final = 180
TRIES: Final = 3
"""Of one run: now and then Chromium records no trace of a page, and a second run does."""
ANSWERS_FIRST: Final = 12
ROLE: Final = "porter"
SCORES: Final = ("performance", "accessibility", "best-practices")
TIMES: Final[dict[str, str]] = {
    "first_paint_ms": "first-contentful-paint",
    "largest_paint_ms": "largest-contentful-paint",
    "blocked_ms": "total-blocking-time",
    "shift": "cumulative-layout-shift",
}
"""Our names of what Lighthouse measures, and its own; milliseconds, but for the shift, which has
no unit."""


@dataclass(frozen=True)
class Scored:
    """The medians of one page's runs; scores from 0 to 100. ``lost`` names what cost points in
    accessibility or best practices in any run."""

    page: str
    runs: int
    scores: dict[str, float]
    lowest: dict[str, float]
    times: dict[str, float]
    bytes: float
    lost: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    machine: dict[str, str]
    pages: tuple[Scored, ...]


@click.command()
@click.option("--runs", type=click.IntRange(1), default=5, show_default=True, help="Of each page.")
@format_option
def lighthouse(runs: int, form: str) -> None:
    """What Lighthouse says of the main pages, as a visitor's phone has them."""
    chromium, box = needed(), machine()
    try:
        report = Report(box, measure(runs, chromium))
    except SiteDidNotStart as error:
        raise click.ClickException(str(error)) from None
    if form == "json":
        echo_json(asdict(report))
        return
    for line in lines(report):
        click.echo(line)


def needed() -> str:
    """Where Chromium is.

    Raises:
        click.ClickException: it, Node.js or Lighthouse is missing; the message says what helps.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        raise click.ClickException("chromium is not on the path: scripts/setup/browser.sh")
    if shutil.which("node") is None:
        raise click.ClickException("node is not on the path: docs/setting-up.md says what to get.")
    if not PROGRAM.is_file():
        raise click.ClickException("Lighthouse is not installed. Run `make setup-dev`.")
    return chromium


def measure(runs: int, chromium: str) -> tuple[Scored, ...]:
    """Each page so many times, as somebody who has answered the first questions."""
    first = Questionnaire.load().first_pass[0].id
    pages = {
        "home": "/",
        "question": f"/questions/{first}",
        "results": "/results",
        "role": f"/roles/{ROLE}",
        "map": "/map",
    }
    with (
        tempfile.TemporaryDirectory(prefix="compass-bench-") as folder,
        running(Path(folder), offline_settings().artefacts) as site,
    ):
        person = Person(site, random.Random(1))
        for _ in range(ANSWERS_FIRST):
            person.answer()
        person.close()
        headers = Path(folder) / "headers.json"
        headers.write_text(json.dumps({"Cookie": person.cookie}), encoding="utf-8")
        return tuple(
            scored(name, [run(f"{site.url}{path}", chromium, headers) for _ in range(runs)])
            for name, path in pages.items()
        )


def run(address: str, chromium: str, headers: Path) -> Mapping[str, Any]:
    """One run of Lighthouse: its report.

    Raises:
        click.ClickException: it ended with an error, or could not open the page.
    """
    command = [
        "node",
        str(PROGRAM),
        address,
        "--output=json",
        "--quiet",
        f"--only-categories={','.join(SCORES)}",
        f"--chrome-flags={CHROME_FLAGS}",
        f"--extra-headers={headers}",
        "--no-enable-error-reporting",
    ]
    for tries_left in reversed(range(TRIES)):
        try:
            done = subprocess.run(
                command,
                cwd=headers.parent,
                env={**os.environ, "CHROME_PATH": chromium},
                capture_output=True,
                text=True,
                timeout=ONE_RUN_WITHIN_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise click.ClickException(
                f"Lighthouse took longer than {ONE_RUN_WITHIN_S} s for {address}."
            ) from None
        if done.returncode == 0:
            break
        if not tries_left:
            raise click.ClickException(f"Lighthouse failed for {address}:\n{done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    if problem := report.get("runtimeError"):
        raise click.ClickException(f"Lighthouse could not open {address}: {problem['message']}")
    return report


def scored(page: str, reports: Sequence[Mapping[str, Any]]) -> Scored:
    """The medians of the reports on one page."""
    points = {
        name: [100 * report["categories"][name]["score"] for report in reports] for name in SCORES
    }
    return Scored(
        page=page,
        runs=len(reports),
        scores={name: statistics.median(found) for name, found in points.items()},
        lowest={name: min(found) for name, found in points.items()},
        times={
            ours: statistics.median(_figure(report, theirs) for report in reports)
            for ours, theirs in TIMES.items()
        },
        bytes=statistics.median(_figure(report, "total-byte-weight") for report in reports),
        lost=tuple(sorted({name for report in reports for name in _lost(report)})),
    )


def _figure(report: Mapping[str, Any], audit: str) -> float:
    return float(report["audits"][audit]["numericValue"])


def _lost(report: Mapping[str, Any]) -> Sequence[str]:
    """Audits that cost points, but those of performance, which are there as times."""
    return [
        part["id"]
        for name in SCORES[1:]
        for part in report["categories"][name]["auditRefs"]
        if part["weight"]
        and (report["audits"][part["id"]]["score"] or 0) < 1
        # Audits that do not apply to the page have no score, and cost nothing.
        and report["audits"][part["id"]]["scoreDisplayMode"] in ("binary", "numeric")
    ]


def lines(report: Report) -> Sequence[str]:
    """The report for people, as a table for docs/performance.md."""
    box = report.machine
    head = ("performance", "accessibility", "best practices")
    titles = (
        "| page | "
        + " | ".join(head)
        + " | first paint | largest paint | blocked | shift | bytes |"
    )
    return (
        f"{box['processor']}, {box['cores']} cores, load {box['load']} at the start; "
        f"medians of {report.pages[0].runs}, the lowest in brackets",
        titles,
        "|" + " --- |" * (titles.count("|") - 1),
        *(_row(page) for page in report.pages),
        *(
            f"{page.page} loses points by {', '.join(page.lost)}"
            for page in report.pages
            if page.lost
        ),
    )


def _row(page: Scored) -> str:
    points = [f"{page.scores[name]:.0f} ({page.lowest[name]:.0f})" for name in SCORES]
    times = page.times
    cells = (
        page.page,
        *points,
        f"{times['first_paint_ms']:.0f} ms",
        f"{times['largest_paint_ms']:.0f} ms",
        f"{times['blocked_ms']:.0f} ms",
        f"{times['shift']:.3f}",
        f"{page.bytes:,.0f}",
    )
    return "| " + " | ".join(cells) + " |"
