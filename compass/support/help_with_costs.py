"""Help with money and childcare while somebody learns, and the rules that everybody meets."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

from compass.cited import Source, sources_of

Part: TypeAlias = Literal["learning", "child", "money", "leeds"]
"""What it is about: learning after Year 11, having a child, money, or whom to ask in the city."""

TABLE: Final = Path(__file__).with_name("help_with_costs.csv")


@dataclass(frozen=True)
class Help:
    """One kind of help. ``not_for`` and ``website`` may be empty; all else is whole sentences."""

    id: str
    part: Part
    name: str
    for_whom: str
    gives: str
    not_for: str
    how: str
    website: str
    sources: tuple[Source, ...]
    checked_on: date


@cache
def help_with_costs(table: Path = TABLE) -> tuple[Help, ...]:
    """Every row of the table, in its order.

    Raises:
        ValueError: a row of no known part, or without words, a source or a day of checking.
    """
    with table.open(encoding="utf-8", newline="") as file:
        return tuple(_help(row) for row in csv.DictReader(file))


def _help(row: dict[str, str]) -> Help:
    missing = [name for name in ("id", "name", "for_whom", "gives", "how") if not row[name]]
    if missing:
        raise ValueError(f"help {row['id']!r} lacks {', '.join(missing)}")
    part = next((known for known in get_args(Part) if known == row["part"]), None)
    if part is None:
        raise ValueError(f"help {row['id']!r} is about no known part")
    return Help(
        id=row["id"],
        part=part,
        name=row["name"],
        for_whom=row["for_whom"],
        gives=row["gives"],
        not_for=row["not_for"],
        how=row["how"],
        website=row["website"],
        sources=sources_of(row),
        checked_on=date.fromisoformat(row["checked_on"]),
    )
