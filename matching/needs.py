"""One requirement of an entry route, held against one person."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache, partial, singledispatch
from typing import Final, NamedTuple

from matching.person import Answer, Person
from matching.subjects import fit
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import (
    AgeRequirement,
    EnglishMathsRequirement,
    ExperienceRequirement,
    GcseRequirement,
    JobRequirement,
    LevelRequirement,
    LicenceRequirement,
    NoteRequirement,
    RegistrationRequirement,
    Requirement,
    RoleRequirement,
    TariffRequirement,
)


class Outcome(StrEnum):
    MET = "met"
    MISSING = "missing"
    UNKNOWN = "unknown"
    NEVER = "never"


class Need(NamedTuple):
    """``key`` names what would meet the requirement: needs with one key take one step, and the
    one with the largest ``reach`` says how far that step goes. ``far``: a road, not a step."""

    outcome: Outcome
    key: str = ""
    why: str = ""
    step: str = ""
    reach: int = 0
    far: bool = False


MET: Final = Need(Outcome.MET)
DRIVING_AGE: Final = 17
SCHOOL_ENDS_AT: Final = 16
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

LEVEL_3_STEPS: Final = {
    "year_12_13": "Finish a level 3 course: A levels, a T Level or a BTEC.",
    "left_school": "Get a level 3 qualification: A levels, a T Level or a BTEC.",
    "adult": "Get a level 3 qualification: an Access to Higher Education course is for adults.",
}
"""What brings somebody to level 3, by where they are; up to Year 11 see ``_school``."""


def judge(requirement: Requirement, person: Person, catalogue: Catalogue) -> Need:
    """Whether this person meets this requirement; if not, what would."""
    if isinstance(requirement, RoleRequirement):
        return _role(requirement, catalogue)
    return _judge(requirement, person)


def is_fixed(requirement: Requirement) -> bool:
    """True if the judgement is the same for everybody."""
    return isinstance(requirement, _FIXED)


def subjects_count_for(person: Person) -> bool:
    """False for everybody whom a level requirement tells the same whatever its subjects: subjects
    count for those who have the level, and for those who are studying some for it."""
    if person.is_before_year_12:
        return False
    return person.gcses == "five_plus" or (
        person.highest_level is not None
        and (person.highest_level >= 2 or person.level_3_subjects is not None)
    )


def rule_of(requirement: Requirement) -> Callable[[Person], Need]:
    """``judge`` for a requirement that is not fixed, with the rule looked up once for all."""
    return partial(_judge.dispatch(type(requirement)), requirement)


_FIXED: Final = (ExperienceRequirement, JobRequirement, NoteRequirement, RoleRequirement)


@singledispatch
def _judge(requirement: object, person: Person) -> Need:
    raise TypeError(f"no rule for {requirement!r}")


@_judge.register
def _age(requirement: AgeRequirement, person: Person) -> Need:
    minimum, maximum = requirement.minimum, requirement.maximum
    young = Answer.YES if maximum is None else person.is_at_most(maximum)
    limit = f"This is for people who are {maximum} or under."
    if young is Answer.NO:
        return Need(Outcome.NEVER, why=limit)
    match Answer.YES if minimum is None else person.is_at_least(minimum):
        case Answer.YES if young is Answer.UNKNOWN:
            return Need(Outcome.UNKNOWN, "age", limit, f"Check that you are {maximum} or under.")
        case Answer.YES:
            return MET
        case Answer.UNKNOWN:
            why = f"You need to be {minimum} or over to start."
            return Need(Outcome.UNKNOWN, "age", why, f"Check that you will be {minimum} by then.")
        case Answer.NO:
            why = f"You can start from age {minimum}."
            if minimum is not None and minimum < SCHOOL_ENDS_AT:
                return Need(Outcome.MISSING, "age", why, f"You can start once you are {minimum}.")
            return Need(
                Outcome.MISSING, "school", why, f"Finish Year 11 first; you can start at {minimum}."
            )


@_judge.register
def _level(requirement: LevelRequirement, person: Person) -> Need:
    level, subjects = requirement.level, requirement.subjects
    if person.is_before_year_12:
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


# What follows from a level is made once: every route asks for one, and few differ.


@cache
def _later(level: int) -> Need:
    """A level, for somebody who is at school up to Year 11."""
    asked = f"It asks for {LEVEL_NAMES[level]}."
    return _school(asked, level_3=True) if level <= 3 else _first(level, asked, 0)


@cache
def _untold_level(level: int) -> Need:
    why = f"It asks for {LEVEL_NAMES[level]}."
    step = "Tell us your highest qualification in About you."
    return Need(Outcome.UNKNOWN, f"level-{level}", why, step)


@cache
def _below(level: int, highest: int, stage: str | None) -> Need:
    return _first(level, f"It asks for {LEVEL_NAMES[level]}.", highest, stage)


@cache
def _subject_untold(level: int, subjects: tuple[str, ...]) -> Need:
    """The level is reached; in which subject we do not ask."""
    why = f"You have the level. It usually asks for {_any_of(subjects)}."
    return Need(Outcome.UNKNOWN, "subject", why, "Check that your subject is one they take.")


@cache
def _perhaps_subjects(subjects: tuple[str, ...], higher: bool) -> Need:
    asked = f"This usually asks for {_any_of(subjects)} at level 3."
    if higher:
        step = "Ask whether your higher qualification counts instead."
        return Need(Outcome.UNKNOWN, "subjects", f"You have more than level 3. {asked}", step)
    step = "Check the subjects that the course page asks for."
    return Need(Outcome.UNKNOWN, "subjects", f"You have level 3. {asked}", step)


@cache
def _other_subjects(subjects: tuple[str, ...], adult: bool) -> Need:
    """Level 3, had or on the way, in subjects that do not fit."""
    names = _any_of(subjects)
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


@_judge.register
def _gcses(requirement: GcseRequirement, person: Person) -> Need:
    asked = f"It asks for {_number(requirement.count)} at grade {requirement.grade} or above."
    # Someone with a level 3 or higher qualification has moved past the GCSE question.
    if (person.highest_level or 0) >= 3:
        return MET
    outcome = person.has_gcses(requirement.count)
    if requirement.grade > 4 and outcome is Answer.YES:
        outcome = Answer.UNKNOWN
    if outcome is Answer.YES:
        return MET
    if outcome is Answer.UNKNOWN:
        return Need(Outcome.UNKNOWN, "gcses", asked, "Tell us your GCSEs in About you.")
    if person.is_before_year_12:
        return _school(asked)
    return Need(
        Outcome.MISSING,
        "gcses",
        asked,
        "Take the GCSEs you are missing at a college, or a level 2 course that counts the same.",
    )


@_judge.register
def _english_maths(requirement: EnglishMathsRequirement, person: Person) -> Need:
    outcome = person.has_english_and_maths()
    if outcome is Answer.YES:
        return MET
    if requirement.can_be_taken_during:
        return Need(
            Outcome.MET, why="If you lack English or maths, you can usually take them on the way."
        )
    asked = "It asks for English and maths at grade 4, or functional skills level 2."
    if outcome is Answer.UNKNOWN:
        return Need(
            Outcome.UNKNOWN, "english-maths", asked, "Tell us about English and maths in About you."
        )
    if person.is_before_year_12:
        return _school(asked)
    lacking = {"english_only": "maths", "maths_only": "English"}.get(
        person.english_maths or "", "English and maths"
    )
    return Need(
        Outcome.MISSING,
        "english-maths",
        asked,
        f"Take {lacking} at GCSE or functional skills level 2: colleges teach both to adults.",
    )


@_judge.register
def _tariff(requirement: TariffRequirement, person: Person) -> Need:
    asked = f"It asks for {requirement.points} UCAS points."
    if person.is_before_year_12:
        return _school(asked, level_3=True)
    below = person.has_level(3) is Answer.NO
    match person.has_points(requirement.points):
        case Answer.YES:
            return MET
        case Answer.NO if person.stage == "year_12_13" or not below:
            # Whoever is on the way to level 3 has one step more to think of, not two.
            key, reach = ("level-3", 1) if below else ("tariff", 0)
            step = "Get more points: a resit or a further course, or start with a foundation year."
            return Need(Outcome.MISSING, key, f"{asked} You told us fewer.", step, reach)
    if below:
        # Points come with level 3: one step brings both.
        return _first(3, asked, person.highest_level or 0, person.stage)
    step = "Add up your points with the UCAS tariff calculator."
    return Need(Outcome.UNKNOWN, "tariff", asked, step)


@_judge.register
def _experience(requirement: ExperienceRequirement, person: Person) -> Need:
    if requirement.asked == "helps":
        return MET
    step = f"See whether you have {requirement.what}, or where you could get it."
    # What somebody has lived through is nothing to go and get.
    if requirement.what.startswith("your own"):
        step = "Only you know if you have lived it. What you tell, and to whom, is up to you."
    return Need(Outcome.UNKNOWN, "experience", f"It asks for {requirement.what}.", step)


@_judge.register
def _licence(requirement: LicenceRequirement, person: Person) -> Need:
    if requirement.asked == "helps":
        return MET
    asked = "It asks for a driving licence."
    if person.is_before_year_12 or person.is_at_least(DRIVING_AGE) is Answer.NO:
        return Need(Outcome.MISSING, "licence", asked, "Learn to drive once you are 17.")
    return Need(Outcome.UNKNOWN, "licence", asked, "Check what licence the employer asks for.")


@_judge.register
def _registration(requirement: RegistrationRequirement, person: Person) -> Need:
    why = f"You need to be a registered {requirement.profession} first."
    step = f"Find out how to become a registered {requirement.profession}."
    if person.highest_level is None and not person.is_before_year_12:
        return Need(Outcome.UNKNOWN, "registration", why, step)
    if (person.highest_level or 0) >= 5:
        return Need(Outcome.UNKNOWN, "registration", why, step)
    return Need(Outcome.MISSING, "registration", why, step, far=True)


@_judge.register
def _job_offer(requirement: JobRequirement, person: Person) -> Need:
    # Being hired is how an apprenticeship starts, not something in the way of it.
    return MET


@_judge.register
def _note(requirement: NoteRequirement, person: Person) -> Need:
    return MET


def _role(requirement: RoleRequirement, catalogue: Catalogue) -> Need:
    title = _within(catalogue.get(requirement.role_id).title)
    worked = f" (about {requirement.usual_years} years)" if requirement.usual_years else ""
    worked = worked.replace("1 years", "1 year")
    return Need(
        Outcome.MISSING,
        f"role-{requirement.role_id}",
        f"People come to it from another job: {title}{worked}.",
        f"Look at {title} first.",
    )


def _first(level: int, why: str, highest: int, stage: str | None = None) -> Need:
    """A level still to be reached: the step is a course, or an apprenticeship that ends there.
    From below level 3 to above it is a road, which begins with level 3."""
    far = level > 3 and highest < 3
    next_level = 3 if far else level
    step = f"Get {LEVEL_NAMES[next_level]}."
    if next_level == 3:
        step = LEVEL_3_STEPS.get(stage or "", step)
    return Need(Outcome.MISSING, f"level-{level}", why, step, far=far)


def _school(why: str, *, level_3: bool = False) -> Need:
    """Up to Year 11, GCSEs and level 3 are not hurdles yet: they come with staying on."""
    if level_3:
        step = "Finish Year 11, then take a level 3 course: A levels, a T Level or a BTEC."
        return Need(Outcome.MISSING, "school", why, step, reach=2)
    step = "Finish Year 11, and aim for the GCSEs that this asks for."
    return Need(Outcome.MISSING, "school", why, step, reach=1)


def _within(title: str) -> str:
    """A title inside a sentence: "care worker", but "GP receptionist"."""
    return title if title[:2].isupper() else title[0].lower() + title[1:]


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{words[count]} GCSE{'' if count == 1 else 's'}"


def _any_of(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
