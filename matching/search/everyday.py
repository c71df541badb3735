"""Everyday words put plainly: dialect, short forms and what people in Leeds call a place.

The encoder has read little Yorkshire, and no name of a hospital here; the roles' own texts are in
plain English. The table is ``everyday_words.csv``: what may be typed (``|`` between ways to write
it), what it means, its kind, and how we know, which its head explains. A row must hold for
anybody's query: the job of a single role belongs among that role's other names.
"""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Final

from matching.search.words import fold

TABLE: Final = Path(__file__).with_name("everyday_words.csv")

_WORD: Final = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*")


@cache
def meanings() -> dict[str, str]:
    """Every folded word or words of the table, and what it means."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            fold(typed): row["means"]
            for row in csv.DictReader(line for line in file if not line.startswith("#"))
            for typed in row["typed"].split("|")
        }


def plainly(text: str) -> str:
    """The text with everyday words put plainly; all else, marks too, as it was typed."""
    said = meanings()
    found = [*_WORD.finditer(text)]
    words = [fold(match[0]) for match in found]
    parts, done, place = [], 0, 0
    while place < len(found):
        for length in range(min(_longest(), len(found) - place), 0, -1):
            meant = said.get(" ".join(words[place : place + length]))
            if meant is not None:
                parts += [text[done : found[place].start()], meant]
                place += length
                done = found[place - 1].end()
                break
        else:
            place += 1
    return "".join((*parts, text[done:]))


@cache
def _longest() -> int:
    return max(len(typed.split()) for typed in meanings())
