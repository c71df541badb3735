"""``compass paths``: what it takes, what it prints, and with which exit code it ends."""

import json
from pathlib import Path

import pytest

from scripts import paths
from tests.support.engines import real_catalogue
from tests.unit.scripts.conftest import Run

DAY = ("--on", "2026-11-22")


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "load_catalogue", real_catalogue)


def test_a_file_options_and_standard_input_say_the_same(run: Run, tmp_path: Path) -> None:
    about = {"stage": "adult", "gcses": "some", "english_maths": "english_only"}
    raw = json.dumps({"about": about}).encode()
    file = tmp_path / "about.json"
    file.write_bytes(raw)
    by_file = run("paths", "nursing-associate", "--about", str(file), *DAY)
    by_stdin = run("paths", "nursing-associate", "--about", "-", *DAY, stdin=raw)
    options = ("--stage", "adult", "--gcses", "some", "--english-maths", "english_only")
    by_options = run("paths", "nursing-associate", *options, *DAY)
    assert by_file.exit_code == 0, by_file.output
    assert by_file.stdout == by_stdin.stdout == by_options.stdout
    assert "Get maths at level 2" in by_file.stdout


def test_an_option_goes_before_the_file(run: Run) -> None:
    raw = json.dumps({"about": {"stage": "year_7_9"}}).encode()
    said = ("paths", "porter", "--about", "-", "--stage", "adult", *DAY)
    assert "Finish Year 11" not in run(*said, stdin=raw).stdout


def test_what_is_assumed_is_said_and_a_preference_can_be_chosen(run: Run) -> None:
    result = run("paths", "midwife", "--prefer", "earn", "--limit", "1", *DAY)
    assert "Not said, so assumed: you are 16 to 18." in result.stdout
    assert "by what matters: earning soon" in result.stdout
    assert "Another way" not in result.stdout


def test_no_way_is_said_with_the_nearest_job_that_has_one(run: Run) -> None:
    result = run("paths", "foundation-doctor", "--prefer", "no-university", *DAY)
    assert result.exit_code == 0
    assert "No way there. The nearest job that has one: " in result.stdout


def test_json_has_years_in_numbers_and_the_sources(run: Run) -> None:
    result = run("paths", "adult-nurse", "--stage", "adult", "--format", "json", *DAY)
    body = json.loads(result.stdout)
    assert body["role_id"] == "adult-nurse"
    assert body["on"] == "2026-11-22"
    for path in body["paths"]:
        assert path["steps"][-1]["role_id"] == "adult-nurse"
        for step in path["steps"]:
            assert step["source"] and step["first"]
            assert set(step["years"]) == {"low", "high"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("adult-nurze",), "no role has the id 'adult-nurze'. Did you mean adult-nurse"),
        (("porter", "--job", "zzzz"), "compass search finds ids"),
        (("porter", "--stage", "year_99"), "is not one of"),
        (("porter", "--prefer", "money"), "is not one of"),
        (("porter", "--about", "no-such-file.json"), "No such file"),
    ],
)
def test_a_slip_is_told_kindly(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("paths", *arguments, *DAY)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_bad_file_is_told_what_would_be_right(run: Run) -> None:
    result = run("paths", "porter", "--about", "-", stdin=b'{"about": {"stage": "wizard"}}')
    assert result.exit_code == 2
    assert "stage takes one of year_7_9" in result.stderr
