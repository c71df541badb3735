"""How long a way in takes, in years, from the words that a role file says it in.

Only what is plainly a length is read: "about 18 months", "5 or 6 years, then two paid foundation
years". "A few hours a week" is how much and not how long, and "learning in post" is no length at
all: those stay unknown, and nothing is put in their place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

_WORDS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "eighteen": 18,
}
_IN_YEARS: Final = {"year": 1.0, "month": 1 / 12, "fortnight": 2 / 52, "week": 1 / 52}
"""Days are left out: what is measured in days or hours is seldom a length."""
_SOME: Final = {"year": (2, None), "month": (2, 11), "week": (0, 12)}
"""What "a few" or "some" of a unit come to."""

_N: Final = rf"(?:\d+|{'|'.join(_WORDS)})"
_BEFORE: Final = r"(?:often |usually |mostly |about |around |roughly |nearly |some |from )*"
_UNIT: Final = r"(?:\w+ ){0,2}?(?P<unit>year|month|fortnight|week)s?\b"
_RATE: Final = re.compile(r"\b(?:hour|day|morning|evening|afternoon|shift|meeting)s?\b")

_Count: TypeAlias = tuple[float, float | None]
_Found: TypeAlias = re.Match[str]


def _number(word: str) -> float:
    return float(_WORDS[word]) if word in _WORDS else float(word)


def _once(found: _Found) -> _Count:
    return _number(found["n"]), _number(found["n"])


def _from_to(found: _Found) -> _Count:
    low, high = sorted((_number(found["n"]), _number(found["m"])))
    return low, high


_WAYS_TO_SAY_IT: Final[tuple[tuple[str, Callable[[_Found], _Count]], ...]] = (
    (rf"half an? {_UNIT}", lambda found: (0.5, 0.5)),
    (r"an? (?P<unit>year) and a half\b", lambda found: (1.5, 1.5)),
    (r"an? (?P<unit>year) and a quarter\b", lambda found: (1.25, 1.25)),
    (
        rf"(?P<n>{_N}) and a half to (?P<m>{_N}) {_UNIT}",
        lambda found: (_number(found["n"]) + 0.5, _number(found["m"])),
    ),
    (
        rf"(?P<n>{_N}) to (?P<m>{_N}) and a half {_UNIT}",
        lambda found: (_number(found["n"]), _number(found["m"]) + 0.5),
    ),
    (
        rf"(?P<n>{_N}) and a half {_UNIT}",
        lambda found: (_number(found["n"]) + 0.5, _number(found["n"]) + 0.5),
    ),
    (
        rf"(?P<n>{_N}) (?P<first>year|month|week)s? to {_BEFORE}(?P<m>{_N}) {_UNIT}",
        lambda found: (
            _number(found["n"]) * _IN_YEARS[found["first"]] / _IN_YEARS[found["unit"]],
            _number(found["m"]),
        ),
    ),
    (rf"(?P<n>{_N}) (?:or|to|and) (?P<m>{_N}) {_UNIT}", _from_to),
    (r"(?P<n>an?) (?P<unit>year|month|week) or (?P<m>two|three)\b", _from_to),
    (rf"(?:up to|under|less than) (?P<n>{_N}) {_UNIT}", lambda found: (0, _number(found["n"]))),
    (rf"(?P<n>{_N}) {_UNIT} or less\b", lambda found: (0, _number(found["n"]))),
    (
        rf"(?:at least|over|just over|a (?:little|bit) over) (?P<n>{_N}) {_UNIT}",
        lambda found: (_number(found["n"]), None),
    ),
    (rf"(?P<n>{_N}) or more {_UNIT}", lambda found: (_number(found["n"]), None)),
    (rf"(?P<n>{_N}) {_UNIT} or (?:more|longer)\b", lambda found: (_number(found["n"]), None)),
    (rf"(?P<n>{_N}) {_UNIT}, or (?P<m>{_N})\b", _from_to),
    (
        r"(?:a few|a couple of|some|several|many) (?:extra |more )?(?P<unit>year|month|week)s\b",
        lambda found: _SOME[found["unit"]],
    ),
    (rf"(?P<n>{_N}) {_UNIT}", _once),
    (r"the (?:paid |training |further )*(?P<unit>year)\b", lambda found: (1, 1)),
)
"""Each way of saying a length with what it says, in the unit it says it in. The first that
fits the beginning counts. A length without an end has no highest."""

_READ: Final = tuple((re.compile(_BEFORE + pattern), count) for pattern, count in _WAYS_TO_SAY_IT)
_NO_UNIT: Final = re.compile(rf"{_BEFORE}(?!an? )(?P<n>{_N})\b(?: (?:or|to) (?P<m>{_N})\b)?")


@dataclass(frozen=True)
class Years:
    """From ``low`` to ``high`` years; None where nobody has said, or where there is no end."""

    low: float | None = None
    high: float | None = None

    @property
    def is_known(self) -> bool:
        """True if at least the shortest is known."""
        return self.low is not None

    def guess(self, otherwise: float) -> float:
        """One number for putting ways in order, never to be shown."""
        if self.low is None:
            return otherwise
        return self.low + 1 if self.high is None else (self.low + self.high) / 2

    def __add__(self, other: "Years") -> "Years":
        """One after the other."""
        return Years(_sum(self.low, other.low), _sum(self.high, other.high))

    def beside(self, other: "Years") -> "Years":
        """Both at the same time: as long as the longer; what is not known adds nothing."""
        if self.low is None or other.low is None:
            return other if self.low is None else self
        ends = None if self.high is None or other.high is None else max(self.high, other.high)
        return Years(max(self.low, other.low), ends)

    def less(self, other: "Years") -> "Years":
        """What is left when the other is taken off, unknown if either is."""
        if self.low is None or other.low is None:
            return UNKNOWN
        ends = None if self.high is None else max(0.0, self.high - other.low)
        return Years(max(0.0, self.low - (other.high or other.low)), ends)


UNKNOWN: Final = Years()
NO_TIME: Final = Years(0, 0)


@lru_cache(maxsize=4096)
def read_length(phrase: str | None) -> Years:
    """The length that a phrase such as ``usual_length`` begins with, unknown if with none.

    What follows a "then" is added where it is a length too; where it is not ("then some practice
    on wards"), there is no highest.
    """
    if not phrase:
        return UNKNOWN
    first, *after = re.split(r",? (?:and )?then ", phrase.lower())
    total = _leading(first)
    for part in after:
        more = _leading(part)
        if not more.is_known and (bare := _NO_UNIT.match(part)):
            # "1 year, then about 14": the same unit goes without saying.
            more = Years(_number(bare["n"]), _number(bare["m"] or bare["n"]))
        total = total + more if more.is_known else Years(total.low, None)
    return total


def _leading(text: str) -> Years:
    for pattern, count in _READ:
        found = pattern.match(text)
        if found and not _RATE.search(found[0]):
            low, high = count(found)
            unit = _IN_YEARS[found["unit"]]
            return Years(low * unit, None if high is None else high * unit)
    return UNKNOWN


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other
