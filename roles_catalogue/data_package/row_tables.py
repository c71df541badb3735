"""The tables of the package that hold rows of the reference tables: those that a role rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.data_package.columns import (
    Cell,
    Column,
    ForeignKey,
    Table,
    column,
    columns,
    optional,
)
from roles_catalogue.data_package.role_tables import CODE, ESCO, ONET, SCHEME, SOC
from roles_catalogue.export import LIST_SEPARATOR
from roles_catalogue.reference import (
    ApprenticeshipStandard,
    EscoOccupation,
    LeedsEmployer,
    LeedsProgramme,
    LeedsProvider,
    OnetOccupation,
    PayBand,
    Provenance,
    RegulatedProfession,
    RoleBand,
    TLevel,
)
from roles_catalogue.schema import Role, RouteKind

_PROVENANCE: Final = tuple(field.name for field in fields(Provenance))
_SEVERAL: Final = f"Several are joined by `{LIST_SEPARATOR.strip()}`."


def row_tables(catalogue: Catalogue, on: date) -> Sequence[Table]:
    """The rows of the tables that the roles rest on, each with where it comes from."""
    reference, roles = catalogue.reference, catalogue.roles
    pay_rows = [
        reference.pay_band(band, on) for band in _in_order(role.pay.bands for role in roles)
    ]
    return (
        *_occupations(catalogue),
        _table(
            "pay_bands",
            "What the Agenda for Change bands of the roles pay in England on the day of the "
            "package, without London supplements.",
            PayBand,
            pay_rows,
            ("band",),
        ),
        _table(
            "role_bands",
            "Why we think that a role is in its bands.",
            RoleBand,
            _named(reference.role_bands, ((role.pay.band_row,) for role in roles)),
            ("id",),
        ),
        _table(
            "regulated_professions",
            "Who keeps the register of a profession.",
            RegulatedProfession,
            _named(reference.regulators, ((role.regulation.row,) for role in roles)),
            ("id",),
        ),
        _table(
            "apprenticeship_standards",
            "The apprenticeship standards in England that lead into the roles.",
            ApprenticeshipStandard,
            _named(reference.apprenticeships, _references(roles, RouteKind.APPRENTICESHIP)),
            ("reference",),
            ("OGL-UK-3.0",),
        ),
        _table(
            "t_levels",
            "The T Levels that lead into the roles.",
            TLevel,
            _named(reference.t_levels, _references(roles, RouteKind.T_LEVEL)),
            ("id",),
            ("OGL-UK-3.0",),
        ),
        _employers(catalogue),
        _leeds_rows(catalogue),
    )


def _in_order(names: Iterable[Iterable[str | None]]) -> list[str]:
    """Every name that is there, once, in alphabetical order."""
    return sorted({name for several in names for name in several if name is not None})


def _named(rows: Any, names: Iterable[Iterable[str | None]]) -> list[Any]:
    """The rows with these names. One that no row has is left for the foreign key to find."""
    return [rows[name] for name in _in_order(names) if name in rows]


def _references(roles: Iterable[Role], kind: RouteKind) -> Iterable[tuple[str | None, ...]]:
    return (
        tuple(route.reference for route in role.entry_routes if route.kind is kind)
        for role in roles
    )


def _table(
    name: str,
    means: str,
    owner: type,
    rows: Iterable[Any],
    key: tuple[str, ...],
    licences: tuple[str, ...] = ("MIT",),
) -> Table:
    """The table of a class of rows: its fields, then those of its provenance."""
    own = [field.name for field in fields(owner) if field.name != "provenance"]
    made = [column(owner, field) for field in own]
    lists = {field.name for field in fields(owner) if str(field.type).startswith("tuple")}
    return Table(
        name,
        means,
        (
            *(_joined(one) if one.name in lists else one for one in made),
            *columns(Provenance, _PROVENANCE),
        ),
        key,
        [
            tuple(_cell(getattr(row, field)) for field in own) + provenance_of(row.provenance)
            for row in rows
            if row is not None
        ],
        licences=licences,
    )


def _joined(one: Column) -> Column:
    """A column whose cells hold a list."""
    return Column(one.name, f"{one.means} {_SEVERAL}", required=False)


def _cell(value: Any) -> Cell:
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(value)
    cell: Cell = value.isoformat() if isinstance(value, date) else value
    return cell


def provenance_of(provenance: Provenance) -> tuple[Cell, ...]:
    """Where a row comes from, in four cells."""
    return tuple(_cell(getattr(provenance, name)) for name in _PROVENANCE)


def _occupations(catalogue: Catalogue) -> tuple[Table, Table]:
    reference = catalogue.reference
    british = _named(reference.soc, ((role.soc2020,) for role in catalogue))
    american = _named(reference.onet, ([link.code for link in role.onet] for role in catalogue))
    european = _named(reference.esco, ([link.code for link in role.esco] for role in catalogue))

    def rows() -> Iterator[tuple[Cell, ...]]:
        for unit in british:
            group, source = unit.minor_group_title, provenance_of(unit.provenance)
            yield SOC, unit.code, unit.title, group, None, None, *source
        for one in american:
            source = provenance_of(one.provenance[0])
            yield ONET, one.code, one.title, None, None, None, *source
        for one in european:
            group, source = one.isco08_group_title, provenance_of(one.provenance)
            yield ESCO, one.code, one.title, group, one.description, one.uri, *source

    occupations = Table(
        "occupations",
        "The occupations that the roles are linked to, as three classifications have them.",
        (
            SCHEME,
            CODE,
            Column("title", "What the classification calls it."),
            *optional(
                Column(
                    "group_title",
                    "The group it is in: the minor group of SOC 2020, the unit group of ISCO-08 "
                    "for ESCO; empty for O*NET.",
                ),
                column(EscoOccupation, "description", means="What ESCO says of it."),
                column(EscoOccupation, "uri", means="Its lasting address in ESCO."),
            ),
            *columns(Provenance, _PROVENANCE),
        ),
        ("scheme", "code"),
        list(rows()),
        licences=("OGL-UK-3.0", "CC-BY-4.0"),
    )
    return occupations, _occupation_ratings(american)


def _occupation_ratings(occupations: Sequence[OnetOccupation]) -> Table:
    blocks = ("interests", "values", "knowledge")
    return Table(
        "occupation_ratings",
        "How O*NET rates its occupations. A role has the ratings of those it is linked to.",
        (
            SCHEME,
            CODE,
            Column(
                "block",
                "`interests` (six), `values` (six work values) or `knowledge` (33 areas).",
                limits={"enum": list(blocks)},
            ),
            Column("dimension", "What is rated, in O*NET's words."),
            Column(
                "rating",
                "Interests and values from 1 to 7, the importance of knowledge from 1 to 5.",
                "number",
                limits={"minimum": 1, "maximum": 7},
            ),
        ),
        ("scheme", "code", "block", "dimension"),
        [
            (ONET, occupation.code, block, dimension, rating)
            for occupation in occupations
            for block in blocks
            for dimension, rating in getattr(occupation, block).items()
        ],
        (ForeignKey(("scheme", "code"), "occupations", ("scheme", "code")),),
        ("CC-BY-4.0",),
    )


def _employers(catalogue: Catalogue) -> Table:
    by_key = catalogue.reference.employers_by_key
    own = ("employer", "name", "kind", "sector")
    return Table(
        "employers",
        "Organisations in Leeds that employ people in the roles; what we know of each stands in "
        "`leeds_rows`.",
        (
            *columns(LeedsEmployer, own[:2]),
            column(LeedsEmployer, "kind", means="The kind of organisation, in words."),
            column(LeedsEmployer, "sector", means="The sector it belongs to, in words."),
        ),
        ("employer",),
        [
            tuple(getattr(rows[0], name) for name in own)
            for rows in _named(by_key, (role.employers for role in catalogue))
        ],
    )


class LeedsTable(StrEnum):
    """Which of the Leeds tables a row comes from."""

    PROGRAMMES = "programmes"
    PROVIDERS = "providers"
    EMPLOYERS = "employers"


def _leeds_rows(catalogue: Catalogue) -> Table:
    reference = catalogue.reference
    names: list[str | None] = []
    for role in catalogue:
        names.append(role.next_step.row)
        names += [row.id for key in role.employers for row in _facts(catalogue, key)]
        for route in role.entry_routes:
            names += route.providers
            if route.kind is RouteKind.TALENT_HUB:
                names.append(route.reference)
    rows = [reference.leeds_row(name) for name in _in_order([names])]
    return Table(
        "leeds_rows",
        "What we know of programmes, colleges, universities and employers in Leeds: one claim a "
        "row, some of them old.",
        (
            column(LeedsProgramme, "id"),
            Column(
                "table",
                "Whether it is about a programme, a provider of courses, or an employer.",
                limits={"enum": [table.value for table in LeedsTable]},
            ),
            Column("key", "The key of the programme or organisation."),
            Column("name", "What it is called."),
            Column("claim", "What it offers, or what we know of it."),
            *columns(Provenance, _PROVENANCE),
        ),
        ("id",),
        [(*_claim(row), *provenance_of(row.provenance)) for row in rows if row is not None],
    )


def _facts(catalogue: Catalogue, employer: str) -> tuple[LeedsEmployer, ...]:
    return catalogue.reference.employers_by_key.get(employer, ())


def _claim(row: LeedsProgramme | LeedsProvider | LeedsEmployer) -> tuple[Cell, ...]:
    if isinstance(row, LeedsProgramme):
        return row.id, LeedsTable.PROGRAMMES, row.programme, row.name, row.offers
    if isinstance(row, LeedsProvider):
        return row.id, LeedsTable.PROVIDERS, row.provider, row.name, row.offer
    return row.id, LeedsTable.EMPLOYERS, row.employer, row.name, row.fact
