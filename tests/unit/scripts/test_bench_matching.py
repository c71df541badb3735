"""``compass bench matching``: its people, its ranking, its measures and its tables."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from matching.answers import Answers, Value
from matching.ideal import ideal_answers
from matching.policies import FULL, PLAIN, Policy
from matching.questionnaire import Questionnaire
from matching.reference_people import Noise
from roles_catalogue.problems import CatalogueError
from scripts.bench.matching import command, fairness, report
from scripts.bench.matching.measures import Figure, Resampling, judge
from scripts.bench.matching.outside import foretell, grade, look_outside
from scripts.bench.matching.people import (
    MIDDLE,
    Level,
    answer_all,
    draw_neutral,
    draw_people,
    first_answers,
    in_turn,
    most_telling,
    sentences,
)
from scripts.bench.matching.ranking import profiles_of, rank, without
from scripts.bench.matching.reasons import given, try_reasons
from scripts.bench.matching.steadiness import in_common, one_answer_changed
from scripts.bench.matching.study import Study
from scripts.bench.matching.tables import Table, table
from tests.support.engines import real_catalogue, toy_engine
from tests.unit.scripts.conftest import Run

ENGINE = toy_engine()
BANK = ENGINE.questionnaire
OUTSIDE = look_outside(real_catalogue())
ON = date(2026, 11, 22)
EXACT = Level("exact", Noise(person=0.0, item=0.0, habit=0.0, skips=0.0), 0.0, 0.0)


# Ranking.


@pytest.mark.parametrize(
    "policy",
    [PLAIN, Policy("half-share"), Policy("half-share", "mmr-97"), FULL],
    ids=lambda policy: policy.code,
)
def test_many_people_are_ranked_as_the_engine_ranks_each(policy: Policy) -> None:
    people = draw_people(OUTSIDE.traits, BANK, count=24, seed=5, level=MIDDLE)
    answers = [*people.answers, Answers()]
    texts = ["" if number % 3 else "I want to fix machines" for number in range(len(answers))]
    lists = rank(
        ENGINE,
        profiles_of(ENGINE, answers, texts),
        on=ON,
        policy=policy,
        places=25,
        seeds=range(len(answers)),
    )
    for seed, (one, text, found) in enumerate(zip(answers, texts, lists, strict=True)):
        slate = ENGINE.recommend(replace(one, text=text), on=ON, limit=25, seed=seed, policy=policy)
        ids = [ENGINE.space.role_ids[row] for row in found]
        assert ids == [role.role_id for role in slate.roles]


def test_without_a_block_is_as_if_nothing_had_been_said_in_it() -> None:
    (whole,) = profiles_of(ENGINE, [ideal_answers(ENGINE.space, BANK, "porter")])
    (less,) = without([whole], "interests")
    assert set(whole.blocks) - set(less.blocks) == {"interests"}


# What the match does not see.


def test_people_are_not_made_from_what_the_match_sees() -> None:
    assert OUTSIDE.traits.shape == ENGINE.space.standardised.shape
    assert not np.isnan(OUTSIDE.traits).any()
    known = np.nan_to_num(ENGINE.space.standardised)
    for column in range(known.shape[1]):
        alike = np.corrcoef(known[:, column], OUTSIDE.traits[:, column])[0, 1]
        assert 0.4 < alike < 0.99, column


def test_right_answers_are_the_role_its_neighbours_and_its_kin() -> None:
    grades = OUTSIDE.grades
    assert (np.diag(grades) == 3).all()
    assert ((grades == 3).sum(axis=1) == 1).all()
    assert ((grades == 2).sum(axis=1) == 3).all()
    rows = ENGINE.space.row_of
    assert grades[rows["paramedic"], rows["emergency-care-assistant"]] >= 1
    assert grades[rows["paramedic"], rows["accountant"]] == 0


def test_neighbours_are_the_most_alike() -> None:
    alike = np.array([[1, 0.9, 0.1, 0.5, 0.4], *np.eye(5)[1:]])
    kindred = np.eye(5, dtype=bool)
    kindred[0, 2] = True
    assert grade(alike, kindred)[0].tolist() == [3, 2, 1, 2, 2]


def test_an_occupation_is_not_foretold_from_itself_or_its_kin() -> None:
    draw = np.random.default_rng(1)
    described = draw.normal(size=(60, 3))
    rated = described @ np.array([[1.0], [2.0], [0.0]])
    kin = [str(number // 2) for number in range(60)]
    before = foretell(described, rated, kin)
    assert np.corrcoef(before[:, 0], rated[:, 0])[0, 1] > 0.99
    changed = rated.copy()
    changed[:2] += 50  # both of one kin group
    after = foretell(described, changed, kin)
    assert after[:2] == pytest.approx(before[:2])
    assert after[2:] != pytest.approx(before[2:])


def test_a_table_with_a_bad_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"skills\.csv.*missing"):
        look_outside(real_catalogue(), tmp_path)


# People.


def test_without_noise_they_answer_as_their_role_is() -> None:
    people = draw_people(ENGINE.space.standardised, BANK, count=3, seed=1, level=EXACT)
    for row, whole in zip(people.rows, people.whole, strict=True):
        ideal = ideal_answers(ENGINE.space, BANK, ENGINE.space.role_ids[row])
        assert dict(whole.values) == dict(ideal.values)


def test_the_same_seed_draws_the_same_people_and_another_others() -> None:
    one, again, other = (
        draw_people(OUTSIDE.traits, BANK, count=4, seed=seed, level=MIDDLE) for seed in (1, 1, 2)
    )
    assert one.answers == again.answers
    assert one.answers != other.answers


def test_half_stop_after_the_first_questions() -> None:
    people = draw_people(OUTSIDE.traits, BANK, count=300, seed=1, level=EXACT)
    first = {item.id for item in BANK.first_pass}
    stopped = sum(set(one.values) == first for one in people.answers)
    assert 110 <= stopped <= 190
    assert {len(one.values) for one in people.whole} == {len(BANK.items)}


def test_who_stops_caring_gives_every_scale_one_answer_to_the_end() -> None:
    tired = replace(EXACT, straight=1.0)
    draw = np.random.default_rng(3)
    ends = []
    for traits in OUTSIDE.traits[:30]:
        scales = [
            value
            for value in answer_all(BANK, traits, tired, draw).values.values()
            if isinstance(value, int)
        ]
        end = next(n for n in range(len(scales)) if len(set(scales[n:])) == 1)
        ends.append(len(scales) - end)
    assert max(ends) > 20 and np.mean(ends) > 8


def test_neutral_people_lean_to_no_group_however_far_apart_groups_are() -> None:
    groups = ["one" if number % 2 else "other" for number in range(len(OUTSIDE.traits))]
    apart = OUTSIDE.traits + 9.0 * np.array([[group == "one"] for group in groups])
    people, same = (
        draw_neutral(traits, groups, BANK, count=2_000, seed=1, level=MIDDLE)
        for traits in (OUTSIDE.traits, apart)
    )
    assert people.traits == pytest.approx(same.traits)
    assert np.abs(people.traits.mean(axis=0)).max() < 0.1


def test_the_first_answers_follow_an_order() -> None:
    whole = ideal_answers(ENGINE.space, BANK, "porter")
    ids = [item.id for item in BANK.items]
    assert list(first_answers(BANK, whole, 5).values) == ids[:5]

    def backwards(bank: Questionnaire, given: Mapping[str, Value]) -> str | None:
        return next((i for i in reversed(ids) if i not in given), None)

    assert list(first_answers(BANK, whole, 5, backwards).values) == ids[:-6:-1]
    assert len(first_answers(BANK, whole, 999, in_turn).values) == len(ids)


def test_the_adaptive_order_is_the_site_s_own() -> None:
    whole = ideal_answers(ENGINE.space, BANK, "porter")
    given: dict[str, Value] = {}
    while len(given) < 9:
        item_id = ENGINE.next_question(Answers(given)).item_id
        assert item_id is not None
        given[item_id] = whole.values[item_id]
    found = first_answers(BANK, whole, 9, most_telling(ENGINE))
    assert list(found.values) == list(given)
    assert list(given) != [item.id for item in BANK.items][:9]


def test_a_sentence_is_about_a_skill_of_the_role() -> None:
    (said,) = sentences(ENGINE, np.array([7]), 1)
    assert any(said.endswith(skill) for skill in ENGINE.catalogue.roles[7].skills)


# Measures.


def test_a_list_is_judged_by_what_stands_where() -> None:
    grades = np.array([[3, 2, 0, 0], [1, 3, 0, 0], [0, 0, 3, 0], [0, 0, 0, 3]])
    found = judge(np.array([[1, 0, 2], [2, 3, 0]]), np.array([0, 1]), grades)
    worth = (3 + 7 / np.log2(3)) / (7 + 3 / np.log2(3))
    # The second person's own role is not in the list; a kindred one is third.
    other = (1 / np.log2(4)) / (7 + 1 / np.log2(3))
    assert found["nDCG@10"] == pytest.approx([worth, other])
    assert found["MRR"] == pytest.approx([1 / 2, 0])
    assert found["found"] == pytest.approx([1, 0])


def test_intervals_are_over_roles_and_ratios_are_paired() -> None:
    rows = np.arange(400) % 200
    again = Resampling(rows, 1)
    values = np.random.default_rng(1).normal(1.0, 0.5, 200)[rows]
    found = again.mean(values)
    assert found.value == pytest.approx(values.mean())
    # 200 roles with two people alike each: as sure as 200, not as 400.
    assert (found.high - found.low) / 4 == pytest.approx(values.std() / 200**0.5, rel=0.15)
    twice = again.ratio(2 * values, values)
    assert (twice.low, twice.value, twice.high) == pytest.approx((2, 2, 2))
    assert not Figure(0.5, 0.4, 0.6).is_above(Figure(0.3, 0.2, 0.4))
    assert Figure(0.5, 0.41, 0.6).is_above(Figure(0.3, 0.2, 0.4))


def test_shares_of_places() -> None:
    lists = np.array([[0, 1], [0, 1], [0, 2], [0, 3]])
    found = fairness.exposure(lists, 5, seed=1)
    assert found.least.value == 0 and found.fewest[0] == (4, 0.0)
    assert found.most.value == pytest.approx(4 / (8 / 5)) and found.often[0][0] == 0
    assert found.top_share.value == 1
    assert found.coverage.value == pytest.approx(4 / 5)
    assert fairness.gini(np.array([[1, 1, 1.0], [0, 0, 3.0]])) == pytest.approx([0, 2 / 3])


def test_parity_is_places_for_each_role_over_places_for_each_other() -> None:
    first = np.array([True, False, False, False, False])
    second = np.array([False, True, True, False, False])
    lists = np.array([[0, 1], [0, 2], [0, 3], [4, 3]])
    assert fairness.parity(lists, (first, second), seed=1).value == pytest.approx(3.0)


def test_every_role_is_on_one_side_of_each_pair_at_most() -> None:
    for first, second in fairness.groupings(real_catalogue().roles).values():
        assert first.any() and second.any() and not (first & second).any()


def test_one_answer_changes_and_no_more() -> None:
    people = draw_people(OUTSIDE.traits, BANK, count=20, seed=1, level=MIDDLE)
    for before, after in zip(
        people.answers, one_answer_changed(BANK, people.answers, 1), strict=True
    ):
        assert set(before.values) == set(after.values)
        assert sum(before.values[i] != after.values[i] for i in before.values) == 1
    lists = np.arange(40).reshape(2, 20)
    assert in_common(lists, lists[:, ::-1]).tolist() == [0, 0]
    assert in_common(lists, np.roll(lists, 4, axis=1)).tolist() == [0.6, 0.6]


def test_a_tick_is_an_answer_of_its_own() -> None:
    said = given(BANK, Answers({"who-to-help": ("children", "adults"), "stopped-machine": 5}))
    assert [(one.item_id, one.ticked) for one in said] == [
        ("who-to-help", "children"),
        ("who-to-help", "adults"),
        ("stopped-machine", ""),
    ]


def test_reasons_cite_what_matters_to_the_toy_engine_too() -> None:
    people = draw_people(OUTSIDE.traits, BANK, count=20, seed=1, level=MIDDLE)
    tried = try_reasons(ENGINE, people, OUTSIDE.traits, on=ON, seed=1)
    assert len(tried.rows) > 60
    assert tried.places.mean() > tried.other_places.mean()
    assert tried.deeper.mean() > 0.75
    assert tried.above.mean() > 0.9


# The command.


def test_figures_are_written_with_their_intervals(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = []

    def one_table(study: Study) -> Iterator[Table]:
        plans.append(study.plan)
        yield table(
            "Recovery", {"nDCG@10": "number", "to none": "change"},
            {"ours": [Figure(0.25, 0.2, 0.3), Figure(0.99, 0.98, 1.0)], "theirs": [None, None]},
            "A note.",
        )  # fmt: skip

    monkeypatch.setattr(report, "tables", one_table)
    monkeypatch.setattr(command, "open_engine", toy_engine)
    shown = run("bench", "matching", "--set", "tuning", "--on", "2026-11-22")
    assert shown.exit_code == 0, shown.stderr
    assert "tuning set (seed 1)" in shown.stdout
    assert "ours    .250 [.200, .300]  -1.0% [-2.0%, +0.0%]\n" in shown.stdout
    assert "theirs  -                  -\n  A note.\n" in shown.stdout
    body = json.loads(run("bench", "matching", "--quick", "--format", "json").stdout)
    assert (body["set"], body["seed"], body["people"]) == ("report", 2, 1_000)
    assert body["tables"][0]["rows"][0]["nDCG@10"] == {"value": 0.25, "low": 0.2, "high": 0.3}
    assert [plan.seed for plan in plans] == [1, 2]
