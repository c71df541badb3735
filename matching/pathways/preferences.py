"""What matters to somebody on the way: how the steps of a path are weighed against each other.

A preference comes before everything else: a path that is better by it comes first, however long,
and what the others would say decides only between paths that are alike by it. So nobody who asks
for the fastest way is shown a slower one as the best.
"""

from enum import StrEnum
from typing import Final

from matching.pathways.steps import Money, Step, StepKind
from matching.person import Person


class Preference(StrEnum):
    """``EARN``: as few years as can be without pay. ``NO_UNIVERSITY``: no years as a student at
    a university, and a degree beside a job only where nothing else leads there. ``FASTEST``: as
    few years as can be. ``BALANCED``: a bit of each."""

    BALANCED = "balanced"
    EARN = "earn"
    NO_UNIVERSITY = "no-university"
    FASTEST = "fastest"

    @classmethod
    def of(cls, person: Person) -> "Preference":
        """What "About you" says that matters most; who must earn must, however soon."""
        if person.must_earn:
            return cls.EARN
        if person.how_soon == "now":
            return cls.FASTEST
        return cls.BALANCED


A_STEP: Final = 0.75
"""What a step costs beside its time, in years: each is one more door that may stay shut."""
UNPAID: Final = 0.5
"""What a year without pay costs more than one with."""
A_DOUBT: Final = 1.5
"""What a condition costs that most people do not meet, such as a degree in one subject."""
FEW_PLACES: Final = {6: 2.5, 7: 3.5}
"""What a degree apprenticeship costs more, by its level: far fewer start one than start the
degree; at level 7 there is public money for few since 2026."""
FOR_OWN_PEOPLE: Final = 0.5
"""The part of that for somebody who comes from a job that leads there: many places are kept for
an employer's own people."""
FIRST: Final = 1000.0
"""So much more than all the rest counts what the preference asks for."""
_LATER_IN_THE_FILE: Final = 0.001
"""Of two ways that are alike the one comes first that the editors put first, of two jobs before a
third the one that the third's page names first (which counts ten times)."""
A_SHORT_TIME: Final = 0.5
"""Below this many years one start is as quick as another: nobody chooses a job by its weeks of
training."""

UNKNOWN_TRAINING: Final = 0.5
UNKNOWN_COURSE: Final = 2.0
UNKNOWN_EXPERIENCE: Final = 1.0
UNKNOWN_WAIT: Final = 2.0
"""Years, for putting ways in order where no length is known; never shown."""


def years_of(step: Step) -> float:
    """How long a step is taken to last, for putting paths in order."""
    if step.kind is StepKind.EXPERIENCE:
        return step.years.guess(UNKNOWN_EXPERIENCE)
    usual = UNKNOWN_COURSE if step.is_full_time_university else UNKNOWN_TRAINING
    if step.after is not None and not step.wait.is_known:
        return UNKNOWN_WAIT + step.training.guess(usual)
    return max(A_SHORT_TIME, step.years.guess(usual))


def unpaid_years_of(step: Step) -> float:
    """The years of a step that nobody pays for; one waits for a step in a job that pays."""
    if step.money is not Money.UNPAID:
        return 0.0
    return step.training.guess(UNKNOWN_COURSE) if step.after else years_of(step)


def is_possible(step: Step, preference: Preference) -> bool:
    """False for a step that the preference rules out."""
    return not (preference is Preference.NO_UNIVERSITY and step.is_full_time_university)


def cost(step: Step, preference: Preference) -> float:
    """What a step counts when paths are compared; the path with the lowest sum is the best."""
    total = years_of(step) + A_STEP + UNPAID * unpaid_years_of(step)
    total += A_DOUBT * step.doubts + _LATER_IN_THE_FILE * step.place * (10 if step.after else 1)
    if step.is_degree_at_work and step.route is not None:
        few = FEW_PLACES.get(step.route.level or 0, 0.0)
        total += few * (FOR_OWN_PEOPLE if step.after else 1)
    return total + FIRST * asked_for(step, preference)


def asked_for(step: Step, preference: Preference) -> float:
    """What a step has of what the preference would have least of; 0 if there is none."""
    match preference:
        case Preference.EARN:
            return unpaid_years_of(step)
        case Preference.FASTEST:
            return years_of(step)
        case Preference.NO_UNIVERSITY:
            return float(step.is_degree_at_work)
        case Preference.BALANCED:
            return 0.0
