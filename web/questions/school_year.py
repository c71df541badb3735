"""Where somebody was before the summer is not where they are after it."""

from datetime import date
from typing import Final

from compass.journeys.types import Told
from matching.questionnaire import Questionnaire
from web.questions.summary import answer_words

STAGE: Final = "stage"
FIRST_MONTH: Final = 9
"""The school year begins with the first term after July (Education Act 1996, section 579): in
Leeds usually at the beginning of September."""

STAYS: Final = frozenset({"adult"})
"""Whoever is 19 or over is so next year. Every other stage comes to an end."""


def school_year(day: date) -> int:
    """The calendar year in which the school year of a day began."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def old_stage(questionnaire: Questionnaire, told: Told, on: date) -> str:
    """Where they were, in their own choice of words, if that was told in an earlier school year;
    empty if there is nothing to ask again. Nothing else changes: what was told counts as told."""
    stage = told.answers.about.get(STAGE)
    if stage is None or stage in STAYS or school_year(told.told_on[STAGE]) >= school_year(on):
        return ""
    field = next(field for field in questionnaire.about if field.id == STAGE)
    return answer_words(field, stage)
