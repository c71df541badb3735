"""The search itself: names that fit first, then words and meaning, and never a dead end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.encoder import Encoder
from matching.own_words import before_denials, denied_in, wished_for
from matching.search import texts
from matching.search.everyday import plainly
from matching.search.facts import Facts, wishes_in
from matching.search.fusion import Part, Scale, fuse
from matching.search.gist import gist
from matching.search.meaning import Meanings, Nearness
from matching.search.names import MATCH, Names, NameScore
from matching.search.result import Hit, MatchKind, SearchResult
from matching.search.spelling import Speller
from matching.search.terms import TermWeights
from matching.search.words import LONGEST_QUERY, content_words, fold, shares, stems
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
"""The same beside roles whose name fits; more beside few of them, to a list of `A_LIST`."""
A_LIST: Final = 10
MOST_CLOSE: Final = 10

MENTIONED: Final = 1.0
"""Added, in spreads, to roles that a longer query names: "how long does it take to become a
pharmacist?"."""

KNOWN: Final = 0.5
"""Added, in spreads, for each standard deviation by which a role has what is known as a figure
and was wished for: "desk job", "no blood", "chemistry"."""

PLAINEST: Final = 4.0
"""More than cosines can differ: a word that is there goes before nearness."""


@dataclass(frozen=True)
class Finder:
    """Everything that a search needs, over ``roles`` in the order of their ids. ``words``: BM25
    of the roles' texts. ``said``: 1 for each sentence that has a word, sentences as in
    ``meanings``."""

    roles: tuple[Role, ...]
    speller: Speller
    names: Names
    words: TermWeights
    said: TermWeights
    meanings: Meanings
    facts: Facts
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
        plain = plainly(read)
        around = self._around(self.speller.correct(plain), encoder)
        naming = self._naming(read)
        named = self.names.fitting(naming) if fold(naming) else {}
        fits = sorted(named, key=lambda row: (-named[row].score, -around.fused[row], row))
        least, most = (NEAR, max(MOST_BESIDE, A_LIST - len(fits))) if fits else (AROUND, MOST_NEAR)
        reached = around.reached(least)
        reached[fits] = False
        beside = [row for row in around.order if reached[row]][:most]
        if not fits and not beside:
            return SearchResult(query, tuple(self._closest(read, around)[:limit]))
        hits = [self._named(row, named[row]) for row in fits[:limit]]
        hits += [self._beside(row, around) for row in beside[: max(0, limit - len(hits))]]
        return SearchResult(query, tuple(hits))

    def _naming(self, read: str) -> str:
        """What of a query may be a job's name: what is not wanted names none, so that "no blood"
        finds no blood doctor, unless it is part of one: "non-clinical manager"."""
        if fold(read) in self.names.known or not denied_in(read):
            return read
        return wished_for(read) or before_denials(read)

    def _around(self, text: str, encoder: Encoder | None) -> "_Around":
        wishes = wishes_in(text)
        # What somebody does not want is left out. If nothing else was said, all of it is read,
        # unless the figures know of it: to read "no blood" for meaning would find just that.
        wished = gist(wished_for(text) or before_denials(text))
        unread = bool(wishes) and not content_words(wished)
        wished = wished or gist(text)
        words = [] if unread else stems(wished)
        parts: dict[Part, NDArray[np.float64]] = {"words": shares(self.words, words)}
        near = None
        if encoder is not None:
            near = self.meanings.near(encoder.encode(wished))
            parts |= {"whole": near.whole, "card": near.card, "best": near.best}
        fused = np.zeros(len(self.roles)) if unread else fuse(parts, self.scales)
        fused += MENTIONED * self.names.mentioned(wished)
        fused += KNOWN * self.facts.fit(wishes)
        return _Around(
            words=frozenset(words),
            near=near,
            unread=unread,
            having=self.words.having_all(frozenset(words)),
            said=self.said.sums(dict.fromkeys(words, 1.0)),
            fused=np.round(fused, 9),
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
        role = self.roles[row]
        own = self.meanings.part(row)
        shared = around.said[own]
        fits = PLAINEST * shared
        if around.near is not None:
            fits = fits + around.near.sentences[own]
        best = int(fits.argmax())
        for band in texts.band(role):
            if len(around.words.intersection(stems(band))) > shared[best]:
                return band
        return texts.sentences(role)[best]

    def _closest(self, read: str, around: "_Around") -> list[Hit]:
        """Where nothing fits: the nearest by meaning if it can be read, by letters if not."""
        # Fillers count: "gcses" says little about which job, but is no row of letters.
        readable = any(self.speller.knows(word) for word in fold(read).split())
        if around.unread or (around.near is not None and readable):
            rows = around.order[:MOST_CLOSE]
            return [
                Hit(role.id, role.title, role.title, around.score(row), "close")
                for row, role in ((row, self.roles[row]) for row in rows)
            ]
        return [
            Hit(self.roles[row].id, self.roles[row].title, name.name, name.score, "close")
            for row, name in self.names.closest(read, MOST_CLOSE)
        ]


@dataclass(frozen=True)
class _Around:
    """What lies around a query, a value a role. ``having``: the text has every word. ``near`` is
    None without an encoder. ``said``: how many of the words each sentence has. ``unread``: it
    only says what is not wanted, and `Facts` know of it."""

    words: frozenset[str]
    near: Nearness | None
    unread: bool
    having: NDArray[np.bool_]
    said: NDArray[np.float64]
    fused: NDArray[np.float64]

    @property
    def order(self) -> list[int]:
        """The rows of the roles, nearest first; ties by id."""
        rows: list[int] = np.argsort(-self.fused, kind="stable").tolist()
        return rows

    def reached(self, least: float) -> NDArray[np.bool_]:
        """Roles that have every word, or whose text is so near, once any is `NEAR`."""
        if self.near is None or self.unread or self.near.whole.max() < NEAR:
            return self.having.copy()
        return self.having | (self.near.whole >= least)

    def score(self, row: int) -> float:
        """The fused score between 0 and what a fitting name has at least."""
        return float((MATCH - 1) / (1 + np.exp(-self.fused[row])))
