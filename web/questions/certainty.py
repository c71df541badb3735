"""How sure a list is, in words: the picture grows clearer with the answers, and says so."""

from collections.abc import Mapping
from typing import Final

from matching.adaptive import FEWEST, FIRST, MOST, Certainty, NextQuestion
from matching.questionnaire import Mode, Questionnaire
from web.language.words import N_, Words, _, ngettext, translated

USUAL: Final = 11
USUALLY_AT_MOST: Final = 16
"""Half of the people that were simulated were asked so many questions or fewer, and nine of ten
(``compass bench matching``, middle noise)."""

CERTAINTY: Final[Mapping[Certainty, str]] = Words(
    {
        "early": N_("an early picture"),
        "clearer": N_("getting clearer"),
        "steady": N_("a steady list"),
    }
)
ON_THE_WAY: Final[Mapping[Certainty, str]] = Words(
    {
        "early": N_("Early picture"),
        "clearer": N_("Getting clearer"),
        "steady": N_("Steady: you can see your list"),
    }
)

_CHANGES: Final = (
    N_("one more answer would change hardly any job of ten"),
    N_("one more answer would change about one job of ten"),
    N_("one more answer would change about two jobs of ten"),
    N_("one more answer would change about three jobs of ten"),
    N_("one more answer would change about four jobs of ten"),
    N_("one more answer would change about five jobs of ten"),
    N_("one more answer would change about six jobs of ten"),
    N_("one more answer would change about seven jobs of ten"),
    N_("one more answer would change about eight jobs of ten"),
    N_("one more answer would change about nine jobs of ten"),
)


def on_the_way(now: NextQuestion) -> str:
    """The picture so far, for somebody who is being asked."""
    if now.expected_change >= FIRST:
        return _("No picture yet")
    return ON_THE_WAY[now.certainty]


def promised(questionnaire: Questionnaire, mode: Mode) -> str:
    """How many questions come before the list, for somebody who has not begun."""
    if mode == "fixed":
        number = len(questionnaire.first_pass)
        return ngettext("%(num)s question", "%(num)s questions", number)
    return _("About %(usual)s questions", usual=USUAL)


def how_many(asked: int) -> str:
    """How long it takes, as far as anybody can know before the answers are there."""
    # At the last question of the usual, "about so many" is no promise that more may not keep.
    if asked + 1 < USUALLY_AT_MOST:
        return _(
            "About %(fewest)s to %(most)s questions in all",
            fewest=FEWEST,
            most=USUALLY_AT_MOST,
        )
    return _("%(most)s questions at most", most=MOST)


def of_the_list(now: NextQuestion) -> str:
    """How sure the list is, and what one more answer would do to it."""
    if now.item_id is None:
        return _("You have been through every question there is.")
    share = round(now.expected_change)
    if share >= FIRST:
        return ""
    said = CERTAINTY[now.certainty]
    return _(
        "%(sure)s: %(change)s.",
        sure=f"{said[0].upper()}{said[1:]}",
        change=translated(_CHANGES[share]),
    )
