"""``compass catalogue export``: the whole catalogue for others."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.export import to_csv, to_json
from scripts.catalogue.folders import roles_option, sound
from scripts.console import on_option

Exporter = Callable[[Catalogue, date], str]

EXPORTERS: Final[dict[str, Exporter]] = {"json": to_json, "csv": to_csv}


@click.command("export")
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
    text = EXPORTERS[form](sound(roles), on.date())
    if out is None:
        click.echo(text.encode(), nl=False)  # UTF-8 whatever the terminal's encoding
    else:
        try:
            out.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from None
