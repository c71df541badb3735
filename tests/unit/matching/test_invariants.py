"""What no answers can do to a list: by their order, their number, their silliness, or a catalogue
that has a job more than once."""

import math
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.answers import Answers, Value
from matching.policies import FULL, PLAIN, Policy
from matching.questionnaire import BLOCKS, Item
from matching.recommend import DEFAULT_LIMIT
from matching.rules import Wishes
from matching.slate import Slate
from matching.variety import POOL, REACH
from roles_catalogue.schema import Family, RouteKind, Setting
from tests.support.copies import with_copies
from tests.support.engines import real_questionnaire, toy_engine
from tests.support.odd_words import ATTACKS, LONG_WORD, SHAPES, every_script
from tests.support.strategies import abouts, all_answers, values, wishes
from tests.unit.matching.test_recommend import ON

ENGINE = toy_engine()
BANK = real_questionnaire()
SEEDS = st.none() | st.integers(0, 2**63 - 1)
BY_SCORE = Policy("half-share")
PART = 70
"""Beyond what variety and chance can reach."""


def full(slate: Slate, limit: int = DEFAULT_LIMIT) -> None:
    """A list that says what it is: so many different roles, with finite scores and reasons."""
    assert len({role.role_id for role in slate.roles}) == len(slate.roles) == limit
    for role in slate.roles:
        assert math.isfinite(role.score)
        assert all(reason.text for reason in (*role.reasons, *role.cautions))
        assert len(role.reasons) <= 3 and len(role.cautions) <= 2
    relaxed = [bool(role.relaxed) for role in slate.roles]
    assert relaxed == sorted(relaxed)
    assert ("relaxed" in slate.notes) is any(relaxed)


# The order of answers.


