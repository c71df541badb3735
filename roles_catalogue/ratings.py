"""Two independent ratings of each role's working conditions, and what was made of them.

``ratings/a.csv`` and ``ratings/b.csv`` hold what two raters said by docs/rubric.md, neither seeing
the other's ratings nor the role's own description of itself beyond ``sheet``. Where they differ by
two or more, ``ratings/resolved.csv`` says what a third reading made of it and why, and stays
apart: matching uses A as given (the role files hold A's numbers), and people in benchmarks are
drawn from B, so that nobody is measured against the numbers they were made from. An editor who
changes a rating in a role file leaves a row with a note in ``resolved.csv``.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from roles_catalogue.schema import Role
from roles_catalogue.traits import CONDITION_MAX, CONDITIONS

RATINGS_FOLDER: Final = Path(__file__).parent / "ratings"
RATERS: Final = ("a", "b")
APART: Final = 2
"""Ratings that differ by this much or more need a note."""

SCALE: Final = tuple(str(value) for value in range(CONDITION_MAX + 1))

Ratings = Mapping[str, Mapping[str, int]]
"""Role id to condition to rating, 0 to 4."""


@dataclass(frozen=True)
class Resolved:
    """What was settled on where the raters were far apart."""

    role_id: str
    condition: str
    value: int
    note: str


class BadRatings(ValueError):
    """A ratings file has a row that cannot be used; the message names the file and the line."""


def load(rater: str, folder: Path = RATINGS_FOLDER) -> Ratings:
    """The ratings of a rater.

    Raises:
        BadRatings: a column or a rating is missing, or no whole number from 0 to 4; a role
            is there twice.
    """
    path = folder / f"{rater}.csv"
    found: dict[str, Mapping[str, int]] = {}
    for line, row in _rows(path):
        _refuse_gaps(row, ("role_id", *CONDITIONS), f"{path.name} line {line}")
        if not all(row[name] in SCALE for name in CONDITIONS):
            raise BadRatings(f"{path.name} line {line}: ratings are 0 to {CONDITION_MAX}")
        if row["role_id"] in found:
            raise BadRatings(f"{path.name} line {line}: {row['role_id']} is rated twice")
        found[row["role_id"]] = {name: int(row[name]) for name in CONDITIONS}
    return found


def load_resolved(folder: Path = RATINGS_FOLDER) -> tuple[Resolved, ...]:
    """What was settled on, in the order of the file.

    Raises:
        BadRatings: an empty cell, an unknown condition, or a value that is none.
    """
    path = folder / "resolved.csv"
    found = []
    for line, row in _rows(path):
        place = f"{path.name} line {line}"
        _refuse_gaps(row, ("role_id", "condition", "value", "note"), place)
        if row["condition"] not in CONDITIONS:
            raise BadRatings(f"{place}: {row['condition']!r} is none of the conditions")
        if row["value"] not in SCALE:
            raise BadRatings(f"{place}: {row['value']!r} is no value from 0 to {CONDITION_MAX}")
        found.append(
            Resolved(row["role_id"], row["condition"], int(row["value"]), row["note"].strip())
        )
    return tuple(found)


def far_apart(one: Ratings, other: Ratings) -> Iterator[tuple[str, str]]:
    """Roles and conditions on which two raters differ by ``APART`` or more."""
    for role_id in sorted(one.keys() & other.keys()):
        for condition in CONDITIONS:
            if abs(one[role_id][condition] - other[role_id][condition]) >= APART:
                yield role_id, condition


def sheet(roles: Iterable[Role]) -> list[dict[str, Any]]:
    """What a rater sees of each role: what is done where and when, and nothing of how it feels."""
    return [
        {
            "id": role.id,
            "title": role.title,
            "family": role.family.value,
            "settings": [setting.value for setting in role.settings],
            "hours": role.hours,
            "what_you_do": list(role.what_you_do),
            "skills": list(role.skills),
        }
        for role in roles
    ]


def _refuse_gaps(row: Mapping[str, str], columns: Iterable[str], place: str) -> None:
    # The cells that a short line lacks are None.
    gaps = [name for name in columns if not (row.get(name) or "").strip()]
    if gaps:
        raise BadRatings(f"{place}: fill in {', '.join(gaps)}")


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield reader.line_num, row
