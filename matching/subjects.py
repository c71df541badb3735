"""Subjects that ways in name, held against those that somebody told us.

The catalogue has the words of course pages, some hundred of them; "About you" offers a dozen
options, so that nobody is known by an odd set of subjects. An option of two subjects, such as
"psychology or sociology", answers for one of them only with "perhaps". A word that no option
stands for is never held against anybody.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from matching.person import Answer

OPTIONS: Final[Mapping[str, frozenset[str]]] = {
    "biology": frozenset({"biology"}),
    "chemistry": frozenset({"chemistry"}),
    "physics": frozenset({"physics"}),
    "maths": frozenset({"maths"}),
    "psychology_sociology": frozenset({"psychology", "sociology"}),
    "health_social_care": frozenset({"health and social care"}),
    "computing": frozenset({"computing"}),
    "sport": frozenset({"sport"}),
    "engineering": frozenset({"engineering"}),
    "english_humanities": frozenset(
        {"English", "languages", "history", "geography", "law", "religious studies"}
    ),
    "arts": frozenset({"art", "design", "drama", "dance", "music", "photography"}),
}
"""The subjects in each option of "About you" but "none of these"."""

_SCIENCES: Final = frozenset({"biology", "chemistry", "physics"})
_ESSAYS: Final = OPTIONS["english_humanities"] | OPTIONS["psychology_sociology"]

WORDS: Final[Mapping[str, frozenset[str]]] = {
    **{subject: frozenset({subject}) for subjects in OPTIONS.values() for subject in subjects},
    "computer science": frozenset({"computing"}),
    "sport science": frozenset({"sport"}),
    "sports science": frozenset({"sport"}),
    "sport and exercise science": frozenset({"sport"}),
    "PE": frozenset({"sport"}),
    "physical education": frozenset({"sport"}),
    "a science": _SCIENCES,
    "any science": _SCIENCES,
    "another science": _SCIENCES,
    "science": _SCIENCES,
    # All three at once: whoever has it has said so by each of them (see the question's hint).
    "applied science": frozenset(),
    "art and design": frozenset({"art", "design"}),
    "performing arts": frozenset({"drama", "dance", "music"}),
    "English language": frozenset({"English"}),
    "a language": frozenset({"languages"}),
    "a modern language": frozenset({"languages"}),
    "theology": frozenset({"religious studies"}),
    "another subject with essays": _ESSAYS,
}
"""The words of the catalogue that options stand for: which subjects each lets in."""

_SCIENCE_PERHAPS: Final = frozenset(
    {"maths", "psychology_sociology", "health_social_care", "computing", "sport", "engineering"}
)
PERHAPS: Final[Mapping[str, frozenset[str]]] = {
    "a science": _SCIENCE_PERHAPS,
    "any science": _SCIENCE_PERHAPS,
    "another science": _SCIENCE_PERHAPS,
    "science": _SCIENCE_PERHAPS,
    "applied science": frozenset({"biology", "chemistry", "physics"}),
}
"""Options that some courses count under a word and others do not."""


class _Asked(NamedTuple):
    """Options that surely fit what is asked for, and those that perhaps do; ``known``: every
    word asked for is one that options stand for."""

    fit: frozenset[str]
    perhaps: frozenset[str]
    known: bool


def fit(asked: tuple[str, ...], told: frozenset[str]) -> Answer:
    """Whether one of the subjects asked for is among those told (options of "About you")."""
    wanted = _asked(asked)
    if told & wanted.fit:
        return Answer.YES
    if told & wanted.perhaps or not wanted.known:
        return Answer.UNKNOWN
    return Answer.NO


@cache
def _asked(words: tuple[str, ...]) -> _Asked:
    subjects = frozenset().union(*(WORDS.get(word, ()) for word in words))
    perhaps = frozenset().union(*(PERHAPS.get(word, ()) for word in words))
    return _Asked(
        fit=frozenset(name for name, held in OPTIONS.items() if held <= subjects),
        perhaps=perhaps | {name for name, held in OPTIONS.items() if held & subjects},
        known=all(word in WORDS for word in words),
    )
