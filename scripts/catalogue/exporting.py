"""``compass catalogue export``: the whole catalogue for others."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import click

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks import ERROR_RULES, check
from roles_catalogue.data_package import FolderInUse, write_package
from roles_catalogue.export import to_csv, to_json
from scripts.catalogue.folders import counted, roles_option, sound
from scripts.console import on_option

Exporter = Callable[[Catalogue, date], str]

EXPORTERS: Final[dict[str, Exporter]] = {"json": to_json, "csv": to_csv}
PACKAGE: Final = "package"


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted([*EXPORTERS, PACKAGE])),
    default="json",
    show_default=True,
    help="json holds everything; csv has one row a role; package is a folder of tables, with "
    "every column described.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write, without it standard output; for a package, a new folder.",
)
@on_option
@roles_option
def export_command(form: str, out: Path | None, on: datetime, roles: Path) -> None:
    """Write the catalogue with its pay on a day, its version and its sources."""
    if form == PACKAGE:
        if out is None:
            raise click.UsageError("A package is a folder: name a new one with --out.")
        _write_package(sound(roles), on.date(), out)
        return
    text = EXPORTERS[form](sound(roles), on.date())
    if out is None:
        click.echo(text.encode(), nl=False)  # UTF-8 whatever the terminal's encoding
    elif out.is_dir():
        raise click.UsageError(f"{out} is a folder: name a file with --out.")
    else:
        try:
            out.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from None


def _write_package(catalogue: Catalogue, on: date, out: Path) -> None:
    errors = len(check(catalogue, on, ERROR_RULES))
    if errors:  # a key that leads nowhere would make the package invalid for whoever reads it
        raise click.ClickException(
            f"the catalogue has {counted(errors, 'error')}, so nothing was written. "
            "compass catalogue check names them."
        )
    try:
        files = write_package(catalogue, on, out, made_at=datetime.now(UTC))
    except FolderInUse as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from None
    click.echo(f"{out}: {counted(len(catalogue), 'role')}, {counted(len(files), 'file')}")
