"""How wide a line of text will be in a drawing, and where to break it.

A server knows no fonts, so this is a careful guess: the widths of Atkinson Hyperlegible Next, and
room for the wider font that a browser takes when ours does not arrive.
"""

from collections.abc import Iterator
from typing import Final

_WIDTHS: Final = {
    width: letters
    for width, letters in (
        (0.28, "',.:;|`·’ ilj!"),
        (0.34, '"()[]{}fIrt-'),
        (0.45, "*/\\1_"),
        (0.66, "48BPRVYZ£6ADHUNGCKX=0"),
        (0.76, "wOQ&#@"),
        (0.90, "mMW%"),
    )
}
_EM: Final = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER: Final = 0.58
ROOM: Final = 1.07
"""So much wider another font may be."""


def width_of(text: str, size: float) -> float:
    """A careful guess of a line's width, in the unit of ``size``."""
    return sum(_EM.get(letter, _OTHER) for letter in text) * size * ROOM


def lines_of(text: str, size: float, width: float) -> tuple[str, ...]:
    """The text in lines that fit into ``width``, broken between words, and after a hyphen or
    slash in a word that is longer than a line."""
    return tuple(_lines(text, size, width))


def _lines(text: str, size: float, width: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        for piece, glue in _pieces(word, size, width):
            longer = f"{line}{glue if line else ''}{piece}"
            if line and width_of(longer, size) > width:
                yield line
                longer = piece
            line = longer
    if line:
        yield line


def _pieces(word: str, size: float, width: float) -> Iterator[tuple[str, str]]:
    """A word, whole or cut where a hyphen or slash allows, each piece with what joins it on."""
    if width_of(word, size) <= width:
        yield word, " "
        return
    start, glue = 0, " "
    for end, letter in enumerate(word, start=1):
        if letter in "-/" or end == len(word):
            yield word[start:end], glue
            start, glue = end, ""
