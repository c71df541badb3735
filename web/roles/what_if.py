"""What would change a role's place in somebody's list, in words."""

from dataclasses import dataclass
from typing import Final

from matching.answers import Answers, Value
from matching.questionnaire import Item, Questionnaire
from matching.rules import Wishes, WishKind
from matching.what_if import Move, WhatIf
from web.questions.summary import answer_words
from web.roles.filters import results_address
from web.roles.words import count

MOST_UP: Final = 2
MOST_DOWN: Final = 1

EARN: Final = ("you did not need to earn while you train", "/about-you?from=list#earn-1")
DROPPED: Final[dict[WishKind, str]] = {
    "routes": "you dropped the filter on ways in",
    "families": "you dropped the filter on job families",
    "settings": "you dropped the filter on places",
}


@dataclass(frozen=True)
class ChangeLine:
    """One change in words, and where to make it."""

    text: str
    href: str


@dataclass(frozen=True)
class WhatIfWords:
    """``lines`` is empty if no single change moves the role. ``list_href`` leads to the list
    that all this is about; ``filtered`` is True if that list has filters."""

    place: str
    lines: tuple[ChangeLine, ...]
    list_href: str
    filtered: bool


def what_if_words(
    found: WhatIf, questionnaire: Questionnaire, answers: Answers, wishes: Wishes, roles: int
) -> WhatIfWords:
    """The few single changes that move a role most: up first, then down. ``found`` must have
    been reckoned with these ``wishes``."""
    moves = (
        *found.strongest(up=True, most=MOST_UP),
        *found.strongest(up=False, most=MOST_DOWN),
    )
    return WhatIfWords(
        place=f"{ordinal(found.rank)} of {count(roles, 'job', 'jobs')}",
        lines=tuple(
            ChangeLine(
                f"If {said}, this job would go from {ordinal(found.rank)} to {ordinal(move.rank)}.",
                href,
            )
            for move in moves
            for said, href in [_change(move, questionnaire, answers, wishes)]
        ),
        list_href=results_address(wishes),
        filtered=bool(wishes.kinds),
    )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else endings.get(number % 10, 'th')}"


def _change(
    move: Move, questionnaire: Questionnaire, answers: Answers, wishes: Wishes
) -> tuple[str, str]:
    """What would be otherwise, as a clause, and where to make it so."""
    if move.subject == "answer":
        item = questionnaire.item(move.item_id)
        said = _said(item, answers.values[item.id], move.value)
        return said, f"/questions/{item.id}?from=list"
    if move.subject == "earn":
        return EARN
    return DROPPED[move.subject], results_address(wishes.without(move.subject))


def _said(item: Item, old: Value, new: Value) -> str:
    """The change as a clause: you said “Not sure” instead of “I'd love it” to “…”."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        taken_back = tuple(value for value in old if value not in new)
        if taken_back:
            return f"you had not picked “{answer_words(item, taken_back)}” for “{item.text}”"
        added = tuple(value for value in new if value not in old)
        return f"you also picked “{answer_words(item, added)}” for “{item.text}”"
    return (
        f"you said “{answer_words(item, new)}” instead of “{answer_words(item, old)}” "
        f"to “{item.text}”"
    )
