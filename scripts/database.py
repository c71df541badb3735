"""``compass database``: its shape, and for SQLite a copy of it and the way back.

Exit codes: 0 all is well, 1 it could not be done, 2 the command was called wrongly.
"""

from pathlib import Path

import click
from sqlalchemy.engine import make_url

from compass.backup import BackupRefused, Report, backup, restore
from compass.database import is_migrated, migrate
from compass.errors import ServiceUnavailable
from scripts.console import offline_settings


def _named(_context: click.Context, _parameter: click.Parameter, file: Path) -> Path:
    """Click takes a path without a name, such as an empty argument, for the working folder."""
    if not file.name:
        raise click.BadParameter("name a file, such as compass-copy.sqlite.")
    return file


file_argument = click.argument(
    "file", type=click.Path(dir_okay=False, path_type=Path), callback=_named
)
"""A file by its name, as the argument ``file``."""


@click.group()
def database() -> None:
    """Look after the database."""


@database.command("migrate")
def migrate_command() -> None:
    """Make the database, or bring it up to date. Safe to run again."""
    url = offline_settings().database_url
    shown = make_url(url).render_as_string(hide_password=True)
    try:
        if is_migrated(url):
            click.echo(f"{shown} is up to date.")
            return
        migrate(url)
    except ServiceUnavailable as error:
        raise click.ClickException(f"{shown}: {error}") from error
    click.echo(f"{shown} is ready.")


@database.command("backup")
@file_argument
def backup_command(file: Path) -> None:
    """Copy an SQLite database to a new FILE while the site goes on.

    The copy is whole, checked and on the disk when this ends. It is personal data.
    """
    try:
        report = backup(offline_settings().database_url, file)
    except BackupRefused as error:
        raise click.ClickException(str(error)) from error
    click.echo(_told(report))


@database.command("restore")
@file_argument
def restore_command(file: Path) -> None:
    """Put the copy in FILE in the place of an SQLite database that is missing or empty.

    Stop the site first. docs/backup-and-restore.md has what else belongs to it.
    """
    try:
        report = restore(offline_settings().database_url, file)
    except BackupRefused as error:
        raise click.ClickException(str(error)) from error
    click.echo(_told(report))
    if not report.current:
        click.echo("Its shape is another version's. Run: compass database migrate")


def _told(report: Report) -> str:
    rows = ", ".join(f"{number} {table}" for table, number in report.rows.items())
    return f"{report.path}: {rows}; {report.size / 2**20:.1f} MiB"
