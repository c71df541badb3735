"""The words around the list."""

from collections.abc import Mapping
from typing import Final

from web.language.words import N_, Words, _, join_words, translated

RELAXED_HEADINGS: Final[Mapping[str, str]] = Words(
    {
        "route": N_("no way in of the kind you picked is near"),
        "family": N_("from other job families than you picked"),
        "setting": N_("in other places than you picked"),
        "earn": N_("no way in that is near to you pays while you train"),
        "no_open_route": N_("every way in is more than one step away"),
        "not_for_me": N_("you said that they are not for you"),
    }
)
"""What is different about roles that follow the others: completes "Good fits, but …"."""

RELAXED_LINES: Final[Mapping[str, str]] = Words(
    {
        "route": N_("Not by a way in of the kind you picked."),
        "family": N_("Not in the job families you picked."),
        "setting": N_("Not in the places you picked."),
        "earn": N_("No way in that is near to you pays you while you train."),
        "no_open_route": N_("More than one step away for now."),
        "not_for_me": N_("You said that this is not for you."),
    }
)

DRAWN_LINE: Final = N_(
    "Drawn by chance from further down your list, so that you see more than the obvious."
)

MIXED_HEADING: Final = N_("Good fits, but each misses something you asked for")
AFTER_OTHERS: Final = N_("We do not hide them, we only put them after the others.")
NO_OTHERS: Final = N_("Nothing passes every rule, so these come closest.")


def relaxed_heading(codes: tuple[str, ...]) -> str:
    """One heading for roles that bend the same rules."""
    return _("Good fits, but %(said)s", said=join_words([RELAXED_HEADINGS[code] for code in codes]))


def number(count: int) -> str:
    """Small numbers in letters, as in a sentence."""
    return translated(_LETTERS[count]) if 0 <= count < len(_LETTERS) else f"{count}"


_LETTERS: Final = (
    N_("no"),
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
)
