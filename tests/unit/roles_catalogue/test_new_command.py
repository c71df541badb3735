"""``compass catalogue new``: what it writes, and what it refuses."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from scripts.catalogue import catalogue
from tests.unit.roles_catalogue.workbench import HELPER, sound_roles, write_roles

DAY = ("--on", "2026-11-22")


@pytest.fixture
def roles(tmp_path: Path) -> Path:
    return write_roles(tmp_path / "roles", sound_roles())


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(catalogue, [str(argument) for argument in arguments])


def new(roles: Path, role_id: str, family: str, *more: str) -> Result:
    return run("new", role_id, "--family", family, "--roles", roles, *DAY, *more)


def test_a_file_is_written_where_it_belongs_and_check_says_what_is_missing(roles: Path) -> None:
    done = new(roles, "ward-cook", "estates-and-facilities", "--title", "Ward cook")
    assert done.exit_code == 0, done.output
    path = roles / "estates-and-facilities" / "ward-cook.yaml"
    assert str(path) in done.stdout
    assert "compass catalogue preview ward-cook" in done.stdout
    fields = yaml.safe_load(path.read_text("utf-8"))
    assert (fields["title"], str(fields["checked_on"])) == ("Ward cook", "2026-11-22")
    checked = run("check", "--roles", roles, *DAY)
    assert checked.exit_code == 1
    assert (
        "error    loading  estates-and-facilities/ward-cook.yaml line 11 field pitch: "
        "still to be written\n"
    ) in checked.stdout
    assert "2 of 3 roles checked" in checked.stdout


@pytest.mark.parametrize("family", ["adult-social-care", "nursing"])
def test_a_role_that_is_there_stays_as_it_is(roles: Path, family: str) -> None:
    path = roles / "adult-social-care" / f"{HELPER}.yaml"
    before = path.read_bytes()
    done = new(roles, HELPER, family)
    assert done.exit_code == 1
    assert f"{path} is there already and stays as it is" in done.stderr
    assert path.read_bytes() == before
    assert len(list(roles.rglob("*.yaml"))) == 2


@pytest.mark.parametrize(
    ("role_id", "said"),
    [
        ("Ward Cook", "Try ward-cook."),
        ("ward_cook", "Try ward-cook."),
        ("ward--cook", "Try ward-cook."),
        ("../ward-cook", "Try ward-cook."),
        ("doctor's-aide", "Try doctors-aide."),
        ("x" * 61, "60 characters at most."),
        ("", "is no id"),
        ("…", "is no id"),
    ],
)
def test_an_id_that_cannot_be_one_gets_a_better_one(roles: Path, role_id: str, said: str) -> None:
    done = new(roles, role_id, "nursing")
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(list(roles.rglob("*.yaml"))) == 2


def test_an_unknown_family_is_told_which_there_are(roles: Path) -> None:
    done = new(roles, "ward-cook", "cooking")
    assert done.exit_code == 2
    assert "'cooking' is not one of" in done.stderr
    assert "'estates-and-facilities'" in done.stderr


@pytest.mark.parametrize("title", ["x", "  y  ", "a\nb", "x" * 161])
def test_a_title_must_be_one_line_of_some_length(roles: Path, title: str) -> None:
    done = new(roles, "ward-cook", "nursing", "--title", title)
    assert done.exit_code == 2
    assert "stands on one line" in done.stderr


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "nursing").write_text("a file where the folder should be", "utf-8")
    done = new(tmp_path, "ward-cook", "nursing")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr
