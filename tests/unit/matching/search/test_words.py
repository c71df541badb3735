"""Words: how they are folded, and BM25 applied without bm25s as bm25s itself would."""

import numpy as np
import pytest
from bm25s import BM25

from matching.search.texts import whole
from matching.search.words import content_words, fold, shares, stems
from tests.support.engines import toy_engine

FINDER = toy_engine().finder


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Children’s  NURSE!", "childrens nurse"),
        ("X-ray", "x ray"),
        ("Café_worker", "cafe worker"),
        ("🙂 ... ", ""),
        ("ＧＰ", "gp"),
        ("A&E nurse", "a and e nurse"),
        ("R & D", "r and d"),
        ("& &", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_filler_words_are_left_out_and_endings_too() -> None:
    assert content_words("I want to be a nurse in Leeds") == ["nurse"]
    assert stems("caring cares") == stems("care care")


@pytest.mark.parametrize("query", ["taking blood", "old people who live alone", "blood blood"])
def test_the_weights_applied_are_bm25s_own(query: str) -> None:
    index = BM25(method="lucene")
    index.index([stems(whole(role)) for role in FINDER.roles], show_progress=False)
    theirs = index.get_scores(stems(query))
    ours = shares(FINDER.words, stems(query))
    assert np.allclose(ours / ours.max(), theirs / theirs.max(), atol=1e-5)
    assert ours.min() >= 0 and ours.max() < 1


def test_a_word_that_no_text_has_counts_against_all() -> None:
    known = shares(FINDER.words, stems("blood"))
    assert shares(FINDER.words, stems("blood xyzzy")).max() < 0.5 * known.max()
    assert not shares(FINDER.words, []).any()
    assert not FINDER.words.having_all(frozenset()).any()
