"""Which catalogue a command is about, and how it is read."""

from dataclasses import replace
from pathlib import Path

import click

from roles_catalogue.catalogue import ROLES_FOLDER, Catalogue, CatalogueError
from roles_catalogue.reference import REFERENCE_FOLDER
from scripts.console import catalogue_folder

roles_option = click.option(
    "--roles",
    "roles",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=lambda: catalogue_folder() / ROLES_FOLDER.name,
    show_default="the catalogue's own",
    help="A folder of role files laid out as <family>/<role-id>.yaml.",
)


def tables() -> Path:
    """The folder of the reference tables of the catalogue that the settings name."""
    return catalogue_folder() / REFERENCE_FOLDER.name


def sound(roles: Path) -> Catalogue:
    """The catalogue, or exit code 1 with every problem of it."""
    try:
        return Catalogue.load(roles, tables())
    except CatalogueError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        raise SystemExit(1) from None


def comparable(roles: Path) -> Catalogue:
    """The roles that can be read and whose O*NET occupations are known; a word on the others.
    Exit code 1 if that leaves none."""
    loaded, problems = Catalogue.load_what_can_be(roles, tables())
    if loaded is None:
        raise click.ClickException("\n".join(map(str, problems)))
    known = loaded.reference.onet
    usable = tuple(r for r in loaded if all(link.code in known for link in r.onet))
    if not usable:
        raise click.ClickException(
            f"no role in {roles} can be compared: see compass catalogue check"
        )
    missing = len(loaded) - len(usable) + len(loaded.unread)
    if missing:
        click.echo(f"{counted(missing, 'role')} left out: see compass catalogue check", err=True)
    return replace(loaded, roles=usable)


def counted(number: int, noun: str) -> str:
    """1 role, 2 roles."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
