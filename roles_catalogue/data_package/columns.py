"""The columns of the package's tables. What a class knows of a field (its type, its bounds, its
words) is taken from there, so that a column cannot say anything else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, Literal

from pydantic import TypeAdapter

from roles_catalogue.meanings import meaning
from roles_catalogue.schema import Role

Kind = Literal["string", "integer", "number", "boolean", "date"]

_CONSTRAINTS: Final = ("enum", "pattern", "minLength", "maxLength", "minimum", "maximum")
"""What JSON Schema and Table Schema call by the same names."""


@dataclass(frozen=True)
class Column:
    """One column. A cell may be empty unless it is ``required``; ``limits`` are constraints of
    Table Schema."""

    name: str
    means: str
    kind: Kind = "string"
    required: bool = True
    limits: Mapping[str, Any] | None = None

    def described(self) -> dict[str, Any]:
        """The column as Table Schema has it."""
        return {
            "name": self.name,
            "type": self.kind,
            "description": self.means,
            "constraints": {"required": self.required, **(self.limits or {})},
        }


@cache
def _schema(owner: type) -> dict[str, Any]:
    schema: dict[str, Any] = TypeAdapter(owner).json_schema(mode="serialization")
    return schema


def column(owner: type, field: str, *, name: str = "", means: str = "") -> Column:
    """The column for a field of a class; for a list, for one entry of it.

    ``name`` and ``means`` are for a field that is called something else in the package, or that
    needs other words there.
    """
    schema = _schema(owner)
    found: dict[str, Any] = schema["properties"][field]
    options = [option for option in found.get("anyOf", [found]) if option.get("type") != "null"]
    (shape,) = options
    if shape.get("type") == "array":
        shape = shape["items"]
    if "$ref" in shape:
        shape = schema["$defs"][shape["$ref"].rsplit("/", 1)[-1]]
    return Column(
        name or field,
        # The API sends null where a cell of a CSV file is empty.
        means or meaning(owner.__name__, field).replace("null", "empty"),
        "date" if shape.get("format") == "date" else shape["type"],
        len(options) == len(found.get("anyOf", [found])),
        {key: shape[key] for key in _CONSTRAINTS if key in shape},
    )


def columns(owner: type, fields: Iterable[str]) -> tuple[Column, ...]:
    """A column for each of these fields of a class."""
    return tuple(column(owner, field) for field in fields)


def optional(*given: Column) -> tuple[Column, ...]:
    """The same columns, in a table where not every row has them."""
    return tuple(Column(c.name, c.means, c.kind, False, c.limits) for c in given)


def position(of: str) -> Column:
    """The column that numbers the entries of a list from 1."""
    return Column("position", f"{of}, from 1.", "integer", limits={"minimum": 1})


@dataclass(frozen=True)
class ForeignKey:
    """Columns that name a row of another table by its key."""

    fields: tuple[str, ...]
    table: str
    to: tuple[str, ...]

    def described(self) -> dict[str, Any]:
        """The key as Table Schema has it."""
        return {
            "fields": list(self.fields),
            "reference": {"resource": self.table, "fields": list(self.to)},
        }


def refers(field: str, table: str, to: str = "id") -> ForeignKey:
    """A foreign key of one column."""
    return ForeignKey((field,), table, (to,))


Cell = str | int | float | bool | None
"""What a cell can hold; None is an empty one, and so is an empty text."""


@dataclass(frozen=True)
class Table:
    """One table of the package: its columns, its keys, under which licences it stands, its rows."""

    name: str
    means: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    foreign: tuple[ForeignKey, ...] = ()
    licences: tuple[str, ...] = ("MIT",)

    def described(self) -> dict[str, Any]:
        """The table's columns and keys as Table Schema has them."""
        return {
            "fields": [one.described() for one in self.columns],
            "missingValues": [""],
            "primaryKey": list(self.key),
            "foreignKeys": [one.described() for one in self.foreign],
        }


ROLE: Final = column(Role, "id", name="role_id", means="The role's id in `roles`.")
OF_A_ROLE: Final = refers("role_id", "roles")
"""The column that names the role of a row, and where it leads."""


def as_cell(value: Any) -> Cell:
    """A date as text; anything else as it is."""
    cell: Cell = value.isoformat() if isinstance(value, date) else value
    return cell
