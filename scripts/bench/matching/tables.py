"""Tables of figures with their intervals, for people and for programs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from scripts.bench.matching.measures import Figure

Form = Literal["number", "share", "change", "times", "count"]
"""How a figure is written: .412, 41.2 %, -0.7 % (of how many times less one), 1.52 times, 12."""

NONE: Final = "-"


@dataclass(frozen=True)
class Table:
    """``columns``: what each figure is and how it is written; a row has one for each, or None.
    ``notes``: lines that follow."""

    title: str
    columns: tuple[tuple[str, Form], ...]
    rows: tuple[tuple[str, tuple[Figure | None, ...]], ...]
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        names = [name for name, _ in self.columns]
        return {
            "title": self.title,
            "rows": [
                {
                    "name": name,
                    **{
                        column: None if one is None else asdict(one)
                        for column, one in zip(names, figures, strict=True)
                    },
                }
                for name, figures in self.rows
            ],
            "notes": list(self.notes),
        }

    def lines(self) -> Iterator[str]:
        """The table for people, its columns lined up."""
        forms = [form for _, form in self.columns]
        cells = [["", *(name for name, _ in self.columns)]]
        cells += [
            [name, *(write(one, form) for one, form in zip(figures, forms, strict=True))]
            for name, figures in self.rows
        ]
        widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
        yield self.title
        for row in cells:
            line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            yield f"  {line}".rstrip()
        for note in self.notes:
            yield f"  {note}"


def table(
    title: str,
    columns: Mapping[str, Form],
    rows: Mapping[str, Sequence[Figure | None]],
    *notes: str,
) -> Table:
    """A table from what is at hand."""
    return Table(
        title,
        tuple(columns.items()),
        tuple((name, tuple(figures)) for name, figures in rows.items()),
        notes,
    )


def write(one: Figure | None, form: Form) -> str:
    """A figure with its interval."""
    if one is None:
        return NONE
    return f"{_number(one.value, form)} [{_number(one.low, form)}, {_number(one.high, form)}]"


def _number(value: float, form: Form) -> str:
    match form:
        case "share":
            return f"{value:.1%}"
        case "change":
            return f"{value - 1:+.1%}"
        case "times":
            return f"{value:.2f}"
        case "count":
            return f"{value:.0f}"
        case "number":
            return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"
