"""``compass map``: keep the map of the roles where people have come to know it."""

from pathlib import Path

import click

from matching.artefacts import ArtefactsMissing, Manifest, open_layout
from matching.layout.coordinates import (
    PUBLISHED_FILE,
    BadCoordinates,
    displacement,
    read_coordinates,
    write_coordinates,
)
from scripts.console import offline_settings


@click.group(name="map")
def role_map() -> None:
    """Keep the map of the roles where people know it."""


@role_map.command()
@click.option(
    "--to",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=PUBLISHED_FILE,
    show_default="matching/layout/published.csv",
    help="The file to write.",
)
def publish(path: Path) -> None:
    """Write down where each role lies on the map as built: there the next build starts.

    Commit the file. Without it every build would lay the map out afresh, and nothing would be
    where it was.
    """
    folder = offline_settings().artefacts
    try:
        Manifest.read(folder)
        layout = open_layout(folder)
        moved = displacement(layout, read_coordinates(path))
        write_coordinates(layout, path)
    except (ArtefactsMissing, BadCoordinates) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror or error}") from None
    click.echo(
        f"{len(layout.role_ids)} roles in {path}. Moved by {moved.median:.1%} of the map's width "
        f"(the middle one) to {moved.largest:.1%}; {moved.new} new."
    )
