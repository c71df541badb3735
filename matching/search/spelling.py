"""Slips of the fingers in words: which words are words, and what an unknown one was meant to be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching.search.words import FILLERS, fold

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def slips_allowed(word: str) -> int:
    """Wrong, missing, added or swapped letters forgiven in a word of this length."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


@dataclass(frozen=True)
class Speller:
    """``ours``: the folded words of the catalogue, commonest first. ``english``: common words,
    which are never taken for a slip, so that "cooking" does not find coding."""

    ours: Sequence[str]
    english: frozenset[str]

    @cached_property
    def _ours(self) -> frozenset[str]:
        return frozenset(self.ours)

    def knows(self, word: str) -> bool:
        """True for a folded word of the catalogue's or of common English."""
        return word in self._ours or word in self.english or word in FILLERS

    def correct(self, text: str) -> str:
        """The text with each unknown word replaced by the catalogue's word that it is a slip of;
        one that is a slip of none, or the beginning of one, stays."""
        return _WORD.sub(lambda match: self._meant(match[0]), text)

    def _meant(self, typed: str) -> str:
        word = fold(typed)
        if not slips_allowed(word) or self.knows(word):
            return typed
        if any(ours.startswith(word) for ours in self.ours):
            return typed
        # Slips are rare in a first letter. Of equally near words the first is the commonest.
        alike = [ours for ours in self.ours if ours[0] == word[0]]
        allowed = slips_allowed(word)
        found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=allowed)
        return typed if found is None else found[0]
