"""The gist of a query: what is left without what says nothing about which job is meant.

What somebody is ("if I'm deaf"), and the terms of a post ("part time"), tell no job from another,
and every job here is one in Leeds, most of them in the NHS. Read for meaning, such words pull
towards pages that happen to speak of them. Terms of which pages do tell, such as nights, stay.
"""

import re
from typing import Final

from matching.search.words import content_words

_ABOUT_ME: Final = re.compile(
    r"\b(?:if|when|because|since|as)\s+i(?:['\u2019]?m|['\u2019]?ve|\s+(?:am|have|was))\b.*",
    re.IGNORECASE,
)
_TERMS: Final = re.compile(
    r"(?:\b(?:in|for|at|to|with|on|round|around|near)\s+)?(?:\bthe\s+)?"
    r"\b(?:nhs(?!\s*\d)|leeds|(?:part|full|term)[ -]?time|immediate start|school hours"
    r"|evenings?|weekends?|salary|wages?|vacanc(?:y|ies)|(?:aged?\s+)?\d\d)\b",
    re.IGNORECASE,
)


def gist(text: str) -> str:
    """A query without such words; all of it where nothing else is there."""
    for aside in (_ABOUT_ME, _TERMS):
        left = aside.sub(" ", text)
        if content_words(left):
            text = left.strip()
    return text
