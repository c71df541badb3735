"""What is read of somebody's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.own_words import before_denials, denied_in, wished_for


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I like bikes and old people", "I like bikes and old people"),
        ("I like bikes, but I don't want to work with children", "I like bikes"),
        ("never work with children", ""),
        ("I hate needles. I love cooking!", "I love cooking"),
        ("I want to deliver babies", "I want to deliver babies"),
        ("dont like blood", ""),
        ("no blood; lots of computers", "lots of computers"),
        ("I can\u2019t stand offices", ""),
        ("any job except nursing", "any job"),
        ("anything but blood", "anything"),
        ("working with kids apart from babies", "working with kids"),
        ("I would rather fix things than talk", "I would rather fix things than talk"),
        ("drawing rather than maths", "drawing"),
        ("I faint when I see blood, I like computers", "I like computers"),
        ("scared of needles", ""),
        ("rubbish at maths but good with people", "good with people"),
        ("", ""),
    ],
)
def test_what_is_denied_is_left_out(text: str, kept: str) -> None:
    assert wished_for(text) == kept


@given(st.text(max_size=500))
def test_any_text_gives_no_more_than_it_had(text: str) -> None:
    assert set(wished_for(text)) <= set(text) | {".", " "}


@pytest.mark.parametrize(
    ("text", "before", "denied"),
    [
        ("care work with no lifting", "care work with", "no lifting"),
        ("cooking, but no blood. Not a doctor", "", "no blood. Not a doctor"),
        ("any job except nursing", "", "not nursing"),
        ("help people who can't speak", "", ""),
        ("kids and cooking", "", ""),
        ("", "", ""),
    ],
)
def test_what_is_denied_and_what_stands_before_it(text: str, before: str, denied: str) -> None:
    assert (before_denials(text), denied_in(text)) == (before, denied)
