"""``compass catalogue``: check the role catalogue, compare its roles, and export it.

Exit codes: 0 all is well, 1 problems were found, 2 the command was called wrongly.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import click

from roles_catalogue.catalogue import ROLES_FOLDER, Catalogue, CatalogueError
from roles_catalogue.checks import Finding, check
from roles_catalogue.export import to_csv, to_json
from roles_catalogue.reference import REFERENCE_FOLDER
from scripts.console import offline_settings, on_option

Exporter = Callable[[Catalogue, date], str]

EXPORTERS: Final[dict[str, Exporter]] = {"json": to_json, "csv": to_csv}

roles_option = click.option(
    "--roles",
    "roles",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=lambda: _folder() / ROLES_FOLDER.name,
    show_default="the catalogue's own",
    help="A folder of role files laid out as <family>/<role-id>.yaml.",
)


def _folder() -> Path:
    return offline_settings().catalogue


def _tables() -> Path:
    return _folder() / REFERENCE_FOLDER.name


@click.group()
def catalogue() -> None:
    """Check the role catalogue, compare its roles, or export it."""


@catalogue.command("check")
@on_option
@roles_option
def check_command(on: datetime, roles: Path) -> None:
    """Check every rule of the catalogue. Ends with 1 if an error was found.

    A role file that cannot be read is named, and the rules are kept by the rest all the same.
    """
    loaded, problems = Catalogue.load_what_can_be(roles, _tables())
    findings = [Finding("loading", p.where, p.message, "error") for p in problems]
    if loaded is not None:
        findings += check(loaded, on.date())
    for finding in findings:
        click.echo(_line(finding))
    errors = sum(finding.severity == "error" for finding in findings)
    click.echo(
        f"{_what_was_checked(loaded, bool(problems))}: "
        f"{_counted(errors, 'error')}, {_counted(len(findings) - errors, 'warning')}"
    )
    if errors:
        raise SystemExit(1)


@catalogue.command("neighbours")
@click.argument("role_id", metavar="[ROLE]", required=False)
@click.option(
    "--count",
    type=click.IntRange(1, 50),
    default=5,
    show_default=True,
    help="How many neighbours.",
)
@roles_option
def neighbours_command(role_id: str | None, count: int, roles: Path) -> None:
    """Show the roles nearest to ROLE, by ratings and other traits and by words.

    ROLE is the id of a role. Without it, the pairs of roles that are nearest to each other. A
    likeness of 1 is a twin; after it come the ratings that differ ("shifts 4:0") or the words
    that are shared.
    """
    from matching.neighbours import by_traits, by_words, closest_pairs

    sound = _comparable(roles)
    if role_id is None:
        for one, near in closest_pairs(sound)[:count]:
            click.echo(f"{near.likeness:5.2f}  {one} and {near.role_id}: {', '.join(near.because)}")
        return
    if role_id not in sound:
        raise click.UsageError(f"no role that can be compared has the id {role_id!r}.")
    for title, found in (
        ("By ratings, interests, values and subjects", by_traits(sound, role_id)),
        ("By words", by_words(sound, role_id)),
    ):
        click.echo(f"{title}:")
        width = max((len(near.role_id) for near in found[:count]), default=0)
        for near in found[:count]:
            click.echo(
                f"{near.likeness:5.2f}  {near.role_id:{width}}  {', '.join(near.because)}".rstrip()
            )


@catalogue.command("due")
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
    from roles_catalogue.due import due

    found = due(_sound(roles), on.date(), days)
    for item in found:
        click.echo(f"{item.by}  {item.where}: {item.what}")
    click.echo(f"{len(found)} due by {on.date() + timedelta(days=days)}.")


def _sound(roles: Path) -> Catalogue:
    """The catalogue, or exit code 1 with every problem of it."""
    try:
        return Catalogue.load(roles, _tables())
    except CatalogueError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        raise SystemExit(1) from None


def _comparable(roles: Path) -> Catalogue:
    """The roles that can be read and whose O*NET occupations are known; a word on the others."""
    loaded, problems = Catalogue.load_what_can_be(roles, _tables())
    if loaded is None:
        raise click.ClickException("\n".join(map(str, problems)))
    known = loaded.reference.onet
    sound = tuple(r for r in loaded if all(link.code in known for link in r.onet))
    missing = len(loaded) - len(sound) + len(loaded.unread)
    if missing:
        click.echo(f"{_counted(missing, 'role')} left out: see compass catalogue check", err=True)
    return replace(loaded, roles=sound)


@catalogue.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(EXPORTERS)),
    default="json",
    show_default=True,
    help="json holds everything; csv has one row a role.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="The file to write; without it, standard output.",
)
@on_option
@roles_option
def export_command(form: str, out: Path | None, on: datetime, roles: Path) -> None:
    """Write the catalogue with its pay on a day, its version and its sources."""
    text = EXPORTERS[form](_sound(roles), on.date())
    if out is None:
        click.echo(text.encode(), nl=False)  # UTF-8 whatever the terminal's encoding
    else:
        try:
            out.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from None


def _what_was_checked(loaded: Catalogue | None, has_problems: bool) -> str:
    if loaded is None:
        return "Nothing could be checked, as the reference tables cannot be read"
    if has_problems:
        read = f"{len(loaded)} of {_counted(len(loaded) + len(loaded.unread), 'role')}"
        return f"{read} checked, as the site cannot load this catalogue"
    return f"{_counted(len(loaded), 'role')}, version {loaded.version}"


def _line(finding: Finding) -> str:
    return f"{finding.severity:7}  {finding.rule}  {finding.where}: {finding.message}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


if __name__ == "__main__":
    catalogue()
