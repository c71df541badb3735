"""Words: how they are compared, and which roles' texts have them (BM25).

The weights are made by bm25s when building. Applying them is a sum over a few rows, so that no
serving process loads bm25s and what comes with it (28 MB and a quarter of a second here).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
import Stemmer
from numpy.typing import NDArray

from matching.search.terms import TermWeights

LONGEST_QUERY: Final = 100
"""Characters of a query that are read."""

_FILLERS: Final = """
a about an and any anything are as at be become becoming been being but by can career careers could
did do does doing for from gcse gcses get gets getting had has have how i id if im in into is it ive
job jobs just leeds like me my no not of on or people role roles should so some something such that
the their them then there these they thing things this to want wants was we were what when where
which who will with would you your
"""
FILLERS: Final = frozenset(_FILLERS.split())
"""Words of a query that say nothing about which job is meant."""

_APOSTROPHES: Final = re.compile("['’`´]")
_AMPERSAND: Final = re.compile(r"(?<=\w)\s*&\s*(?=\w)")
_NO_WORD: Final = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Text for comparing: letters and digits only, without case, accents or apostrophes; "A&E"
    is "a and e"."""
    plain = _AMPERSAND.sub(" and ", _APOSTROPHES.sub("", text))
    if not plain.isascii():
        spread = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return _NO_WORD.sub(" ", plain.casefold()).strip()


def content_words(text: str) -> list[str]:
    """The folded words of a text that say something."""
    return [word for word in fold(text).split() if word not in FILLERS]


def stems(text: str) -> list[str]:
    """The stems of the words that say something: "caring" and "cares" are both "care"."""
    # Of its own for each call: a stemmer may not be shared between threads.
    found: list[str] = Stemmer.Stemmer("english", 0).stemWords(content_words(text))
    return found


def stem(word: str) -> str:
    """The stem of one folded word."""
    found: str = Stemmer.Stemmer("english", 0).stemWord(word)
    return found


def shares(weights: TermWeights, words: Sequence[str]) -> NDArray[np.float64]:
    """(roles,) how much of the query each text has, 0 to 1.

    It is the BM25 score over the highest that any text could have, so that long and short
    queries share one scale, and a word that no text has counts against all of them.
    """
    highest = sum(weights.rarity(word) for word in words)
    return weights.sums(Counter(words)) / highest if highest else np.zeros(weights.documents)
