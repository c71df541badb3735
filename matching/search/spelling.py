"""Slips of the fingers in words: which words are words, and what an unknown one was meant to be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching.search.sounds import sound
from matching.search.words import FILLERS, fold, stem

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


HEARD: Final = 5
"""Letters from which a word is compared by ear; shorter ones sound like too many."""
ALMOST: Final = 7
"""Signs of sound from which one of them may be wrong."""

FEW_WORDS: Final = 5
"""Below so many words one that is known is enough: "summat wi little uns" is English too."""
CAN_TELL: Final = 3
"""Words in Latin letters from which a language can be told at all."""
MOSTLY: Final = 0.5
"""Share of a text's words that are known as they stand, from which it is English."""
ENOUGH: Final = 30
"""Words of a text that are looked at: putting one right takes a thousandth of a second."""
NEARLY_ALL: Final = 0.9
"""The same, of words put right, for people who spell by ear: "i wnat to wrok wiht childrn"."""


def slips_allowed(word: str) -> int:
    """Wrong, missing, added or swapped letters forgiven in a word of this length."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


@dataclass(frozen=True)
class Speller:
    """``ours``: the folded words of the catalogue, likeliest first. ``english``: common words,
    which are never taken for a slip, so that "cooking" does not find coding."""

    ours: Sequence[str]
    english: frozenset[str]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self.ours)}

    @cached_property
    def _sounding(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.ours:
            if slips_allowed(word):
                found.setdefault(sound(word), []).append(word)
        return found

    def knows(self, word: str) -> bool:
        """True for a folded word of the catalogue's or of common English."""
        return (
            word in self._places
            or word in self.english
            or word in FILLERS
            or stem(word) in self._stems
        )

    def is_english(self, text: str) -> bool:
        """False for a text that is clearly in another language; True if we cannot tell.

        The encoder has read little else than English: whatever is said in Arabic or Polish, it
        takes to be about languages and refugees.
        """
        words = fold(text).split()[:ENOUGH]
        known = self._share_known(words)
        if not words or known >= MOSTLY:
            return True
        if len(words) < CAN_TELL and all(word.isascii() for word in words):
            return True
        meant = fold(" ".join(map(self._meant, words))).split()
        least = 0 if len(words) < FEW_WORDS else NEARLY_ALL
        return self._share_known(meant) > least

    def _share_known(self, words: Sequence[str]) -> float:
        return sum(self.knows(word) for word in words) / max(1, len(words))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem(word) for word in (*self.ours, *self.english))

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
        return (
            self._same_sound(word) or self._slipped(word) or self._almost_same_sound(word) or typed
        )

    def _same_sound(self, word: str) -> str | None:
        return self._likest(word, [sound(word)]) if len(word) >= HEARD else None

    def _almost_same_sound(self, word: str) -> str | None:
        """A word with one sound wrong, added or left out, but not the first."""
        heard = sound(word)
        if len(heard) < ALMOST:
            return None
        alike = [other for other in self._sounding if other[0] == heard[0]]
        found = process.extract(heard, alike, scorer=OSA.distance, score_cutoff=1, limit=None)
        meant = self._likest(word, [other for other, _, _ in found])
        return meant if meant and OSA.distance(word, meant) < len(word) / 2 else None

    def _likest(self, word: str, sounds: Sequence[str]) -> str | None:
        """Letters put down by ear are no good measure: of words about as like, the first."""
        alike = [ours for other in sounds for ours in self._sounding.get(other, ())]
        wrong = {ours: OSA.distance(word, ours) for ours in alike}
        least = min(wrong.values(), default=0)
        return min(
            (ours for ours in alike if wrong[ours] <= least + 2),
            key=self._places.__getitem__,
            default=None,
        )

    def _slipped(self, word: str) -> str | None:
        # Slips are rare in a first letter. Of equally near words it is the likeliest.
        alike = [ours for ours in self.ours if ours[0] == word[0]]
        allowed = slips_allowed(word)
        found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=allowed)
        return None if found is None else found[0]
