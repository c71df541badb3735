"""How sure a list is, in words: the picture grows clearer with the answers, and says so."""

from collections.abc import Mapping
from typing import Final

from matching.adaptive import FEWEST, FIRST, MOST, Certainty, NextQuestion
from matching.questionnaire import Mode, Questionnaire

USUAL: Final = 11
USUALLY_AT_MOST: Final = 16
"""Half of the people that were simulated were asked so many questions or fewer, and nine of ten
(``compass bench matching``, middle noise)."""

CERTAINTY: Final[Mapping[Certainty, str]] = {
    "early": "an early picture",
    "clearer": "getting clearer",
    "steady": "a steady list",
}
ON_THE_WAY: Final[Mapping[Certainty, str]] = {
    "early": "Early picture",
    "clearer": "Getting clearer",
    "steady": "Steady: you can see your list",
}

_NUMBERS: Final = (
    "hardly any job", "about one job", "about two jobs", "about three jobs", "about four jobs",
    "about five jobs", "about six jobs", "about seven jobs", "about eight jobs", "about nine jobs",
)  # fmt: skip


def on_the_way(now: NextQuestion) -> str:
    """The picture so far, for somebody who is being asked."""
    if now.expected_change >= FIRST:
        return "No picture yet"
    return ON_THE_WAY[now.certainty]


def promised(questionnaire: Questionnaire, mode: Mode) -> str:
    """How many questions come before the list, for somebody who has not begun."""
    if mode == "fixed":
        return f"{len(questionnaire.first_pass)} questions"
    return f"About {USUAL} questions"


def how_many(asked: int) -> str:
    """How long it takes, as far as anybody can know before the answers are there."""
    if asked < USUALLY_AT_MOST:
        return f"About {FEWEST} to {USUALLY_AT_MOST} questions in all"
    return f"{MOST} questions at most"


def of_the_list(now: NextQuestion) -> str:
    """How sure the list is, and what one more answer would do to it."""
    if now.item_id is None:
        return "You have been through every question there is."
    share = round(now.expected_change)
    if share >= FIRST:
        return ""
    said = CERTAINTY[now.certainty]
    change = f"one more answer would change {_NUMBERS[share]} of ten"
    return f"{said[0].upper()}{said[1:]}: {change}."
