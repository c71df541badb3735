"""``compass catalogue``: what it prints and with which exit code it ends."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roles_catalogue.catalogue import CatalogueError, Problem
from roles_catalogue.reference import Reference
from scripts.catalogue import catalogue
from scripts.main import cli
from tests.unit.roles_catalogue.workbench import (
    HELPER,
    NURSE,
    SOUND,
    real_catalogue,
    role_like,
    sound_roles,
    write_roles,
)

DAY = ("--on", "2026-11-21")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(catalogue, [str(argument) for argument in arguments])


def test_a_sound_catalogue_ends_with_0() -> None:
    result = run("check", "--roles", SOUND, *DAY)
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert line.startswith("2 roles, version ")
    assert line.endswith(": 0 errors, 0 warnings")


def test_an_error_is_printed_with_its_rule_and_place_and_ends_with_1(tmp_path: Path) -> None:
    roles = sound_roles()
    roles[NURSE]["soc2020"] = "9999"
    roles[HELPER]["skills"][0] = "color and care"
    result = run("check", "--roles", write_roles(tmp_path, roles), *DAY)
    assert result.exit_code == 1
    first, second, last = result.stdout.splitlines()
    assert first == "error    soc-known  night-nurse: soc2020 9999 is not in soc2020.csv"
    assert second.startswith("warning  british-spelling  home-helper: skills says 'color'")
    assert last.endswith(": 1 error, 1 warning")


def test_a_role_that_nobody_can_get_to_is_named(tmp_path: Path) -> None:
    roles = sound_roles()
    for role_id, other in ((HELPER, NURSE), (NURSE, HELPER)):
        way_in = roles[role_id]["entry_routes"][0]
        way_in["requirements"] = [{"kind": "role", "role_id": other}]
        roles[role_id]["entry_routes"] = [way_in]
        roles[role_id]["leads_to"] = [{"role": other}]
    result = run("check", "--roles", write_roles(tmp_path, roles), *DAY)
    for role_id in (HELPER, NURSE):
        assert f"warning  reachable  {role_id}: nobody can get here from nothing" in result.stdout


def test_warnings_alone_end_with_0(tmp_path: Path) -> None:
    roles = sound_roles()
    roles[HELPER]["entry_routes"][0]["valid_until"] = "2026-11-20"
    folder = write_roles(tmp_path, roles)
    result = run("check", "--roles", folder, *DAY)
    assert result.exit_code == 0
    assert "warning  route-due  home-helper: route 1 (Straight in) ran out" in result.stdout
    assert run("check", "--roles", folder, "--on", "2026-11-20").stdout.count("\n") == 1


def test_what_cannot_be_loaded_is_listed_whole_and_ends_with_1(tmp_path: Path) -> None:
    folder = shutil.copytree(SOUND, tmp_path / "roles")
    for path in folder.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("pitch:", "pich:"), "utf-8")
    result = run("check", "--roles", folder, *DAY)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == (
        "error    loading  adult-social-care/home-helper.yaml field pitch: Field required"
    )
    assert len(lines) == 5
    assert lines[-1] == (
        "0 of 2 roles checked, as the site cannot load this catalogue: 4 errors, 0 warnings"
    )
    export = run("export", "--roles", folder)
    assert export.exit_code == 1
    assert export.stdout == ""
    assert "home-helper.yaml field pitch: Field required" in export.stderr


def test_one_broken_file_does_not_hide_what_is_wrong_with_the_others(tmp_path: Path) -> None:
    roles = sound_roles()
    roles[HELPER]["soc2020"] = "9999"  # and it leads to the nurse, whose file cannot be read
    folder = write_roles(tmp_path, roles)
    (folder / "nursing" / "night-nurse.yaml").write_bytes(b"id: night-nurse\xff\n")
    result = run("check", "--roles", folder, *DAY)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "error    loading  nursing/night-nurse.yaml: the file is not UTF-8; save it as UTF-8",
        "error    soc-known  home-helper: soc2020 9999 is not in soc2020.csv",
        "1 of 2 roles checked, as the site cannot load this catalogue: 2 errors, 0 warnings",
    ]
    assert run("export", "--roles", folder).exit_code == 1


def test_tables_that_cannot_be_read_are_named_and_nothing_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(folder: Path) -> Reference:
        raise CatalogueError([Problem("pay_bands.csv line 2", "not a number")])

    monkeypatch.setattr(Reference, "load", unreadable)
    result = run("check", "--roles", SOUND, *DAY)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "error    loading  pay_bands.csv line 2: not a number",
        "Nothing could be checked, as the reference tables cannot be read: 1 error, 0 warnings",
    ]


def test_neighbours_are_shown_by_traits_and_by_words() -> None:
    result = run("neighbours", HELPER, "--roles", SOUND)
    assert result.exit_code == 0
    traits, near, words, near_too = result.stdout.splitlines()
    assert (traits, words) == ("By ratings, interests, values and subjects:", "By words:")
    assert near.split()[1] == near_too.split()[1] == NURSE
    assert "on_the_move 4:0" in near


def test_without_a_role_the_nearest_pairs_are_shown() -> None:
    result = run("neighbours", "--roles", SOUND)
    (line,) = result.stdout.splitlines()
    assert "home-helper and night-nurse: " in line


def test_neighbours_leave_out_what_cannot_be_compared_and_say_so(tmp_path: Path) -> None:
    roles = sound_roles()
    roles[NURSE]["onet"][0]["code"] = "99-9999.00"
    folder = write_roles(tmp_path, roles)
    (folder / "nursing" / "x.yaml").write_text("id: x", "utf-8")
    result = run("neighbours", HELPER, "--roles", folder)
    assert result.exit_code == 0
    assert "2 roles left out: see compass catalogue check" in result.stderr
    assert NURSE not in result.stdout
    assert run("neighbours", NURSE, "--roles", folder).exit_code == 2


@pytest.mark.parametrize("arguments", [(), ("--texts", "stories")])
def test_where_nothing_can_be_compared_it_is_said(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "nursing").mkdir()
    (tmp_path / "nursing" / "x.yaml").write_text("id: x", "utf-8")
    result = run("neighbours", *arguments, "--roles", tmp_path)
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: no role in {tmp_path} can be compared: see compass catalogue check\n"
    )


@pytest.mark.parametrize("missing", ["", "roles", "reference"])
@pytest.mark.parametrize("arguments", [("catalogue", "check"), ("build",)])
def test_a_catalogue_that_is_not_there_is_blamed_on_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, arguments: tuple[str, ...]
) -> None:
    gone = tmp_path / "city" / missing
    for folder in (tmp_path / "city", tmp_path / "city" / "roles"):
        if folder != gone and missing:
            folder.mkdir()
    monkeypatch.setenv("COMPASS_CATALOGUE", str(tmp_path / "city"))
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2
    assert f"Error: COMPASS_CATALOGUE: there is no folder {gone}\n" in result.stderr


def test_without_a_model_texts_are_compared_by_wording_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPASS_ARTEFACTS", str(tmp_path / "nothing"))
    roles = sound_roles()
    roles["other"] = role_like(roles[NURSE], "other")
    roles["other"]["pitch"] = "You cook, wash and chat in a house that is not ours."
    folder = write_roles(tmp_path / "roles", roles)
    result = run("neighbours", HELPER, "--texts", "stories", "--count", "1", "--roles", folder)
    assert result.exit_code == 0
    first, one, other = result.stdout.splitlines()
    assert re.fullmatch(r" 0\.\d\d     -  pitch: home-helper and other", first)
    assert (one.strip(), other.strip()) == (roles[HELPER]["pitch"], roles["other"]["pitch"])
    assert "Compared by wording, not by meaning" in result.stderr
    assert "compass build" in result.stderr


def test_grades_are_shown_by_field_and_family_with_the_worst_named() -> None:
    result = run("grades", "--roles", SOUND)
    assert result.exit_code == 0
    assert re.search(r"^pitch +2 +\d\.\d +\d+\.\d  (home-helper|night-nurse)$", result.stdout, re.M)
    assert re.search(r"^adult-social-care +1 +(\d\.\d) +\1  home-helper$", result.stdout, re.M)
    assert result.stdout.splitlines()[-1].startswith("2 roles: median ")


def test_grades_are_those_of_the_rule(tmp_path: Path) -> None:
    roles = sound_roles()
    roles[HELPER]["pitch"] = (
        "Facilitating individualised rehabilitation, collaborating with multidisciplinary "
        "practitioners regarding independence."
    )
    folder = write_roles(tmp_path, roles)
    told = json.loads(run("grades", "--roles", folder, "--format", "json").stdout)
    worst = told["fields"]["pitch"]
    assert worst["worst_role"] == HELPER
    checked = run("check", "--roles", folder, *DAY).stdout
    assert f"home-helper: pitch is at reading grade {worst['worst']:.1f};" in checked
    assert told["fields"]["pitch"]["texts"] == told["catalogue"]["texts"] == 2
    assert set(told["families"]) == {"adult-social-care", "nursing"}


def test_grades_without_their_tool_say_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.catalogue.grading.grader", lambda: None)
    result = run("grades", "--roles", SOUND)
    assert result.exit_code == 1
    assert "make setup-dev" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("neighbours", "astronaut"),
        ("neighbours", "astronaut", "--texts", "day"),
        ("neighbours", "--texts", "everything"),
        ("check", "--on", "yesterday"),
        ("check", "--on", "1066-10-14"),
        ("due", "--on", "9999-12-31", "--within", "3660"),
        ("new", "ward-cook", "--family", "nursing", "--on", "9999-12-31"),
        ("check", "--roles", "no/such/folder"),
        ("check", "extra"),
        ("export", "--format", "xml"),
        ("mend",),
    ],
)
def test_a_wrong_call_ends_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_day_that_nobody_can_count_from_is_told_which_years_there_are() -> None:
    told = run("due", "--roles", SOUND, "--on", "9999-12-31").stderr
    assert "'9999-12-31' is not in the years 1900 to 2999." in told
    assert run("due", "--roles", SOUND, "--on", "2999-12-31", "--within", "3660").exit_code == 0


def test_export_prints_json_unless_told_otherwise() -> None:
    result = run("export", "--roles", SOUND, *DAY)
    assert result.exit_code == 0
    assert [row["role"]["id"] for row in json.loads(result.stdout)["roles"]] == [HELPER, NURSE]


def test_export_writes_a_file(tmp_path: Path) -> None:
    out = tmp_path / "roles.csv"
    result = run("export", "--roles", SOUND, "--format", "csv", "--out", out, *DAY)
    assert (result.exit_code, result.stdout) == (0, "")
    text = out.read_bytes().decode()
    assert text == run("export", "--roles", SOUND, "--format", "csv", *DAY).stdout
    assert "\r" not in text


def test_export_writes_a_package_and_says_what(tmp_path: Path) -> None:
    out = tmp_path / "package"
    result = run("export", "--roles", SOUND, "--format", "package", "--out", out, *DAY)
    assert result.exit_code == 0
    assert result.stdout == f"{out}: 2 roles, {len(list(out.iterdir()))} files\n"
    assert {"datapackage.json", "roles.csv", "crosswalk.csv"} <= {p.name for p in out.iterdir()}
    again = run("export", "--roles", SOUND, "--format", "package", "--out", out, *DAY)
    assert again.exit_code == 1
    assert f"{out} is there already. Name a new folder." in again.stderr


def test_a_catalogue_with_errors_makes_no_package(tmp_path: Path) -> None:
    roles = sound_roles()
    roles[HELPER]["leads_to"] = [{"role": "astronaut"}]
    folder, out = write_roles(tmp_path / "roles", roles), tmp_path / "package"
    result = run("export", "--roles", folder, "--format", "package", "--out", out, *DAY)
    assert result.exit_code == 1
    assert "so nothing was written. compass catalogue check names them." in result.stderr
    assert not out.exists()


def test_a_package_needs_a_folder_and_the_others_a_file(tmp_path: Path) -> None:
    package = run("export", "--roles", SOUND, "--format", "package", *DAY)
    assert package.exit_code == 2
    assert "name a new one with --out" in package.stderr
    plain = run("export", "--roles", SOUND, "--out", tmp_path, *DAY)
    assert plain.exit_code == 2
    assert f"{tmp_path} is a folder: name a file with --out." in plain.stderr


def test_the_projects_own_catalogue_is_the_default() -> None:
    result = run("export", *DAY)
    assert json.loads(result.stdout)["catalogue_version"] == real_catalogue().version


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    out = tmp_path / "missing" / "roles.csv"
    result = run("export", "--roles", SOUND, "--out", out, *DAY)
    assert result.exit_code == 1
    assert f"{out} cannot be written: No such file or directory." in result.stderr


def test_what_is_due_is_listed_with_its_day_the_oldest_first(tmp_path: Path) -> None:
    roles = sound_roles()
    roles[NURSE]["review_by"] = "2027-01-05"
    roles[HELPER]["entry_routes"][0]["valid_until"] = "2026-12-31"
    folder = write_roles(tmp_path, roles)
    assert run("due", "--roles", folder, *DAY).stdout == "0 due by 2026-11-21.\n"
    result = run("due", "--roles", folder, "--within", "60", *DAY)
    assert result.exit_code == 0
    ending, reading, last = result.stdout.splitlines()
    assert ending.startswith("2026-12-31  home-helper route 1: Straight in")
    assert reading.startswith("2027-01-05  night-nurse: read the page of Night nurse again")
    assert last == "2 due by 2027-01-20."


def test_a_way_in_that_begins_later_is_due_then(tmp_path: Path) -> None:
    roles = sound_roles()
    roles[HELPER]["entry_routes"][0]["valid_from"] = "2027-02-01"
    folder = write_roles(tmp_path, roles)
    assert (
        "begins: is it really there?" in run("due", "--roles", folder, "--on", "2027-02-01").stdout
    )
