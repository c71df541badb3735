"""Levels, and the subjects of level 3: what somebody lacks of them, and the step that brings it.

What follows from a level is made once: every route asks for one, and few differ.
"""

from functools import cache
from typing import Final

from matching.in_a_sentence import any_of
from matching.need import MET, Need, Outcome
from matching.person import Answer, Person
from matching.subjects import fit
from roles_catalogue.schema import DEGREE_LEVEL, LevelRequirement

ADULT: Final = 19
"""From here on Access courses are for somebody, and T Levels are not."""

LEVEL_NAMES: Final = {
    1: "a level 1 qualification",
    2: "a level 2 qualification, such as GCSEs at grade 4",
    3: "a level 3 qualification, such as A levels, a T Level, a BTEC or an Access course",
    4: "a level 4 qualification, such as an HNC",
    5: "a level 5 qualification, such as a foundation degree",
    6: "a degree",
    7: "a master's degree",
}

SCHOOL: Final = "school"
"""The step of finishing school, for somebody who is there up to Year 11."""

AGE: Final = "age"
"""The step of growing older, for somebody who has left Year 11."""

NOT_YET, YEAR_11, SIXTH_FORM = -1, 1, 2
"""How far these steps go: to the end of Year 11 (for an age alone it is 0), on to a level 3 course,
or, for an age that comes later still, not far enough by itself."""

LEVEL_3_STEPS: Final = {
    "year_12_13": "Finish a level 3 course: A levels, a T Level or a BTEC.",
    "left_school": "Get a level 3 qualification: A levels, a T Level or a BTEC.",
    "adult": "Get a level 3 qualification: an Access to Higher Education course is for adults.",
}
"""What brings somebody to level 3, by where they are; up to Year 11 see ``school_step``."""


def level_need(requirement: LevelRequirement, person: Person) -> Need:
    """A finished qualification at the level, held against one person."""
    level, subjects = requirement.level, requirement.subjects
    if person.is_before_year_12 and (person.highest_level or 0) < level:
        return _later(level)
    match person.has_level(level):
        case Answer.UNKNOWN:
            return _untold_level(level)
        case Answer.NO:
            if level == 3 and _lacks(subjects, person):
                return _other_subjects(subjects, person.is_at_least(ADULT) is Answer.YES)
            return _below(level, person.highest_level or 0, person.stage)
        case Answer.YES if not subjects:
            return MET
        case Answer.YES if level != 3:
            return _subject_untold(level, subjects)
    told = person.level_3_subjects
    fits = Answer.UNKNOWN if told is None else fit(subjects, told)
    if fits is Answer.YES:
        return MET
    higher = (person.highest_level or 0) > 3
    if fits is Answer.UNKNOWN or higher:
        return _perhaps_subjects(subjects, higher)
    return _other_subjects(subjects, person.is_at_least(ADULT) is Answer.YES)


@cache
def _later(level: int) -> Need:
    """A level, for somebody who is at school up to Year 11."""
    asked = f"It asks for {LEVEL_NAMES[level]}."
    return school_step(asked, level_3=True) if level <= 3 else first_step(level, asked, 0)


@cache
def _untold_level(level: int) -> Need:
    why = f"It asks for {LEVEL_NAMES[level]}."
    step = "Tell us your highest qualification in About you."
    return Need(Outcome.UNKNOWN, f"level-{level}", why, step)


@cache
def _below(level: int, highest: int, stage: str | None) -> Need:
    return first_step(level, f"It asks for {LEVEL_NAMES[level]}.", highest, stage)


@cache
def _subject_untold(level: int, subjects: tuple[str, ...]) -> Need:
    """The level is reached; in which subject we do not ask."""
    why = f"You have the level. It usually asks for {any_of(subjects)}."
    return Need(Outcome.UNKNOWN, "subject", why, "Check that your subject is one they take.")


@cache
def _perhaps_subjects(subjects: tuple[str, ...], higher: bool) -> Need:
    asked = f"This usually asks for {any_of(subjects)} at level 3."
    if higher:
        step = "Ask whether your higher qualification counts instead."
        return Need(Outcome.UNKNOWN, "subjects", f"You have more than level 3. {asked}", step)
    step = "Check the subjects that the course page asks for."
    return Need(Outcome.UNKNOWN, "subjects", f"You have level 3. {asked}", step)


@cache
def _other_subjects(subjects: tuple[str, ...], adult: bool) -> Need:
    """Level 3, had or on the way, in subjects that do not fit."""
    names = any_of(subjects)
    course = "an Access course" if adult else "another A level"
    return Need(
        Outcome.MISSING,
        "level-3",
        f"It usually asks for {names} at level 3, and you told us other subjects.",
        f"Study {names} at level 3: {course}, or for a degree a foundation year.",
    )


def _lacks(subjects: tuple[str, ...], person: Person) -> bool:
    """True if the subjects somebody is studying are none of those asked for. Whoever is not
    studying and named none has nothing yet that could be the wrong one."""
    told = person.level_3_subjects
    if not subjects or told is None or not (told or person.stage == "year_12_13"):
        return False
    return fit(subjects, told) is Answer.NO


def first_step(level: int, why: str, highest: int, stage: str | None = None) -> Need:
    """A level still to be reached: the step is a course, or an apprenticeship that ends there.
    From below level 3 to above it is a road, which begins with level 3; so is one that needs a
    degree on the way."""
    next_level = 3 if level > 3 and highest < 3 else DEGREE_LEVEL if level > 6 > highest else level
    far = next_level != level
    step = f"Get {LEVEL_NAMES[next_level]}."
    if next_level == 3:
        step = LEVEL_3_STEPS.get(stage or "", step)
        if stage == "left_school" and highest < 2:
            # Colleges ask for level 2 before level 3; the Access course is the way of adults.
            far, step = True, f"Get {LEVEL_NAMES[2]}. Level 3 comes after it."
    return Need(Outcome.MISSING, f"level-{level}", why, step, far=far)


def school_step(why: str, *, level_3: bool = False) -> Need:
    """Up to Year 11, GCSEs and level 3 are not hurdles yet: they come with staying on."""
    if level_3:
        step = "Finish Year 11, then take a level 3 course: A levels, a T Level or a BTEC."
        return Need(Outcome.MISSING, SCHOOL, why, step, reach=SIXTH_FORM)
    step = "Finish Year 11, and aim for the GCSEs that this asks for."
    return Need(Outcome.MISSING, SCHOOL, why, step, reach=YEAR_11)
