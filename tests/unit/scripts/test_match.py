"""``compass match``: what it takes, what it prints, and with which exit code it ends."""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.answers import Answers
from matching.rules import Wishes
from matching.slate import Slate
from roles_catalogue.schema import RouteKind
from scripts import match
from tests.support.engines import toy_engine
from tests.support.strategies import all_answers
from tests.unit.scripts.conftest import Run

ON = date(2026, 11, 21)
DAY = ("--on", "2026-11-21")
ANSWERS: dict[str, Any] = {
    "answers": {"stopped-machine": 5, "washing-and-dressing": 1, "who-to-help": ["few_people"]},
    "about": {"stage": "adult", "earn": "must"},
}


def test_a_file_and_standard_input_give_the_same(run: Run, tmp_path: Path) -> None:
    raw = json.dumps(ANSWERS).encode()
    file = tmp_path / "answers.json"
    file.write_bytes(raw)
    from_file = run("match", str(file), "--format", "json", *DAY)
    from_stdin = run("match", "-", "--format", "json", *DAY, stdin=raw)
    assert from_file.exit_code == from_stdin.exit_code == 0
    assert from_file.stdout == from_stdin.stdout
    body = json.loads(from_file.stdout)
    assert body["on"] == "2026-11-21"
    assert len(body["roles"]) == 10
    for role in body["roles"]:
        assert math.fsum(part["value"] for part in role["contributions"]) == role["score"]


def test_limit_routes_and_seed_reach_the_engine(run: Run) -> None:
    result = run(
        "match", "-", "--limit", "3", "--route", "t_level", "--route", "direct",
        "--route", "t_level", "--seed", "9", "--format", "json", stdin=b"{}",
    )  # fmt: skip
    body = json.loads(result.stdout)
    assert len(body["roles"]) == 3
    assert body["wishes"]["routes"] == ["t_level", "direct"]
    assert body["seed"] == 9


def test_the_policy_is_chosen_by_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def policy(*options: str) -> str:
        given = json.dumps(ANSWERS).encode()
        result = run("match", "-", "--seed", "9", "--format", "json", *options, stdin=given)
        return str(json.loads(result.stdout)["policy"])

    assert policy() == "half-share.mmr-97.explore-1"
    assert policy("--policy", "half-share") == "half-share"
    monkeypatch.setenv("COMPASS_POLICY", "none")
    assert policy() == "none"
    assert policy("--policy", "mmr-97.explore-1") == "mmr-97.explore-1"


def test_a_policy_that_is_none_of_ours_is_refused(run: Run) -> None:
    result = run("match", "-", "--policy", "best", stdin=b"{}")
    assert result.exit_code == 2
    assert "no ranking policy is called 'best'; use none, or" in result.stderr


def test_the_table_marks_the_drawn_role(run: Run) -> None:
    given = json.dumps(ANSWERS).encode()
    drawn = "something different: drawn from further down, place "
    assert run("match", "-", "--seed", "9", *DAY, stdin=given).stdout.count(drawn) == 1
    assert drawn not in run("match", "-", *DAY, stdin=given).stdout


def test_the_table_gives_reasons_cautions_and_ways_in(run: Run) -> None:
    result = run("match", "-", "--limit", "5", *DAY, stdin=json.dumps(ANSWERS).encode())
    assert result.exit_code == 0
    slate = toy_engine().recommend(
        Answers({**ANSWERS["answers"], "who-to-help": ("few_people",)}, about=ANSWERS["about"]),
        on=ON,
        limit=5,
    )
    for role in slate.roles:
        assert role.title in result.stdout
        for reason in role.reasons:
            assert f"+ {reason.text}" in result.stdout
        for caution in role.cautions:
            assert f"- {caution.text}" in result.stdout
        for check in role.routes:
            assert check.label in result.stdout


