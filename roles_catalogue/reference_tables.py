"""Make the rows of each reference table from its cells: one function a table."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from roles_catalogue.problems import Problem
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
from roles_catalogue.schema import Certainty
from roles_catalogue.tables import Cells, keyed, read_table
from roles_catalogue.traits import INTERESTS, VALUES

CERTAINTIES: Final = {member.value: member for member in Certainty}
REGISTERS: Final = {member.value: member for member in Register}
READER_USES: Final = {member.value: member for member in ReaderUse}
BANDS: Final = {band: band for band in BAND_ORDER}

KNOWLEDGE: Final = (
    "administration_and_management",
    "administrative",
    "economics_and_accounting",
    "sales_and_marketing",
    "customer_and_personal_service",
    "personnel_and_human_resources",
    "production_and_processing",
    "food_production",
    "computers_and_electronics",
    "engineering_and_technology",
    "design",
    "building_and_construction",
    "mechanical",
    "mathematics",
    "physics",
    "chemistry",
    "biology",
    "psychology",
    "sociology_and_anthropology",
    "geography",
    "medicine_and_dentistry",
    "therapy_and_counseling",
    "education_and_training",
    "english_language",
    "foreign_language",
    "fine_arts",
    "history_and_archeology",
    "philosophy_and_theology",
    "public_safety_and_security",
    "law_and_government",
    "telecommunications",
    "communications_and_media",
    "transportation",
)
"""The 33 knowledge areas of O*NET, in its own spelling."""


def _provenance(cells: Cells) -> Provenance:
    return Provenance(
        source=cells.text("source"),
        source_url=cells.maybe("source_url"),
        source_date=cells.text("source_date"),
        checked_on=cells.day("checked_on"),
    )


def pay_band(cells: Cells) -> PayBand:
    """A row of ``pay_bands.csv``."""
    row = PayBand(
        pay_year=cells.text("pay_year"),
        band=cells.choice("band", BANDS),
        min_gbp=cells.whole("min_gbp", 1),
        max_gbp=cells.whole("max_gbp", 1),
        effective_from=cells.day("effective_from"),
        provenance=_provenance(cells),
    )
    if row.min_gbp > row.max_gbp:
        cells.wrong("min_gbp", f"{row.min_gbp} is more than max_gbp {row.max_gbp}; swap them")
    return row


def pay_point(cells: Cells) -> PayPoint:
    """A row of ``pay_points.csv``."""
    return PayPoint(
        pay_year=cells.text("pay_year"),
        band=cells.choice("band", BANDS),
        point=cells.whole("point", 1, 12),
        years_of_experience=cells.text("years_of_experience"),
        salary_gbp=cells.whole("salary_gbp", 1),
        effective_from=cells.day("effective_from"),
        provenance=_provenance(cells),
    )


def role_band(cells: Cells) -> RoleBand:
    """A row of ``role_bands.csv``."""
    row = RoleBand(
        id=cells.text("id"),
        role=cells.text("role"),
        band_from=cells.choice("band_from", BANDS),
        band_to=cells.choice("band_to", BANDS),
        certainty=cells.choice("certainty", CERTAINTIES),
        provenance=_provenance(cells),
    )
    if not row.bands:
        cells.wrong("band_from", f"{row.band_from} is above band_to {row.band_to}; swap them")
    return row


def apprenticeship(cells: Cells) -> ApprenticeshipStandard:
    """A row of ``apprenticeship_standards.csv``."""
    months = cells.maybe_whole("typical_duration_months", 3, 84)
    withdrawn = cells.maybe_day("funding_withdrawn_from")
    return ApprenticeshipStandard(
        reference=cells.text("reference"),
        title=cells.text("title"),
        level=cells.whole("level", 2, 7),
        typical_duration_months=months,
        duration_certainty=(
            None if months is None else cells.choice("duration_certainty", CERTAINTIES)
        ),
        register_status=cells.maybe("register_status"),
        funding_withdrawn_from=withdrawn,
        withdrawal_source=(
            cells.maybe("withdrawal_source")
            if withdrawn is None
            else cells.text("withdrawal_source")
        ),
        withdrawal_source_url=cells.maybe("withdrawal_source_url"),
        theme=cells.text("theme"),
        provenance=_provenance(cells),
    )


def t_level(cells: Cells) -> TLevel:
    """A row of ``t_levels.csv``."""
    return TLevel(
        id=cells.text("id"),
        t_level=cells.text("t_level"),
        route=cells.text("route"),
        occupational_specialisms=cells.parts("occupational_specialisms"),
        industry_placement_minimum=cells.text("industry_placement_minimum"),
        last_enrolment=cells.maybe_month_end("last_enrolment"),
        note=cells.maybe("note"),
        provenance=_provenance(cells),
    )


def ucas_points(cells: Cells) -> UcasPoints:
    """A row of ``t_level_ucas_points.csv``."""
    return UcasPoints(
        overall_grade=cells.text("overall_grade"),
        points=cells.whole("ucas_tariff_points", 1, 168),
        same_points_as_three_a_levels=cells.text("same_points_as_three_a_levels"),
        provenance=_provenance(cells),
    )


def qualification(cells: Cells) -> Qualification:
    """A row of ``qualification_levels.csv``."""
    return Qualification(
        level=cells.whole("level", 0, 8),
        qualification=cells.text("qualification"),
        certainty=cells.choice("certainty", CERTAINTIES),
        provenance=_provenance(cells),
    )


def regulator(cells: Cells) -> RegulatedProfession:
    """A row of ``regulated_professions.csv``."""
    return RegulatedProfession(
        id=cells.text("id"),
        regulator=cells.text("regulator"),
        regulator_name=cells.text("regulator_name"),
        profession=cells.text("profession"),
        protected_titles=cells.parts("protected_titles"),
        register=cells.choice("register", REGISTERS),
        area=cells.text("area"),
        note=cells.maybe("note"),
        certainty=cells.choice("certainty", CERTAINTIES),
        provenance=_provenance(cells),
    )


def soc(cells: Cells) -> SocUnitGroup:
    """A row of ``soc2020.csv``."""
    return SocUnitGroup(
        code=cells.text("code"),
        title=cells.text("title"),
        minor_group_title=cells.text("minor_group_title"),
        major_group_title=cells.text("major_group_title"),
        provenance=_provenance(cells),
    )


def esco(cells: Cells) -> EscoOccupation:
    """A row of ``esco_occupations.csv``."""
    return EscoOccupation(
        code=cells.text("code"),
        title=cells.text("title"),
        description=cells.text("description"),
        isco08_group=cells.text("isco08_group"),
        isco08_group_title=cells.text("isco08_group_title"),
        uri=cells.text("uri"),
        provenance=_provenance(cells),
    )


def employer(cells: Cells) -> LeedsEmployer:
    """A row of ``leeds_employers.csv``."""
    return LeedsEmployer(
        id=cells.text("id"),
        employer=cells.text("employer"),
        name=cells.text("name"),
        kind=cells.text("kind"),
        sector=cells.text("sector"),
        fact=cells.text("fact"),
        provenance=_provenance(cells),
    )


def provider(cells: Cells) -> LeedsProvider:
    """A row of ``leeds_providers.csv``."""
    return LeedsProvider(
        id=cells.text("id"),
        provider=cells.text("provider"),
        name=cells.text("name"),
        kind=cells.text("kind"),
        ukprn=cells.maybe("ukprn"),
        postcode=cells.maybe("postcode"),
        offer=cells.text("offer"),
        level=cells.text("level"),
        status=cells.text("status"),
        provenance=_provenance(cells),
    )


def programme(cells: Cells) -> LeedsProgramme:
    """A row of ``leeds_programmes.csv``."""
    return LeedsProgramme(
        id=cells.text("id"),
        programme=cells.text("programme"),
        name=cells.text("name"),
        owner=cells.text("owner"),
        for_whom=cells.text("for_whom"),
        offers=cells.text("offers"),
        how_to_join=cells.maybe("how_to_join"),
        numbers=cells.maybe("numbers"),
        reader_use=cells.choice("reader_use", READER_USES),
        provenance=_provenance(cells),
    )


def ward(cells: Cells) -> Ward:
    """A row of ``leeds_wards.csv``."""
    return Ward(
        id=cells.text("id"),
        kind=cells.text("kind"),
        name=cells.text("name"),
        priority=cells.text("priority"),
        evidence=cells.maybe("evidence"),
        provenance=_provenance(cells),
    )


def leeds_fact(cells: Cells) -> Fact:
    """A row of ``leeds_context_facts.csv``."""
    return Fact(cells.text("fact"), cells.text("value"), cells.maybe("period"), _provenance(cells))


def t_level_fact(cells: Cells) -> Fact:
    """A row of ``t_level_facts.csv``."""
    return Fact(cells.text("fact"), cells.text("value"), None, _provenance(cells))


def glossary_term(cells: Cells) -> GlossaryTerm:
    """A row of ``glossary.csv``."""
    row = GlossaryTerm(
        id=cells.text("id"),
        term=cells.text("term"),
        other_forms=cells.parts("other_forms"),
        meaning=cells.text("meaning"),
        provenance=_provenance(cells),
    )
    # The id is an anchor of the glossary's page, and the page goes by first letters.
    if row.id and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row.id):
        cells.wrong("id", f"{row.id!r} is not lower-case words with hyphens, such as care-plan")
    for column, forms in (("term", (row.term,)), ("other_forms", row.other_forms)):
        for form in forms:
            if form and not form[0].isalpha():
                cells.wrong(column, f"{form!r} does not begin with a letter; write a word")
    return row


OnetRow = tuple[str, str, Mapping[str, float], Provenance]
"""Code, title, ratings, provenance: one row of one O*NET table."""

_ONET_TABLES: Final[tuple[tuple[str, tuple[str, ...], float], ...]] = (
    ("onet_interests.csv", INTERESTS, 7),
    ("onet_work_values.csv", VALUES, 7),
    ("onet_knowledge_importance.csv", KNOWLEDGE, 5),
)


def onet(folder: Path, problems: list[Problem]) -> Mapping[str, OnetOccupation]:
    """Join the three O*NET tables; an occupation may be missing from any of them."""

    def builder(columns: tuple[str, ...], high: float) -> Callable[[Cells], OnetRow]:
        return lambda cells: (
            cells.text("onet_soc_code"),
            cells.text("title"),
            cells.scores(columns, 1, high),
            _provenance(cells),
        )

    blocks: list[Mapping[str, OnetRow]] = []
    for file, columns, high in _ONET_TABLES:
        rows = read_table(folder / file, builder(columns, high), problems)
        blocks.append(keyed(file, rows, lambda row: row[0], problems))
    nothing: Mapping[str, float] = MappingProxyType({})
    found: dict[str, OnetOccupation] = {}
    for code in sorted({code for block in blocks for code in block}):
        rows_of_code = [block.get(code) for block in blocks]
        interests, values, knowledge = (row[2] if row else nothing for row in rows_of_code)
        known = [row for row in rows_of_code if row]
        found[code] = OnetOccupation(
            code=code,
            title=known[0][1],
            interests=interests,
            values=values,
            knowledge=knowledge,
            provenance=tuple(row[3] for row in known),
        )
    return MappingProxyType(found)
