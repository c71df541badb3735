"""The boxes of a ladder's picture, measured but not yet placed.

Sizes are in the units of the drawing, 0.85 to 1.2 pixels each.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from matching.pathways import Money
from web.language.words import _
from web.roles.ladder import Edge, Place, Start
from web.roles.lettering import lines_of, width_of

PADDING: Final = 13
LABEL_PADDING: Final = 8
LABEL_ICON: Final = 20
ICON_GAP: Final = 7
LABEL_MARGINS: Final = 2 * LABEL_PADDING + LABEL_ICON + ICON_GAP
DOT: Final = " · "
WITH_ICON: Final = 220
"""Boxes narrower than this have no drawing in them: the words need the room."""

MONEY_CLASSES: Final = {
    Money.PAID: "paid",
    Money.UNPAID: "unpaid",
    Money.BESIDE: "beside",
    None: "plain",
}


@dataclass(frozen=True)
class Type:
    """A size of lettering, its lines' height, and the class that the stylesheet knows it by."""

    name: str
    size: float
    leading: int


HEAD: Final = Type("head", 23, 29)
NAME: Final = Type("name", 18, 23)
SMALL: Final = Type("small", 15.5, 20)


@dataclass(frozen=True)
class Text:
    x: int
    y: int
    name: str
    words: str


@dataclass(frozen=True)
class Block:
    """A box with words. ``kind`` is place, role, start or edge; ``look`` a tint, or what an edge
    pays. ``icon`` is drawn at ``icon_x``, ``icon_y``, as large as ``icon_size``."""

    kind: str
    look: str
    x: int
    y: int
    width: int
    height: int
    texts: tuple[Text, ...]
    href: str = ""
    icon: str = ""
    icon_x: int = 0
    icon_y: int = 0
    icon_size: int = 0

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def end(self) -> int:
        return self.y + self.height

    def at(self, x: int, y: int) -> "Block":
        """The same block somewhere else."""
        over, down = x - self.x, y - self.y
        texts = tuple(replace(text, x=text.x + over, y=text.y + down) for text in self.texts)
        return replace(
            self,
            x=x,
            y=y,
            texts=texts,
            icon_x=self.icon_x + over,
            icon_y=self.icon_y + down,
        )


def _block(
    kind: str,
    look: str,
    width: int,
    said: Sequence[tuple[Type, str]],
    href: str = "",
    icon: str = "",
) -> Block:
    size = {"role": 52, "edge": LABEL_ICON}.get(kind, 34)
    padding = PADDING if kind != "edge" else LABEL_PADDING
    icon = icon if width >= WITH_ICON or kind == "edge" else ""
    left = padding + (size + ICON_GAP if icon else 0)
    texts, y = [], padding
    for letters, words in said:
        for line in lines_of(words, letters.size, width - left - padding):
            texts.append(Text(left, y + round(letters.size), letters.name, line))
            y += letters.leading
    high = max(y + padding - 3, size + 12 if icon else 0)
    # Where the drawing is higher than the words, they stand in the middle beside it.
    down = (high - (y + padding - 3)) // 2
    texts = [replace(text, y=text.y + down) for text in texts]
    return Block(
        kind,
        look,
        0,
        0,
        width,
        high,
        tuple(texts),
        href,
        icon,
        padding,
        (high - size) // 2,
        size,
    )


def place_block(place: Place, width: int) -> Block:
    return _block("place", place.tint, width, [(NAME, place.title)], place.href, place.icon)


def edge_block(edge: Edge, width: int, name: str = "") -> Block | None:
    facts = (name, *edge.facts) if name else edge.facts
    if not facts:
        return None
    said: list[tuple[Type, str]] = []
    # Facts stand on a line together if they fit there.
    for fact in facts:
        longer = f"{said[-1][1]}{DOT}{fact}" if said else fact
        if said and width_of(longer, SMALL.size) <= width - LABEL_MARGINS:
            said[-1] = (SMALL, longer)
        else:
            said.append((SMALL, fact))
    return _block("edge", MONEY_CLASSES[edge.money], width, said, "", edge.icon)


def role_block(place: Place, width: int) -> Block:
    return _block("role", place.tint, width, [(HEAD, place.title)], "", place.icon)


def start_block(start: Start, width: int) -> Block:
    said = [(NAME, start.title), (SMALL, start.where)]
    if start.first:
        said.append((SMALL, _("Do this first: %(first)s", first=start.first)))
    return _block("start", "", width, said, "", "pin")