def test_the_table_says_what_a_list_is_not(run: Run) -> None:
    starter = run("match", "-", stdin=b"{}")
    assert "Nothing usable was answered" in starter.stdout
    few = run("match", "-", stdin=b'{"answers": {"stopped-machine": 5}}')
    assert "Notes: few_answers" in few.stdout
    count = len(toy_engine().catalogue.roles)
    outside = run("match", "-", "--route", "graduate_scheme", "--limit", str(count), stdin=b"{}")
    assert "outside the rules: route" in outside.stdout


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "that is not JSON"),
        (b"[]", "the answers must be an object"),
        (b'{"answers": {"stopped-machine": 6}}', "stopped-machine takes one of 1, 2, 3, 4, 5"),
        (b'{"answers": {"nobody-asked": 1}}', "no question has the id 'nobody-asked'"),
        (b'{"limit": 3}', "'limit' is not known here; use answers, text, about and disputed."),
        (b'{"text": "' + b"x" * 501 + b'"}', "text has 501 characters; 500 is the most."),
        (b'{"about": {"stage": "infant"}}', "stage takes one of year_7_9"),
    ],
)
def test_bad_answers_are_named_with_what_would_be_right(run: Run, raw: bytes, said: str) -> None:
    result = run("match", "-", stdin=raw)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert "It should look like" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--limit", "0"),
        ("--limit", "1001"),
        ("--limit", "many"),
        ("--route", "bus"),
        ("--on", "tomorrow"),
        ("--on", "2026-13-01"),
        ("--seed", "-1"),
        ("--seed", str(2**63)),
        ("--format", "xml"),
    ],
)
def test_bad_options_are_wrong_calls(run: Run, arguments: tuple[str, str]) -> None:
    result = run("match", "-", *arguments, stdin=b"{}")
    assert result.exit_code == 2
    assert arguments[0] in result.stderr


def test_a_missing_file_is_a_wrong_call(run: Run) -> None:
    result = run("match", "nowhere.json")
    assert result.exit_code == 2
    assert "nowhere.json" in result.stderr


@settings(max_examples=40, deadline=None)
@given(
    all_answers(),
    st.lists(st.sampled_from(list(RouteKind)), max_size=3),
    st.integers(1, 60),
)
def test_the_table_is_never_empty(answers: Answers, kinds: list[RouteKind], limit: int) -> None:
    slate: Slate = toy_engine().recommend(
        answers,
        on=ON,
        limit=limit,
        wishes=Wishes(routes=tuple(kinds)),
    )
    lines = list(match.table(slate))
    assert sum("score" in line for line in lines) >= min(limit, len(slate.roles)) > 0


def test_where_says_the_place_of_one_role_by_id_or_by_name(run: Run) -> None:
    given = json.dumps(ANSWERS).encode()
    by_name = run("match", "-", "--where", "Paramedic", *DAY, stdin=given)
    by_id = run("match", "-", "--where", "paramedic", *DAY, stdin=given)
    assert by_name.exit_code == 0
    assert by_name.stdout == by_id.stdout
    answers = Answers(
        {**ANSWERS["answers"], "who-to-help": ("few_people",)}, about=ANSWERS["about"]
    )
    place = toy_engine().place_of(answers, "paramedic", on=ON)
    assert place is not None
    first, *told = by_name.stdout.splitlines()
    assert first == f"Place {place.position} of {len(toy_engine().catalogue)}"
    for reason in place.reasons:
        assert f"     + {reason.text}" in told
    for caution in place.cautions:
        assert f"     - {caution.text}" in told
    as_json = run("match", "-", "--where", "paramedic", "--format", "json", *DAY, stdin=given)
    assert json.loads(as_json.stdout)["role"]["position"] == place.position


def test_where_without_answers_says_that_there_is_no_order(run: Run) -> None:
    result = run("match", "-", "--where", "paramedic", stdin=b"{}")
    assert result.exit_code == 0
    assert "no order of fit" in result.stdout
    as_json = run("match", "-", "--where", "paramedic", "--format", "json", stdin=b"{}")
    body = json.loads(as_json.stdout)
    assert (body["basis"], body["role"], body["policy"]) == ("starter", None, "none")


def test_where_with_a_name_of_several_asks_which(run: Run) -> None:
    result = run("match", "-", "--where", "nurse", stdin=b"{}")
    assert result.exit_code == 2
    assert "Is it one of these?" in result.stderr


def test_what_is_disputed_does_not_count(run: Run) -> None:
    disputing = json.dumps({**ANSWERS, "disputed": ["interests.realistic"]}).encode()
    less = {**ANSWERS, "answers": {**ANSWERS["answers"], "stopped-machine": None}}
    one = run("match", "-", "--format", "json", *DAY, stdin=disputing)
    other = run("match", "-", "--format", "json", *DAY, stdin=json.dumps(less).encode())
    assert one.stdout == other.stdout
