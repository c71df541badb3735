"""Names and titles of the catalogue, as they stand inside a sentence."""

from collections.abc import Sequence


def any_of(names: Sequence[str]) -> str:
    """One or more names: "biology, chemistry or physics"."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def all_of(clauses: Sequence[str]) -> str:
    """None or more: "a, b and c"."""
    *others, last = clauses or ("",)
    return f"{', '.join(others)} and {last}" if others else last


def lower_title(title: str) -> str:
    """A job's title: "care worker", but "GP receptionist"."""
    return title if title[:2].isupper() else title[0].lower() + title[1:]
