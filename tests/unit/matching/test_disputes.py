"""That is not like me: a disputed part counts as if nobody had asked, and nothing else changes."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.answers import Answers, BadAnswers, parse_answers
from matching.disputes import behind, parts_of, set_aside
from matching.parts import CODES, OWN_WORDS
from matching.policies import FULL
from matching.questionnaire import Item
from matching.rules import Wishes
from tests.support.engines import real_questionnaire, toy_engine
from tests.support.strategies import all_answers, wishes
from tests.unit.matching.test_recommend import ON
from tests.unit.matching.test_what_if import carried_out, stands_at

ENGINE = toy_engine()
BANK = real_questionnaire()


def speaks_of(item: Item) -> frozenset[str]:
    """What a question of several options may say something about; nothing for others."""
    if item.kind != "multi":
        return frozenset()
    return parts_of(item, tuple(str(option.value) for option in item.options))


SINGLE = tuple(item for item in BANK.items if item.kind == "scale")


def without(answers: Answers, *ids: str) -> Answers:
    """As if these questions had never been asked."""
    kept = {key: value for key, value in answers.values.items() if key not in ids}
    return replace(answers, values=MappingProxyType(kept))


@settings(max_examples=60)
@given(all_answers(), st.sampled_from(SINGLE), st.integers(0, 2**63 - 1))
def test_what_is_disputed_counts_as_if_it_had_not_been_asked(
    answers: Answers, item: Item, seed: int
) -> None:
    """Places, scores and reasons are those of somebody who never answered."""
    (code,) = parts_of(item, 5)
    asked_of_it = [source.item.id for source in behind(BANK, answers, code)]
    # Where several can be picked, what was left says something of its own.
    assume(not any(code in speaks_of(BANK.item(item_id)) for item_id in answers.values))
    disputing = replace(answers, disputed=frozenset({code}))
    one = ENGINE.recommend(disputing, on=ON, seed=seed)
    other = ENGINE.recommend(without(answers, *asked_of_it), on=ON, seed=seed)
    assert one == other


@settings(max_examples=60)
@given(all_answers(), wishes(), st.integers(0, 2**63 - 1), st.data())
def test_taking_it_back_brings_the_very_list_back(
    answers: Answers, asked: Wishes, seed: int, data: st.DataObject
) -> None:
    before = ENGINE.recommend(answers, on=ON, wishes=asked, seed=seed)
    codes = sorted({r.code for role in before.roles for r in (*role.reasons, *role.cautions)})
    assume(codes)
    code = data.draw(st.sampled_from(codes))
    disputing = replace(answers, disputed=frozenset({code}))
    during = ENGINE.recommend(disputing, on=ON, wishes=asked, seed=seed)
    for role in during.roles:
        assert code not in {reason.code for reason in (*role.reasons, *role.cautions)}
    after = ENGINE.recommend(
        replace(disputing, disputed=frozenset()), on=ON, wishes=asked, seed=seed
    )
    assert after == before


def test_of_several_picked_only_the_disputed_one_goes() -> None:
    """It counts neither way: not as picked, and not as left among others."""
    answers = Answers({"subjects-liked": ("biology", "chemistry"), "screen-day": 1})
    disputing = replace(answers, disputed=frozenset({"subjects.chemistry"}))
    for role_id in ENGINE.space.role_ids[::50]:
        before = ENGINE.place_of(answers, role_id, on=ON)
        after = ENGINE.place_of(disputing, role_id, on=ON)
        assert before is not None and after is not None
        for was, now in zip(before.contributions, after.contributions, strict=True):
            disputed = (was.block, was.dimension) == ("subjects", "chemistry")
            assert now.value == (0.0 if disputed else was.value)
    (source,) = behind(BANK, answers, "subjects.chemistry")
    assert (source.item.id, [option.label for option in source.options]) == (
        "subjects-liked",
        ["Chemistry"],
    )
    assert not set_aside(BANK, disputing)


def test_the_answers_behind_a_part_are_those_that_speak_of_it() -> None:
    answers = Answers(
        {"why-this-illness": 4, "odd-result": 5, "stopped-machine": 5, "explain-until-clear": None}
    )
    sources = behind(BANK, answers, "interests.investigative")
    # In the order of the questions.
    assert [source.item.id for source in sources] == ["why-this-illness", "odd-result"]
    assert [option.value for source in sources for option in source.options] == [4, 5]
    assert behind(BANK, answers, "interests.social") == ()
    assert behind(BANK, answers, OWN_WORDS) == ()
    disputing = replace(answers, disputed=frozenset({"interests.investigative"}))
    assert set_aside(BANK, disputing) == {"odd-result", "why-this-illness"}


def test_own_words_are_set_aside_without_a_word_about_them() -> None:
    """The list is that of somebody who wrote nothing, and no note says that we cannot read."""
    answers = Answers({"stopped-machine": 5}, ENGINE.catalogue.get("paramedic").suits_you)
    disputing = replace(answers, disputed=frozenset({OWN_WORDS}))
    silent = replace(answers, text="")
    assert ENGINE.recommend(disputing, on=ON) == ENGINE.recommend(silent, on=ON)
    assert ENGINE.recommend(answers, on=ON).roles != ENGINE.recommend(silent, on=ON).roles


def test_with_nothing_left_there_is_the_starter_set() -> None:
    answers = Answers({"stopped-machine": 5}, disputed=frozenset({"interests.realistic"}))
    slate = ENGINE.recommend(answers, on=ON)
    assert slate.basis == "starter"
    assert "nothing_answered" in slate.notes
    assert ENGINE.place_of(answers, "porter", on=ON) is None
    assert ENGINE.what_would_change(answers, "porter", on=ON) is None


@settings(max_examples=60)
@given(all_answers(disputes=True), wishes(), st.sampled_from(ENGINE.space.role_ids), st.data())
def test_what_would_change_holds_for_a_list_with_disputes(
    answers: Answers, asked: Wishes, role_id: str, data: st.DataObject
) -> None:
    found = ENGINE.what_would_change(answers, role_id, on=ON, wishes=asked)
    assume(found is not None and found.moves)
    assert found is not None
    assert stands_at(found.rank, answers, asked, FULL) == role_id
    move = data.draw(st.sampled_from(found.moves))
    changed, wished = carried_out(answers, asked, move)
    assert stands_at(move.rank, changed, wished, FULL) == role_id


def test_a_disputed_answer_is_not_offered_as_a_change() -> None:
    """To give it again would be to say that it counts: the list would change in two ways."""
    answers = Answers(
        {"odd-result": 5, "screen-day": 1, "subjects-liked": ("biology",)},
        disputed=frozenset({"interests.investigative", "subjects.chemistry"}),
    )
    found = ENGINE.what_would_change(answers, "paramedic", on=ON)
    assert found is not None
    tried = {(move.item_id, move.value) for move in found.moves}
    assert {item_id for item_id, _ in tried} == {"screen-day", "subjects-liked"}
    assert ("subjects-liked", ("biology", "chemistry")) not in tried


@pytest.mark.parametrize(
    "raw", ["interests.social", ["interests.sociable"], [1], {"interests.social": True}]
)
def test_what_no_reason_is_called_cannot_be_disputed(raw: object) -> None:
    with pytest.raises(BadAnswers, match="disputed"):
        parse_answers(BANK, {"disputed": raw})


def test_every_code_can_be_disputed() -> None:
    assert parse_answers(BANK, {"disputed": list(CODES)}).disputed == frozenset(CODES)
    assert parse_answers(BANK, {"disputed": None}).disputed == frozenset()


@settings(max_examples=60)
@given(all_answers(disputes=True), wishes(), st.sampled_from(ENGINE.space.role_ids))
def test_any_role_stands_where_a_list_has_it_with_no_less_to_say(
    answers: Answers, asked: Wishes, role_id: str
) -> None:
    place = ENGINE.place_of(answers, role_id, on=ON, wishes=asked)
    assume(place is not None)
    assert place is not None
    (listed,) = ENGINE.recommend(
        answers, on=ON, limit=1, skip=place.position - 1, wishes=asked
    ).roles
    assert listed.role_id == role_id
    assert (listed.score, listed.relaxed) == (place.score, place.relaxed)
    assert set(listed.reasons) <= set(place.reasons)
    assert set(listed.cautions) <= set(place.cautions)
    against = [-caution.value for caution in place.cautions]
    assert against == sorted(against, reverse=True)
    # On a card not all from one block, and none much weaker than the first.
    if listed.reasons:
        assert listed.reasons[0] == place.reasons[0]
