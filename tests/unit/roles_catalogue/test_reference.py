"""The reference tables: what they hold, and from when until when."""

import re
from dataclasses import FrozenInstanceError, fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles_catalogue.reference import (
    BAND_ORDER,
    REFERENCE_FOLDER,
    ReaderUse,
    Reference,
    Register,
)
from roles_catalogue.schema import Certainty
from roles_catalogue.traits import INTERESTS, SUBJECTS, VALUES
from tests.unit.roles_catalogue.workbench import reference

TODAY = date(2026, 11, 21)


# What the tables hold


def test_every_row_names_its_source_its_date_and_when_it_was_checked() -> None:
    facts = reference()
    rows = [
        *facts.pay_bands,
        *facts.pay_points,
        *(
            row
            for table in (
                facts.role_bands,
                facts.apprenticeships,
                facts.t_levels,
                facts.t_level_ucas_points,
                facts.t_level_facts,
                facts.qualifications,
                facts.regulators,
                facts.soc,
                facts.esco,
                facts.employers,
                facts.providers,
                facts.programmes,
                facts.wards,
                facts.leeds_facts,
                facts.glossary,
            )
            for row in table.values()
        ),
    ]
    assert len(rows) > 1000
    for row in rows:
        provenance = row.provenance
        assert provenance.source, row
        assert provenance.source_date, row
        assert date(2020, 1, 1) < provenance.checked_on <= date.max, row


def test_tables_are_complete() -> None:
    facts = reference()
    assert len(facts.soc) == 412
    assert len(facts.esco) == 237
    assert len(facts.apprenticeships) == 275
    assert len(facts.t_level_ucas_points) == 5
    assert sum(ward.kind == "ward" for ward in facts.wards.values()) == 33
    assert {row.band for row in facts.pay_bands} == set(BAND_ORDER)


def test_employers_are_found_by_their_key() -> None:
    facts = reference()
    assert [row.id for row in facts.employers_by_key["ltht"]][:2] == ["ltht-1", "ltht-2"]
    assert {r.id for rows in facts.employers_by_key.values() for r in rows} == set(facts.employers)


def test_onet_ratings_use_our_trait_names() -> None:
    nurse = reference().onet["29-1141.00"]
    assert nurse.title == "Registered Nurses"
    assert tuple(nurse.interests) == INTERESTS
    assert tuple(nurse.values) == VALUES
    assert {area for areas in SUBJECTS.values() for area in areas} <= set(nurse.knowledge)
    assert len(nurse.provenance) == 3


def test_an_esco_occupation_lies_in_its_isco_group_and_has_one_address() -> None:
    rows = reference().esco
    assert rows["2221.2"].title == "nurse responsible for general care"
    assert all(code.startswith(f"{row.isco08_group}.") for code, row in rows.items())
    assert len({row.uri for row in rows.values()}) == len(rows)
    assert all(
        row.uri.startswith("http://data.europa.eu/esco/occupation/") for row in rows.values()
    )


def test_a_suppressed_onet_rating_is_absent_and_an_unrated_block_is_empty() -> None:
    facts = reference()
    assert any(0 < len(row.knowledge) < 33 for row in facts.onet.values())
    assert any(row.interests and not row.knowledge for row in facts.onet.values())
    scores = [
        score
        for row in facts.onet.values()
        for block in (row.interests, row.values, row.knowledge)
        for score in block.values()
    ]
    assert min(scores) >= 1
    assert max(scores) <= 7


def test_a_reference_cannot_be_changed() -> None:
    facts = reference()
    with pytest.raises(FrozenInstanceError):
        facts.pay_bands = ()  # type: ignore[misc]  # that it is refused is the point
    with pytest.raises(TypeError):
        facts.soc["0000"] = facts.soc["1111"]  # type: ignore[index]  # the same


def test_leeds_rows_are_found_in_each_of_the_three_tables() -> None:
    facts = reference()
    assert facts.leeds_row("talenthub-1") is facts.programmes["talenthub-1"]
    assert facts.leeds_row("uol-1") is facts.providers["uol-1"]
    assert facts.leeds_row("lcc-1") is facts.employers["lcc-1"]
    assert facts.leeds_row("nothing-1") is None


def test_ended_and_staff_programmes_are_marked() -> None:
    uses = {row.id: row.reader_use for row in reference().programmes.values()}
    assert uses["hwf-1"] is uses["cchcc-1"] is uses["cchcc-2"] is ReaderUse.ENDED
    assert uses["portal-1"] is uses["indicators-1"] is ReaderUse.STAFF
    assert uses["talenthub-1"] is uses["wca-1"] is ReaderUse.PUBLIC


