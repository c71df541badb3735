"""The search itself: names that fit first, then words and meaning, and never a dead end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.encoder import Encoder
from matching.own_words import wished_for
from matching.search import texts
from matching.search.everyday import plainly
from matching.search.fusion import Part, Scale, fuse
from matching.search.gist import gist
from matching.search.meaning import Meanings, Nearness
from matching.search.names import MATCH, Names, NameScore
from matching.search.result import Hit, MatchKind, SearchResult
from matching.search.spelling import Speller
from matching.search.terms import TermWeights
from matching.search.words import LONGEST_QUERY, fold, shares, stems
from roles_catalogue.schema import Role

NEAR: Final = 0.32
"""Cosine of a query to some role's whole text from which it is about such roles. Nearness to one
sentence says little: among 13,000 some lies near to anything, an astronaut's to a driver's. What
the number stops and lets through is in docs/matching.md."""

AROUND: Final = 0.2
"""Cosine from which further roles count as near too, once one is and no name fits: more than
random letters reach to any role, more often than not."""

MOST_NEAR: Final = 20
"""Roles found by words or meaning, at most, if no name fits."""
MOST_BESIDE: Final = 5
"""The same beside roles whose name fits."""
MOST_CLOSE: Final = 5

MENTIONED: Final = 1.0
"""Added, in spreads, to roles that a longer query names: "how long does it take to become a
pharmacist?"."""

SAME_LETTERS: Final = 2
"""Letters that a word and its stem have in common at the least: "dying" is stemmed to "die"."""


@dataclass(frozen=True)
class Finder:
    """Everything that a search needs, over ``roles`` in the catalogue's order."""

    roles: tuple[Role, ...]
    speller: Speller
    names: Names
    words: TermWeights
    meanings: Meanings
    scales: Mapping[Part, Scale]

    def is_known(self, query: str) -> bool:
        """True for a whole title or other name: the only queries that may be logged as typed."""
        return fold(query) in self.names.known

    def search(self, query: str, limit: int = 20, encoder: Encoder | None = None) -> SearchResult:
        """Roles for what somebody typed, best first; ties by id.

        Args:
            query: any text; what follows after `LONGEST_QUERY` characters is not read.
            limit: how many at most, 1 or more.
            encoder: reads the meaning. Without one, names and words are searched.
        """
        # Half a character, which no encoder reads, becomes a question mark.
        read = query[:LONGEST_QUERY].encode("utf-8", "replace").decode()
        if not fold(read):
            return SearchResult(query, ())
        named = self.names.best(read)
        around = self._around(self.speller.correct(plainly(read)), encoder)
        fits = [row for row, name in enumerate(named) if name.score >= MATCH]
        fits.sort(key=lambda row: (-named[row].score, -around.fused[row], self.roles[row].id))
        least, most = (NEAR, MOST_BESIDE) if fits else (AROUND, MOST_NEAR)
        reached = around.reached(least)
        beside = [row for row in self._by_nearness(around) if reached[row] and row not in fits]
        beside = beside[:most]
        if not fits and not beside:
            return SearchResult(query, tuple(self._closest(read, named, around)[:limit]))
        hits = [self._named(row, named[row]) for row in fits[:limit]]
        hits += [self._beside(row, around) for row in beside[: max(0, limit - len(hits))]]
        return SearchResult(query, tuple(hits))

    def _around(self, text: str, encoder: Encoder | None) -> "_Around":
        # What somebody does not want is left out, unless nothing else was said.
        wished = gist(wished_for(text) or text)
        words = stems(wished)
        parts: dict[Part, NDArray[np.float64]] = {"words": shares(self.words, words)}
        having = self.words.having_all(frozenset(words))
        near = None
        if encoder is not None:
            near = self.meanings.near(encoder.encode(wished))
            parts |= {"whole": near.whole, "card": near.card, "best": near.best}
        fused = fuse(parts, self.scales) + MENTIONED * self.names.mentioned(wished)
        return _Around(tuple(words), near, having, np.round(fused, 9))

    def _by_nearness(self, around: "_Around") -> list[int]:
        return sorted(
            range(len(self.roles)), key=lambda row: (-around.fused[row], self.roles[row].id)
        )

    def _named(self, row: int, name: NameScore) -> Hit:
        role = self.roles[row]
        kind: MatchKind = "title" if name.name == role.title else "other_name"
        return Hit(role.id, role.title, name.name, name.score, kind)

    def _beside(self, row: int, around: "_Around") -> Hit:
        role = self.roles[row]
        kind: MatchKind = "words" if around.having[row] else "meaning"
        return Hit(role.id, role.title, self._evidence(row, around), around.score(row), kind)

    def _evidence(self, row: int, around: "_Around") -> str:
        """The sentence with the most of the words; of those the nearest in meaning."""
        sentences = (*texts.sentences(self.roles[row]), *texts.band(self.roles[row]))
        cosines = np.full(len(sentences), -1.0)
        if around.near is not None:
            own = self.meanings.of_role(around.near, row)
            cosines[: len(own)] = own
        shared = [_shared(around.words, sentence) for sentence in sentences]
        best = max(range(len(sentences)), key=lambda number: (shared[number], cosines[number]))
        return sentences[best]

    def _closest(self, read: str, named: Sequence[NameScore], around: "_Around") -> list[Hit]:
        """Where nothing fits: the nearest by meaning if it can be read, by letters if not."""
        # Fillers count: "gcses" says little about which job, but is no row of letters.
        readable = any(self.speller.knows(word) for word in fold(read).split())
        if around.near is not None and readable:
            rows = self._by_nearness(around)[:MOST_CLOSE]
            return [
                Hit(role.id, role.title, role.title, around.score(row), "close")
                for row, role in ((row, self.roles[row]) for row in rows)
            ]
        found = sorted(
            zip(named, self.roles, strict=True), key=lambda pair: (-pair[0].score, pair[1].id)
        )
        return [
            Hit(role.id, role.title, name.name, name.score, "close")
            for name, role in found[:MOST_CLOSE]
        ]


@dataclass(frozen=True)
class _Around:
    """What lies around a query, a value a role. ``having``: the text has every word. ``near`` is
    None without an encoder."""

    words: tuple[str, ...]
    near: Nearness | None
    having: NDArray[np.bool_]
    fused: NDArray[np.float64]

    def reached(self, least: float) -> NDArray[np.bool_]:
        """Roles that have every word, or whose text is so near, once any is `NEAR`."""
        if self.near is None or self.near.whole.max() < NEAR:
            return self.having
        return self.having | (self.near.whole >= least)

    def score(self, row: int) -> float:
        """The fused score between 0 and what a fitting name has at least."""
        return float((MATCH - 1) / (1 + np.exp(-self.fused[row])))


def _shared(words: Sequence[str], sentence: str) -> int:
    """How many of the stems a sentence has. Most have none, and need no stemming to see it."""
    lower = sentence.casefold()
    if not any(word[:SAME_LETTERS] in lower for word in words):
        return 0
    return len(set(words).intersection(stems(sentence)))
