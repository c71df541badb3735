"""``compass messages``: look after the translations of the interface."""

from pathlib import Path

import click
from babel.messages.pofile import read_po

from scripts.messages.pseudo import write_pseudo
from web.language.catalogues import OWN_FOLDER, PO_FILE, BadCatalogue, problems, read_languages


@click.group()
def messages() -> None:
    """Check translations of the interface, and make two that only look foreign."""


@messages.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=OWN_FOLDER)
def check(folder: Path) -> None:
    """Say how much of each language in FOLDER is translated, and what cannot be used."""
    try:
        read_languages([folder])
    except BadCatalogue as error:
        click.echo(f"{error}", err=True)
        raise SystemExit(1) from None
    found = 0
    for path in sorted(folder.glob(f"*/{PO_FILE}")):
        with path.open("rb") as file:
            catalog = read_po(file)
        told = [one for one in catalog if one.id]
        done = sum(any(one.string or ()) and not one.fuzzy for one in told)
        click.echo(f"{path.parents[1].name}: {done} of {len(told)} messages are translated.")
        for problem in problems(catalog):
            found += 1
            click.echo(f"  {problem}")
    raise SystemExit(1 if found else 0)


@messages.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def pseudo(folder: Path) -> None:
    """Write two made-up languages into FOLDER, for COMPASS_TRANSLATIONS to name."""
    for path in write_pseudo(folder):
        click.echo(path)
