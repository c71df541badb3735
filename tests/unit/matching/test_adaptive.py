"""Which question comes next: the model behind it, the balance, and when it is enough."""

from collections import Counter
from math import ceil
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.adaptive import (
    AHEAD,
    CLEARER,
    FEWEST,
    FIRST,
    LEAST_LIKELY,
    MOST,
    SHARES,
    STEADY,
    AnswerModel,
    NextQuestion,
    allowed,
    certainty_of,
    expected_change,
)
from matching.answers import Answers, Value
from matching.ideal import answer_as, traits_of
from matching.policies import Policy
from matching.questionnaire import Item, Questionnaire
from tests.support.engines import real_questionnaire, toy_engine
from tests.support.strategies import all_answers, values
from tests.unit.matching.test_recommend import ON

ENGINE = toy_engine()
BANK = real_questionnaire()
MODEL = AnswerModel(BANK, ENGINE.space)
ITEMS = st.sampled_from(BANK.items)
RANKED_BY_SCORE = Policy("half-share")
UNSAID = st.just("")


def answers(given: dict[str, Any]) -> Answers:
    return Answers(MappingProxyType(given))


def some_value(item: Item, draw: st.DataObject) -> Value:
    value: Value = draw.draw(values(item))
    return value


def walk(draw: st.DataObject, questions: int, *, stops: bool = True) -> list[tuple[str, Value]]:
    """Somebody who answers or skips what is asked, as they please."""
    met: dict[str, Value] = {}
    while len(met) < questions:
        following = ENGINE.next_question(answers(met))
        assert following.asked == len(met)
        if following.item_id is None or (stops and following.done):
            break
        assert following.item_id not in met
        met[following.item_id] = some_value(BANK.item(following.item_id), draw)
    return list(met.items())


# The model.


@settings(deadline=None, max_examples=60)
@given(all_answers(text=UNSAID))
def test_the_chances_of_all_roles_are_one_together(given_: Answers) -> None:
    chances = MODEL.posterior(BANK, given_)
    assert chances.shape == (len(ENGINE.catalogue),)
    assert (chances >= 0).all()
    assert chances.sum() == pytest.approx(1)


def test_before_any_answer_no_role_is_likelier_than_another() -> None:
    chances = MODEL.posterior(BANK, Answers())
    assert chances == pytest.approx(np.full(len(ENGINE.catalogue), 1 / len(ENGINE.catalogue)))


@settings(deadline=None)
@given(ITEMS)
def test_the_chances_of_the_options_of_one_question(item: Item) -> None:
    telling = MODEL.most_telling(MODEL.posterior(BANK, Answers()), [item])
    assert telling is not None and telling.item is item
    assert telling.chances.shape == (len(item.options),)
    assert (telling.chances >= LEAST_LIKELY * 0.9).all()
    if item.kind != "multi":
        assert telling.chances.sum() == pytest.approx(1)


@pytest.mark.parametrize("role_id", ["paramedic", "clinical-coder", "care-worker", "midwife"])
def test_a_role_s_own_answers_make_it_likelier(role_id: str) -> None:
    row, traits = ENGINE.space.row_of[role_id], traits_of(ENGINE.space, role_id)
    own = {item.id: answer_as(item, traits) for item in BANK.items}
    likelihoods = [
        MODEL.posterior(BANK, answers(dict(list(own.items())[:number])))[row]
        for number in (0, 12, 24, 36)
    ]
    assert likelihoods == sorted(likelihoods)
    assert likelihoods[-1] > 20 * likelihoods[0]


@settings(deadline=None, max_examples=60)
@given(all_answers(text=UNSAID), ITEMS)
def test_no_question_is_expected_to_tell_less_than_nothing(given_: Answers, item: Item) -> None:
    assert MODEL._information(item, MODEL.posterior(BANK, given_)) >= -1e-9


def test_what_is_known_already_tells_nothing() -> None:
    """If one role is certain, its answers can tell nothing about the role."""
    certain = np.zeros(len(ENGINE.catalogue))
    certain[7] = 1
    for item in BANK.items:
        assert MODEL._information(item, certain) == pytest.approx(0, abs=1e-9)


# What is asked.


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_whatever_is_answered_it_ends_and_asks_nothing_twice(draw: st.DataObject) -> None:
    met = walk(draw, MOST + 1)
    assert FEWEST <= len(met) <= MOST
    assert ENGINE.next_question(answers(dict(met))).done
    assert [item_id for item_id, _ in met[: len(BANK.start)]] == [item.id for item in BANK.start]


@settings(deadline=None, max_examples=10)
@given(st.data())
def test_whoever_goes_on_meets_every_question_in_balance(draw: st.DataObject) -> None:
    met = walk(draw, len(BANK.items) + 1, stops=False)
    assert {item_id for item_id, _ in met} == {item.id for item in BANK.items}
    asked: Counter[str] = Counter()
    sizes = Counter(item.section for item in BANK.items)
    for number, (item_id, _) in enumerate(met, start=1):
        section = BANK.item(item_id).section
        asked[section] += 1
        # A block may run ahead only when all the others are used up or ahead as well.
        others_left = any(
            asked[other] < min(sizes[other], ceil(SHARES[other] * number) + AHEAD)
            for other in SHARES
            if other != section
        )
        if number > len(BANK.start) and others_left:
            assert asked[section] <= ceil(SHARES[section] * number) + AHEAD


