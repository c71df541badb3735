"""Two raters of the working conditions: their files, what was made of them, how far they agree."""

from pathlib import Path

import pytest

from roles_catalogue.ratings import (
    RATERS,
    BadRatings,
    far_apart,
    load,
    load_resolved,
    sheet,
)
from roles_catalogue.traits import CONDITIONS
from scripts.catalogue.agreeing import RUBRIC, agreements, examples
from tests.unit.roles_catalogue.workbench import real_catalogue

HEADER = ",".join(("role_id", *CONDITIONS))


@pytest.mark.parametrize("rater", RATERS)
def test_every_role_is_rated(rater: str) -> None:
    assert set(load(rater)) == {role.id for role in real_catalogue()}


def test_the_role_files_hold_what_rater_a_gave_or_say_why_not() -> None:
    given = load("a")
    settled = {(row.role_id, row.condition): row.value for row in load_resolved()}
    changed = [
        (role.id, name)
        for role in real_catalogue()
        for name in CONDITIONS
        if role.conditions[name] != given[role.id][name]
        and role.conditions[name] != settled.get((role.id, name))
    ]
    assert changed == [], "leave a row with a note in ratings/resolved.csv"


def test_whatever_is_far_apart_has_been_read_a_third_time() -> None:
    settled = {(row.role_id, row.condition) for row in load_resolved()}
    assert set(far_apart(load("a"), load("b"))) <= settled


def test_a_rater_sees_what_is_done_and_nothing_of_how_it_feels() -> None:
    (seen, *_) = sheet(real_catalogue().roles)
    assert set(seen) == {"id", "title", "family", "settings", "hours", "what_you_do", "skills"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("porter" + ",1" * 15, "a.csv line 2: fill in "),
        (",1" * 16, "a.csv line 2: fill in role_id"),
        ("porter" + ",1" * 15 + ",x", "a.csv line 2: ratings are 0 to 4"),
        ("porter" + ",1" * 15 + ",5", "a.csv line 2: ratings are 0 to 4"),
        ("porter" + ",1" * 16 + "\nporter" + ",1" * 16, "a.csv line 3: porter is rated twice"),
    ],
)
def test_what_is_no_rating_is_refused_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "a.csv").write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(BadRatings, match=said):
        load("a", tmp_path)


def test_a_file_without_a_column_of_ids_is_refused(tmp_path: Path) -> None:
    text = f"{HEADER.replace('role_id', 'role')}\nporter{',1' * 16}\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadRatings, match=r"a\.csv line 2: fill in role_id"):
        load("a", tmp_path)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("porter,wings,1,why", "'wings' is none of the conditions"),
        ("porter,pace,7,why", "'7' is no value from 0 to 4"),
        ("porter,pace,34,why", "'34' is no value from 0 to 4"),
        ("porter,pace,,why", "fill in value"),
        ("porter,pace,1, ", "fill in note"),
        ("porter,pace,1", "fill in note"),
    ],
)
def test_what_settles_nothing_is_refused_in_words(tmp_path: Path, row: str, said: str) -> None:
    text = f"role_id,condition,value,note\n{row}\n"
    (tmp_path / "resolved.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadRatings, match=rf"resolved\.csv line 2: {said}"):
        load_resolved(tmp_path)


def rated(*values: int) -> dict[str, dict[str, int]]:
    return {f"role-{n}": dict.fromkeys(CONDITIONS, value) for n, value in enumerate(values)}


def test_raters_who_say_the_same_agree_fully_and_opposites_do_not() -> None:
    same = next(agreements(rated(0, 1, 2, 3, 4), rated(0, 1, 2, 3, 4), {}))
    assert (same.linear, same.quadratic, same.same, same.far) == (1, 1, 5, 0)
    opposite = next(agreements(rated(0, 1, 2, 3, 4), rated(4, 3, 2, 1, 0), {}))
    assert opposite.quadratic == pytest.approx(-1)
    assert (opposite.same, opposite.far) == (1, 4)


def test_what_the_rubric_gives_away_can_be_left_out() -> None:
    first = next(
        agreements(rated(0, 1, 2, 3), rated(4, 1, 2, 3), {"people": frozenset({"role-0"})})
    )
    assert (first.roles, first.unseen_roles, first.unseen_quadratic) == (4, 3, 1)
    assert first.quadratic < 1


def test_the_rubric_has_two_examples_for_each_point_of_each_scale() -> None:
    text = RUBRIC.read_text(encoding="utf-8")
    named = examples(text)
    assert set(named) == set(CONDITIONS)
    ids = {role.id for role in real_catalogue()}
    for condition, roles in named.items():
        assert roles <= ids, condition
        section = text.split(f"## {condition}\n")[1].split("\n## ")[0]
        rows = [
            line
            for line in section.splitlines()
            if line.startswith(("| 0", "| 1", "| 2", "| 3", "| 4"))
        ]
        assert [line.count("`") for line in rows] == [4] * 5, condition
