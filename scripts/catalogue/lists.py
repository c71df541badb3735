"""``compass catalogue coverage`` and ``to-verify``: two pages of docs/ that are made of data."""

from pathlib import Path

import click

from roles_catalogue import coverage, to_verify
from scripts.catalogue.folders import roles_option, sound


@click.command("coverage")
@roles_option
def coverage_command(roles: Path) -> None:
    """Print docs/coverage.md: the names of published lists, and where each is in the catalogue.

    Ends with 1 and what is wrong if a name has neither a role nor a reason.
    """
    loaded, names = sound(roles), coverage.load()
    wrong = list(coverage.problems(names, loaded))
    if wrong:
        raise click.ClickException("\n".join(wrong))
    click.echo(coverage.to_markdown(names, loaded), nl=False)


@click.command("to-verify")
@roles_option
def to_verify_command(roles: Path) -> None:
    """Print docs/to-verify.md: each fact shown with "usually", why, and where to check it."""
    loaded = sound(roles)
    found = to_verify.to_verify(loaded)
    click.echo(to_verify.to_markdown(found, loaded), nl=False)
