"""What the plan's pages are drawn with: our colours, our letters, and tags for screen readers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

import segno
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences

FONTS: Final = Path(__file__).parent / "fonts"
IMAGES: Final = Path(__file__).parents[1] / "assets" / "images"
FONT: Final = "next"
WIDTH: Final = 210.0
HEIGHT: Final = 297.0
MARGIN: Final = 14.0
LINE: Final = 1.28
"""Line height over letter height."""
MM_PER_POINT: Final = 25.4 / 72

Colour = tuple[int, int, int]

INK: Final[Colour] = (0x2A, 0x12, 0x40)
INK_SOFT: Final[Colour] = (0x54, 0x43, 0x6A)
PAPER: Final[Colour] = (0xFF, 0xF8, 0xEC)
WHITE: Final[Colour] = (0xFF, 0xFF, 0xFF)
TINTS: Final[dict[str, Colour]] = {
    "marigold": (0xFF, 0xC8, 0x45),
    "coral": (0xFF, 0x7A, 0x5C),
    "mint": (0xA8, 0xE6, 0xCF),
    "lilac": (0xD6, 0xC8, 0xFF),
    "sky": (0xB3, 0xE0, 0xF5),
    "rose": (0xFF, 0xC9, 0xD6),
    "sand": (0xF6, 0xDD, 0xB0),
}
"""As by day in ``web/assets/styles/_palette.scss``; a test compares them."""

OUTLINE: Final = 0.55
PILL_HEIGHT: Final = 5.4

Tag = Literal["H1", "H2", "H3", "P", "Figure"]


class Sheet(FPDF):
    """Two sides of A4 in millimetres. Everything drawn is either tagged or marked as decoration,
    so that a screen reader reads the text in its order and nothing else."""

    def __init__(self, title: str) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self.set_title(title)
        self.set_author("Career Compass Leeds")
        self.set_creator("Career Compass Leeds")
        self.set_lang("en-GB")
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.add_font(FONT, "", FONTS / "AtkinsonHyperlegibleNext-Regular.ttf")
        self.add_font(FONT, "B", FONTS / "AtkinsonHyperlegibleNext-Bold.ttf")
        font = self.fonts[FONT]
        assert isinstance(font, TTFFont)
        self._drawable = frozenset(font.cmap)

    def written(self) -> bytes:
        """The finished PDF. Nothing can be drawn after it: the fonts' files are closed."""
        pdf = bytes(self.output())
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()
        return pdf

    def can_draw(self, text: str) -> bool:
        """True if the font has every letter."""
        return all(ord(character) in self._drawable for character in text if character != "\n")

    def drawable(self, text: str) -> str:
        """The text without what the font lacks, an emoji or an arrow, and without the gap that it
        would leave between two words."""
        if self.can_draw(text):
            return text
        kept = "".join(character for character in text if self.can_draw(character))
        return re.sub(r" {2,}", " ", kept).strip()

    # Tags. fpdf2 marks figures with these parts and calls them internal, so a test reads the
    # structure back.

    @contextmanager
    def tagged(self, tag: Tag, alt: str = "") -> Iterator[None]:
        """What is drawn in the block is one element of the document's structure."""
        number = self.struct_builder.next_mcid_for_page(self.page)
        self._add_marked_content(struct_type=f"/{tag}", mcid=number, alt_text=alt or None)
        self._out(f"/{tag} <</MCID {number}>> BDC")
        yield
        self._out("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is drawn in the block says nothing."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    # Text.

    def text_height(self, text: str, width: float, size: float, *, bold: bool = False) -> float:
        """How many millimetres of the page this text takes."""
        self.set_font(FONT, "B" if bold else "", size)
        line = size * MM_PER_POINT * LINE
        height = self.multi_cell(
            width, line, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        assert isinstance(height, float | int)
        return float(height)

    def write(  # type: ignore[override]
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        size: float,
        *,
        bold: bool = False,
        colour: Colour = INK,
        tag: Tag = "P",
    ) -> float:
        """Write a paragraph; returns the y below it."""
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(*colour)
        self.set_xy(x, y)
        with self.tagged(tag):
            self.multi_cell(
                width,
                size * MM_PER_POINT * LINE,
                text,
                align="L",
                new_x=XPos.LEFT,
                new_y=YPos.NEXT,
            )
        return float(self.y)

    def clipped(self, text: str, width: float, size: float, lines: int) -> str:
        """As much of a text as so many lines hold, by whole words, with an ellipsis."""
        most = lines * size * MM_PER_POINT * LINE + 0.1
        if self.text_height(text, width, size) <= most:
            return text
        words = text.split(" ")
        while words and self.text_height(" ".join(words) + " …", width, size) > most:
            words.pop()
        return " ".join(words) + " …"

    # Shapes.

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Colour,
        *,
        shadow: float = 1.3,
        radius: float = 4.0,
    ) -> None:
        """A box as on the site: an ink outline and a hard shadow."""
        with self.decoration():
            self.set_draw_color(*INK)
            self.set_line_width(OUTLINE)
            if shadow:
                self.set_fill_color(*INK)
                self._round(x + shadow, y + shadow, width, height, radius, "DF")
            self.set_fill_color(*fill)
            self._round(x, y, width, height, radius, "DF")

    def card(self, x: float, y: float, width: float, height: float, tint: Colour) -> None:
        """A white box whose first 15 mm are tinted."""
        self.box(x, y, width, height, tint)
        with self.decoration():
            self.set_fill_color(*WHITE)
            self._round(x + width - 12, y, 12, height, 4.0, "F")
            self.rect(x + 15, y, width - 21, height, style="F")
            self._round(x, y, width, height, 4.0, "D")
            self.line(x + 15, y, x + 15, y + height)

    def _round(
        self, x: float, y: float, width: float, height: float, radius: float, style: str
    ) -> None:
        self.rect(x, y, width, height, style=style, round_corners=True, corner_radius=radius)

    def disc(self, text: str, x: float, y: float, size: float, fill: Colour) -> None:
        """A numbered disc, ``x`` and ``y`` at its middle. It repeats what the order says."""
        with self.decoration():
            self.set_draw_color(*INK)
            self.set_line_width(OUTLINE)
            self.set_fill_color(*fill)
            self.circle(x, y, size / 2, style="DF")
            self.set_font(FONT, "B", size * 1.75)
            self.set_text_color(*INK)
            self.set_xy(x - size / 2, y - size / 2)
            self.cell(size, size, text, align="C")

    def pill(self, text: str, x: float, y: float, fill: Colour, *, dashed: bool = False) -> float:
        """A badge with words in it; returns the x after it."""
        self.set_font(FONT, "B", 8.5)
        width = float(self.get_string_width(text)) + 6
        with self.decoration():
            self.set_draw_color(*INK)
            self.set_line_width(0.4)
            self.set_fill_color(*fill)
            if dashed:
                self.set_dash_pattern(dash=1.1, gap=0.7)
            self._round(x, y, width, PILL_HEIGHT, PILL_HEIGHT / 2 - 0.01, "DF")
            self.set_dash_pattern()
        self.set_text_color(*INK)
        self.set_xy(x, y)
        with self.tagged("P"):
            self.cell(width, PILL_HEIGHT, text, align="C")
        return x + width

    def tick_box(self, x: float, y: float) -> None:
        """A square to tick with a pen."""
        with self.decoration():
            self.set_draw_color(*INK)
            self.set_line_width(0.45)
            self.rect(x, y, 4, 4, style="D", round_corners=True, corner_radius=0.8)

    def rule(self, x: float, y: float, width: float) -> None:
        """A line to write on."""
        with self.decoration():
            self.set_draw_color(*INK_SOFT)
            self.set_line_width(0.2)
            self.set_dash_pattern(dash=0.4, gap=1.1)
            self.line(x, y, x + width, y)
            self.set_dash_pattern()

    def compass(self, x: float, y: float, radius: float) -> None:
        """Our mark: a dial, and a needle in two halves that points north-east."""
        with self.decoration():
            self.set_line_width(0.7)
            self.set_draw_color(*INK)
            self.set_fill_color(*TINTS["marigold"])
            self.circle(x, y, radius, style="DF")
            self.set_fill_color(*PAPER)
            self.circle(x, y, radius * 0.72, style="DF")
            far, near = radius * 0.46, radius * 0.17
            north_east, south_west = (x + far, y - far), (x - far, y + far)
            sides = ((x - near, y - near), (x + near, y + near))
            for tip, fill in ((north_east, TINTS["coral"]), (south_west, WHITE)):
                self.set_fill_color(*fill)
                self.polygon([tip, *sides], style="DF")

    def note_ground(self, x: float, y: float, width: float, height: float) -> None:
        """What the person's own words stand on: paper, with a coral edge."""
        with self.decoration():
            self.set_fill_color(*PAPER)
            self.rect(x, y, width, height, style="F")
            self.set_fill_color(*TINTS["coral"])
            self.rect(x, y, 1.2, height, style="F")

    def ground(self, height: float) -> None:
        """A band of ink at the foot of the page."""
        with self.decoration():
            self.set_fill_color(*INK)
            self.rect(0, HEIGHT - height, WIDTH, height, style="F")

    def icon(self, name: str, x: float, y: float, size: float) -> None:
        """One drawing of the site's sprite, its tint white."""
        with self.decoration():
            self.image(BytesIO(_icon(name)), x=x, y=y, w=size, h=size)

    def skyline(self, y: float) -> float:
        """Leeds, standing at ``y``; returns the y of its highest roof."""
        height = WIDTH / 8
        with self.decoration():
            self.image(BytesIO(_skyline()), x=0, y=y - height, w=WIDTH, h=height)
        return y - height

    def square_code(self, address: str, x: float, y: float, size: float, alt: str) -> None:
        """A square code that a phone's camera reads, with the margin that it needs."""
        matrix = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
        module = size / (len(matrix) + 8)
        with self.tagged("Figure", alt):
            self.set_fill_color(*WHITE)
            self.rect(x, y, size, size, style="F")
            self.set_fill_color(0, 0, 0)
            for row, line in enumerate(matrix, start=4):
                for start, length in _runs(line):
                    self.rect(
                        x + (start + 4) * module,
                        y + row * module,
                        length * module,
                        module,
                        style="F",
                    )


@cache
def _icon(name: str) -> bytes:
    """A symbol of the sprite as a picture of its own, in our ink."""
    sprite = (IMAGES / "icons.svg").read_text(encoding="utf-8")
    found = re.search(rf'<symbol id="{name}" (.*?)</symbol>', sprite, re.DOTALL)
    if found is None:
        raise KeyError(name)
    ink = "#{:02x}{:02x}{:02x}".format(*INK)
    drawing = re.sub(r"var\(--(?:card|paper)\)", "#fff", found[1]).replace("currentColor", ink)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" fill="#fff" {drawing}</svg>'
    return svg.encode()


@cache
def _skyline() -> bytes:
    return (IMAGES / "skyline.svg").read_bytes()


def _runs(line: bytes) -> Iterator[tuple[int, int]]:
    """Where dark modules stand next to each other: the first, and how many."""
    start = None
    for place, dark in enumerate((*line, 0)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None
