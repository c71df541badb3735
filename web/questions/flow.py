"""Which question comes when. Pure: the item bank's order, and what was answered so far."""

from collections.abc import Collection
from dataclasses import dataclass

from matching.questionnaire import Item, Questionnaire


@dataclass(frozen=True)
class Place:
    """Where a question stands in its part. ``number`` counts from 1."""

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
    """The place of an item in the first twelve or in the rest."""
    part = questionnaire.first_pass if item.first_pass else questionnaire.second_pass
    return Place(part, part.index(item) + 1)


def next_open(questionnaire: Questionnaire, met: Collection[str]) -> Item | None:
    """The first question neither answered nor skipped (``met``): first part, then second."""
    items = (*questionnaire.first_pass, *questionnaire.second_pass)
    return next((item for item in items if item.id not in met), None)


def next_more(questionnaire: Questionnaire, met: Collection[str]) -> Item | None:
    """The first of the other questions that was not met; None if all were."""
    return next((item for item in questionnaire.second_pass if item.id not in met), None)
