"""How fast somebody answers: kept in the pages themselves, so that it works without statistics.

Every question carries the time it was served and how many answers so far came in under a
second. Nobody is held up for it: the list only offers to go over them again.
"""

from dataclasses import dataclass
from typing import Final

QUICK_MS: Final = 1_000
MANY_QUICK: Final = 4
"""From this many very fast answers on, the results page offers another look."""
LONGEST_MS: Final = 60 * 60 * 1_000


@dataclass(frozen=True)
class Pace:
    """``took_ms`` is None where the page did not say when it was served."""

    took_ms: int | None
    quick: int


def counted(quick: int | None) -> int:
    """A count of quick answers as a page may carry it: 0 to 99, whatever was in the address."""
    return max(0, min(quick or 0, 99))


def measure(asked_ms: int | None, now_ms: int, quick_before: int | None, *, chose: bool) -> Pace:
    """The time one answer took, and the count of quick ones with it. A quick skip is no haste."""
    took = None if asked_ms is None else now_ms - asked_ms
    if took is not None and not 0 <= took <= LONGEST_MS:
        took = None
    return Pace(took, counted(quick_before) + int(chose and took is not None and took < QUICK_MS))
