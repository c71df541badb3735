"""Everyday words put plainly."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.search.everyday import TABLE, meanings, plainly
from matching.search.words import fold


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("nowt wi blood", "nothing with blood"),
        ("kitchen work at Jimmy's, me mam did it", "kitchen work at hospital, me mum did it"),
        ("our kid wants a job at LGI", "someone wants a job at hospital"),
        ("St Gemma’s hospice nurse", "hospice nurse"),
        ("window cleaner", "window cleaner"),
        ("", ""),
    ],
)
def test_words_of_the_table_are_put_plainly_and_others_stay(typed: str, plain: str) -> None:
    assert plainly(typed) == plain


def test_every_row_says_what_it_means_and_where_that_is_from() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert all(all(value and value.strip() for value in row.values()) for row in rows)
    typed = [one for row in rows for one in row["typed"].split("|")]
    assert [one for one in typed if fold(one) != one] == []
    assert len(typed) == len(set(typed)) == len(meanings())


@given(st.text(max_size=200))
def test_a_text_without_such_words_is_not_touched(text: str) -> None:
    said = f" {fold(text)} "
    if not any(f" {typed} " in said for typed in meanings()):
        assert plainly(text) == text
