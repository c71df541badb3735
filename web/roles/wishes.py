"""Words of a search that are not about the work but about the way in: they name a filter."""

import re
from typing import Final

from matching.own_words import wished_for
from roles_catalogue.schema import RouteKind
from web.roles.filters import Filters

_WAYS: Final = (
    (r"apprentic\w*", Filters(routes=(RouteKind.APPRENTICESHIP,))),
    (r"t[ -]?levels?", Filters(routes=(RouteKind.T_LEVEL,))),
    (r"college|btec", Filters(routes=(RouteKind.COLLEGE,))),
    (r"volunt\w*", Filters(routes=(RouteKind.VOLUNTEERING,))),
    (r"talent hub", Filters(routes=(RouteKind.TALENT_HUB,))),
    (r"graduate scheme", Filters(routes=(RouteKind.GRADUATE_SCHEME,))),
)
_STUDY: Final = r"degree|uni|university"
_EXAMS: Final = r"gcses?|exams?|grades?|qualifications?|a[ -]levels?|experience"


def named_in(query: str) -> tuple[Filters, ...]:
    """The filters that somebody's words name, each to be used alone."""
    found = [filters for words, filters in _WAYS if _has(query, words)]
    if _has(query, f"{_STUDY}|{_EXAMS}"):
        without = not _has(wished_for(query), f"{_STUDY}|{_EXAMS}")
        if without:
            found.append(Filters(no_degree=True))
            if _has(query, _EXAMS):
                found.append(Filters(routes=(RouteKind.DIRECT,)))
        elif _has(query, _STUDY):
            found.append(Filters(routes=(RouteKind.DEGREE,)))
    return tuple(found)


def _has(text: str, words: str) -> bool:
    return re.search(rf"\b(?:{words})\b", text, re.IGNORECASE) is not None
