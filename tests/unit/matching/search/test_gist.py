"""What a query is about, without what says nothing about the job."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.search.gist import gist


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("can I be a nurse if I'm deaf", "can I be a nurse"),
        ("driving jobs in the NHS", "driving jobs"),
        ("support worker evenings", "support worker"),
        ("retrain as a paramedic at 40", "retrain as a paramedic"),
        ("care work nights only", "care work nights only"),
        ("NHS 111 call handler", "NHS 111 call handler"),
        ("part time", "part time"),
        ("NHS", "NHS"),
        ("", ""),
    ],
)
def test_terms_and_the_person_are_left_out_unless_nothing_else_is_there(
    query: str, left: str
) -> None:
    assert gist(query) == left


@given(st.text(max_size=200))
def test_something_is_always_left(query: str) -> None:
    assert bool(gist(query).strip()) == bool(query.strip())
