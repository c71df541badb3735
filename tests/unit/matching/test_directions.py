"""Where somebody's answers point, on a compass of eight directions."""

from types import MappingProxyType
from typing import Any

from hypothesis import given, settings

from matching.answers import Answers
from matching.directions import PARTS_OF, Direction, directions
from matching.parts import NAMES
from tests.support.engines import real_questionnaire
from tests.support.strategies import all_answers

BANK = real_questionnaire()


def pointing(disputed: frozenset[str] = frozenset(), **values: Any) -> dict[str, Direction]:
    given = {item.replace("_", "-"): value for item, value in values.items()}
    answers = Answers(MappingProxyType(given), disputed=disputed)
    return {direction.id: direction for direction in directions(BANK, answers)}


def test_nothing_answered_points_nowhere() -> None:
    assert {(d.pull, d.answers) for d in pointing().values()} == {(None, 0)}


def test_an_answer_points_where_it_speaks_and_nowhere_else() -> None:
    found = pointing(odd_result=5)
    assert found["finding_out"] == Direction("finding_out", 1.0, 1)
    assert all(d.pull is None for name, d in found.items() if name != "finding_out")
    assert pointing(odd_result=1)["finding_out"].pull == -1.0
    assert pointing(odd_result=5, why_this_illness=3)["finding_out"] == Direction(
        "finding_out", 0.5, 2
    )


def test_being_willing_is_not_wanting() -> None:
    assert pointing(washing_and_dressing=5)["care"].pull == 0.5
    assert pointing(washing_and_dressing=1)["care"].pull == -1.0


def test_a_desk_is_the_opposite_of_being_on_the_go() -> None:
    assert pointing(screen_day=5)["moving"].pull == -1.0
    assert pointing(screen_day=1, out_and_about=5)["moving"] == Direction("moving", 1.0, 2)


def test_what_was_left_unpicked_and_what_is_not_like_somebody_say_nothing() -> None:
    found = pointing(subjects_liked=("biology", "chemistry"))
    assert found["finding_out"] == Direction("finding_out", 1.0, 1)
    assert found["leading"].pull is None
    aside = frozenset({"subjects.biology", "subjects.chemistry"})
    assert pointing(aside, subjects_liked=("biology", "chemistry"))["finding_out"].answers == 0


@settings(deadline=None)
@given(all_answers())
def test_any_answers_have_eight_directions_within_bounds(answers: Answers) -> None:
    found = directions(BANK, answers)
    assert [direction.id for direction in found] == list(PARTS_OF)
    for direction in found:
        assert (direction.pull is None) == (direction.answers == 0)
        assert direction.pull is None or -1 <= direction.pull <= 1


def test_a_part_speaks_of_one_direction_at_most() -> None:
    parts = [part for named in PARTS_OF.values() for part in named]
    assert len(parts) == len(set(parts))
    assert set(parts) <= set(NAMES)
