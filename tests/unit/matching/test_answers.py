"""Answers at the door: what is taken, and what the messages say."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.answers import Answers, BadAnswers, check_text, parse_answers
from tests.support.engines import real_questionnaire

QUESTIONNAIRE = real_questionnaire()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(JSON)
def test_anything_is_either_answers_or_a_list_of_plain_problems(raw: Any) -> None:
    try:
        assert isinstance(parse_answers(QUESTIONNAIRE, raw), Answers)
    except BadAnswers as bad:
        assert bad.problems
        assert all(problem.endswith(".") and "\n" not in problem for problem in bad.problems)


@given(st.dictionaries(st.sampled_from([i.id for i in QUESTIONNAIRE.items]), JSON))
def test_any_value_for_a_real_item_is_taken_or_refused(answers: dict[str, Any]) -> None:
    try:
        parse_answers(QUESTIONNAIRE, {"answers": answers})
    except BadAnswers as bad:
        assert bad.problems


def test_good_answers_are_kept_in_canonical_form() -> None:
    answers = parse_answers(
        QUESTIONNAIRE,
        {
            "answers": {
                "stopped-machine": 5,
                "who-to-help": ["older_people", "children"],
                "what-matters-most": "support",
                "odd-result": None,
            },
            "text": "  I like \n bikes ",
            "about": {
                "stage": "year_11",
                "earn": None,
                "level_3_subjects": ["none_of_these", "maths", "biology", "maths"],
            },
        },
    )
    assert answers.values["stopped-machine"] == 5
    assert answers.values["who-to-help"] == ("children", "older_people")
    assert answers.text == "I like bikes"
    assert answers.about == {"stage": "year_11", "level_3_subjects": ("biology", "maths")}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([], "must be an object"),
        ({"answer": {}}, "use answers, text, about and disputed"),
        ({"answers": []}, "answers must be an object"),
        ({"answers": {"nope": 1}}, "no question has the id 'nope'"),
        ({"answers": {"stopped-machine": 6}}, "takes one of 1, 2, 3, 4, 5, not 6"),
        ({"answers": {"stopped-machine": True}}, "not True"),
        ({"answers": {"stopped-machine": 4.0}}, "not 4.0"),
        ({"answers": {"who-to-help": "children"}}, "takes a list of children"),
        ({"answers": {"who-to-help": ["cats"]}}, "does not offer 'cats'"),
        ({"about": {"stage": "year_6"}}, "stage takes one of year_7_9"),
        ({"about": {"level_3_subjects": "maths"}}, "level_3_subjects takes a list of biology"),
        ({"about": {"level_3_subjects": ["latin"]}}, "does not offer 'latin'"),
        ({"about": {"age": 14}}, "about has no 'age'"),
        ({"text": "x" * 501}, "501 characters; 500 is the most"),
        ({"text": 7}, "text must be words"),
    ],
)
def test_a_message_says_what_was_wrong_and_what_would_be_right(raw: object, said: str) -> None:
    with pytest.raises(BadAnswers, match=said.replace("(", r"\(")):
        parse_answers(QUESTIONNAIRE, raw)


def test_every_problem_is_reported_not_only_the_first() -> None:
    with pytest.raises(BadAnswers) as caught:
        parse_answers(QUESTIONNAIRE, {"answers": {"nope": 1, "odd-result": 9}, "text": 3})
    assert len(caught.value.problems) == 3


@given(st.text(max_size=500))
def test_text_comes_out_printable_on_one_line(raw: str) -> None:
    text = check_text(raw)
    assert text == " ".join(text.split())
    assert text.isprintable()
