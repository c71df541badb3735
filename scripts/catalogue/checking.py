"""``compass catalogue check`` and ``due``: what is wrong, and what should be looked at again."""

from datetime import datetime, timedelta
from pathlib import Path

import click

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks import RULES, Finding, check
from roles_catalogue.due import due
from scripts.catalogue.folders import counted, roles_option, sound, tables
from scripts.console import on_option


@click.command("check")
@on_option
@roles_option
def check_command(on: datetime, roles: Path) -> None:
    """Check every rule of the catalogue. Ends with 1 if an error was found.

    A role file that cannot be read is named, and the rules are kept by the rest all the same.
    """
    from matching.pathways import reachable

    loaded, problems = Catalogue.load_what_can_be(roles, tables())
    findings = [Finding("loading", p.where, p.message, "error") for p in problems]
    if loaded is not None:
        findings += check(loaded, on.date(), (*RULES, reachable))
    for finding in findings:
        click.echo(_line(finding))
    errors = sum(finding.severity == "error" for finding in findings)
    click.echo(
        f"{_what_was_checked(loaded, bool(problems))}: "
        f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}"
    )
    if errors:
        raise SystemExit(1)


@click.command("due")
@click.option(
    "--within",
    "days",
    type=click.IntRange(0, 3_660),
    default=0,
    show_default=True,
    help="Also what is due in so many days.",
)
@on_option
@roles_option
def due_command(days: int, on: datetime, roles: Path) -> None:
    """List the pages and ways in that somebody should look at again, the oldest first."""
    found = due(sound(roles), on.date(), days)
    for item in found:
        click.echo(f"{item.by}  {item.where}: {item.what}")
    click.echo(f"{len(found)} due by {on.date() + timedelta(days=days)}.")


def _what_was_checked(loaded: Catalogue | None, has_problems: bool) -> str:
    if loaded is None:
        return "Nothing could be checked, as the reference tables cannot be read"
    if has_problems:
        read = f"{len(loaded)} of {counted(len(loaded) + len(loaded.unread), 'role')}"
        return f"{read} checked, as the site cannot load this catalogue"
    return f"{counted(len(loaded), 'role')}, version {loaded.version}"


def _line(finding: Finding) -> str:
    return f"{finding.severity:7}  {finding.rule}  {finding.where}: {finding.message}"
