"""Signs in what somebody writes that they are in trouble now.

The sign asks for two things together: the writer ("I", "me", "myself", "my mum") and distress or
harm ("want to die", "hits", "nowhere to sleep"). Most people who write about harm here want to
work against it ("I want to work in suicide prevention"), tell of something that is over ("my nan
died and the nurses were lovely") or use a saying ("I'd kill for a job with animals"); their
sentences lack one of the two.

What follows from a sign is small: help lines beside the page that was asked for, in the same
moment. Nothing is kept or counted, so no decision of ours hangs on it. That is why a doubtful
case gets the help lines: shown to somebody who is well they take a little room, missing they
may cost a life. It is no assessment and reads English only. How often it is right is in
docs/safety.md; the cases are in tests/quality/.
"""

import re
from typing import Final

from compass.safety.patterns import PATTERNS, Sign
from compass.safety.wording import plain_words

LONGEST: Final = 1_000
"""So many characters are read: twice what any box takes."""


_RULES: Final = tuple((sign, re.compile(pattern)) for sign, pattern in PATTERNS)


def signs(text: str) -> frozenset[Sign]:
    """The kinds of trouble that a text tells of; none for most texts."""
    plain = plain_words(text[:LONGEST])
    return frozenset(kind for kind, pattern in _RULES if pattern.search(plain))


def suggests_distress(text: str) -> bool:
    """True if the writer may be in trouble."""
    return bool(signs(text))
