"""Read one CSV table into typed rows, noting every bad cell instead of stopping at the first."""

import calendar
import csv
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from roles_catalogue.problems import Problem

T = TypeVar("T")
K = TypeVar("K")
E = TypeVar("E")


class Cells:
    """The cells of one row. A cell that cannot be read adds a `Problem` and gives a stand-in.

    The stand-in never reaches a caller: `read_table` drops a row that had a problem.
    """

    def __init__(self, file: str, line: int, values: Mapping[str, str | None]) -> None:
        self._file = file
        self._line = line
        self._values = values
        self.problems: list[Problem] = []

    def _raw(self, column: str) -> str:
        if column not in self._values:
            self.problems.append(
                Problem(f"{self._file} line 1", f"there is no column {column}; add it")
            )
            return ""
        return (self._values[column] or "").strip()

    def wrong(self, column: str, message: str) -> None:
        """Note that the cell in ``column`` is wrong, and what would be right."""
        self.problems.append(Problem(f"{self._file} line {self._line} column {column}", message))

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        value = self._raw(column)
        if not value and column in self._values:
            self.wrong(column, "the cell is empty; every row needs it")
        return value

    def maybe(self, column: str) -> str | None:
        """A cell that may be empty (then None)."""
        return self._raw(column) or None

    def parts(self, column: str) -> tuple[str, ...]:
        """The values of a cell such as ``Podiatrist | Chiropodist``; none if it is empty."""
        return tuple(part.strip() for part in self._raw(column).split("|") if part.strip())

    def whole(self, column: str, low: int = 0, high: int = 1_000_000) -> int:
        """A whole number from ``low`` to ``high``."""
        value = self.text(column)
        return self._whole(column, value, low, high) if value else low

    def maybe_whole(self, column: str, low: int = 0, high: int = 1_000_000) -> int | None:
        """A whole number, or None if the cell is empty."""
        value = self._raw(column)
        return self._whole(column, value, low, high) if value else None

    def _whole(self, column: str, value: str, low: int, high: int) -> int:
        if not re.fullmatch(r"\d{1,9}", value) or not low <= int(value) <= high:
            self.wrong(
                column,
                f"{value!r} is not a whole number from {low} to {high}; "
                "write digits only, such as 25272",
            )
            return low
        return int(value)

    def scores(self, columns: Iterable[str], low: float, high: float) -> Mapping[str, float]:
        """Column → score, for the cells that hold one. An empty cell is left out."""
        found: dict[str, float] = {}
        for column in columns:
            value = self._raw(column)
            if not value:
                continue
            try:
                score = float(value)
            except ValueError:
                score = float("nan")
            if low <= score <= high:
                found[column] = score
            else:
                self.wrong(column, f"{value!r} is not a score from {low:g} to {high:g}")
        return MappingProxyType(found)

    def day(self, column: str) -> date:
        """A date written 2026-04-01."""
        value = self.text(column)
        return self._day(column, value) if value else date.min

    def maybe_day(self, column: str) -> date | None:
        """A date written 2026-04-01, or None if the cell is empty."""
        value = self._raw(column)
        return self._day(column, value) if value else None

    def _day(self, column: str, value: str) -> date:
        day = _day_written(value)
        if day is None:
            self.wrong(column, f"{value!r} is not a date; write it as 2026-04-01")
        return day or date.min

    def maybe_month_end(self, column: str) -> date | None:
        """The last day of a month written 2025-09, or None if the cell is empty."""
        value = self._raw(column)
        if not value:
            return None
        match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value)
        if match is None or match[1] == "0000":
            self.wrong(column, f"{value!r} is not a month; write it as 2025-09")
            return date.min
        year, month = int(match[1]), int(match[2])
        return date(year, month, calendar.monthrange(year, month)[1])

    def choice(self, column: str, allowed: Mapping[str, E]) -> E:
        """One of the words in ``allowed``, as the value it stands for."""
        value = self.text(column)
        if value not in allowed:
            if value:
                self.wrong(column, f"{value!r} is not one of {', '.join(allowed)}")
            return next(iter(allowed.values()))
        return allowed[value]


@lru_cache(maxsize=1024)  # a table says the same few days a thousand times
def _day_written(value: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def read_table(path: Path, build: Callable[[Cells], T], problems: list[Problem]) -> tuple[T, ...]:
    """The rows of a CSV file with a header, each made by ``build``; bad rows become problems."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(path.name, "the table is missing"))
        return ()
    except OSError as error:
        problems.append(Problem(path.name, f"cannot be read: {error.strerror}"))
        return ()
    except UnicodeDecodeError:
        problems.append(Problem(path.name, "the table is not UTF-8; save it as UTF-8"))
        return ()
    reader = csv.reader(text.splitlines(keepends=True))
    header = next(reader, [])
    rows: list[T] = []
    for values in reader:
        if not values:
            continue
        if len(values) != len(header):
            problems.append(
                Problem(
                    f"{path.name} line {reader.line_num}",
                    f"{len(values)} cells where the header has {len(header)}; "
                    "put double quotes round a cell that holds a comma",
                )
            )
            continue
        cells = Cells(path.name, reader.line_num, dict(zip(header, values, strict=True)))
        row = build(cells)
        if cells.problems:
            problems.extend(cells.problems)
        else:
            rows.append(row)
    return tuple(rows)


def keyed(
    file: str, rows: Iterable[T], key: Callable[[T], K], problems: list[Problem]
) -> Mapping[K, T]:
    """Rows by their id, in file order. An id that is there twice is a problem."""
    found: dict[K, T] = {}
    for row in rows:
        if key(row) in found:
            problems.append(Problem(file, f"the id {key(row)} is there twice; ids are unique"))
        found[key(row)] = row
    return MappingProxyType(found)


def grouped(rows: Iterable[T], key: Callable[[T], K]) -> Mapping[K, tuple[T, ...]]:
    """Rows that share a key, in file order."""
    found: dict[K, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return MappingProxyType({name: tuple(members) for name, members in found.items()})
