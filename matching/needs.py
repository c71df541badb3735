"""One requirement of an entry route, held against one person."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial, singledispatch
from typing import Final, NamedTuple

from matching.person import Answer, Person
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

LEVEL_NAMES: Final = {
    1: "a level 1 qualification",
    2: "a level 2 qualification, such as GCSEs at grade 4",
    3: "a level 3 qualification, such as A levels, a T Level, a BTEC or an Access course",
    4: "a level 4 qualification, such as an HNC",
    5: "a level 5 qualification, such as a foundation degree",
    6: "a degree",
    7: "a master's degree",
}


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
    count at level 3, for those who have just that."""
    return person.highest_level == 3


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
    level = requirement.level
    name = LEVEL_NAMES[level]
    if person.is_before_year_12:
        if level <= 3:
            return _school(f"It asks for {name}.", level_3=True)
        return _first(level, f"It asks for {name}.", person)
    match person.has_level(level):
        case Answer.UNKNOWN:
            return Need(
                Outcome.UNKNOWN,
                f"level-{level}",
                f"It asks for {name}.",
                "Tell us your highest qualification in About you.",
            )
        case Answer.NO:
            return _first(level, f"It asks for {name}.", person)
        case Answer.YES:
            if requirement.subjects and level == 3 and (person.highest_level or 0) < 4:
                subjects = _any_of(requirement.subjects)
                return Need(
                    Outcome.UNKNOWN,
                    "subjects",
                    f"You have level 3. This usually asks for {subjects} in it.",
                    "Check the subjects that the course page asks for.",
                )
            return MET


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
    match person.has_level(3):
        case Answer.NO:
            return _first(3, asked, person)
        case _:
            return Need(
                Outcome.UNKNOWN,
                "tariff",
                asked,
                "Add up your points with the UCAS tariff calculator.",
            )


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


def _first(level: int, why: str, person: Person) -> Need:
    """A level still to be reached: the step is a course, or an apprenticeship that ends there.
    From below level 3 to above it is a road, which begins with level 3."""
    far = level > 3 and (person.highest_level or 0) < 3
    step = f"Get {LEVEL_NAMES[3 if far else level]}."
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
