"""What one row of each reference table holds.

Every row carries a `Provenance`. An empty cell means that the source did not say, and is
None (or absent) here. ``reference/README.md`` describes the columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from roles_catalogue.schema import Certainty, is_editorial

BAND_ORDER: Final = ("2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9")
"""Agenda for Change bands from the lowest paid to the highest."""


@dataclass(frozen=True)
class Provenance:
    """Where a row comes from. ``source_date`` is words where the source has no clear date."""

    source: str
    source_url: str | None
    source_date: str
    checked_on: date

    @property
    def is_editorial(self) -> bool:
        """True if nobody says so but our editors."""
        return is_editorial(self.source)


@dataclass(frozen=True)
class PayBand:
    """What one Agenda for Change band pays in England, in pounds a year for full time."""

    pay_year: str
    band: str
    min_gbp: int
    max_gbp: int
    effective_from: date
    provenance: Provenance


@dataclass(frozen=True)
class PayPoint:
    """One step inside a band: ``years_of_experience`` is words such as ``2-5``."""

    pay_year: str
    band: str
    point: int
    years_of_experience: str
    salary_gbp: int
    effective_from: date
    provenance: Provenance


@dataclass(frozen=True)
class RoleBand:
    """The bands in which a job is usually paid; ``sourced`` only where a page says so."""

    id: str
    role: str
    band_from: str
    band_to: str
    certainty: Certainty
    provenance: Provenance

    @property
    def bands(self) -> tuple[str, ...]:
        """Every band from ``band_from`` to ``band_to``, lowest first."""
        return BAND_ORDER[BAND_ORDER.index(self.band_from) : BAND_ORDER.index(self.band_to) + 1]


@dataclass(frozen=True)
class ApprenticeshipStandard:
    """One apprenticeship standard in England; ``reference`` is its official number."""

    reference: str
    title: str
    level: int
    typical_duration_months: int | None
    duration_certainty: Certainty | None
    register_status: str | None
    funding_withdrawn_from: date | None
    withdrawal_source: str | None
    withdrawal_source_url: str | None
    theme: str
    provenance: Provenance

    def open_to_new_starters(self, on: date) -> bool:
        """True if public funding for new starters has not been withdrawn by ``on``."""
        return self.funding_withdrawn_from is None or on < self.funding_withdrawn_from


@dataclass(frozen=True)
class TLevel:
    """One T Level. ``last_enrolment`` is the last day of the month of the last new starts."""

    id: str
    t_level: str
    route: str
    occupational_specialisms: tuple[str, ...]
    industry_placement_minimum: str
    last_enrolment: date | None
    note: str | None
    provenance: Provenance

    def open_to_new_starters(self, on: date) -> bool:
        """True if a student could still start on or after ``on``."""
        return self.last_enrolment is None or on <= self.last_enrolment


@dataclass(frozen=True)
class UcasPoints:
    """What a T Level grade is worth when applying to university."""

    overall_grade: str
    points: int
    same_points_as_three_a_levels: str
    provenance: Provenance


@dataclass(frozen=True)
class Qualification:
    """A kind of qualification and its level in England, 0 (entry level) to 8 (doctorate)."""

    level: int
    qualification: str
    certainty: Certainty
    provenance: Provenance

    @property
    def id(self) -> str:
        """Level and name: some names, such as higher apprenticeship, stand at two levels."""
        return f"{self.level} {self.qualification}"


class Register(StrEnum):
    """What kind of list a regulator's row stands for."""

    STATUTORY = "statutory"
    VOLUNTARY = "voluntary"
    SERVICE = "service"


@dataclass(frozen=True)
class RegulatedProfession:
    """A profession with a register. Titles are those the law reserves for people on it."""

    id: str
    regulator: str
    regulator_name: str
    profession: str
    protected_titles: tuple[str, ...]
    register: Register
    area: str
    note: str | None
    certainty: Certainty
    provenance: Provenance


@dataclass(frozen=True)
class SocUnitGroup:
    """A unit group of the UK Standard Occupational Classification 2020 (four digits)."""

    code: str
    title: str
    minor_group_title: str
    major_group_title: str
    provenance: Provenance


@dataclass(frozen=True)
class EscoOccupation:
    """An occupation of ESCO, the European classification, with its group in ISCO-08."""

    code: str
    title: str
    description: str
    isco08_group: str
    isco08_group_title: str
    uri: str
    provenance: Provenance


@dataclass(frozen=True)
class LeedsEmployer:
    """One fact about one organisation; ``employer`` is the organisation's key."""

    id: str
    employer: str
    name: str
    kind: str
    sector: str
    fact: str
    provenance: Provenance


@dataclass(frozen=True)
class LeedsProvider:
    """One fact about what a college or university offers; ``provider`` is its key."""

    id: str
    provider: str
    name: str
    kind: str
    ukprn: str | None
    postcode: str | None
    offer: str
    level: str
    status: str
    provenance: Provenance


class ReaderUse(StrEnum):
    """Whether a programme's row may be given to a reader as a thing to do (our own reading)."""

    PUBLIC = "public"
    STAFF = "staff"
    ENDED = "ended"
    BACKGROUND = "background"


@dataclass(frozen=True)
class LeedsProgramme:
    """One fact about a programme in Leeds; ``programme`` is the programme's key."""

    id: str
    programme: str
    name: str
    owner: str
    for_whom: str
    offers: str
    how_to_join: str | None
    numbers: str | None
    reader_use: ReaderUse
    provenance: Provenance


@dataclass(frozen=True)
class Ward:
    """A ward or neighbourhood of Leeds."""

    id: str
    kind: str
    name: str
    priority: str
    evidence: str | None
    provenance: Provenance


@dataclass(frozen=True)
class Fact:
    """A single number or statement, with its period where the source gives one."""

    fact: str
    value: str
    period: str | None
    provenance: Provenance


@dataclass(frozen=True)
class GlossaryTerm:
    """A word that the role pages use, explained once. ``other_forms`` mean the same."""

    id: str
    term: str
    other_forms: tuple[str, ...]
    meaning: str
    provenance: Provenance

    @property
    def forms(self) -> tuple[str, ...]:
        """The term itself and its other forms."""
        return (self.term, *self.other_forms)


@dataclass(frozen=True)
class OnetOccupation:
    """An American occupation as O*NET rates it.

    ``interests`` and ``values`` run from 1 to 7, ``knowledge`` (importance) from 1 to 5. A
    rating that O*NET suppresses is absent; a block that O*NET has not rated is empty.
    ``provenance`` has one entry for each table that knows the occupation.
    """

    code: str
    title: str
    interests: Mapping[str, float]
    values: Mapping[str, float]
    knowledge: Mapping[str, float]
    provenance: tuple[Provenance, ...]
