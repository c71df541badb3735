"""Search: names with slips forgiven, words of the role's text, and meaning, in one list."""

from matching.search.everyday import plainly
from matching.search.finder import NEAR, Finder
from matching.search.names import MATCH
from matching.search.result import Hit, MatchKind, SearchResult
from matching.search.words import LONGEST_QUERY

__all__ = [
    "LONGEST_QUERY",
    "MATCH",
    "NEAR",
    "Finder",
    "Hit",
    "MatchKind",
    "SearchResult",
    "plainly",
]