def test_voluntary_registers_are_told_from_statutory_ones() -> None:
    registers = {row.regulator: row.register for row in reference().regulators.values()}
    assert registers["NMC"] is registers["SWE"] is Register.STATUTORY
    assert registers["UKPHR"] is registers["AHCS"] is Register.VOLUNTARY
    assert registers["CQC"] is Register.SERVICE


# Dates


def test_funding_ends_on_the_day_it_is_withdrawn() -> None:
    standards = reference().apprenticeships
    team_leader = standards["ST0384"]
    assert team_leader.funding_withdrawn_from == date(2026, 9, 1)
    assert team_leader.withdrawal_source is not None
    assert team_leader.open_to_new_starters(date(2026, 8, 31))
    assert not team_leader.open_to_new_starters(date(2026, 9, 1))
    assert standards["ST0005"].open_to_new_starters(date(2099, 1, 1))


def test_a_t_level_is_open_to_the_end_of_the_month_of_its_last_cohort() -> None:
    t_levels = reference().t_levels
    closed = t_levels["healthcare-science"]
    assert closed.last_enrolment == date(2025, 9, 30)
    assert closed.open_to_new_starters(date(2025, 9, 30))
    assert not closed.open_to_new_starters(date(2025, 10, 1))
    assert t_levels["health"].open_to_new_starters(TODAY)


def test_the_pay_in_force_changes_on_the_first_of_april() -> None:
    facts = reference()
    old, new = facts.pay_band("3", date(2026, 3, 31)), facts.pay_band("3", date(2026, 4, 1))
    assert old is not None
    assert new is not None
    assert (old.pay_year, old.min_gbp, old.max_gbp) == ("2025/26", 24937, 26598)
    assert (new.pay_year, new.min_gbp, new.max_gbp) == ("2026/27", 25760, 27476)


@given(st.sampled_from(BAND_ORDER), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_the_pay_in_force_is_the_newest_that_has_begun(band: str, on: date) -> None:
    facts = reference()
    begun = [r.effective_from for r in facts.pay_bands if r.band == band and r.effective_from <= on]
    row = facts.pay_band(band, on)
    assert (row.effective_from if row else None) == max(begun, default=None)


@given(st.sampled_from(BAND_ORDER[1:]), st.dates(date(2025, 4, 1), date(2030, 1, 1)))
def test_a_higher_band_never_pays_less(band: str, on: date) -> None:
    facts = reference()
    below = facts.pay_band(BAND_ORDER[BAND_ORDER.index(band) - 1], on)
    row = facts.pay_band(band, on)
    assert below is not None
    assert row is not None
    assert below.max_gbp < row.min_gbp


def test_a_role_band_lists_every_band_of_its_range() -> None:
    rows = reference().role_bands
    assert rows["nurse-consultant"].bands == ("8b", "8c")
    assert rows["estate-maintenance-worker"].bands == ("3", "4", "5")
    assert rows["porter"].certainty is Certainty.USUAL


# The data dictionary cannot drift


def test_the_data_dictionary_describes_every_table_and_column() -> None:
    text = (REFERENCE_FOLDER / "README.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### (\S+\.csv)\n(.*?)(?=^##|\Z)", text, re.S | re.M))
    tables = {path.name: path for path in REFERENCE_FOLDER.glob("*.csv")}
    assert set(sections) == set(tables)
    everywhere = {"source", "source_url", "source_date", "checked_on"}
    for name, path in tables.items():
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        first_cells = re.findall(r"^\| (`.*?) \|", sections[name], re.M)
        described = {column for cell in first_cells for column in re.findall(r"`(\w+)`", cell)}
        if any("…" in cell for cell in first_cells):
            assert described <= set(header), name
        else:
            assert described == set(header) - everywhere, name


def test_every_table_has_a_place_in_the_reference() -> None:
    tables = len(list(REFERENCE_FOLDER.glob("*.csv")))
    # employers twice (by id, by key), the three O*NET tables as one
    assert len(fields(Reference)) == tables + 1 - 2


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_what_has_closed_stays_closed(on: date) -> None:
    later = on + timedelta(days=30)
    facts = reference()
    for t_level in facts.t_levels.values():
        assert t_level.open_to_new_starters(on) or not t_level.open_to_new_starters(later)
    for standard in facts.apprenticeships.values():
        assert standard.open_to_new_starters(on) or not standard.open_to_new_starters(later)