@settings(max_examples=60)
@given(all_answers(), wishes(), SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_answers_facts_and_filters_changes_nothing(
    answers: Answers, asked: Wishes, seed: int | None, draw: Any
) -> None:
    def shuffled(pairs: Any) -> Any:
        mixed = list(pairs)
        draw.shuffle(mixed)
        return mixed

    other = Answers(
        {
            item: tuple(shuffled(value)) if isinstance(value, tuple) else value
            for item, value in shuffled(answers.values.items())
        },
        answers.text,
        dict(shuffled(answers.about.items())),
    )
    turned = Wishes(
        tuple(shuffled(asked.routes)),
        tuple(shuffled(asked.families)),
        tuple(shuffled(asked.settings)),
        tuple(shuffled(asked.ways)),
    )
    one = ENGINE.recommend(answers, on=ON, wishes=asked, seed=seed, limit=PART)
    two = ENGINE.recommend(other, on=ON, wishes=turned, seed=seed, limit=PART)
    assert [(r.role_id, r.position, r.propensity, r.relaxed) for r in two.roles] == [
        (r.role_id, r.position, r.propensity, r.relaxed) for r in one.roles
    ]
    for before, after in zip(one.roles, two.roles, strict=True):
        assert after.score == pytest.approx(before.score, abs=1e-12)
        assert [r.code for r in after.reasons] == [r.code for r in before.reasons]


# What has nothing to do with it.


@settings(max_examples=60)
@given(all_answers(), st.data())
def test_an_answer_moves_nothing_in_blocks_that_it_does_not_measure(
    answers: Answers, data: st.DataObject
) -> None:
    item: Item = data.draw(st.sampled_from(BANK.items))
    changed = Answers(
        {**answers.values, item.id: data.draw(values(item))}, answers.text, answers.about
    )
    assume(ENGINE.profile(answers).is_empty is ENGINE.profile(changed).is_empty)
    touched = {measure.block for measure in item.measures}
    before, after = parts_by_role(answers), parts_by_role(changed)
    for role_id, parts in before.items():
        for key, value in parts.items():
            if key[0] not in touched:
                assert after[role_id][key] == value, (item.id, key)


def parts_by_role(answers: Answers) -> dict[str, dict[tuple[str, str], float]]:
    profile = ENGINE.profile(answers)
    space = ENGINE.ground(FULL, text=profile.text is not None).space
    vector = space.person_vector(profile)
    return {
        role_id: {
            (part.block, part.dimension): part.value
            for part in space.contributions(vector, role_id)
        }
        for role_id in space.role_ids[::9]
    }


@settings(max_examples=40)
@given(all_answers(), abouts())
def test_facts_about_somebody_change_the_ways_in_and_no_score(
    answers: Answers, about: dict[str, str]
) -> None:
    told = Answers(answers.values, answers.text, about)
    one, two = (
        {
            role.role_id: role.score
            for role in ENGINE.recommend(each, on=ON, limit=PART, policy=BY_SCORE).roles
        }
        for each in (answers, told)
    )
    assert all(two[role_id] == one[role_id] for role_id in one.keys() & two.keys())


@settings(max_examples=40)
@given(all_answers(), SEEDS)
def test_a_skipped_question_is_one_that_was_never_asked(answers: Answers, seed: int | None) -> None:
    said = {item: value for item, value in answers.values.items() if value not in (None, ())}
    skipped = {item.id: None for item in BANK.items} | said
    one, two = (
        ENGINE.recommend(Answers(given_, answers.text, answers.about), on=ON, seed=seed)
        for given_ in (said, skipped)
    )
    assert one.roles == two.roles


# A job that the catalogue has more than once.


@settings(max_examples=60)
@given(
    all_answers(),
    wishes(),
    st.integers(0, REACH),
    st.integers(1, REACH - POOL),
    st.sampled_from([FULL, BY_SCORE, PLAIN]),
)
def test_copies_of_a_job_leave_the_others_where_they_were(
    answers: Answers, asked: Wishes, place: int, times: int, policy: Policy
) -> None:
    """With variety and without, and whatever was filtered: copies pass or fail as the job does."""
    assume(not ENGINE.profile(answers).is_empty)
    plain = ENGINE.recommend(answers, on=ON, limit=PART, wishes=asked, policy=policy)
    engine, ids = with_copies(ENGINE, plain.roles[place].role_id, times)
    more = engine.recommend(answers, on=ON, limit=PART + times, wishes=asked, policy=policy)
    others = [(r.role_id, r.score, r.relaxed) for r in more.roles if r.role_id not in ids]
    before = [(r.role_id, r.score, r.relaxed) for r in plain.roles if r.role_id not in ids]
    fewest = min(len(others), len(before))
    assert others[:fewest] == before[:fewest]


@settings(max_examples=60)
@given(all_answers(), st.integers(0, POOL - 1), st.integers(1, REACH - POOL))
def test_of_many_copies_one_stands_among_the_first_thirty(
    answers: Answers, place: int, times: int
) -> None:
    """So one at most stands among the ten that are shown. It is the first by its id, and stands
    where the job stood alone."""
    assume(not ENGINE.profile(answers).is_empty)
    alone = ENGINE.recommend(answers, on=ON, limit=POOL)
    assume(not alone.roles[place].relaxed)
    engine, _ = with_copies(ENGINE, alone.roles[place].role_id, times)
    slate = engine.recommend(answers, on=ON, limit=POOL)
    passing = min(POOL, alone.passing_count)
    assert [(role.role_id, role.score) for role in slate.roles][:passing] == [
        (role.role_id, role.score) for role in alone.roles
    ][:passing]


@settings(max_examples=40)
@given(all_answers(), st.integers(0, 2**63 - 1))
def test_chance_brings_up_one_copy_at_most(answers: Answers, seed: int) -> None:
    assume(not ENGINE.profile(answers).is_empty)
    first = ENGINE.recommend(answers, on=ON, limit=1).roles[0].role_id
    engine, ids = with_copies(ENGINE, first, 4)
    slate = engine.recommend(answers, on=ON, seed=seed)
    shown = [role for role in slate.roles if role.role_id in ids]
    assert len(shown) <= 2
    assert len(shown) == 1 or sum(role.drawn for role in shown) == 1
    full(slate)


# Extreme, empty and contradictory.


def extremes() -> dict[str, Answers]:
    scales = [item for item in BANK.items if item.kind == "scale"]
    multis = [item for item in BANK.items if item.kind == "multi"]
    everything: dict[str, Value] = {m.id: tuple(str(o.value) for o in m.options) for m in multis}
    nothing: dict[str, Value] = {m.id: () for m in multis}
    return {
        "nothing": Answers(),
        "skipped": Answers({item.id: None for item in BANK.items}),
        "all ones": Answers({item.id: 1 for item in scales} | nothing),
        "all fives": Answers({item.id: 5 for item in scales} | everything),
        "all threes": Answers({item.id: 3 for item in scales}),
        "to and fro": Answers({item.id: 1 + 4 * (n % 2) for n, item in enumerate(scales)}),
        "everything ticked": Answers(everything),
        "one answer": Answers({scales[0].id: 5}),
        "facts alone": Answers(about={"stage": "adult", "earn": "must"}),
        "a child with a degree": Answers(
            {scales[0].id: 5},
            about={"stage": "year_7_9", "highest_level": "7", "gcses": "none", "earn": "must"},
        ),
    }


@pytest.mark.parametrize("name", extremes())
@pytest.mark.parametrize("seed", [None, 1])
def test_extreme_and_empty_answers_get_a_full_list(name: str, seed: int | None) -> None:
    slate = ENGINE.recommend(extremes()[name], on=ON, seed=seed)
    full(slate)
    if slate.basis == "starter":
        assert not any(role.reasons or role.cautions for role in slate.roles)


@settings(max_examples=40)
@given(all_answers(), SEEDS)
def test_filters_that_nothing_can_pass_are_relaxed_and_named(
    answers: Answers, seed: int | None
) -> None:
    asked = Wishes((RouteKind.T_LEVEL,), (Family.DENTAL,), (Setting.AMBULANCE,))
    slate = ENGINE.recommend(answers, on=ON, wishes=asked, seed=seed)
    assert slate.passing_count == 0
    full(slate)
    assert all(role.relaxed for role in slate.roles)


def opposite_items() -> list[tuple[Item, Item]]:
    """Pairs of questions that ask for one and the same thing, as strongly."""
    asked: dict[tuple[Any, ...], list[Item]] = {}
    for item in BANK.items:
        if item.kind == "scale":
            asked.setdefault(tuple(item.measures), []).append(item)
    return [(items[0], items[1]) for items in asked.values() if len(items) > 1]


@settings(max_examples=40)
@given(st.sampled_from(opposite_items()), all_answers(text=st.just("")))
def test_yes_and_no_to_the_same_thing_is_no_reason(
    pair: tuple[Item, Item], answers: Answers
) -> None:
    """Whoever contradicts themselves has not clearly said either."""
    dimensions = {(m.block, m.dimension) for m in pair[0].measures}
    kept = {
        item_id: value
        for item_id, value in answers.values.items()
        if not dimensions & {(m.block, m.dimension) for m in BANK.item(item_id).measures}
    }
    slate = ENGINE.recommend(Answers({**kept, pair[0].id: 5, pair[1].id: 1}), on=ON)
    full(slate)
    for role in slate.roles:
        for reason in (*role.reasons, *role.cautions):
            assert (reason.block, reason.dimension) not in dimensions


@settings(max_examples=30)
@given(all_answers(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_day_has_a_list(answers: Answers, on: date) -> None:
    full(ENGINE.recommend(answers, on=on))


def test_every_block_can_be_said_nothing_about() -> None:
    for block in BLOCKS:
        kept = {
            item.id: 5
            for item in BANK.items
            if item.kind == "scale" and block not in {m.block for m in item.measures}
        }
        full(ENGINE.recommend(Answers(kept), on=ON))


# Their own words.


@pytest.mark.parametrize("text", (*ATTACKS, *SHAPES, *every_script(), LONG_WORD))
def test_whatever_is_written_is_words_and_nothing_else(text: str) -> None:
    """It moves the text block alone, and no sentence of ours repeats it."""
    ticked = {"stopped-machine": 5, "someone-cries": 2}
    slate = ENGINE.recommend(Answers(ticked, text), on=ON, limit=PART)
    full(slate, PART)
    silent = ENGINE.recommend(Answers(ticked), on=ON, limit=len(ENGINE.catalogue))
    quiet = {role.role_id: role for role in silent.roles}
    for role in slate.roles:
        said = " ".join(reason.text for reason in (*role.reasons, *role.cautions))
        assert not text.strip() or text.strip() not in said
        assert role.routes == quiet[role.role_id].routes
        assert role.relaxed == quiet[role.role_id].relaxed
