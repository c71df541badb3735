"""What a search gives back."""

from dataclasses import dataclass
from typing import Literal

from matching.search.words import fold

MatchKind = Literal["title", "other_name", "words", "meaning", "close"]
"""How a role was found.

title, other_name: what was typed is that name, a part of it, or it with a slip. words: the
role's text has every word. meaning: a sentence of the role's text lies near. close: nothing
of the kind; it is only the nearest there is.
"""


@dataclass(frozen=True)
class Hit:
    """One role found. ``matched`` is the name or the sentence of the role's text that fits best.

    ``score`` runs from 0 to 100 and never rises down a list. From 82 a name fits; under that it
    says how near a role is, in a measure of its own.
    """

    role_id: str
    title: str
    matched: str
    score: float
    kind: MatchKind


@dataclass(frozen=True)
class SearchResult:
    """Roles by how well they fit: names first, then words and meaning. Either all hits are
    ``close`` or none is; there are none only if nothing with a letter or a digit was typed."""

    query: str
    hits: tuple[Hit, ...]

    @property
    def exact(self) -> bool:
        """True if some role has the words that were typed, in a name or in its text."""
        return any(hit.kind in ("title", "other_name", "words") for hit in self.hits)

    @property
    def found(self) -> bool:
        """True if the hits fit by name, words or meaning; False if they are only close."""
        return any(hit.kind != "close" for hit in self.hits)

    @property
    def only(self) -> str | None:
        """The id of the one role that was surely meant: the only one of exactly this name, or
        the only one that a name fits. None if somebody has to choose."""
        named = [hit for hit in self.hits if hit.kind in ("title", "other_name")]
        exactly = [hit for hit in named if fold(hit.matched) == fold(self.query)]
        for certain in (exactly, named):
            if len(certain) == 1:
                return certain[0].role_id
        return None
