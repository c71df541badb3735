"""The data dictionary, made from the typed columns and events themselves so that it is true."""

import sys
from collections.abc import Iterator
from typing import Any, Final, Literal, TypeAlias, get_args, get_origin

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, String, Table, Uuid

from compass.journeys.events import EVENTS, Event
from compass.journeys.models import EventRow, ExposureRow
from compass.orm import Base, UtcDateTime
from compass.reports.models import ReportRow
from compass.reports.service import CLOSED_DAYS, OPEN_DAYS

Kind: TypeAlias = Literal[
    "id", "time", "day", "JSON", "text", "number", "whole number", "true or false"
]

_KINDS: Final[tuple[tuple[type, Kind], ...]] = (
    (Uuid, "id"),
    (UtcDateTime, "time"),
    (Date, "day"),
    (JSON, "JSON"),
    (String, "text"),
    (Float, "number"),
    (Integer, "whole number"),
    (Boolean, "true or false"),
)

_HEAD: Final = """# Data dictionary

Two append-only tables: **events**, one row for each thing that happened, and **exposures**, one
row for each role that was shown in a list. The server writes them in the same transaction as what
they describe. With statistics off, a journey gets no new rows in either. Neither holds a name, an
e-mail address, an IP address, a browser's name, a postcode, anything a person wrote, or the answer
to a question.

This page is made from the code, by `compass.journeys.dictionary.data_dictionary()`. A test fails
if the two differ.

## In an export

`compass journeys export --out DIR` writes both tables as CSV and as Parquet, with this page and a
manifest.

- `event_id`, `journey_id`, `session_id`, `class_session_id`, `list_id` (in `props` too) and `seed`
  are pseudonyms, as text: one value has one name within an export and another name in the next.
  The key is drawn for the export and thrown away.
- Exact times remain. Somebody who holds two exports of the same days could still match rows by
  time, so handle an export as personal data.
- Rows are in the order of writing. Times are UTC. JSON columns are JSON in a text.
- In the CSV files a text that begins with `=`, `+`, `-`, `@`, tab, carriage return or NUL has a
  `'` put before it, so that no spreadsheet runs it as a formula.
"""


_REPORTS: Final = (
    "## reports",
    "",
    "Mistakes on role pages that readers told us of: no part of the log, of a journey or of an",
    "export. `compass reports list` shows them. `compass journeys retire` erases a report "
    f"{CLOSED_DAYS} days",
    f"after it was closed, and {OPEN_DAYS} days after it came in if nobody closed it.",
    "",
)


def data_dictionary() -> str:
    """The whole page as Markdown."""
    return "\n".join(
        (
            _HEAD,
            "## events",
            "",
            *_columns(EventRow),
            "",
            "## exposures",
            "",
            *_columns(ExposureRow),
            "",
            "## The events and their `props`",
            "",
            *(line for event in EVENTS for line in _event(event)),
            *_REPORTS,
            *_columns(ReportRow),
            "",
        )
    )


def table_of(row: type[Base]) -> Table:
    """The table of a model, which knows its columns in order."""
    table = row.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{row.__name__} is not a table")
    return table


def _columns(row: type[Base]) -> Iterator[str]:
    yield "| column | type | empty? | what |"
    yield "| --- | --- | --- | --- |"
    for column in table_of(row).columns:
        empty = "may be" if column.nullable else "never"
        yield f"| `{column.name}` | {kind_of(column)} | {empty} | {column.doc} |"


def kind_of(column: Column[Any]) -> Kind:
    """What a column holds, in words an analyst knows."""
    return next(kind for sort, kind in _KINDS if isinstance(column.type, sort))


def _event(event: type[Event]) -> Iterator[str]:
    yield f"### {event.NAME}, version {event.VERSION}"
    yield ""
    yield (event.__doc__ or "").strip()
    yield ""
    if not event.model_fields:
        yield "No properties."
        yield ""
        return
    yield "| property | type | what |"
    yield "| --- | --- | --- |"
    for name, info in event.model_fields.items():
        yield f"| `{name}` | {_kind(info.annotation)} | {info.description} |"
    yield ""


def _kind(annotation: Any) -> str:
    """An annotation in words an analyst knows."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in inside)
    if origin is tuple:
        return f"list of {_kind(inside[0])}"
    if type(None) in inside:
        return f"{_kind(inside[0])}, or empty"
    if hasattr(annotation, "__metadata__"):
        return _kind(inside[0])
    return {"str": "text", "int": "whole number", "bool": "true or false", "UUID": "id"}[
        annotation.__name__
    ]


if __name__ == "__main__":
    sys.stdout.write(data_dictionary())
