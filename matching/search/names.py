"""Finding a role by its title or another name: typos, part-words and filler words forgiven."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
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
MENDED: Final = 1.0  # taken off where slips that sound the same were mended first
LETTERS: Final = 90.0  # share of common letters at which known words may still be a slip

_LAST: Final = "\U0010ffff"
"""Stands after every letter in the alphabet."""

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
        self._lengths = np.array([len(name) for name in self._folded])
        self._starts = np.cumsum([0, *(len(texts.names(role)) for role in roles)])
        self._whole = _places([name] for name in self._folded)
        self._tight = _places([name.replace(" ", "")] for name in self._folded)
        kinds = (fold(_WHERE.split(name)[0]).split() for name in self._shown)
        self._kinds = _places([" ".join(k[n:]) for n in range(len(k))] for k in kinds)
        self._order = np.array(sorted(range(len(self._folded)), key=self._folded.__getitem__))
        self._in_order = [self._folded[place] for place in self._order]
        split = [name.split() for name in self._folded]
        self._words = sorted({word for words in split for word in words})
        number = {word: n for n, word in enumerate(self._words)}
        self._word_of = np.array([number[word] for words in split for word in words])
        self._word_starts = np.cumsum([0, *map(len, split)])[:-1]

    @cached_property
    def known(self) -> frozenset[str]:
        """Every name, folded."""
        return frozenset(self._folded)

    def fitting(self, query: str) -> dict[int, NameScore]:
        """The rows of the roles of which a name fits, each with the name that fits best; of
        equals the title. As it was typed, and with slips that sound the same mended."""
        found = self._best(query, self._scores, MATCH)
        mended = self._speller.correct(query)
        if mended != query:
            heard = self._best(mended, self._scores, MATCH + MENDED)
            for row, name in heard.items():
                score = name.score - MENDED
                if row not in found or found[row].score < score:
                    found[row] = NameScore(name.name, score)
        return found

    def closest(self, query: str, most: int) -> list[tuple[int, NameScore]]:
        """The rows of so many roles whose names have the most letters in common with a query, of
        which none fits; best first."""
        found = self._best(query, self._alike, 0.0)
        return sorted(found.items(), key=lambda pair: (-pair[1].score, pair[0]))[:most]

    def _best(
        self, query: str, scoring: Callable[[str], Scores], least: float
    ) -> dict[int, NameScore]:
        folded = fold(query)
        scores = scoring(folded)
        telling = [word for word in folded.split() if word not in FILLERS]
        # A letter that has lost its fellows tells nothing: the E of "A and E" is no ECA.
        if telling and " ".join(telling) != folded and min(map(len, telling)) > 1:
            scores = np.maximum(scores, scoring(" ".join(telling)) - 1)
        found = {}
        for row in np.flatnonzero(np.maximum.reduceat(scores, self._starts[:-1]) >= least):
            start = int(self._starts[row])
            place = start + int(scores[start : self._starts[row + 1]].argmax())
            found[int(row)] = NameScore(self._shown[place], float(scores[place]))
        return found

    def mentioned(self, query: str) -> Scores:
        """1 for each role of which a query has a whole name, 0 for others. A name within a
        longer one that is there too does not count: a "clinical psychologist" is named once."""
        left = f" {fold(query)} "
        named: list[int] = []
        for name in sorted(_runs(left.split()) & self.known, key=lambda name: (-len(name), name)):
            if f" {name} " in left:
                named += self._whole[name]
                left = left.replace(f" {name} ", " | ")
        found = np.zeros(len(self._folded))
        found[named] = 1.0
        best: Scores = np.maximum.reduceat(found, self._starts[:-1])
        return best

    def _scores(self, query: str) -> Scores:
        """How well each name fits: the whole, its beginning, or each word with a slip; 0 if it
        does not."""
        words = query.split()
        by_word = np.min([self._by_word(word, len(words)) for word in words], axis=0)
        slips = not all(self._speller.knows(word) for word in words)
        letters = _compare(query, self._folded, fuzz.ratio, MATCH if slips else LETTERS)
        scores: Scores = np.maximum(by_word, np.minimum(letters, SLIP))
        begun = self._order[_between(self._in_order, query)]
        scores[begun] = np.maximum(scores[begun], BEGINNING)
        # A part of a word has no meaning that could tell names apart. The more of the name has
        # been typed, the more likely it is the one meant.
        parts = (scores >= MATCH) & (scores <= BEGINNING)
        share = np.minimum(1.0, len(query) / self._lengths)
        scores = np.where(parts, scores + MOST_FOR_LENGTH * share, scores)
        scores[self._order[_between(self._in_order, f"{query} ")]] = FIRST_WORDS
        scores[self._kinds.get(query, [])] = KIND
        scores[self._tight.get(query.replace(" ", ""), [])] = SPACED
        scores[self._whole.get(query, [])] = WHOLE
        return scores

    def _alike(self, query: str) -> Scores:
        # Generous to short names inside long queries, so it may suggest and never decide.
        return np.minimum(_compare(query, self._folded, fuzz.WRatio), MATCH - 1)

    def _by_word(self, typed: str, of: int) -> Scores:
        """How well the best word of each name fits one of the typed words, or its beginning
        does. One letter of several words is no beginning: "work in A and E" is no early help."""
        fits = np.zeros(len(self._words))
        begun = _between(self._words, typed)
        if len(typed) > 1 or of == 1:
            fits[begun] = EVERY_WORD
        if typed in self._words[begun][:1]:
            fits[begun.start] = WHOLE_WORDS
        allowed = slips_allowed(typed)
        if allowed and not self._speller.knows(typed):
            for length in (len(typed) - 1, len(typed), len(typed) + 1, None):
                beginnings = [word[:length] for word in self._words]
                wrong = _compare(typed, beginnings, OSA.distance, allowed)
                slipped = np.where(wrong <= allowed, SLIP - EACH_SLIP * wrong, 0.0)
                fits = np.maximum(fits, slipped)
        best: Scores = np.maximum.reduceat(fits[self._word_of], self._word_starts)
        return best


def _places(keys: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Where each key stands, of a list that has several keys a place."""
    found: dict[str, list[int]] = {}
    for place, here in enumerate(keys):
        for key in here:
            found.setdefault(key, []).append(place)
    return found


def _runs(words: Sequence[str]) -> set[str]:
    """Every run of neighbouring words."""
    ends = range(1, len(words) + 1)
    return {" ".join(words[start:end]) for end in ends for start in range(end)}


def _between(words: Sequence[str], beginning: str) -> slice:
    """Where the words with this beginning stand, in the order of the alphabet."""
    return slice(bisect_left(words, beginning), bisect_left(words, beginning + _LAST))


def _compare(
    query: str, names: Sequence[str], scorer: Callable[..., float], cutoff: float | None = None
) -> Scores:
    found = process.cdist([query], names, scorer=scorer, score_cutoff=cutoff)
    scores: Scores = found[0].astype(np.float64)
    return scores
