"""The catalogue as a data package, judged by Frictionless' own tool as its readers will."""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system

from roles_catalogue.data_package import FolderInUse, write_package
from roles_catalogue.traits import CONDITIONS
from tests.unit.roles_catalogue.workbench import (
    HELPER,
    NURSE,
    Fields,
    catalogue_of,
    real_catalogue,
    sound_roles,
)

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 11, 21)
MADE_AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def written(folder: Path, roles: dict[str, Fields]) -> Path:
    """The package of these roles, in a new folder."""
    out = folder / "package"
    write_package(catalogue_of(roles.values()), TODAY, out, made_at=MADE_AT)
    return out


def descriptor(package: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((package / "datapackage.json").read_text("utf-8"))
    return found


def resource(package: Path, name: str) -> dict[str, Any]:
    (found,) = (one for one in descriptor(package)["resources"] if one["name"] == name)
    return dict(found)


def rows(package: Path, name: str) -> list[dict[str, str]]:
    with (package / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged(package: Path) -> list[tuple[str, str]]:
    """What Frictionless has against a package: resource and kind of error."""
    # The package lies in a temporary folder, which the tool takes for an unsafe place.
    with system.use_context(trusted=True):
        report = Package(str(package / "datapackage.json")).validate()
    found = [("", error.type) for error in report.errors]
    return found + [(task.name, error.type) for task in report.tasks for error in task.errors]


def undescribed(package: Path) -> list[str]:
    """The resources and columns of which nobody says what they hold."""
    return [
        f"{one['name']} {field.get('name', '')}".strip()
        for one in descriptor(package)["resources"]
        for field in (one, *one.get("schema", {}).get("fields", ()))
        if not field.get("description", "").strip()
    ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own catalogue as a package."""
    out = tmp_path_factory.mktemp("whole") / "package"
    write_package(real_catalogue(), TODAY, out, made_at=MADE_AT)
    return out


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return written(tmp_path, sound_roles())


# What Frictionless says


def test_the_projects_own_package_is_valid(whole: Path) -> None:
    assert judged(whole) == []
    assert len(rows(whole, "roles")) == len(real_catalogue())


def test_every_table_and_every_column_is_described(whole: Path) -> None:
    assert undescribed(whole) == []
    described = {one["path"]: one for one in descriptor(whole)["resources"]}
    files = {path.name for path in whole.iterdir()} - {"datapackage.json", "README.md"}
    assert set(described) == files
    for name, one in described.items():
        if name.endswith(".csv"):
            header = (whole / name).read_text("utf-8").splitlines()[0].split(",")
            assert [field["name"] for field in one["schema"]["fields"]] == header


def edit_descriptor(package: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what the package says of its moves."""
    document = descriptor(package)
    (moves,) = (one for one in document["resources"] if one["name"] == "moves")
    change(moves)
    (package / "datapackage.json").write_text(json.dumps(document), "utf-8")


def test_a_column_that_nobody_describes_is_found(small: Path) -> None:
    edit_descriptor(small, lambda moves: moves["schema"]["fields"][1].pop("description"))
    assert undescribed(small) == ["moves to_role"]
    edit_descriptor(small, lambda moves: moves["schema"]["fields"].pop())
    assert ("moves", "extra-label") in judged(small)


def dangling_move(roles: dict[str, Fields]) -> None:
    roles[HELPER]["leads_to"] = [{"role": "astronaut"}]


def dangling_code(roles: dict[str, Fields]) -> None:
    roles[HELPER]["esco"] = [{"code": "5322.99", "confidence": "high"}]


def dangling_apprenticeship(roles: dict[str, Fields]) -> None:
    roles[HELPER]["entry_routes"][1]["reference"] = "ST9999"


def dangling_employer(roles: dict[str, Fields]) -> None:
    roles[NURSE]["employers"] = ["nasa"]


def dangling_row(roles: dict[str, Fields]) -> None:
    roles[NURSE]["next_step"]["row"] = "nowhere-1"


@pytest.mark.parametrize(
    ("spoil", "table"),
    [
        (dangling_move, "moves"),
        (dangling_code, "crosswalk"),
        (dangling_apprenticeship, "entry_routes"),
        (dangling_employer, "role_employers"),
        (dangling_row, "roles"),
    ],
)
def test_a_key_that_leads_nowhere_is_found(
    tmp_path: Path, spoil: Callable[[dict[str, Fields]], None], table: str
) -> None:
    roles = sound_roles()
    spoil(roles)
    assert judged(written(tmp_path, roles)) == [(table, "foreign-key")]


def test_a_file_that_was_changed_on_the_way_is_found(small: Path) -> None:
    path = small / "moves.csv"
    path.write_text(path.read_text("utf-8").replace(HELPER, "home-gelper"), "utf-8")
    assert ("moves", "hash-count") in judged(small)


# What is in it


def test_a_role_is_spread_over_its_tables(small: Path) -> None:
    nurse = next(row for row in rows(small, "roles") if row["id"] == NURSE)
    assert (nurse["pay_min_gbp"], nurse["pay_max_gbp"], nurse["pay_year"]) == (
        "32073",
        "39043",
        "2026/27",
    )
    assert nurse["needs_no_degree"] == "false"
    assert [row["band"] for row in rows(small, "role_pay_bands")] == ["5"]
    assert [row["from_role"] for row in rows(small, "moves")] == [HELPER]
    fields = sound_roles()[NURSE]
    texts = [row for row in rows(small, "role_texts") if row["role_id"] == NURSE]
    assert [row["text"] for row in texts if row["field"] == "skills"] == fields["skills"]
    assert Counter(row["role_id"] for row in rows(small, "role_conditions")) == {
        HELPER: len(CONDITIONS),
        NURSE: len(CONDITIONS),
    }
    routes = [row for row in rows(small, "entry_routes") if row["role_id"] == NURSE]
    assert [row["label"] for row in routes] == [way["label"] for way in fields["entry_routes"]]
    asked = [row for row in rows(small, "requirements") if row["role_id"] == NURSE]
    assert [row["kind"] for row in asked] == [
        need["kind"] for way in fields["entry_routes"] for need in way.get("requirements", ())
    ]


def test_the_crosswalk_has_each_role_in_three_classifications(tmp_path: Path) -> None:
    roles = sound_roles()
    roles[HELPER]["esco"] = [
        {"code": "5322.1", "confidence": "high"},
        {"code": "5162.1", "confidence": "low", "note": "Both keep somebody company."},
    ]
    package = written(tmp_path, roles)
    links = [row for row in rows(package, "crosswalk") if row["role_id"] == HELPER]
    assert [(row["scheme"], row["code"], row["confidence"]) for row in links] == [
        ("soc2020", roles[HELPER]["soc2020"], ""),
        ("onet-soc", "31-1122.00", "medium"),
        ("esco", "5322.1", "high"),
        ("esco", "5162.1", "low"),
    ]
    assert links[-1]["note"] == "Both keep somebody company."
    titles = {(row["scheme"], row["code"]): row for row in rows(package, "occupations")}
    assert titles["esco", "5322.1"]["title"] == "home care aide"
    assert titles["esco", "5322.1"]["uri"].startswith("http://data.europa.eu/esco/occupation/")
    assert judged(package) == []


def test_the_rows_are_those_that_the_roles_rest_on_with_their_sources(whole: Path) -> None:
    facts = real_catalogue().reference
    standards = rows(whole, "apprenticeship_standards")
    assert 0 < len(standards) < len(facts.apprenticeships)
    for name in ("apprenticeship_standards", "occupations", "pay_bands", "leeds_rows"):
        assert all(row["source"] and row["source_date"] for row in rows(whole, name)), name


def test_it_names_its_version_its_day_its_licences_and_whom_to_credit(small: Path) -> None:
    said = descriptor(small)
    assert (said["version"], said["on"]) == ("0" * 12, "2026-11-21")
    assert said["created"] == "2026-11-22T09:30:00Z"
    assert {one["name"] for one in said["licenses"]} == {"MIT", "CC-BY-4.0", "OGL-UK-3.0"}
    assert [one["name"] for one in resource(small, "occupation_ratings")["licenses"]] == [
        "CC-BY-4.0"
    ]
    readme = (small / "README.md").read_text("utf-8")
    for text in (readme, "\n".join(said["credits"])):
        assert "O*NET® is a trademark of USDOL/ETA" in text
        assert "uses the ESCO classification of the European Commission" in text
        assert "Open Government Licence v3.0" in text


def test_a_formula_is_only_text(tmp_path: Path) -> None:
    roles = sound_roles()
    roles[NURSE]["title"] = "=HYPERLINK(1)"
    titles = [row["title"] for row in rows(written(tmp_path, roles), "roles")]
    assert "'=HYPERLINK(1)" in titles


def test_the_same_catalogue_and_moment_give_the_same_bytes(tmp_path: Path) -> None:
    elsewhere = MADE_AT.astimezone(timezone(timedelta(hours=1)))
    one, other = tmp_path / "one", tmp_path / "other"
    catalogue = catalogue_of(sound_roles().values())
    write_package(catalogue, TODAY, one, made_at=MADE_AT)
    write_package(catalogue, TODAY, other, made_at=elsewhere)
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in other.iterdir())
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


def test_an_empty_catalogue_is_a_valid_package(tmp_path: Path) -> None:
    assert judged(written(tmp_path, {})) == []


def test_the_docs_name_every_table_and_no_other(small: Path) -> None:
    text = (ROOT / "docs" / "data-package.md").read_text("utf-8")
    cells = re.findall(r"^\| (`[a-z_`, ]+`) \|", text, re.MULTILINE)
    named = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    tables = [one["name"] for one in descriptor(small)["resources"] if one["type"] == "table"]
    assert sorted(named) == sorted(tables)


# Where it is written


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(FolderInUse, match="Name a new folder"):
        write_package(catalogue_of([]), TODAY, tmp_path, made_at=MADE_AT)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled_and_nothing_else_is_left(tmp_path: Path) -> None:
    out = tmp_path / "package"
    out.mkdir()
    files = write_package(catalogue_of(sound_roles().values()), TODAY, out, made_at=MADE_AT)
    assert {path.name for path in files} >= {"README.md", "datapackage.json", "catalogue.json"}
    assert list(tmp_path.iterdir()) == [out]
