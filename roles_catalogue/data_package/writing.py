"""Write the package: a folder that appears whole or not at all.

https://datapackage.org says what a data package is; ``docs/data-package.md`` what is in ours.
"""

import csv
import hashlib
import io
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.data_package.columns import Cell, Table
from roles_catalogue.data_package.role_tables import role_tables
from roles_catalogue.data_package.row_tables import row_tables
from roles_catalogue.export import CREDITS, safe_cell, to_json

NAME: Final = "career-compass-leeds-catalogue"
PROFILES: Final = "https://datapackage.org/profiles/2.0"

LICENCES: Final[dict[str, dict[str, str]]] = {
    "MIT": {
        "name": "MIT",
        "path": "https://opensource.org/license/mit",
        "title": "MIT License: our own words, ratings and links",
    },
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0: O*NET and ESCO",
    },
    "OGL-UK-3.0": {
        "name": "OGL-UK-3.0",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "title": "Open Government Licence v3.0: SOC 2020, apprenticeship standards, T Levels",
    },
}

ORIGINS: Final = (
    ("O*NET Database, U.S. Department of Labor", "https://www.onetcenter.org/database.html"),
    ("ESCO, European Commission", "https://esco.ec.europa.eu/"),
    (
        "Standard Occupational Classification 2020, Office for National Statistics",
        "https://www.ons.gov.uk/methodology/classificationsandstandards/"
        "standardoccupationalclassificationsoc",
    ),
)

README: Final = """\
# Career Compass Leeds: the catalogue

{roles} jobs in health and social care in Leeds. Catalogue version {version}; pay as on {on};
made on {made_on}.

`datapackage.json` describes every column of every table (https://datapackage.org); `catalogue.json`
holds the same roles as one document. CSV files are UTF-8 with one header row. An empty cell means
that there is nothing to say, or that the source did not say. Where `certainty` is `usual`, say
"usually". A cell that a spreadsheet would run as a formula starts with a single quote.

{tables}

## Licences and credits

Whoever passes this on shows these lines:

{credits}

Our own words, ratings and links are under the MIT licence, copyright Career Compass contributors.
Pay, bands, regulators and facts about Leeds are single facts from public pages, with the source
in each row.
"""


class FolderInUse(Exception):
    """The folder to write to holds something already."""


@dataclass(frozen=True)
class _File:
    name: str
    contents: bytes

    def described(self) -> dict[str, Any]:
        """Where it is and how to see that it is whole."""
        return {
            "path": self.name,
            "bytes": len(self.contents),
            "hash": f"sha256:{hashlib.sha256(self.contents).hexdigest()}",
        }


def write_package(
    catalogue: Catalogue, on: date, folder: Path, *, made_at: datetime
) -> tuple[Path, ...]:
    """Write the roles, with their pay on a day, and the rows that they rest on to a new folder.

    Gives the files, by name. ``made_at`` has a time zone.

    Raises:
        FolderInUse: the folder exists and is not empty.
        OSError: it cannot be written.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise FolderInUse(f"{folder} is there already. Name a new folder.")
    tables = (*role_tables(catalogue, on), *row_tables(catalogue, on))
    files = [_File(f"{table.name}.csv", _as_csv(table)) for table in tables]
    whole = _File("catalogue.json", to_json(catalogue, on).encode())
    descriptor = {
        **_about(catalogue, on, made_at),
        "resources": [
            *(_table_resource(table, file) for table, file in zip(tables, files, strict=True)),
            _json_resource(whole),
        ],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    described = _File("datapackage.json", text.encode())
    readme = _File("README.md", _readme(catalogue, on, made_at, tables).encode())
    _write(folder, (*files, whole, described, readme))
    return tuple(sorted(folder.iterdir()))


def _as_csv(table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    for row in table.rows:
        writer.writerow([_text(cell) for _, cell in zip(names, row, strict=True)])
    return out.getvalue().encode()


def _text(cell: Cell) -> str:
    # Table Schema writes a boolean in lower case.
    return str(cell).lower() if isinstance(cell, bool) else safe_cell(cell)


def _about(catalogue: Catalogue, on: date, made_at: datetime) -> dict[str, Any]:
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": NAME,
        "title": "Career Compass Leeds: health and social care roles",
        "description": f"{len(catalogue)} jobs in health and social care in Leeds: what one does, "
        "ways in and what they ask for, moves, pay, working conditions, and links to SOC 2020, "
        "O*NET and ESCO. An empty cell means that there is nothing to say, or that the source did "
        'not say. Where `certainty` is `usual`, say "usually".',
        "version": catalogue.version,
        "created": made_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "keywords": ["careers", "health", "social care", "Leeds", "occupations", "crosswalk"],
        "contributors": [{"title": "Career Compass contributors"}],
        "licenses": list(LICENCES.values()),
        "sources": [{"title": title, "path": path} for title, path in ORIGINS],
        "on": on.isoformat(),
        "credits": list(CREDITS),
    }


def _table_resource(table: Table, file: _File) -> dict[str, Any]:
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "description": table.means,
        **file.described(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "licenses": [LICENCES[name] for name in table.licences],
        "schema": {"$schema": f"{PROFILES}/tableschema.json", **table.described()},
    }


def _json_resource(file: _File) -> dict[str, Any]:
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": "catalogue",
        "type": "json",
        "description": "The same roles as one document: `roles[].role` has the shape of a role's "
        "file, `comes_from` the ids of the roles that lead to it, `pay_range` its pay in pounds "
        "a year or null.",
        **file.described(),
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }


def _readme(catalogue: Catalogue, on: date, made_at: datetime, tables: Sequence[Table]) -> str:
    return README.format(
        roles=len(catalogue),
        version=catalogue.version,
        on=on.isoformat(),
        made_on=made_at.astimezone(UTC).date().isoformat(),
        tables="\n".join(
            ["| table | rows | what |", "| --- | --- | --- |"]
            + [f"| `{table.name}.csv` | {len(table.rows)} | {table.means} |" for table in tables]
        ),
        credits="\n".join(f"- {credit}" for credit in CREDITS),
    )


def _write(folder: Path, files: Sequence[_File]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        draft.chmod(0o755)  # mkdtemp makes a private folder, and this is for others
        for file in files:
            (draft / file.name).write_bytes(file.contents)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
