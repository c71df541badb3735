"""``compass bench pages``: how long the site takes to answer, page by page, and to be built."""

import http.client
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import click

from matching.build import build
from matching.questionnaire import Questionnaire
from scripts.bench.load import Person
from scripts.bench.speed import machine
from scripts.console import echo_json, format_option, load_catalogue, offline_settings
from scripts.running_site import SiteDidNotStart, running

ROLE: Final = "porter"
ANSWERS_FIRST: Final = 12


@dataclass(frozen=True)
class Page:
    """Milliseconds from asking to the last byte, one person asking at a time."""

    address: str
    times: int
    p50_ms: float
    p95_ms: float
    bytes: int


@dataclass(frozen=True)
class Report:
    """``build_s`` is None if it was not measured."""

    machine: dict[str, str]
    pages: tuple[Page, ...]
    build_s: float | None


@click.command()
@click.option(
    "--times", type=click.IntRange(20), default=100, show_default=True, help="Of each page."
)
@click.option("--build", "with_build", is_flag=True, help="Also time a whole `compass build`.")
@format_option
def pages(times: int, with_build: bool, form: str) -> None:
    """What each page takes to answer, and with --build what the artefacts take to make."""
    box = machine()
    try:
        found = measure(times)
    except SiteDidNotStart as error:
        raise click.ClickException(str(error)) from None
    report = Report(box, found, build_seconds() if with_build else None)
    if form == "json":
        echo_json(asdict(report))
        return
    click.echo(f"{box['processor']}, {box['cores']} cores, load {box['load']} at the start")
    for page in report.pages:
        click.echo(
            f"{page.address:32} p50 {page.p50_ms:6.1f} ms  p95 {page.p95_ms:6.1f} ms  "
            f"{page.bytes:7,} bytes"
        )
    if report.build_s is not None:
        click.echo(f"{'compass build --force':32} {report.build_s:.0f} s")


def measure(times: int) -> tuple[Page, ...]:
    """Ask for each page so many times, as somebody who has answered the first questions."""
    first = Questionnaire.load().first_pass[0].id
    addresses = (
        "/",
        "/roles",
        f"/roles/{ROLE}",
        "/roles?q=looking+after+old+people",
        "/roles/suggestions?q=phys",
        f"/questions/{first}",
        "/results",
        "/my-journey",
        "/api/v1/roles",
        "/healthz",
        "/readyz",
    )
    with (
        tempfile.TemporaryDirectory(prefix="compass-bench-") as folder,
        running(Path(folder), offline_settings().artefacts) as site,
    ):
        person = Person(site, random.Random(1))
        for _ in range(ANSWERS_FIRST):
            person.answer()
        found = tuple(_page(person, address, times) for address in addresses)
        person.close()
    return found


def _page(person: Person, address: str, times: int) -> Page:
    taken, size = [], 0
    for number in range(times + 5):
        began = time.perf_counter()
        status, content = person.ask("GET", address)
        if status != http.client.OK:
            raise click.ClickException(f"{address} answered {status}.")
        if number >= 5:  # the first few only warm up
            taken.append((time.perf_counter() - began) * 1000)
            size = len(content.encode())
    cuts: Sequence[float] = statistics.quantiles(taken, n=100)
    return Page(address, times, cuts[49], cuts[94], size)


def build_seconds() -> float:
    """Build everything into a folder that is thrown away."""
    catalogue, questionnaire = load_catalogue(), Questionnaire.load()
    with tempfile.TemporaryDirectory(prefix="compass-bench-") as folder:
        report = build(catalogue, questionnaire, Path(folder) / "artefacts")
    return report.seconds
