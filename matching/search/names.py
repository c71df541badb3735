"""Finding a role by its title or another name: typos, part-words and filler words forgiven."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from matching.search import texts
from matching.search.spelling import Speller, slips_allowed
from matching.search.words import FILLERS, fold
from roles_catalogue.schema import Role

Scores = NDArray[np.float64]

MATCH: Final = 82.0
"""Score, 0 to 100, from which a name fits; below, it is only close."""

WHOLE: Final = 100.0
SPACED: Final = 99.0  # the whole name, with a space more or less
KIND: Final = 98.0  # the name ends with these words: a "foster carer" is a kind of "carer"
FIRST_WORDS: Final = 97.0  # it begins with them: a "carer support worker" is not
WHOLE_WORDS: Final = 96.0  # each word typed is one of the name's
BEGINNING: Final = 95.0  # the name begins with these letters: "psychiatris" and "psychiatrist"
EVERY_WORD: Final = 94.0  # each word typed begins one of the name's: "nurs" and "adult nurse"
SLIP: Final = 93.0
MOST_FOR_LENGTH: Final = 0.9  # less than the steps above: of names that fit alike the shorter
EACH_SLIP: Final = 4.0  # taken off for every wrong letter
LETTERS: Final = 90.0  # share of common letters at which known words may still be a slip

_WHERE: Final = re.compile(r" \(| (?:at|for|in|of|on|to) ")
"""What follows says where or for whom: a "cook in charge" is a cook."""


@dataclass(frozen=True)
class NameScore:
    """The name of a role that fits best, and how well."""

    name: str
    score: float


class Names:
    """The titles and other names of a fixed set of roles."""

    def __init__(self, roles: Sequence[Role], speller: Speller) -> None:
        self._speller = speller
        self._shown = [name for role in roles for name in texts.names(role)]
        self._folded = [fold(name) for name in self._shown]
        self._kinds = [f" {fold(_WHERE.split(name)[0])}" for name in self._shown]
        self._squeezed = [name.replace(" ", "") for name in self._folded]
        self._starts = np.cumsum([0, *(len(texts.names(role)) for role in roles)])
        split = [name.split() for name in self._folded]
        self._words = sorted({word for words in split for word in words})
        number = {word: n for n, word in enumerate(self._words)}
        self._word_of = np.array([number[word] for words in split for word in words])
        self._word_starts = np.cumsum([0, *map(len, split)])[:-1]

    @cached_property
    def known(self) -> frozenset[str]:
        """Every name, folded."""
        return frozenset(self._folded)

    def best(self, query: str) -> tuple[NameScore, ...]:
        """For each role, in order, its best fitting name; of equals the title comes first."""
        folded = fold(query)
        scores = self._scores(folded)
        telling = [word for word in folded.split() if word not in FILLERS]
        # A letter that has lost its fellows tells nothing: the E of "A and E" is no ECA.
        if telling and " ".join(telling) != folded and min(map(len, telling)) > 1:
            scores = np.maximum(scores, self._scores(" ".join(telling)) - 1)
        found = []
        for start, end in zip(self._starts[:-1], self._starts[1:], strict=True):
            row = int(start + scores[start:end].argmax())
            found.append(NameScore(self._shown[row], float(scores[row])))
        return tuple(found)

    def mentioned(self, query: str) -> Scores:
        """1 for each role of which a query has a whole name, 0 for others. A name within a
        longer one that is there too does not count: a "clinical psychologist" is named once."""
        left = f" {fold(query)} "
        there = {name for name in self._folded if f" {name} " in left}
        named = set()
        for name in sorted(there, key=lambda name: (-len(name), name)):
            if f" {name} " in left:
                named.add(name)
                left = left.replace(f" {name} ", " | ")
        found = np.array([name in named for name in self._folded], dtype=np.float64)
        best: Scores = np.maximum.reduceat(found, self._starts[:-1])
        return best

    def _scores(self, query: str) -> Scores:
        """How well each name fits: the whole, its beginning, or each word with a slip."""
        words = query.split()
        by_word = np.min([self._by_word(word, len(words)) for word in words], axis=0)
        letters = _compare(query, self._folded, fuzz.ratio)
        slips = not all(self._speller.knows(word) for word in words)
        letters[letters < (MATCH if slips else LETTERS)] = 0.0
        scores: Scores = np.maximum(by_word, np.minimum(letters, SLIP))
        if scores.max() < MATCH:
            # Generous to short names inside long queries, so it may suggest and never decide.
            alike = _compare(query, self._folded, fuzz.WRatio)
            scores = np.maximum(scores, np.minimum(alike, MATCH - 1))
        squeezed, kind, first = query.replace(" ", ""), f" {query}", f"{query} "
        for row, (name, tight) in enumerate(zip(self._folded, self._squeezed, strict=True)):
            if name == query:
                scores[row] = WHOLE
            elif tight == squeezed:
                scores[row] = SPACED
            elif self._kinds[row].endswith(kind):
                scores[row] = KIND
            elif name.startswith(first):
                scores[row] = FIRST_WORDS
            elif name.startswith(query):
                scores[row] = max(scores[row], BEGINNING)
            # A part of a word has no meaning that could tell names apart. The more of the name has
            # been typed, the more likely it is the one meant.
            if MATCH <= scores[row] <= BEGINNING:
                scores[row] += MOST_FOR_LENGTH * min(1.0, len(query) / len(name))
        return scores

    def _by_word(self, typed: str, of: int) -> Scores:
        """How well the best word of each name fits one of the typed words, or its beginning
        does. One letter of several words is no beginning: "work in A and E" is no early help."""
        begun = EVERY_WORD if len(typed) > 1 or of == 1 else 0.0
        fits = np.array(
            [
                WHOLE_WORDS if word == typed else begun if word.startswith(typed) else 0.0
                for word in self._words
            ]
        )
        allowed = slips_allowed(typed)
        if allowed and not self._speller.knows(typed):
            for length in (len(typed) - 1, len(typed), len(typed) + 1, None):
                beginnings = [word[:length] for word in self._words]
                wrong = process.cdist([typed], beginnings, scorer=OSA.distance)[0].astype(float)
                slipped = np.where(wrong <= allowed, SLIP - EACH_SLIP * wrong, 0.0)
                fits = np.maximum(fits, slipped)
        best: Scores = np.maximum.reduceat(fits[self._word_of], self._word_starts)
        return best


def _compare(query: str, names: Sequence[str], scorer: Callable[..., float]) -> Scores:
    found: Scores = process.cdist([query], names, scorer=scorer)[0].astype(np.float64)
    return found
