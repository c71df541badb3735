"""The catalogue as one file, for other tools."""

import csv
import io
import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from roles_catalogue.export import FORMULA_STARTS, safe_cell, to_csv, to_json
from roles_catalogue.schema import Role
from roles_catalogue.traits import CONDITIONS
from tests.unit.roles_catalogue.workbench import (
    HELPER,
    NURSE,
    catalogue_of,
    real_catalogue,
    sound_roles,
)

TODAY = date(2026, 11, 21)


def test_json_holds_every_role_whole() -> None:
    catalogue = real_catalogue()
    document = json.loads(to_json(catalogue, TODAY))
    assert tuple(Role.model_validate(row["role"]) for row in document["roles"]) == catalogue.roles


def test_json_names_its_version_day_credits_and_sources() -> None:
    document = json.loads(to_json(catalogue_of(sound_roles().values()), TODAY))
    assert document["catalogue_version"] == "0" * 12
    assert document["on"] == "2026-11-21"
    assert any("O*NET" in credit for credit in document["credits"])
    assert all(row["role"]["sources"] for row in document["roles"])


def test_json_says_which_roles_lead_to_each() -> None:
    rows = json.loads(to_json(catalogue_of(sound_roles().values()), TODAY))["roles"]
    assert {row["role"]["id"]: row["comes_from"] for row in rows} == {HELPER: [], NURSE: [HELPER]}


def test_json_computes_pay_on_the_day_and_says_where_it_comes_from() -> None:
    rows = json.loads(to_json(catalogue_of(sound_roles().values()), TODAY))["roles"]
    pay = {row["role"]["id"]: row["pay_range"] for row in rows}
    assert pay[HELPER] is None
    assert (pay[NURSE]["min_gbp"], pay[NURSE]["max_gbp"]) == (32073, 39043)
    assert pay[NURSE]["bands"] == ["5"]
    assert pay[NURSE]["certainty"] == "sourced"
    assert pay[NURSE]["source"]["source_date"] == "2026-04-01"
    assert pay[NURSE]["band_source"]["checked_on"] == "2026-11-21"


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_has_one_flat_row_a_role() -> None:
    rows = {row["id"]: row for row in _rows(to_csv(catalogue_of(sound_roles().values()), TODAY))}
    assert list(rows) == [HELPER, NURSE]
    nurse, helper = rows[NURSE], rows[HELPER]
    assert (nurse["pay_min_gbp"], nurse["pay_max_gbp"], nurse["pay_year"]) == (
        "32073",
        "39043",
        "2026/27",
    )
    assert helper["pay_min_gbp"] == ""
    assert helper["entry_routes"].split(" | ")[0] == "direct: Straight in"
    assert helper["needs_no_degree"] == "yes"
    assert (helper["leads_to"], helper["comes_from"]) == (NURSE, "")
    assert (nurse["leads_to"], nurse["comes_from"]) == ("", HELPER)
    assert nurse["skills"].split(" | ")[1] == "putting in a line"
    assert nurse["condition_shifts"] == "4"
    assert nurse["soc2020_title"]
    assert nurse["sources"] == "A test (2026)"
    assert nurse["catalogue_version"] == "0" * 12
    assert {f"condition_{name}" for name in CONDITIONS} <= set(nurse)


def test_csv_names_the_european_occupations() -> None:
    roles = sound_roles()
    roles[HELPER]["esco"] = [
        {"code": "5322.1", "confidence": "high"},
        {"code": "5162.1", "confidence": "low"},
    ]
    helper, nurse = _rows(to_csv(catalogue_of(roles.values()), TODAY))
    assert (helper["esco"], nurse["esco"]) == ("5322.1 (high) | 5162.1 (low)", "")


def test_csv_of_the_real_catalogue_has_a_full_row_for_each_role() -> None:
    catalogue = real_catalogue()
    rows = _rows(to_csv(catalogue, TODAY))
    assert [row["id"] for row in rows] == [role.id for role in catalogue]
    assert all(None not in row and None not in row.values() for row in rows)


def test_csv_cells_cannot_start_a_formula() -> None:
    roles = sound_roles()
    roles[NURSE]["title"] = "=HYPERLINK(1)"
    roles[NURSE]["other_names"] = ["+44", "-1"]
    row = _rows(to_csv(catalogue_of(roles.values()), TODAY))[1]
    assert row["title"] == "'=HYPERLINK(1)"
    assert row["other_names"] == "'+44 | -1"


@given(st.text(), st.sampled_from(["", *FORMULA_STARTS]))
def test_a_safe_cell_keeps_its_text(text: str, start: str) -> None:
    cell = safe_cell(start + text)
    assert not cell.startswith(FORMULA_STARTS)
    assert cell.removeprefix("'") == (start + text).removeprefix("'")


def test_nothing_is_an_empty_cell() -> None:
    assert safe_cell(None) == ""
    assert safe_cell(0) == "0"


def test_an_empty_catalogue_exports() -> None:
    assert json.loads(to_json(catalogue_of([]), TODAY))["roles"] == []
    assert _rows(to_csv(catalogue_of([]), TODAY)) == []
