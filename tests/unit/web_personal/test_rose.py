"""The compass picture and the words beside it say the same, and no more than the answers."""

import math
import re

import pytest

from matching.directions import PARTS_OF, Direction
from web.results.rose import INNER, LABELS, OUTER, Rose, rose


def drawn(**pulls: tuple[float, int]) -> Rose:
    found = rose([Direction(name, *pulls.get(name, (None, 0))) for name in PARTS_OF])
    assert found is not None
    return found


def point(picture: Rose, name: str) -> tuple[str, str, str, str]:
    (found,) = [p for p in picture.points if p.name == LABELS[name].replace("\n", " ")]
    return found.kind, found.words, found.rests_on, found.dark


def reach(corners: str) -> float:
    x, y = (float(n) for n in corners.split()[-1].split(","))
    return math.hypot(x, y)


def test_without_an_answer_there_is_no_picture() -> None:
    assert rose([Direction(name, None, 0) for name in PARTS_OF]) is None


def test_every_direction_has_its_label() -> None:
    assert list(LABELS) == list(PARTS_OF)


def test_what_is_not_known_is_not_drawn_and_said_to_be_so() -> None:
    picture = drawn(people=(1.0, 3))
    assert point(picture, "order") == ("unknown", "not asked yet", "", "")


@pytest.mark.parametrize(
    ("pull", "words"),
    [
        (1.0, "a lot like you"),
        (0.6, "a lot like you"),
        (0.5, "quite like you"),
        (0.0, "in the middle"),
        (-0.2, "not so much you"),
        (-0.6, "not like you"),
    ],
)
def test_how_far_a_point_reaches_is_what_its_words_say(pull: float, words: str) -> None:
    kind, said, rests_on, dark = point(drawn(ideas=(pull, 2)), "ideas")
    assert (kind, said, rests_on) == ("solid", words, "2 answers")
    assert reach(dark) == pytest.approx(INNER + (pull + 1) / 2 * (OUTER - INNER), abs=0.1)


def test_one_answer_is_an_outline() -> None:
    kind, _, rests_on, _ = point(drawn(ideas=(1.0, 1)), "ideas")
    assert (kind, rests_on) == ("outline", "1 answer")


@pytest.mark.parametrize(
    ("pulls", "sentence"),
    [
        (
            {"people": (0.9, 2), "leading": (-0.9, 1)},
            "You point towards people, and away from leading.",
        ),
        (
            {"people": (0.3, 2), "care": (0.9, 2), "ideas": (0.5, 1)},
            "You point towards caring and new ideas.",
        ),
        ({"order": (-0.5, 2)}, "You point away from order. More answers will show where to."),
        ({"order": (0.1, 2)}, "Nothing stands out yet. A few more answers will show more."),
    ],
)
def test_the_sentence_names_what_stands_out_and_nothing_else(
    pulls: dict[str, tuple[float, int]], sentence: str
) -> None:
    assert drawn(**pulls).sentence == sentence


def test_numbers_are_short_and_there_is_no_percentage() -> None:
    picture = drawn(**{name: (0.123456, 2) for name in PARTS_OF})
    for number in re.findall(r"-?\d+\.?\d*", repr(picture.points)):
        assert len(number.partition(".")[2]) <= 1
    assert "%" not in repr(picture)
