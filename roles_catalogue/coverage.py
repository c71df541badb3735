"""Which names of published lists the catalogue has, and why it has not the others.

``coverage.csv`` beside this file has a row for each name: it is a role, another name of one, or
left out for a reason. The lists were used for their names only.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from roles_catalogue import balance
from roles_catalogue.catalogue import Catalogue

COVERAGE_FILE: Final = Path(__file__).parent / "coverage.csv"
LISTS: Final = {
    "uk-roles": "Names of UK health and care roles, by group (general knowledge, no source seen)",
    "adult-social-care": "Skills for Care workforce data set: job roles (November 2022 list)",
    "job-profiles": "National Careers Service job profiles in health or social care (May 2019)",
}
"""The lists by their key in the file."""


@dataclass(frozen=True)
class Name:
    """A name of a list. ``role_id`` is empty for one that is left out, and ``reason`` is not."""

    source: str
    group: str
    name: str
    role_id: str
    reason: str


def load(path: Path = COVERAGE_FILE) -> tuple[Name, ...]:
    """Every row of the file, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Name(row["list"], row["group"], row["name"], row["role_id"], row["reason"])
            for row in csv.DictReader(file)
        )


def problems(names: Sequence[Name], catalogue: Catalogue) -> Iterator[str]:
    """What does not add up: each name has a role that exists, or a reason, and stands once."""
    for (source, name), times in Counter((row.source, row.name) for row in names).items():
        if times > 1:
            yield f"{source}: {name} stands there {times} times"
    for row in names:
        if row.source not in LISTS:
            yield f"{row.name}: {row.source} is no list"
        if bool(row.role_id) is bool(row.reason):
            yield f"{row.name}: give the role that covers it, or the reason why none does"
        if row.role_id and row.role_id not in catalogue:
            yield f"{row.name}: {row.role_id} is no role of the catalogue"


def to_markdown(names: Sequence[Name], catalogue: Catalogue) -> str:
    """The page for readers: counts, then every name that is left out, then every other."""
    lines = [
        "# Coverage",
        "",
        "Every name of three published lists, and where it is in the catalogue; and what kinds of "
        "roles there are. Made by `make docs` from `roles_catalogue/coverage.csv` and the roles.",
        "",
        "| list | names | a role | another name of one | left out |",
        "| - | - | - | - | - |",
    ]
    for key, title in LISTS.items():
        rows = [row for row in names if row.source == key]
        kinds = Counter(_kind(row, catalogue) for row in rows)
        counted = " | ".join(str(kinds[kind]) for kind in ("role", "other", "out"))
        lines.append(f"| {title} | {len(rows)} | {counted} |")
    lines += ["", balance.to_markdown(catalogue).rstrip()]
    lines += ["", "## Left out", "", "| name | why |", "| - | - |"]
    lines += [f"| {row.name} | {row.reason} |" for row in names if not row.role_id]
    for key, title in LISTS.items():
        lines += ["", f"## {title}", "", "| name | role |", "| - | - |"]
        rows = [row for row in names if row.source == key and row.role_id]
        lines += [f"| {row.name} | {catalogue.get(row.role_id).title} |" for row in rows]
    return "\n".join(lines) + "\n"


def _kind(row: Name, catalogue: Catalogue) -> str:
    if not row.role_id:
        return "out"
    same = row.name.casefold() == catalogue.get(row.role_id).title.casefold()
    return "role" if same else "other"
