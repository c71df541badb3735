"""Finding a role by its title or another name, typos and part-words forgiven.

Never a dead end: if nothing has the words, the closest names come back and say that they are
only close.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import JaroWinkler

from roles_catalogue.schema import Role

MATCH: Final = 82.0
"""Similarity, 0 to 100, from which a name counts as found rather than close."""

LONGEST_QUERY: Final = 100

MatchKind = Literal["title", "other_name", "words", "close"]


@dataclass(frozen=True)
class Hit:
    """One role found. ``matched`` is the name that matched; ``score`` runs from 0 to 100."""

    role_id: str
    title: str
    matched: str
    score: float
    kind: MatchKind


@dataclass(frozen=True)
class SearchResult:
    """``exact`` is False if nothing has the words and the hits are only close."""

    query: str
    hits: tuple[Hit, ...]
    exact: bool


@dataclass(frozen=True)
class _Name:
    role: Role
    shown: str
    folded: str
    is_title: bool


class TitleSearch:
    """Search over titles and other names of a fixed set of roles."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self._names = tuple(
            _Name(role, name, utils.default_process(name), name == role.title)
            for role in roles
            for name in (role.title, *role.other_names)
        )

    @cached_property
    def known_names(self) -> frozenset[str]:
        """Every title and other name, folded: the only queries that may be logged as typed."""
        return frozenset(name.folded for name in self._names)

    def is_known(self, query: str) -> bool:
        return utils.default_process(query) in self.known_names

    def search(self, query: str, limit: int = 20) -> SearchResult:
        """Roles by how well a name fits, best first; ties by id. An empty query finds nothing."""
        folded = utils.default_process(query[:LONGEST_QUERY])
        if not folded:
            return SearchResult(query, (), exact=False)
        best: dict[str, Hit] = {}
        for name, score in zip(self._names, self._scores(folded), strict=True):
            known = best.get(name.role.id)
            if known is None or score > known.score:
                best[name.role.id] = _hit(name, score)
        ordered = sorted(best.values(), key=lambda hit: (-hit.score, hit.role_id))
        found = [hit for hit in ordered if hit.score >= MATCH]
        hits = found or [_as_close(hit) for hit in ordered[:5]]
        return SearchResult(query, tuple(hits[:limit]), exact=bool(found))

    def _scores(self, folded: str) -> list[float]:
        names = [name.folded for name in self._names]
        whole = process.cdist([folded], names, scorer=fuzz.WRatio)[0]
        return [float(_score(folded, name, w)) for name, w in zip(names, whole, strict=True)]


def _score(query: str, name: str, whole: float) -> float:
    """How well a name fits: the whole, its beginning, or each word typed with a slip."""
    if query == name:
        return 100.0
    if name.startswith(query):
        return 98.0
    words = name.split()
    wanted = query.split()
    if all(any(word.startswith(w) for word in words) for w in wanted):
        return 95.0
    each = [max(_slip(w, word) for word in words) for w in wanted]
    letters = min(94.0, fuzz.ratio(query, name))
    # WRatio alone is generous to short names inside long queries: it may suggest, not decide.
    return max(min(each), letters, min(float(whole), MATCH - 1))


def _slip(typed: str, word: str) -> float:
    """Similarity of one typed word to one word, or to its beginning, 0 to 100."""
    if len(typed) < 4:
        return 100.0 if word.startswith(typed) else 0.0
    beginning = word[: len(typed) + 1]
    similar = max(JaroWinkler.similarity(typed, word), JaroWinkler.similarity(typed, beginning))
    ratio = max(fuzz.ratio(typed, word), fuzz.ratio(typed, beginning))
    return min(94.0, 94.0 * similar, ratio + 12.0)


def _hit(name: _Name, score: float) -> Hit:
    kind: MatchKind = "title" if name.is_title else "other_name"
    return Hit(name.role.id, name.role.title, name.shown, score, kind)


def _as_close(hit: Hit) -> Hit:
    return Hit(hit.role_id, hit.title, hit.matched, hit.score, "close")
