"""Which question comes when. Pure: how one walks, the item bank, and what was met so far."""

from dataclasses import dataclass, replace
from typing import Final

from werkzeug.datastructures import MultiDict

from compass.journeys.types import Asking
from matching.questionnaire import Item, Mode, Questionnaire
from web.addresses import with_query
from web.questions.pace import counted

FIXED: Final = "fixed"
RESULTS: Final = "/results"


@dataclass(frozen=True)
class Walk:
    """How somebody goes through the questions. The addresses of the pages carry it and nothing
    else does, so the Back button and a second tab each keep their own.

    ``form`` is ``fixed`` for whoever types in a form from paper. ``more`` is True for whoever
    goes on although enough was asked. ``quick`` counts answers that came in under a second.
    """

    form: str = ""
    more: bool = False
    quick: int = 0

    @property
    def mode(self) -> Mode | None:
        """How to ask, if not as the journey is asked anyway."""
        return "fixed" if self.form == FIXED else None

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What an address or a form carries of it; nothing of what is as usual."""
        more, quick = "1" if self.more else "", str(self.quick or "")
        named = (("form", self.form), ("more", more), ("quick", quick))
        return tuple((name, value) for name, value in named if value)

    def address(self, item_id: str | None) -> str:
        """Of a question on this walk; of the list for none."""
        if item_id is None:
            return with_query(RESULTS, [("quick", str(self.quick))] if self.quick else ())
        return with_query(f"/questions/{item_id}", self.pairs)


def read_walk(given: MultiDict[str, str]) -> Walk:
    """The walk in a query or a form. Anything unknown is as usual."""
    return Walk(
        form=FIXED if given.get("form") == FIXED else "",
        more=given.get("more") == "1",
        quick=counted(given.get("quick", type=int)),
    )


@dataclass(frozen=True)
class Place:
    """Where a question stands in its part of the fixed form. ``number`` counts from 1."""

    part: tuple[Item, ...]
    number: int

    @property
    def total(self) -> int:
        return len(self.part)

    @property
    def before(self) -> Item | None:
        return self.part[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Item | None:
        return self.part[self.number] if self.number < len(self.part) else None


def place_of(questionnaire: Questionnaire, item: Item) -> Place:
    """The place of an item in the first twelve of the fixed form or in the rest."""
    part = questionnaire.first_pass if item.first_pass else questionnaire.second_pass
    return Place(part, part.index(item) + 1)


def carry_on(asking: Asking, walk: Walk) -> str:
    """Where to for somebody who asks for questions. Enough may have been asked: they want more."""
    return replace(walk, more=asking.now.done).address(asking.now.item_id)


def after_answer(questionnaire: Questionnaire, item: Item, asking: Asking, walk: Walk) -> str:
    """Where to from a question that was answered or skipped: a question, or the list."""
    if asking.mode == "fixed":
        after = place_of(questionnaire, item).after
        return walk.address(after.id if after else None)
    enough = asking.now.done and not walk.more
    return walk.address(None if enough else asking.now.item_id)
