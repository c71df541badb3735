"""The help lines that we show to somebody who may be in trouble, each from a named source."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

from compass.cited import Source, sources_of

Does: TypeAlias = Literal["call", "text"]

TABLE: Final = Path(__file__).with_name("help_lines.csv")


@dataclass(frozen=True)
class HelpLine:
    """Somebody to talk to. ``says`` is the word to text; ``website`` is empty where none is
    named. ``for_whom`` and ``when`` end a sentence such as "Call 116 123, at any age"."""

    id: str
    name: str
    does: Does
    number: str
    says: str
    for_whom: str
    when: str
    website: str
    sources: tuple[Source, ...]
    checked_on: date

    @property
    def address(self) -> str:
        """What a phone does when the number is pressed."""
        digits = "".join(self.number.split())
        if self.does == "text":
            return f"sms:{digits}" + (f"?body={self.says}" if self.says else "")
        return f"tel:{digits}"


@cache
def help_lines(table: Path = TABLE) -> tuple[HelpLine, ...]:
    """Every line of the table, in its order.

    Raises:
        ValueError: a line without a number, a source or a day on which somebody looked.
    """
    with table.open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


def _line(row: dict[str, str]) -> HelpLine:
    missing = [name for name in ("id", "name", "number", "for_whom", "when") if not row[name]]
    if missing:
        raise ValueError(f"help line {row['id']!r} lacks {', '.join(missing)}")
    if row["does"] not in get_args(Does):
        raise ValueError(f"help line {row['id']!r} is neither called nor texted")
    return HelpLine(
        id=row["id"],
        name=row["name"],
        does="text" if row["does"] == "text" else "call",
        number=row["number"],
        says=row["says"],
        for_whom=row["for_whom"],
        when=row["when"],
        website=row["website"],
        sources=sources_of(row),
        checked_on=date.fromisoformat(row["checked_on"]),
    )
