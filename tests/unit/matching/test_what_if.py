"""What would change this: each place that is named is the place that a new list gives."""

from dataclasses import replace
from types import MappingProxyType

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.answers import Answers, Value
from matching.policies import FULL, PLAIN, Policy
from matching.rules import Wishes
from matching.what_if import Move
from tests.support.engines import toy_engine
from tests.support.strategies import all_answers, wishes
from tests.unit.matching.test_recommend import ON

ENGINE = toy_engine()
ROLES = st.sampled_from(ENGINE.space.role_ids)
POLICIES = st.sampled_from([FULL, Policy("half-share"), PLAIN])


def stands_at(place: int, answers: Answers, asked: Wishes, policy: Policy) -> str:
    """The role that a list without exploration has in this place."""
    slate = ENGINE.recommend(answers, on=ON, limit=1, skip=place - 1, wishes=asked, policy=policy)
    assert slate.basis == "answers"
    (role,) = slate.roles
    return role.role_id


def carried_out(answers: Answers, asked: Wishes, move: Move) -> tuple[Answers, Wishes]:
    """The answers and wishes after a change."""
    values, about = dict(answers.values), dict(answers.about)
    if move.subject == "answer":
        values[move.item_id] = move.value
    elif move.subject == "earn":
        del about["earn"]
    else:
        asked = asked.without(move.subject)
    values_now, about_now = MappingProxyType(values), MappingProxyType(about)
    return replace(answers, values=values_now, about=about_now), asked


@settings(max_examples=60)
@given(all_answers(), wishes(), ROLES, POLICIES, st.data())
def test_a_list_with_the_change_has_the_role_where_it_was_said_to_go(
    answers: Answers, asked: Wishes, role_id: str, policy: Policy, data: st.DataObject
) -> None:
    found = ENGINE.what_would_change(answers, role_id, on=ON, wishes=asked, policy=policy)
    assume(found is not None and found.moves)
    assert found is not None
    assert stands_at(found.rank, answers, asked, policy) == role_id
    for move in data.draw(st.lists(st.sampled_from(found.moves), min_size=1, max_size=4)):
        changed, wished = carried_out(answers, asked, move)
        assert stands_at(move.rank, changed, wished, policy) == role_id


@settings(max_examples=60)
@given(all_answers(text=st.just("")), ROLES)
def test_every_other_way_to_give_a_given_answer_is_tried(answers: Answers, role_id: str) -> None:
    found = ENGINE.what_would_change(answers, role_id, on=ON)
    assume(found is not None)
    assert found is not None
    tried = [(move.item_id, move.value) for move in found.moves if move.subject == "answer"]
    assert len(set(tried)) == len(tried)
    expected = 0
    for item_id, value in answers.values.items():
        options = len(ENGINE.questionnaire.item(item_id).options)
        if value not in (None, ()):
            expected += options if isinstance(value, tuple) else options - 1
        assert (item_id, value) not in tried
    # A change after which nothing is said gives a starter set, which has no places.
    said_nothing = sum(
        ENGINE.profile(Answers({**answers.values, item_id: value})).is_empty
        for item_id, value in _alternatives(answers)
    )
    assert len(tried) == expected - said_nothing


def _alternatives(answers: Answers) -> list[tuple[str, Value]]:
    found: list[tuple[str, Value]] = []
    for item_id, value in answers.values.items():
        item = ENGINE.questionnaire.item(item_id)
        for option in item.options if value not in (None, ()) else ():
            if isinstance(value, tuple):
                picked = set(value) ^ {option.value}
                chosen = tuple(str(o.value) for o in item.options if o.value in picked)
                found.append((item_id, chosen))
            elif option.value != value:
                found.append((item_id, option.value))
    return found


def test_a_starter_set_has_no_places_to_change() -> None:
    assert ENGINE.what_would_change(Answers(), "paramedic", on=ON) is None
    middle = Answers({"stopped-machine": 3})
    assert ENGINE.what_would_change(middle, "paramedic", on=ON) is None


def test_the_only_answer_cannot_be_changed_into_none() -> None:
    found = ENGINE.what_would_change(Answers({"stopped-machine": 5}), "paramedic", on=ON)
    assert found is not None
    assert [move.value for move in found.moves] == [1, 2, 4]


def test_a_wish_that_is_taken_back_is_a_change() -> None:
    answers = Answers(
        {"stopped-machine": 1, "someone-cries": 5}, about={"stage": "adult", "earn": "must"}
    )
    asked = Wishes(families=(ENGINE.catalogue.get("hospital-electrician").family,))
    found = ENGINE.what_would_change(answers, "mental-health-nurse", on=ON, wishes=asked)
    assert found is not None
    subjects = {move.subject: move.rank for move in found.moves}
    assert {"earn", "families"} <= set(subjects)
    assert subjects["families"] < found.rank
