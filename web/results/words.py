"""The words around the list."""

from typing import Final

RELAXED_HEADINGS: Final[dict[str, str]] = {
    "route": "no way in of the kind you picked is near",
    "family": "from other job families than you picked",
    "setting": "in other places than you picked",
    "earn": "no way in pays while you train",
    "no_open_route": "every way in is more than one step away",
}
"""What is different about roles that follow the others: completes "Good fits, but …"."""

RELAXED_LINES: Final[dict[str, str]] = {
    "route": "Not by a way in of the kind you picked.",
    "family": "Not in the job families you picked.",
    "setting": "Not in the places you picked.",
    "earn": "Nothing we know of pays you while you train for this.",
    "no_open_route": "More than one step away for now.",
}

DRAWN_LINE: Final = (
    "Drawn by chance from further down your list, so that you see more than the obvious."
)

MIXED_HEADING: Final = "Good fits, but each misses something you asked for"
AFTER_OTHERS: Final = "We do not hide them, we only put them after the others."
NO_OTHERS: Final = "Nothing passes every rule, so these come closest."


def relaxed_heading(codes: tuple[str, ...]) -> str:
    """One heading for roles that bend the same rules."""
    parts = [RELAXED_HEADINGS[code] for code in codes]
    said = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"Good fits, but {said}"


def number(count: int) -> str:
    """Small numbers in letters, as in a sentence."""
    letters = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return letters[count] if 0 <= count < len(letters) else f"{count}"
