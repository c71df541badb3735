"""Help with money and childcare in ready words, part by part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from compass.support.help_with_costs import Help, Part
from web.language.words import N_, Words
from web.roles.provenance import Reference, dated_words

PARTS: Final[Mapping[Part, str]] = Words(
    {
        "learning": N_("Learning after Year 11"),
        "child": N_("If you have a child"),
        "money": N_("Money while you learn"),
        "leeds": N_("People to ask in Leeds"),
    }
)
"""Every part's heading, in the order of the page."""


@dataclass(frozen=True)
class HelpWords:
    """One kind of help. ``site`` is what a link to ``website`` is called."""

    help: Help
    site: str
    sources: tuple[Reference, ...]


@dataclass(frozen=True)
class MoneyPart:
    id: str
    heading: str
    rows: tuple[HelpWords, ...]


def money_parts(rows: Iterable[Help]) -> tuple[MoneyPart, ...]:
    """The rows under their headings; a part without rows is left out."""
    rows = tuple(rows)
    parts = (
        MoneyPart(part, heading, tuple(_words(row) for row in rows if row.part == part))
        for part, heading in PARTS.items()
    )
    return tuple(part for part in parts if part.rows)


def _words(row: Help) -> HelpWords:
    sources = (Reference(s.name, s.address, dated_words(s.dated)) for s in row.sources)
    site = row.website.removeprefix("https://").removeprefix("www.")
    return HelpWords(row, site, tuple(dict.fromkeys(sources)))