def test_all_skipped_ends_after_the_most_that_anybody_is_asked() -> None:
    met: dict[str, Value] = {}
    while not (following := ENGINE.next_question(answers(met))).done:
        met[str(following.item_id)] = None
    assert len(met) == MOST
    assert following.certainty == "early"


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_the_order_of_answering_does_not_matter(draw: st.DataObject) -> None:
    met = walk(draw, draw.draw(st.integers(0, MOST)))
    mixed = draw.draw(st.permutations(met))
    forth = ENGINE.next_question(answers(dict(met)))
    back = ENGINE.next_question(answers(dict(mixed)))
    assert (back.item_id, back.asked, back.done) == (forth.item_id, forth.asked, forth.done)
    assert back.expected_change == pytest.approx(forth.expected_change)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from([item.id for item in BANK.items]), unique=True))
def test_skipped_apart_or_with_the_answers_is_the_same(skipped: list[str]) -> None:
    given_ = {"stopped-machine": 5}
    within = {**dict.fromkeys(skipped), **given_}
    apart = ENGINE.next_question(answers(given_), met=skipped)
    assert apart == ENGINE.next_question(answers(within))


@settings(deadline=None, max_examples=15)
@given(st.data())
def test_a_fixed_form_asks_its_first_part_and_then_the_rest(draw: st.DataObject) -> None:
    met: dict[str, Value] = {}
    for item in (*BANK.first_pass, *BANK.second_pass):
        following = ENGINE.next_question(answers(met), mode="fixed")
        assert following.item_id == item.id
        assert following.done is (len(met) >= len(BANK.first_pass))
        assert following.certainty == ENGINE.next_question(answers(met)).certainty
        met[item.id] = some_value(item, draw)
    last = ENGINE.next_question(answers(met), mode="fixed")
    assert (last.item_id, last.done) == (None, True)


def test_without_an_unmet_question_nothing_is_asked() -> None:
    everything = ENGINE.next_question(Answers(), met=[item.id for item in BANK.items])
    assert (everything.item_id, everything.asked, everything.done) == (None, len(BANK.items), True)


def test_if_every_block_is_ahead_any_question_may_come() -> None:
    only = tuple(item for item in BANK.items if item.section == "values")
    met = [item.id for item in only[:3]]
    assert allowed(only, met) == only[3:]


def test_a_start_that_no_question_is_called_is_refused() -> None:
    ids = [item.id for item in Questionnaire.load().start]
    assert len(ids) == len({BANK.item(item_id).section for item_id in ids}) == len(SHARES)


# How sure the list is.


@pytest.mark.parametrize(
    ("change", "asked", "word"),
    [
        (STEADY - 0.01, FEWEST, "steady"),
        (STEADY - 0.01, FEWEST - 1, "clearer"),
        (STEADY, MOST, "clearer"),
        (CLEARER - 0.01, 3, "clearer"),
        (CLEARER, MOST, "early"),
        (float(FIRST), 0, "early"),
    ],
)
def test_certainty_in_a_word(change: float, asked: int, word: str) -> None:
    assert certainty_of(change, asked) == word


def test_the_expected_change_weighs_what_each_answer_would_replace() -> None:
    first = np.array([[1, 2, 3], [3, 2, 1], [1, 2, 4], [7, 8, 9]])
    assert expected_change(first, np.array([0.5, 0.3, 0.2])) == pytest.approx(0.3 + 0.6)


@settings(deadline=None, max_examples=20)
@given(st.data())
def test_the_expected_change_is_what_new_lists_would_show(draw: st.DataObject) -> None:
    """Counted again the long way: a list for every answer to the most telling question."""
    met = dict(walk(draw, draw.draw(st.integers(1, MOST))))
    given_ = answers(met)
    assume(not ENGINE.profile(given_).is_empty)
    left = [item for item in allowed(BANK.items, met) if item.kind != "multi"]
    telling = MODEL.most_telling(MODEL.posterior(BANK, given_), left)
    assert telling is not None

    def first(answered: Answers) -> set[str]:
        slate = ENGINE.recommend(answered, on=ON, limit=FIRST, policy=RANKED_BY_SCORE)
        return {role.role_id for role in slate.roles}

    now = first(given_)
    recount = sum(
        chance * len(now - first(answers({**met, telling.item.id: option.value})))
        for chance, option in zip(telling.chances, telling.item.options, strict=True)
    )
    found: NextQuestion = ENGINE.next_question(given_, policy=RANKED_BY_SCORE)
    assert found.expected_change == pytest.approx(recount)
    assert found.certainty == certainty_of(found.expected_change, found.asked)
