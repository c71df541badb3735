"""``compass journeys``: the log for analysts, the nightly job that erases what is old, and
what keeps the forgotten forgotten when a backup comes back.

Exit codes: 0 all is well, 1 it could not be done, 2 the command was called wrongly.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from compass.database import Database, is_migrated
from compass.errors import ServiceUnavailable
from compass.journeys import forgetting
from compass.journeys.export import ExportRefused, export
from compass.journeys.privacy import Hashes
from compass.journeys.retention import retire
from scripts.console import DAY, offline_settings, read_settings, today


@click.group()
def journeys() -> None:
    """Export the log of journeys, and erase what has been kept for long enough."""


@journeys.command("export")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="A new folder to write to.",
)
def export_command(out: Path) -> None:
    """Write events and exposures as CSV and Parquet, under pseudonyms made for this export."""
    try:
        with _database() as database:
            report = export(database, out, made_at=datetime.now(UTC))
    except (ExportRefused, ServiceUnavailable, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{report.folder}: {_counted(report.events, 'event')}, "
        f"{_counted(report.exposures, 'exposure')}, {report.rejected} rejected"
    )
    for path in report.files:
        click.echo(f"  {path.name}")


@journeys.command("retire")
@click.option(
    "--on",
    "on",
    type=DAY,
    default=today,
    show_default="today",
    help="The day to count back from, such as 2026-11-21.",
)
def retire_command(on: datetime) -> None:
    """Erase own words, notes, answers and log rows that have been kept for long enough."""
    keep = offline_settings().text_keep_days
    try:
        with _database() as database:
            retired = retire(database, on.date(), text_keep_days=keep)
    except ServiceUnavailable as error:
        raise click.ClickException(str(error)) from error
    for kind, number in asdict(retired).items():
        click.echo(f"{kind.replace('_', ' ')}: {number}")


@journeys.command("forgotten")
@click.argument("file", type=click.Path(path_type=Path))
def forgotten_command(file: Path) -> None:
    """Add what people asked us to forget to the list in FILE, for after a restore.

    The list has keyed hashes and no names. Keep it off this machine, as the backups.
    """
    try:
        with _database() as database:
            hashes = Hashes(read_settings().secret)
            total = forgetting.add_to(file, forgetting.requests(database, hashes), hashes)
    except (forgetting.ListRefused, ServiceUnavailable) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: {_counted(total, 'request')}")


@journeys.command("forget-again")
@click.argument("file", type=click.Path(path_type=Path))
def forget_again_command(file: Path) -> None:
    """After a restore: carry out again what the list in FILE says. Safe to run twice."""
    try:
        with _database() as database:
            hashes = Hashes(read_settings().secret)
            wanted = forgetting.read(file, hashes)
            done = forgetting.forget_again(database, wanted, hashes, datetime.now(UTC))
    except (forgetting.ListRefused, ServiceUnavailable) as error:
        raise click.ClickException(str(error)) from error
    for kind, number in asdict(done).items():
        click.echo(f"{kind}: {number}")


@contextmanager
def _database() -> Iterator[Database]:
    url = offline_settings().database_url
    if not is_migrated(url):
        raise ServiceUnavailable(
            "The database is not up to date. Run `compass database migrate` first."
        )
    database = Database(url, statement_timeout_ms=0)
    try:
        yield database
    finally:
        database.dispose()


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
