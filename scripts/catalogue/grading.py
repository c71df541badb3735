"""``compass catalogue grades``: how hard the catalogue is to read, by field and by family."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import click

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.reading import RoleGrades, grader, grades
from scripts.catalogue.folders import counted, roles_option, sound
from scripts.console import echo_json, format_option


@dataclass(frozen=True)
class Summary:
    """The middle grade of some texts, and the hardest with the role that it belongs to."""

    texts: int
    median: float
    worst: float
    worst_role: str


@click.command("grades")
@format_option
@roles_option
def grades_command(form: str, roles: Path) -> None:
    """Show the reading grades of the catalogue: the middle one and the worst, and whose it is.

    Flesch-Kincaid grades, as the reading-grade rule of compass catalogue check works them out. A
    field is graded alone here, however short; a role is graded with all its fields together.
    """
    catalogue = sound(roles)
    grade = grader()
    if grade is None:
        raise click.ClickException(
            "reading grades need textstat, which is not installed. Run: make setup-dev"
        )
    found = list(grades(catalogue, grade))
    by_field, by_family = _by_field(found), _by_family(catalogue, found)
    whole = _summary([(one.whole, one.role.id) for one in found]) if found else None
    if form == "json":
        echo_json(_as_json(whole, by_field, by_family))
        return
    for title, rows in (("Field", by_field), ("Family, whole roles", by_family)):
        width = max(map(len, (title, *rows)))
        click.echo(f"{title:{width}}  texts  median  worst")
        for name, row in rows.items():
            click.echo(
                f"{name:{width}}  {row.texts:5}  {row.median:6.1f}  {row.worst:5.1f}  "
                f"{row.worst_role}"
            )
        click.echo()
    if whole is None:
        click.echo("There is no role to grade.")
    else:
        click.echo(
            f"{counted(len(found), 'role')}: median {whole.median:.1f}, worst {whole.worst:.1f} "
            f"({whole.worst_role})."
        )


def _by_field(found: list[RoleGrades]) -> dict[str, Summary]:
    graded: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for one in found:
        for field, value in one.fields.items():
            graded[field].append((value, one.role.id))
    return {field: _summary(values) for field, values in graded.items()}


def _by_family(catalogue: Catalogue, found: list[RoleGrades]) -> dict[str, Summary]:
    return {
        family.value: _summary(
            [(one.whole, one.role.id) for one in found if one.role.family is family]
        )
        for family in catalogue.families()
    }


def _summary(graded: list[tuple[float, str]]) -> Summary:
    worst, role_id = max(graded)
    return Summary(len(graded), median(value for value, _ in graded), worst, role_id)


def _as_json(
    whole: Summary | None, by_field: dict[str, Summary], by_family: dict[str, Summary]
) -> dict[str, Any]:
    def rounded(row: Summary) -> dict[str, Any]:
        return {
            "texts": row.texts,
            "median": round(row.median, 2),
            "worst": round(row.worst, 2),
            "worst_role": row.worst_role,
        }

    return {
        "catalogue": None if whole is None else rounded(whole),
        "fields": {field: rounded(row) for field, row in by_field.items()},
        "families": {family: rounded(row) for family, row in by_family.items()},
    }
