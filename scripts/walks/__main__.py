"""``python -m scripts.walks [NAME…]``: walk again, and take the pictures of docs/journeys."""

from pathlib import Path
from typing import Final

import click

from scripts.pictures import site_and_browser
from scripts.running_site import ROOT
from scripts.walks import older, young
from scripts.walks.frame import Walk, Walker, WalkStopped

WALKS: Final[dict[str, Walk]] = {walk.name: walk for walk in (*young.WALKS, *older.WALKS)}
POLICY: Final = "half-share.mmr-97"
"""The match as it is, without what is drawn by chance: the same walk leads to the same jobs."""


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(WALKS)), metavar="[NAME]...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "docs" / "journeys" / "pictures",
    show_default="docs/journeys/pictures",
    help="The folder to write the pictures to.",
)
def walks(names: tuple[str, ...], out: Path) -> None:
    """Walk through the real site as NAME, or as all six one after the other."""
    out.mkdir(parents=True, exist_ok=True)
    with site_and_browser(COMPASS_POLICY=POLICY) as (url, browser):
        for name in names or WALKS:
            walker = Walker(WALKS[name], browser, url, out)
            try:
                WALKS[name].go(walker)
            except WalkStopped as error:
                raise click.ClickException(str(error)) from None
            finally:
                walker.leave()
            for path in walker.taken:
                click.echo(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    walks()
