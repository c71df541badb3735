"""What somebody wrote, made fit for the encoder.

Sentence encoders hardly hear a "not": "never with children" lies close to work with children.
So clauses that deny something are left out before the text is read, and a text that is close
to no role at all, such as "idk", is not used.
"""

import re
from typing import Final

CLEAR: Final = 0.22
"""Least cosine to the nearest role at which a text says something about jobs. Of 20 shrugs and
bits of gibberish it stops 17; of 36 short honest wishes it lets 31 through."""

_CLAUSES: Final = re.compile(r"[.!?;,\n]+|\b(?:but|though|although)\b", re.IGNORECASE)
# What follows these is not wanted: "any job except nursing", "anything but blood".
_EXCEPTIONS: Final = re.compile(
    r"\b(?:except(?: for)?|apart from|other than|rather than|instead of"
    r"|(?<=anything )but|(?<=everything )but|(?<=any job )but|(?<=any work )but)\b",
    re.IGNORECASE,
)
_DENIALS: Final = re.compile(
    r"\b(?:not|no|never|nothing|without|avoid|hate|dislike|cannot"
    r"|scared|afraid|terrified|faint|squeamish|(?:bad|rubbish|useless) at"
    r"|(?:do|does|did|is|are|was|were|would|could|should|ca|wo|have|has)n['\u2019]?t)\b",
    re.IGNORECASE,
)

# What follows this is about the people who are helped.
_OTHERS: Final = re.compile(r"\b(?:who|whose)\b", re.IGNORECASE)


def wished_for(text: str) -> str:
    """The clauses of a text that deny nothing; empty if there are none."""
    plain = _EXCEPTIONS.sub(", not", text)
    kept = [clause.strip() for clause in _CLAUSES.split(plain) if not _DENIALS.search(clause)]
    return ". ".join(clause for clause in kept if clause)


def denied_in(text: str) -> str:
    """What somebody does not want, clause by clause, each from its "not" on; empty if nothing
    is. "People who can't speak" are no such thing: somebody wants to help them."""
    return ". ".join(denied for _, denied in _around_denials(text))


def before_denials(text: str) -> str:
    """What stands before each "not" of what somebody does not want: the care work of "care work
    with no lifting"."""
    return ". ".join(before for before, _ in _around_denials(text) if before)


def _around_denials(text: str) -> list[tuple[str, str]]:
    """Before and from each "not"."""
    found = []
    for clause in _CLAUSES.split(_EXCEPTIONS.sub(", not", text)):
        denial = _DENIALS.search(clause)
        if denial and not _OTHERS.search(clause[: denial.start()]):
            found.append((clause[: denial.start()].strip(), clause[denial.start() :].strip()))
    return found
