"""What a requirement comes to for one person."""

from enum import StrEnum
from typing import Final, NamedTuple


class Outcome(StrEnum):
    MET = "met"
    MISSING = "missing"
    UNKNOWN = "unknown"
    NEVER = "never"


class Need(NamedTuple):
    """``key`` names what would meet the requirement: needs with one key take one step, and the
    one with the largest ``reach`` says how far that step goes. ``far``: a road, not a step.
    ``within``: keys of steps that would meet this one on the way. ``in_time``: unknown, and
    comes right by itself while anything that is missing is put right."""

    outcome: Outcome
    key: str = ""
    why: str = ""
    step: str = ""
    reach: int = 0
    far: bool = False
    within: tuple[str, ...] = ()
    in_time: bool = False


MET: Final = Need(Outcome.MET)
