"""Bad cells in a reference table: each message names the place and what would be right."""

import csv
import shutil
from pathlib import Path

import pytest

from roles_catalogue.problems import CatalogueError
from roles_catalogue.reference import REFERENCE_FOLDER, Reference
from tests.unit.roles_catalogue.workbench import reference


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables that a test may spoil."""
    return Path(shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference"))


def spoil(table: Path, old: str, new: str) -> None:
    """Replace the first ``old`` in a table."""
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_of(tables: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        Reference.load(tables)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        (
            "pay_bands.csv",
            "2026/27,3,25760",
            '2026/27,3,"25,760"',
            "pay_bands.csv line 3 column min_gbp: '25,760' is not a whole number from 1 to "
            "1000000; write digits only, such as 25272",
        ),
        (
            "pay_bands.csv",
            "2026/27,3,25760,27476",
            "2026/27,3,27476,25760",
            "pay_bands.csv line 3 column min_gbp: 27476 is more than max_gbp 25760; swap them",
        ),
        (
            "pay_bands.csv",
            "2026/27,3,",
            "2026/27,three,",
            "pay_bands.csv line 3 column band: 'three' is not one of 2, 3, 4, 5, 6, 7, 8a, 8b, "
            "8c, 8d, 9",
        ),
        (
            "pay_bands.csv",
            "25272,2026-04-01",
            "25272,1 April 2026",
            "pay_bands.csv line 2 column effective_from: '1 April 2026' is not a date; write it "
            "as 2026-04-01",
        ),
        (
            "pay_bands.csv",
            "25272,2026-04-01",
            "25272,2026-04-31",
            "pay_bands.csv line 2 column effective_from: '2026-04-31' is not a date; write it "
            "as 2026-04-01",
        ),
        (
            "t_levels.csv",
            "9 weeks,2025-09,",
            "9 weeks,September 2025,",
            "t_levels.csv line 3 column last_enrolment: 'September 2025' is not a month; write "
            "it as 2025-09",
        ),
        (
            "role_bands.csv",
            "porter,Porter,2,2,usual",
            "porter,Porter,3,2,usual",
            "role_bands.csv line 34 column band_from: 3 is above band_to 2; swap them",
        ),
        (
            "role_bands.csv",
            "porter,Porter,2,2,usual",
            "porter,Porter,2,2,certain",
            "role_bands.csv line 34 column certainty: 'certain' is not one of sourced, usual",
        ),
        (
            "leeds_programmes.csv",
            ",ended,",
            ",over,",
            "leeds_programmes.csv line 4 column reader_use: 'over' is not one of public, staff, "
            "ended, background",
        ),
        (
            "onet_interests.csv",
            "Chief Executives,1.30",
            "Chief Executives,7.30",
            "onet_interests.csv line 2 column realistic: '7.30' is not a score from 1 to 7",
        ),
        (
            "onet_interests.csv",
            "Chief Executives,1.30",
            "Chief Executives,low",
            "onet_interests.csv line 2 column realistic: 'low' is not a score from 1 to 7",
        ),
        (
            "leeds_wards.csv",
            "alwoodley,ward,Alwoodley",
            "alwoodley,ward,",
            "leeds_wards.csv line 3 column name: the cell is empty; every row needs it",
        ),
        (
            "leeds_wards.csv",
            "alwoodley,ward,",
            "alwoodley,ward,x,",
            "leeds_wards.csv line 3: 10 cells where the header has 9; put double quotes round a "
            "cell that holds a comma",
        ),
        (
            "glossary.csv",
            "\na-levels,",
            "\nA levels,",
            "glossary.csv line 2 column id: 'A levels' is not lower-case words with hyphens, such "
            "as care-plan",
        ),
        (
            "glossary.csv",
            "\na-levels,A levels,",
            "\na-levels,3 A levels,",
            "glossary.csv line 2 column term: '3 A levels' does not begin with a letter; write a "
            "word",
        ),
        (
            "soc2020.csv",
            "\n1112,",
            "\n1111,",
            "soc2020.csv: the id 1111 is there twice; ids are unique",
        ),
        (
            "pay_bands.csv",
            "2025/26,2,",
            "2026/27,2,",
            "pay_bands.csv: the id 2026/27 2 is there twice; ids are unique",
        ),
        (
            "esco_occupations.csv",
            "\n2222.1,midwife,",
            "\n2222.1,,",
            "esco_occupations.csv line 58 column title: the cell is empty; every row needs it",
        ),
        (
            "soc2020.csv",
            "code,title",
            "code,name",
            "soc2020.csv line 1: there is no column title; add it",
        ),
    ],
)
def test_a_bad_cell_is_named_with_what_would_be_right(
    tables: Path, table: str, old: str, new: str, said: str
) -> None:
    spoil(tables / table, old, new)
    assert problems_of(tables) == [said]


def test_withdrawn_funding_needs_its_source(tables: Path) -> None:
    table = tables / "apprenticeship_standards.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(i for i, line in enumerate(lines) if line.startswith("ST0217,"))
    cells = next(csv.reader([lines[number]]))
    cells[lines[0].split(",").index("funding_withdrawn_from")] = "2027-01-01"
    lines[number] = ",".join(f'"{cell}"' for cell in cells) + "\n"
    table.write_text("".join(lines), encoding="utf-8")
    assert problems_of(tables) == [
        f"apprenticeship_standards.csv line {number + 1} column withdrawal_source: "
        "the cell is empty; every row needs it"
    ]


@pytest.mark.parametrize("column", ["source", "source_date", "checked_on"])
def test_no_row_goes_without_its_provenance(tables: Path, column: str) -> None:
    table = tables / "t_level_facts.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index(column)] = " "
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    assert problems_of(tables) == [
        f"t_level_facts.csv line 2 column {column}: the cell is empty; every row needs it"
    ]


def test_all_problems_of_all_tables_come_at_once(tables: Path) -> None:
    (tables / "soc2020.csv").unlink()
    (tables / "leeds_wards.csv").write_bytes(b"id,kind\n\xff\xfe,\n")
    spoil(tables / "pay_bands.csv", "2026/27,2,25272", "2026/27,2,much")
    spoil(tables / "t_levels.csv", "2025-09", "soon")
    assert [message.split(":")[0] for message in sorted(problems_of(tables))] == [
        "leeds_wards.csv",
        "pay_bands.csv line 2 column min_gbp",
        "soc2020.csv",
        "t_levels.csv line 3 column last_enrolment",
    ]


def test_blank_lines_line_endings_and_a_byte_order_mark_do_no_harm(tables: Path) -> None:
    table = tables / "t_levels.csv"
    text = table.read_text(encoding="utf-8")
    table.write_bytes(("\ufeff" + text.replace("\n", "\r\n") + "\r\n").encode())
    assert Reference.load(tables).t_levels == reference().t_levels
