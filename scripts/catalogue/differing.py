"""``compass catalogue diff``: what changed between two catalogues, in words."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from roles_catalogue.catalogue import ROLES_FOLDER
from roles_catalogue.changes import CatalogueChanges, compare
from roles_catalogue.problems import Problem
from roles_catalogue.reference import REFERENCE_FOLDER
from roles_catalogue.role_files import read_roles, role_paths
from roles_catalogue.schema import Role
from scripts.catalogue.folders import counted
from scripts.console import echo_json, format_option

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("diff")
@click.argument("before", metavar="A", type=FOLDER)
@click.argument("after", metavar="B", type=FOLDER)
@format_option
def diff_command(before: Path, after: Path, form: str) -> None:
    """Say in words what changed from catalogue A to catalogue B, role by role.

    A and B are folders laid out as roles_catalogue is, with the role files in roles/. How a file
    is written makes no difference, only what it says.
    """
    changes = compare(_roles(before), _roles(after))
    tables = _other_tables(before, after)
    if form == "json":
        echo_json(_as_json(changes, tables))
        return
    for word, roles in (("Added", changes.added), ("Removed", changes.removed)):
        for role_id, title in roles:
            click.echo(f"{word}: {title} ({role_id})")
    for role in changes.changed:
        click.echo(f"{role.title} ({role.role_id})")
        for change in role.changes:
            click.echo(f"  {change.words}")
    click.echo(
        f"{counted(len(changes.added), 'role')} added, {len(changes.removed)} removed, "
        f"{len(changes.changed)} changed."
    )
    if tables:
        click.echo(f"Tables that are not the same: {', '.join(tables)}.")


def _roles(folder: Path) -> tuple[Role, ...]:
    """The roles of a catalogue, or exit code 1 with every problem of its files."""
    roles = folder / ROLES_FOLDER.name
    if not roles.is_dir():
        raise click.UsageError(
            f"{folder} has no folder {ROLES_FOLDER.name}. Name the folder that holds it."
        )
    problems: list[Problem] = []
    found = read_roles(roles, role_paths(roles, problems), problems, [])
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise click.ClickException(f"{folder} cannot be compared:\n{listed}")
    return found


def _other_tables(before: Path, after: Path) -> list[str]:
    """The names of reference tables that only one has, or that do not say the same."""
    old, new = (
        {
            path.name: path.read_text(encoding="utf-8-sig", errors="replace")
            for path in (folder / REFERENCE_FOLDER.name).glob("*.csv")
        }
        for folder in (before, after)
    )
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _as_json(changes: CatalogueChanges, tables: list[str]) -> dict[str, Any]:
    return {
        "added": [{"role": role_id, "title": title} for role_id, title in changes.added],
        "removed": [{"role": role_id, "title": title} for role_id, title in changes.removed],
        "changed": [
            {
                "role": role.role_id,
                "title": role.title,
                "changes": [asdict(change) for change in role.changes],
            }
            for role in changes.changed
        ],
        "tables": tables,
    }
