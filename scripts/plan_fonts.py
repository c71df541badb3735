"""Makes the two font files of the PDF plan from the site's own: ``python -m scripts.plan_fonts``.

The npm package has one variable font in two sets of letters, compressed for browsers. A PDF wants
plain files of fixed weight, and a note may hold letters of both sets. Kerning and alternates go:
nothing that draws the plan reads them.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from web.plan.sheet import FONTS

PACKAGE: Final = Path("node_modules/@fontsource-variable/atkinson-hyperlegible-next/files")
SETS: Final = ("latin", "latin-ext")
WEIGHTS: Final = {"Regular": 400, "Bold": 700}
UNREAD: Final = ("GPOS", "GSUB", "GDEF", "STAT")


@click.command()
def main() -> None:
    """Write both files again, in place of those that are there."""
    for name, weight in WEIGHTS.items():
        with TemporaryDirectory() as folder:
            parts = [_part(letters, weight, Path(folder)) for letters in SETS]
            whole = Merger().merge(parts)
            out = FONTS / f"AtkinsonHyperlegibleNext-{name}.ttf"
            whole.save(out)
        click.echo(f"{out}: {out.stat().st_size:,} bytes, {len(whole.getBestCmap())} letters")


def _part(letters: str, weight: int, folder: Path) -> str:
    font = TTFont(PACKAGE / f"atkinson-hyperlegible-next-{letters}-wght-normal.woff2")
    fixed = instancer.instantiateVariableFont(font, {"wght": weight})
    for table in UNREAD:
        if table in fixed:
            del fixed[table]
    fixed.flavor = None
    path = folder / f"{letters}.ttf"
    fixed.save(path)
    return str(path)


if __name__ == "__main__":
    main()
