"""What would change a place, in words that say what was and what would be."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.answers import Answers
from matching.rules import Wishes
from matching.what_if import Move, WhatIf
from roles_catalogue.schema import Family, Setting
from tests.support.engines import toy_engine
from tests.support.strategies import all_answers
from tests.unit.web_personal.standins import ON
from web.roles.what_if import ChangeLine, ordinal, what_if_words

ENGINE = toy_engine()
BANK = ENGINE.questionnaire
ANSWERS = Answers(
    {
        "stopped-machine": 2,
        "who-to-help": ("adults", "older_people"),
        "what-matters-most": "support",
    },
    about={"earn": "must"},
)


def lines(*moves: Move, rank: int = 14) -> tuple[ChangeLine, ...]:
    return what_if_words(WhatIf(rank, moves), BANK, ANSWERS, Wishes(), 43).lines


def test_another_answer_on_a_scale() -> None:
    (line,) = lines(Move("answer", 6, "stopped-machine", 5, 3))
    question = BANK.item("stopped-machine").text
    assert line.text == (
        f"If you said “I'd love it” instead of “Not really” to “{question}”, "
        "this job would go from 14th to 6th."
    )
    assert line.href == "/questions/stopped-machine?from=list"


def test_one_choice_more_and_one_taken_back() -> None:
    (more,) = lines(Move("answer", 3, "who-to-help", ("children", "adults", "older_people")))
    assert more.text.startswith("If you also picked “Babies, children and teenagers” for “Who")
    (fewer,) = lines(Move("answer", 21, "who-to-help", ("adults",)))
    assert fewer.text.startswith("If you had not picked “Older people” for “Who")
    assert fewer.text.endswith("from 14th to 21st.")


def test_another_choice_and_a_wish_taken_back() -> None:
    (other,) = lines(Move("answer", 1, "what-matters-most", "independence"))
    assert "“Deciding for myself how to do things” instead of “A boss and a team" in other.text
    (wish,) = lines(Move("earn", 2))
    assert wish.text.startswith("If you did not need to earn while you train, this job")
    assert urlsplit(wish.href).path == "/about-you"


def test_the_strongest_are_told_up_before_down_and_one_of_a_question() -> None:
    found = lines(
        Move("answer", 12, "stopped-machine", 3, 1),
        Move("answer", 9, "stopped-machine", 4, 2),
        Move("answer", 9, "stopped-machine", 5, 3),
        Move("answer", 20, "stopped-machine", 1, 1),
        Move("answer", 13, "who-to-help", ("adults",)),
        Move("answer", 40, "what-matters-most", "recognition"),
        Move("earn", 11),
        Move("answer", 14, "what-matters-most", "achievement"),
    )
    assert [line.text.partition("from 14th to ")[2] for line in found] == ["9th.", "11th.", "40th."]
    assert "“I'd quite like it”" in found[0].text, "the mildest change that leads there"


def test_a_filter_dropped_leads_to_the_list_with_the_others() -> None:
    wished = Wishes(families=(Family.NURSING,), settings=(Setting.HOSPICE,))
    words = what_if_words(WhatIf(14, (Move("families", 3),)), BANK, ANSWERS, wished, 43)
    (line,) = words.lines
    assert (
        line.text
        == "If you dropped the filter on job families, this job would go from 14th to 3rd."
    )
    assert line.href == "/results?setting=hospice"
    assert words.list_href == "/results?family=nursing&setting=hospice"
    assert words.filtered


def test_nothing_moves_it() -> None:
    words = what_if_words(WhatIf(1, (Move("earn", 1),)), BANK, ANSWERS, Wishes(), 43)
    assert words.lines == ()
    assert words.place == "1st of 43 jobs"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (102, "102nd"), (111, "111th"), (450, "450th")],
)  # fmt: skip
def test_ordinals(number: int, expected: str) -> None:
    assert ordinal(number) == expected


@settings(max_examples=60)
@given(all_answers(), st.sampled_from(ENGINE.space.role_ids))
def test_every_change_can_be_said(answers: Answers, role_id: str) -> None:
    found = ENGINE.what_would_change(answers, role_id, on=ON)
    if found is None:
        return
    words = what_if_words(found, BANK, answers, Wishes(), len(ENGINE.catalogue))
    assert len(words.lines) <= 3
    for line in words.lines:
        assert "“”" not in line.text
        assert line.text.startswith("If you ") and line.text.endswith(".")
