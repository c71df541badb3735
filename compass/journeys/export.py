"""The log for analysts: events and exposures as CSV and Parquet, under pseudonyms.

Ids are replaced with names that hold within this export only (``privacy.Pseudonyms``). The
folder appears whole or not at all.
"""

import csv
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pyarrow as _pyarrow
import pyarrow.parquet as _parquet
from sqlalchemy.orm import Session

from compass import __version__
from compass.database import Database
from compass.errors import CompassError
from compass.journeys.dictionary import Kind, data_dictionary, kind_of, table_of
from compass.journeys.events import EVENTS
from compass.journeys.json_form import json_form
from compass.journeys.models import EventRow, ExposureRow
from compass.journeys.privacy import Pseudonyms
from compass.journeys.store import log
from compass.orm import Base

# PyArrow carries no types.
pyarrow: Any = _pyarrow
parquet: Any = _parquet

PSEUDONYMOUS: Final = frozenset({"seed"})
"""Columns that are no ids but would lead from one export to another just as well."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
_VERSIONS: Final = ("app_version", "catalogue_version", "questionnaire_version", "model_version")


class ExportRefused(CompassError):
    """The folder to write to is not empty."""


@dataclass(frozen=True)
class ExportReport:
    """What was written. ``rejected`` is how often something was refused instead of logged."""

    folder: Path
    events: int
    exposures: int
    rejected: int
    files: tuple[Path, ...]


def export(database: Database, out: Path, *, made_at: datetime) -> ExportReport:
    """Write the whole log, as it was at one moment, to the folder ``out``.

    Raises:
        ExportRefused: ``out`` exists and is not an empty folder.
        ServiceUnavailable: the database cannot be read.
    """
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise ExportRefused(f"{out} is there already. Name a new folder.")
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        with database.reading() as session:
            pseudonyms = Pseudonyms()
            events = _write(draft, "events", EventRow, log.all_events(session), pseudonyms)
            exposures = _write(
                draft, "exposures", ExposureRow, log.all_exposures(session), pseudonyms
            )
            rejected = _rejected(session)
        (draft / "data-dictionary.md").write_text(data_dictionary(), encoding="utf-8")
        _write_manifest(draft, made_at, (events, exposures), rejected)
        if out.exists():
            out.rmdir()
        draft.rename(out)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    files = tuple(sorted(out.iterdir()))
    return ExportReport(out, events.rows, exposures.rows, sum(r["n"] for r in rejected), files)


@dataclass(frozen=True)
class _Written:
    """One table as it was written: its rows, and the versions that occur in it."""

    name: str
    rows: int
    versions: Mapping[str, Sequence[str]]


def _write(
    folder: Path,
    name: str,
    model: type[Base],
    batches: Iterable[Sequence[Base]],
    pseudonyms: Pseudonyms,
) -> _Written:
    kinds = {column.name: kind_of(column) for column in table_of(model).columns}
    schema = pyarrow.schema([(column, _arrow_type(column, kinds[column])) for column in kinds])
    seen: dict[str, set[str]] = {column: set() for column in _VERSIONS if column in kinds}
    rows = 0
    with (
        (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file,
        parquet.ParquetWriter(folder / f"{name}.parquet", schema) as parquet_file,
    ):
        sheet = csv.writer(file)
        sheet.writerow(kinds)
        for batch in batches:
            records = [_record(row, kinds, pseudonyms) for row in batch]
            sheet.writerows([_cell(record[column]) for column in kinds] for record in records)
            parquet_file.write_table(pyarrow.Table.from_pylist(records, schema=schema))
            rows += len(records)
            for column, values in seen.items():
                values.update(record[column] for record in records)
    return _Written(name, rows, {column: sorted(values) for column, values in seen.items()})


def _arrow_type(column: str, kind: Kind) -> Any:
    if column in PSEUDONYMOUS:
        return pyarrow.string()
    types: dict[Kind, Callable[[], Any]] = {
        "id": pyarrow.string,
        "text": pyarrow.string,
        "JSON": pyarrow.string,
        "whole number": pyarrow.int64,
        "true or false": pyarrow.bool_,
        "number": pyarrow.float64,
        "time": lambda: pyarrow.timestamp("us", tz="UTC"),
    }
    return types[kind]()


def _record(row: Base, kinds: Mapping[str, Kind], pseudonyms: Pseudonyms) -> dict[str, Any]:
    return {
        column: _exported(column, kind, getattr(row, column), pseudonyms)
        for column, kind in kinds.items()
    }


def _exported(column: str, kind: Kind, value: Any, pseudonyms: Pseudonyms) -> Any:
    if value is None:
        return None
    if kind == "id" or column in PSEUDONYMOUS:
        return pseudonyms.name(column, value)
    if kind == "JSON":
        return json.dumps(_without_ids(value, pseudonyms), ensure_ascii=False)
    return value


def _without_ids(value: Any, pseudonyms: Pseudonyms, name: str = "") -> Any:
    """JSON with every id in it replaced, under the name of the property that holds it."""
    if isinstance(value, dict):
        return {key: _without_ids(inner, pseudonyms, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_ids(inner, pseudonyms, name) for inner in value]
    found = _as_uuid(value)
    return value if found is None else pseudonyms.name(name, found)


def _as_uuid(value: object) -> UUID | None:
    if not isinstance(value, str) or len(value) != 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def _cell(value: Any) -> Any:
    """A value as a CSV cell. Text that a spreadsheet would run as a formula gets a quote."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return json_form(value)


def _rejected(session: Session) -> list[dict[str, Any]]:
    return [
        {"day": row.day.isoformat(), "name": row.name, "reason": row.reason, "n": row.n}
        for row in log.rejected_counts(session)
    ]


def _write_manifest(
    folder: Path,
    made_at: datetime,
    tables: tuple[_Written, ...],
    rejected: Sequence[Mapping[str, Any]],
) -> None:
    manifest = {
        "made_at": made_at.isoformat(),
        "app_version": __version__,
        "schemas": {event.NAME: event.VERSION for event in EVENTS},
        "tables": {
            table.name: {"rows": table.rows, "versions": table.versions} for table in tables
        },
        "rejected": rejected,
        "sha256": dict(_sums(folder)),
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _sums(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            yield path.name, hashlib.file_digest(file, "sha256").hexdigest()
