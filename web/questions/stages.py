"""Where one is among the questions, in ready words: how far, how sure, and the ways out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from compass.journeys.types import Asking
from matching.adaptive import FEWEST, MOST
from matching.questionnaire import Item, Questionnaire
from web.language.words import N_, Words, _
from web.questions.certainty import USUALLY_AT_MOST, how_many, on_the_way
from web.questions.flow import Walk, place_of

ORIGINS: Final[Mapping[str, str]] = {"list": "/results", "journey": "/my-journey"}
"""Where somebody came from to change one thing, and goes back to afterwards."""

ORIGIN_NAMES: Final[Mapping[str, str]] = Words(
    {
        "list": N_("Back to my list"),
        "journey": N_("Back to my journey"),
    }
)


@dataclass(frozen=True)
class Stage:
    """``kicker`` says where one is. ``number`` of ``total`` is what the picture shows, 0 of 0
    where there is none; the questions from ``likely`` on may well be the last. ``sure`` says
    how clear the picture is; empty where nothing is claimed."""

    kicker: str
    back_href: str
    back_text: str
    stop_text: str = ""
    number: int = 0
    total: int = 0
    likely: tuple[int, int] | None = None
    sure: str = ""


def changing(origin: str) -> Stage:
    """One answer is changed, from elsewhere."""
    return Stage(_("Change your answer"), ORIGINS[origin], ORIGIN_NAMES[origin])


def of_fixed_form(questionnaire: Questionnaire, item: Item, walk: Walk) -> Stage:
    """The same questions in the same order for everybody."""
    place, first = place_of(questionnaire, item), item.first_pass
    href, text = ("/", _("Back")) if first else ("/results", _("Back to my list"))
    if place.before is not None:
        href, text = walk.address(place.before.id), _("Back")
    stop = _("Stop here and see my list") if first else _("See my list now")
    return Stage(
        kicker=_("Question %(number)s of %(total)s", number=place.number, total=place.total)
        if first
        else _("Extra question %(number)s of %(total)s", number=place.number, total=place.total),
        back_href=href,
        back_text=text,
        stop_text="" if first and place.number == 1 else stop,
        number=place.number,
        total=place.total,
    )


def of_adaptive(
    questionnaire: Questionnaire, item: Item, asking: Asking, met: Sequence[str], walk: Walk
) -> Stage:
    """Nobody can know how many there will be, so no total is claimed.

    Args:
        met: what was answered or skipped, in that order. Back leads to the one before this.
    """
    place = met.index(item.id) if item.id in met else len(met)
    beyond = walk.more or place >= MOST
    total = len(questionnaire.items) if beyond else MOST
    left = total - asking.now.asked
    tail = (
        _("%(left)s left, stop whenever you like", left=left)
        if beyond
        else how_many(asking.now.asked)
    )
    enough = beyond or asking.now.done
    stop = _("See my list now") if enough else _("Stop here and see my list")
    return Stage(
        kicker=_("Question %(number)s", number=place + 1),
        back_href=walk.address(met[place - 1]) if place else "/",
        back_text=_("Back"),
        stop_text=stop if met else "",
        number=place + 1,
        total=total,
        likely=None if beyond else (FEWEST, USUALLY_AT_MOST),
        sure=_("%(picture)s. %(tail)s.", picture=on_the_way(asking.now), tail=tail),
    )
