"""The reference facts: pay bands, apprenticeships, T Levels, regulators, Leeds rows, O*NET, ESCO.

Each table is a CSV file in ``roles_catalogue/reference/``; the ``README.md`` there is the
data dictionary, with sources, caveats and licences.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from roles_catalogue import reference_tables as build
from roles_catalogue.problems import CatalogueError, Problem
from roles_catalogue.reference_rows import (
    BAND_ORDER,
    ApprenticeshipStandard,
    EscoOccupation,
    Fact,
    GlossaryTerm,
    LeedsEmployer,
    LeedsProgramme,
    LeedsProvider,
    OnetOccupation,
    PayBand,
    PayPoint,
    Provenance,
    Qualification,
    ReaderUse,
    Register,
    RegulatedProfession,
    RoleBand,
    SocUnitGroup,
    TLevel,
    UcasPoints,
    Ward,
)
from roles_catalogue.tables import Cells, grouped, keyed, read_table

__all__ = [
    "BAND_ORDER",
    "REFERENCE_FOLDER",
    "ApprenticeshipStandard",
    "CatalogueError",
    "EscoOccupation",
    "Fact",
    "GlossaryTerm",
    "LeedsEmployer",
    "LeedsProgramme",
    "LeedsProvider",
    "OnetOccupation",
    "PayBand",
    "PayPoint",
    "Provenance",
    "Qualification",
    "ReaderUse",
    "Reference",
    "Register",
    "RegulatedProfession",
    "RoleBand",
    "SocUnitGroup",
    "TLevel",
    "UcasPoints",
    "Ward",
]

T = TypeVar("T")

REFERENCE_FOLDER: Final = Path(__file__).parent / "reference"


@dataclass(frozen=True)
class Reference:
    """All reference tables. Mappings are read-only, keyed by the row's id, in file order."""

    pay_bands: tuple[PayBand, ...]
    pay_points: tuple[PayPoint, ...]
    role_bands: Mapping[str, RoleBand]
    apprenticeships: Mapping[str, ApprenticeshipStandard]
    t_levels: Mapping[str, TLevel]
    t_level_ucas_points: Mapping[str, UcasPoints]
    t_level_facts: Mapping[str, Fact]
    qualifications: Mapping[str, Qualification]
    regulators: Mapping[str, RegulatedProfession]
    soc: Mapping[str, SocUnitGroup]
    esco: Mapping[str, EscoOccupation]
    employers: Mapping[str, LeedsEmployer]
    employers_by_key: Mapping[str, tuple[LeedsEmployer, ...]]
    providers: Mapping[str, LeedsProvider]
    programmes: Mapping[str, LeedsProgramme]
    wards: Mapping[str, Ward]
    leeds_facts: Mapping[str, Fact]
    onet: Mapping[str, OnetOccupation]
    glossary: Mapping[str, GlossaryTerm]

    @classmethod
    def load(cls, folder: Path = REFERENCE_FOLDER) -> "Reference":
        """Read every table. Raises `CatalogueError` with every bad file, line and column."""
        problems: list[Problem] = []

        def rows(file: str, make: Callable[[Cells], T]) -> tuple[T, ...]:
            return read_table(folder / file, make, problems)

        def table(
            file: str, make: Callable[[Cells], T], key: Callable[[T], str]
        ) -> Mapping[str, T]:
            return keyed(file, rows(file, make), key, problems)

        pay_bands = rows("pay_bands.csv", build.pay_band)
        pay_points = rows("pay_points.csv", build.pay_point)
        keyed("pay_bands.csv", pay_bands, lambda row: f"{row.pay_year} {row.band}", problems)
        keyed(
            "pay_points.csv",
            pay_points,
            lambda row: f"{row.pay_year} {row.band} {row.point}",
            problems,
        )
        employers = table("leeds_employers.csv", build.employer, lambda row: row.id)
        reference = cls(
            pay_bands=pay_bands,
            pay_points=pay_points,
            role_bands=table("role_bands.csv", build.role_band, lambda row: row.id),
            apprenticeships=table(
                "apprenticeship_standards.csv", build.apprenticeship, lambda row: row.reference
            ),
            t_levels=table("t_levels.csv", build.t_level, lambda row: row.id),
            t_level_ucas_points=table(
                "t_level_ucas_points.csv", build.ucas_points, lambda row: row.overall_grade
            ),
            t_level_facts=table("t_level_facts.csv", build.t_level_fact, lambda row: row.fact),
            qualifications=table(
                "qualification_levels.csv", build.qualification, lambda row: row.id
            ),
            regulators=table("regulated_professions.csv", build.regulator, lambda row: row.id),
            soc=table("soc2020.csv", build.soc, lambda row: row.code),
            esco=table("esco_occupations.csv", build.esco, lambda row: row.code),
            employers=employers,
            employers_by_key=grouped(employers.values(), lambda row: row.employer),
            providers=table("leeds_providers.csv", build.provider, lambda row: row.id),
            programmes=table("leeds_programmes.csv", build.programme, lambda row: row.id),
            wards=table("leeds_wards.csv", build.ward, lambda row: row.id),
            leeds_facts=table("leeds_context_facts.csv", build.leeds_fact, lambda row: row.fact),
            onet=build.onet(folder, problems),
            glossary=table("glossary.csv", build.glossary_term, lambda row: row.id),
        )
        if problems:
            raise CatalogueError(problems)
        return reference

    def pay_band(self, band: str, on: date) -> PayBand | None:
        """The row for ``band`` in force on a day, or None if none is known yet."""
        known = [row for row in self.pay_bands if row.band == band and row.effective_from <= on]
        return max(known, key=lambda row: row.effective_from, default=None)

    def leeds_row(self, row_id: str) -> LeedsProgramme | LeedsProvider | LeedsEmployer | None:
        """The programme, provider or employer row with this id, or None."""
        return (
            self.programmes.get(row_id) or self.providers.get(row_id) or self.employers.get(row_id)
        )
