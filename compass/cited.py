"""Where a fact of one of our own small tables was read, as its columns say it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A page that says so, its own date in words, and where it is."""

    name: str
    address: str
    dated: str


def sources_of(row: Mapping[str, str]) -> tuple[Source, ...]:
    """The sources of a row: its columns ``source``, ``source_url`` and ``source_date``, in each of
    which several stand with | between them.

    Raises:
        ValueError: there is none, or one lacks a name, an address or a date.
    """
    names, addresses, dates = (
        tuple(part.strip() for part in row[column].split("|"))
        for column in ("source", "source_url", "source_date")
    )
    sources = tuple(
        Source(name, address, dated)
        for name, address, dated in zip(names, addresses, dates, strict=True)
    )
    if not all(source.name and source.address and source.dated for source in sources):
        raise ValueError(f"row {row.get('id')!r} lacks a source")
    return sources
