"""What would change a role's place in somebody's list, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from matching.answers import Answers, Value
from matching.questionnaire import Item, Questionnaire
from matching.rules import Wishes, WishKind
from matching.what_if import Move, WhatIf
from web.language.words import N_, Words, _, translated
from web.questions.summary import answer_words
from web.roles.filters import results_address
from web.roles.words import jobs

MOST_UP: Final = 2
MOST_DOWN: Final = 1

EARN: Final = (N_("you did not need to earn while you train"), "/about-you?from=list#earn-1")
DROPPED: Final[Mapping[WishKind, str]] = Words(
    {
        "routes": N_("you dropped the filter on ways in"),
        "families": N_("you dropped the filter on job families"),
        "settings": N_("you dropped the filter on places"),
        "ways": N_("you switched off what the way in should be"),
    }
)


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
        place=_("%(place)s of %(jobs)s", place=ordinal(found.rank), jobs=jobs(roles)),
        lines=tuple(
            ChangeLine(
                _(
                    "If %(said)s, this job would go from %(before)s to %(after)s.",
                    said=said,
                    before=ordinal(found.rank),
                    after=ordinal(move.rank),
                ),
                href,
            )
            for move in moves
            for said, href in [_change(move, questionnaire, answers, wishes)]
        ),
        list_href=results_address(wishes),
        filtered=bool(wishes.kinds),
    )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st. A language without such endings translates them all alike."""
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    match last:
        case 1:
            return _("%(number)sst", number=number)
        case 2:
            return _("%(number)snd", number=number)
        case 3:
            return _("%(number)srd", number=number)
        case _other:
            return _("%(number)sth", number=number)


def _change(
    move: Move, questionnaire: Questionnaire, answers: Answers, wishes: Wishes
) -> tuple[str, str]:
    """What would be otherwise, as a clause, and where to make it so."""
    if move.subject == "answer":
        item = questionnaire.item(move.item_id)
        said = _said(item, answers.values[item.id], move.value)
        return said, f"/questions/{item.id}?from=list"
    if move.subject == "earn":
        return translated(EARN[0]), EARN[1]
    return DROPPED[move.subject], results_address(wishes.without(move.subject))


def _said(item: Item, old: Value, new: Value) -> str:
    """The change as a clause: you said “Not sure” instead of “I'd love it” to “…”."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        taken_back = tuple(value for value in old if value not in new)
        if taken_back:
            return _(
                "you had not picked “%(picked)s” for “%(text)s”",
                picked=answer_words(item, taken_back),
                text=translated(item.text),
            )
        added = tuple(value for value in new if value not in old)
        return _(
            "you also picked “%(picked)s” for “%(text)s”",
            picked=answer_words(item, added),
            text=translated(item.text),
        )
    return _(
        "you said “%(picked)s” instead of “%(before)s” to “%(text)s”",
        picked=answer_words(item, new),
        before=answer_words(item, old),
        text=translated(item.text),
    )
