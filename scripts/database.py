"""``compass database``: bring the database to the shape that this version needs.

Exit codes: 0 all is well, 1 it could not be done, 2 the command was called wrongly.
"""

import click
from sqlalchemy.engine import make_url

from compass.database import is_migrated, migrate
from compass.errors import ServiceUnavailable
from scripts.console import offline_settings


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
