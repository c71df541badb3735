"""``compass catalogue coverage``: what the catalogue has of published lists of jobs."""

from pathlib import Path

import click

from roles_catalogue import coverage
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
