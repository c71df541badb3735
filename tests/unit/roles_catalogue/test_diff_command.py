"""``compass catalogue diff``: what it prints, and what it refuses."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roles_catalogue.reference import REFERENCE_FOLDER
from scripts.catalogue import catalogue
from tests.unit.roles_catalogue.workbench import (
    HELPER,
    NURSE,
    Fields,
    role_like,
    sound_roles,
    write_roles,
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(catalogue, ["diff", *map(str, arguments)])


def written(folder: Path, roles: dict[str, Fields]) -> Path:
    write_roles(folder / "roles", roles)
    return folder


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return written(tmp_path / "before", sound_roles())


def test_a_catalogue_and_itself(before: Path) -> None:
    done = run(before, before)
    assert (done.exit_code, done.stdout) == (0, "0 roles added, 0 removed, 0 changed.\n")


def test_what_changed_is_told_role_by_role(before: Path, tmp_path: Path) -> None:
    roles = sound_roles()
    roles["cook"] = role_like(roles[HELPER], "cook", title="Ward cook")
    roles[HELPER]["conditions"]["shifts"] = 3
    roles[HELPER]["leads_to"] = []
    now = written(tmp_path / "now", roles)
    done = run(before, now)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "Added: Ward cook (cook)",
        "Home helper (home-helper)",
        "  no longer leads to Night nurse",
        "  shifts changed from 2 to 3",
        "1 role added, 0 removed, 1 changed.",
    ]
    assert run(now, before).stdout.startswith("Removed: Ward cook (cook)\n")


def test_json_says_the_same_for_programs(before: Path, tmp_path: Path) -> None:
    roles = sound_roles()
    del roles[HELPER]
    roles[NURSE]["pay"]["bands"] = ["6"]
    done = run(before, written(tmp_path / "now", roles), "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "added": [],
        "removed": [{"role": HELPER, "title": "Home helper"}],
        "changed": [
            {
                "role": NURSE,
                "title": "Night nurse",
                "changes": [
                    {
                        "field": "pay.bands",
                        "was": ["5"],
                        "now": ["6"],
                        "words": "pay band changed from 5 to 6",
                    }
                ],
            }
        ],
        "tables": [],
    }


def test_how_a_file_is_written_makes_no_difference(before: Path, tmp_path: Path) -> None:
    roles = {
        role_id: dict(reversed(fields.items())) | {"other_names": fields.get("other_names", [])}
        for role_id, fields in sound_roles().items()
    }
    now = written(tmp_path / "now", roles)
    for path in now.rglob("*.yaml"):
        path.write_text(f"# a remark\n{path.read_text('utf-8')}", "utf-8")
    assert run(before, now).stdout == "0 roles added, 0 removed, 0 changed.\n"


def test_tables_that_are_not_the_same_are_named(before: Path, tmp_path: Path) -> None:
    now = Path(shutil.copytree(before, tmp_path / "now"))
    for folder in (before, now):
        shutil.copytree(REFERENCE_FOLDER, folder / "reference")
    assert "Tables" not in run(before, now).stdout
    (now / "reference" / "soc2020.csv").unlink()
    with (now / "reference" / "pay_bands.csv").open("a", encoding="utf-8") as file:
        file.write("another row\n")
    said = run(before, now)
    assert said.exit_code == 0
    assert said.stdout.endswith("Tables that are not the same: pay_bands.csv, soc2020.csv.\n")


def test_a_file_that_cannot_be_read_is_named_with_its_folder(before: Path, tmp_path: Path) -> None:
    now = Path(shutil.copytree(before, tmp_path / "now"))
    (now / "roles" / "nursing" / f"{NURSE}.yaml").write_text("id: night-nurse\n", "utf-8")
    done = run(before, now)
    assert done.exit_code == 1
    assert f"{now} cannot be compared:\n  nursing/night-nurse.yaml field title" in done.stderr
    assert done.stdout == ""


def test_a_wrong_call_ends_with_2_and_what_to_name(before: Path) -> None:
    assert run(before).exit_code == 2
    assert run(before, before / "nowhere").exit_code == 2
    done = run(before, before / "roles")
    assert done.exit_code == 2
    assert "has no folder roles. Name the folder that holds it." in done.stderr
