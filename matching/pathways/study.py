"""Qualifications on the way: what somebody can finish next, whatever job it is for.

How long they take is what is usual in England; no table of ours says so, and every step is marked
as usual. Level 4 and 5 are reached in jobs and on courses that a role's page names.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from matching.pathways.lengths import Years
from matching.pathways.steps import Money, Stand, Step, StepKind, Subject
from roles_catalogue.schema import DEGREE_LEVEL

SCHOOL_YEARS: Final = {"year_7_9": Years(2, 5), "year_10": Years(1, 2), "year_11": Years(0, 1)}
"""From a day in each stage to the summer after Year 11."""
A_YEAR: Final = Years(1, 1)
UP_TO_A_YEAR: Final = Years(0, 1)
ONE_OR_TWO: Final = Years(1, 2)
TWO_YEARS: Final = Years(2, 2)
THE_REST_OF_TWO: Final = Years(0, 2)
"""What is left of a two-year course that somebody is on."""
A_DEGREE: Final = Years(3, 4)
LEAVER: Final = 16

ALL_FIVE: Final = "five_plus"
BOTH: Final = "both"


def studies(here: Stand) -> Iterator[Step]:
    """The qualifications that can be finished next from here.

    Of the jobs only the one that somebody has already: before another they may as well be finished
    first, which leaves far fewer places to look at.
    """
    if here.job and not here.is_start:
        return
    if here.person.is_before_year_12:
        yield _school(here)
        return
    has_both = here.person.english_maths == BOTH
    if here.level < 2 and (here.is_young or has_both) and not here.job:
        yield _level_2(here)
        return
    if here.level == 2 and here.is_young and here.person.gcses != ALL_FIVE and not here.job:
        # The same year at college as for who has none of them yet.
        yield _finished(
            here, StepKind.GCSES, A_YEAR, Money.UNPAID, english_maths=BOTH, gcses=ALL_FIVE
        )
    if not has_both:
        # Level 3 courses ask for English and maths, or teach them beside: first things first.
        # From nothing there is a level between.
        length = ONE_OR_TWO if here.level == 0 else UP_TO_A_YEAR
        yield _finished(here, StepKind.ENGLISH_MATHS, length, Money.BESIDE, english_maths=BOTH)
        return
    if here.level == 2:
        if here.person.gcses != ALL_FIVE and not (here.is_young or here.job):
            yield _finished(here, StepKind.GCSES, ONE_OR_TWO, Money.BESIDE, gcses=ALL_FIVE)
        yield _level_3(here)
    elif 3 <= here.level < DEGREE_LEVEL and not here.job:
        told = here.person.level_3_subjects is not None or here.person.points is not None
        if told and here.subject is Subject.TOLD:
            # What they hold is known, and may not be what is asked for: then it takes another.
            yield _level_3(here)
        yield _finished(here, StepKind.DEGREE, A_DEGREE, Money.UNPAID, level=DEGREE_LEVEL)
    elif here.level == DEGREE_LEVEL and not here.job:
        yield _finished(here, StepKind.MASTERS, ONE_OR_TWO, Money.UNPAID, level=DEGREE_LEVEL + 1)


def _school(here: Stand) -> Step:
    """Up to Year 11 GCSEs are not hurdles yet. Who sits them this year has a fair idea of them."""
    person = here.person
    sits_them_now = person.stage == "year_11"
    gcses = person.gcses if sits_them_now and person.gcses else ALL_FIVE
    both = person.english_maths if sits_them_now and person.english_maths else BOTH
    level = 2 if gcses == ALL_FIVE else 1
    assert person.stage is not None
    return Step(
        StepKind.SCHOOL,
        Stand(
            replace(
                person, stage="left_school", gcses=gcses, english_maths=both, highest_level=level
            ),
            LEAVER,
            is_exact=True,
        ),
        SCHOOL_YEARS[person.stage],
        Money.UNPAID,
    )


def _level_2(here: Stand) -> Step:
    """A year at college; up to 18 English and maths, and what counts as GCSEs, belong to it."""
    if here.is_young:
        return _finished(
            here,
            StepKind.LEVEL_2,
            UP_TO_A_YEAR if is_on_a_course(here) else A_YEAR,
            Money.UNPAID,
            level=2,
            english_maths=BOTH,
            gcses=ALL_FIVE,
            lasts=A_YEAR,
        )
    return _finished(here, StepKind.LEVEL_2, A_YEAR, Money.UNPAID, level=2)


def _level_3(here: Stand) -> Step:
    """Two years up to 18, the rest of them for who is on such a course; an adult's Access year."""
    if here.job:
        return _finished(here, StepKind.LEVEL_3, ONE_OR_TWO, Money.BESIDE, level=3)
    if not here.is_young:
        return _finished(here, StepKind.LEVEL_3, ONE_OR_TWO, Money.UNPAID, level=3)
    if is_on_a_course(here):
        # Who finishes it is 18, or nearly so, however much of it is left.
        return _finished(
            here, StepKind.LEVEL_3, THE_REST_OF_TWO, Money.UNPAID, level=3, lasts=TWO_YEARS
        )
    return _finished(here, StepKind.LEVEL_3, TWO_YEARS, Money.UNPAID, level=3)


def is_on_a_course(here: Stand) -> bool:
    """True for somebody who said that they are in Year 12 or 13 or at college."""
    return here.person.stage == "year_12_13"


def _finished(
    here: Stand,
    kind: StepKind,
    years: Years,
    money: Money,
    *,
    level: int = 2,
    english_maths: str | None = None,
    gcses: str | None = None,
    lasts: Years | None = None,
) -> Step:
    """A step that ends with a qualification at this level; ``lasts`` is by how much it ages one."""
    later = here.older(lasts or years)
    over = money is Money.UNPAID and is_on_a_course(later)
    person = replace(
        later.person,
        stage="left_school" if over else later.person.stage,
        highest_level=max(here.level, level),
        english_maths=english_maths or here.person.english_maths,
        gcses=gcses or here.person.gcses,
    )
    job = here.job if money is Money.BESIDE else ""
    subject = Subject.CHOSEN if level >= 3 else here.subject
    if level >= 3 and not is_on_a_course(here):
        # Subjects and points are still to come; of a course that one is on they were told.
        person = replace(person, level_3_subjects=None, points=None)
    elif level == 3 and person.level_3_subjects is not None:
        subject = Subject.TOLD
    return Step(
        kind,
        replace(
            later,
            person=person,
            job=job,
            trained=here.trained if job else 0,
            subject=subject,
        ),
        years,
        money,
    )
