"""The file that a new role starts from, and how what is left to write is noticed."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from roles_catalogue.catalogue import Catalogue, CatalogueError
from roles_catalogue.checks import check
from roles_catalogue.new_role import new_role
from roles_catalogue.role_files import PLACEHOLDER
from roles_catalogue.schema import (
    EntryRoute,
    Family,
    NextStep,
    Pay,
    Regulation,
    Role,
    Short,
    Source,
)
from tests.unit.roles_catalogue.workbench import NURSE, sound_roles, write_roles

ON = date(2026, 11, 22)
TEXT = new_role("ward-cook", Family.ESTATES_AND_FACILITIES, None, ON)
FACTS = ("sectors", "settings", "pay", "regulation", "soc2020", "onet", "conditions", "next_step")
"""The fields whose values are no free text."""


def home_of(folder: Path, text: str) -> Path:
    path = folder / "estates-and-facilities" / "ward-cook.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder


def names_in(lines: list[str], indent: str) -> list[str]:
    """The fields at one indent, whether they are help or not."""
    found = (re.match(rf"{indent}(?:- |# )?(\w+):(?: |$)", line) for line in lines)
    return [match[1] for match in found if match]


def block(name: str) -> list[str]:
    lines = TEXT.splitlines()
    start = lines.index(next(line for line in lines if line.startswith(f"{name}:")))
    rest = lines[start + 1 :]
    end = next((n for n, line in enumerate(rest) if not line.startswith(" ")), len(rest))
    return rest[:end]


def test_every_field_of_a_role_is_there_in_the_order_of_the_schema() -> None:
    assert names_in(TEXT.splitlines(), "") == list(Role.model_fields)


@pytest.mark.parametrize(
    ("name", "model", "indent"),
    [
        ("short", Short, "  "),
        ("pay", Pay, "  "),
        ("regulation", Regulation, "  "),
        ("entry_routes", EntryRoute, "  (?:  )?"),
        ("next_step", NextStep, "  "),
        ("sources", Source, "  (?:  )?"),
    ],
)
def test_and_every_field_inside_a_field(name: str, model: type[BaseModel], indent: str) -> None:
    assert names_in(block(name), indent) == list(model.model_fields)


def test_the_help_becomes_yaml_when_its_sign_is_taken_away() -> None:
    text = re.sub(r"^( *)# (\w+: )", r"\1\2", TEXT, flags=re.MULTILINE)
    assert yaml.safe_load(text).keys() == Role.model_fields.keys()


def test_only_what_was_given_is_filled_in() -> None:
    fields = yaml.safe_load(new_role("ward-cook", Family.NURSING, "Ward cook", ON))
    given = {name for name, value in fields.items() if PLACEHOLDER not in str(value)}
    assert given == {"id", "title", "family", "leads_to", "employers", "checked_on", "review_by"}
    assert (fields["id"], fields["title"], fields["family"]) == (
        "ward-cook",
        "Ward cook",
        "nursing",
    )
    assert (fields["checked_on"], fields["review_by"]) == (ON, date(2027, 11, 22))
    assert fields["leads_to"] == fields["employers"] == []


@given(st.text(min_size=2, max_size=160).filter(str.isprintable))
def test_a_title_means_itself_whatever_yaml_makes_of_such_words(title: str) -> None:
    text = new_role("ward-cook", Family.NURSING, title, ON)
    assert yaml.safe_load(text)["title"] == title


@pytest.mark.parametrize("title", ["No", "2026", "2026-11-22", "Cook: wards", "A, b", "#1", "[x]"])
def test_titles_that_yaml_would_read_as_something_else(title: str) -> None:
    assert yaml.safe_load(new_role("ward-cook", Family.NURSING, title, ON))["title"] == title


def test_all_that_is_still_to_be_written_is_named_with_field_and_line(tmp_path: Path) -> None:
    folder = home_of(tmp_path, TEXT)
    with pytest.raises(CatalogueError) as caught:
        Catalogue.load(folder)
    said = [str(problem) for problem in caught.value.problems]
    lines = TEXT.splitlines()
    open_lines = [n for n, line in enumerate(lines, 1) if re.search(r"[\[ :]\(still", line)]
    assert "estates-and-facilities/ward-cook.yaml line 6 field title: still to be written" in said
    assert all(line.endswith(": still to be written") for line in said)
    named = {int(match[1]) for line in said if (match := re.search(r" line (\d+) field ", line))}
    # A long text is named by the line of its field, which is right above.
    assert {n for n in open_lines if not lines[n - 1].startswith("  (still")} <= named
    assert {"day", "suits_you"} <= {line.split()[4].rstrip(":") for line in said}


def partly_written() -> dict[str, Any]:
    """A new file in which all is filled in but the texts."""
    fields: dict[str, Any] = yaml.safe_load(TEXT)
    sound = sound_roles()[NURSE]
    fields |= {name: sound[name] for name in FACTS}
    fields["entry_routes"][0] |= {"kind": "direct", "earn": True, "certainty": "usual"}
    return fields


def test_a_text_that_is_only_a_placeholder_breaks_a_rule(tmp_path: Path) -> None:
    folder = write_roles(tmp_path, {"ward-cook": partly_written()})
    catalogue = Catalogue.load(folder)
    errors = [finding for finding in check(catalogue, ON) if finding.severity == "error"]
    found = [finding for finding in errors if finding.rule == "all-written"]
    assert [finding for finding in errors if finding.rule == "no-repeats"] == []
    ordered = [int(finding.where.split()[2]) for finding in found]
    assert ordered == sorted(ordered)
    assert len(ordered) > 20
    lines = (folder / "estates-and-facilities" / "ward-cook.yaml").read_text("utf-8").splitlines()
    (pitch,) = (f for f in found if f.where.endswith(" field pitch"))
    assert pitch.message == "still to be written"
    line = int(pitch.where.split()[2])
    assert lines[line - 1] == f"pitch: {PLACEHOLDER}"
    named = {finding.where.split()[-1] for finding in found}
    assert {"title", "day", "skills.3", "entry_routes.0.label", "sources.0.used_for"} <= named


def test_a_placeholder_inside_a_text_breaks_it_too_and_one_in_a_comment_does_not(
    tmp_path: Path,
) -> None:
    roles = sound_roles()
    folder = write_roles(tmp_path, roles)
    path = folder / "nursing" / f"{NURSE}.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"# {PLACEHOLDER}\n{text}", "utf-8")
    assert Catalogue.load(folder).unwritten == ()
    path.write_text(text.replace("pitch: You keep", f"pitch: You {PLACEHOLDER}"), "utf-8")
    (problem,) = Catalogue.load(folder).unwritten
    assert problem.where == "nursing/night-nurse.yaml line 8 field pitch"


def test_what_else_is_wrong_with_a_new_file_is_said_as_well(tmp_path: Path) -> None:
    text = TEXT.replace("soc2020: (still to be written)", "soc2020: 9262")
    with pytest.raises(CatalogueError) as caught:
        Catalogue.load(home_of(tmp_path, text))
    other = [p for p in caught.value.problems if p.message != "still to be written"]
    assert [problem.message for problem in other] == [
        'Input should be a valid string, in "double quotes" if it looks like a number, '
        "a date, yes or no"
    ]
    assert other[0].where.endswith(" field soc2020")


def test_a_colon_in_a_text_is_met_with_what_to_do(tmp_path: Path) -> None:
    text = TEXT.replace("pitch: (still to be written)", "pitch: You cook: for a ward")
    with pytest.raises(CatalogueError) as caught:
        Catalogue.load(home_of(tmp_path, text))
    (problem,) = caught.value.problems
    assert problem.where == "estates-and-facilities/ward-cook.yaml line 11"
    assert problem.message.endswith('needs "double quotes" around it')
