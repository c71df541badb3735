"""One requirement of an entry route, held against one person."""

from collections.abc import Callable
from functools import partial, singledispatch
from typing import Final

from matching.in_a_sentence import lower_title
from matching.levels import AGE, LEVEL_NAMES, NOT_YET, SCHOOL, first_step, level_need, school_step
from matching.need import MET, Need, Outcome
from matching.person import Answer, Person
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import (
    DEGREE_LEVEL,
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

__all__ = (
    "LEVEL_NAMES",
    "MET",
    "TRAINING_ENDS",
    "UNTIL_18",
    "BirthdayAge",
    "Need",
    "Outcome",
    "UnsaidAge",
    "UsualAge",
    "WorkingAge",
    "is_fixed",
    "judge",
    "rule_of",
    "subjects_count_for",
)


class UsualAge(AgeRequirement):
    """An age that no route names, assumed because what comes before it takes until then."""


class BirthdayAge(AgeRequirement):
    """An age at which one may begin beside school."""


class UnsaidAge(AgeRequirement):
    """The lowest age of volunteers where the way in names none: each group sets its own."""


class WorkingAge(AgeRequirement):
    """An age from which one may take a job: until 18 it goes with training."""


DRIVING_AGE: Final = 17
FAR_FROM_DRIVING: Final = frozenset({"year_7_9", "year_10"})
"""Where learning to drive is no step that one could take next."""
TRAINING_ENDS: Final = 18
"""The birthday until which everybody in England learns, beside a job if they have one."""
UNTIL_18: Final = "Until you are 18, a job goes with part-time training or a course."
"""Education and Skills Act 2008, part 1: a duty to be in education or training until 18."""
END_OF_YEAR_11: Final = 16
"""The age at which school up to Year 11 ends."""
EXAMS_FAR_OFF: Final = "year_7_9"
"""Where nobody has sat GCSEs or expects a grade: what was not told of them is simply to come."""
COURSES: Final = ("gcses", "level-1", "level-2", "level-3")
"""Steps that are a course at a college, with room for English and maths beside it."""
REGISTER_LEVELS: Final = {"dental nurse": 3, "pharmacy technician": 3, "nursing associate": 5}
"""Registers that one joins below a degree, by the level of what leads to them."""


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
    why = f"You can start from age {minimum}."
    if not person.is_before_year_12:
        step = f"You can start once you are {minimum}."
        return Need(Outcome.MISSING, AGE, why, step, reach=NOT_YET)
    step = f"Finish Year 11 first; you can start at {minimum}."
    by_then = minimum is not None and minimum <= END_OF_YEAR_11
    return Need(Outcome.MISSING, SCHOOL, why, step, reach=0 if by_then else NOT_YET)


@_judge.register
def _usual_age(requirement: UsualAge, person: Person) -> Need:
    need = _age(requirement, person)
    return need._replace(in_time=need.outcome is Outcome.UNKNOWN and person.is_16_to_18)


@_judge.register
def _working_age(requirement: WorkingAge, person: Person) -> Need:
    need = _age(requirement, person)
    told_young = person.stage is not None and person.is_at_least(TRAINING_ENDS) is not Answer.YES
    if not told_young or (requirement.minimum or 0) >= TRAINING_ENDS:
        return need
    return need._replace(why=" ".join(filter(None, (need.why, UNTIL_18))))


@_judge.register
def _unsaid_age(requirement: UnsaidAge, person: Person) -> Need:
    if not person.is_before_year_12:
        return MET
    why = "Each group sets its own lowest age: some say 14, many 16 or 18."
    return Need(Outcome.UNKNOWN, "age", why, "Ask from what age you can help.")


@_judge.register
def _birthday_age(requirement: BirthdayAge, person: Person) -> Need:
    minimum = requirement.minimum
    if minimum is None or not person.is_before_year_12:
        return _age(requirement, person)
    why = f"You can start from age {minimum}."
    step = f"You can start once you are {minimum}."
    match person.has_turned(minimum):
        case Answer.YES:
            return MET
        case Answer.UNKNOWN:
            return Need(Outcome.UNKNOWN, "age", why, step)
        case Answer.NO:
            return Need(Outcome.MISSING, "age", why, step)


@_judge.register
def _level(requirement: LevelRequirement, person: Person) -> Need:
    return level_need(requirement, person)


@_judge.register
def _gcses(requirement: GcseRequirement, person: Person) -> Need:
    asked = f"It asks for {_number(requirement.count)} at grade {requirement.grade} or above."
    # Someone with a level 3 or higher qualification has moved past the GCSE question.
    if (person.highest_level or 0) >= 3:
        return MET
    outcome = person.has_gcses(requirement.count)
    if outcome is Answer.UNKNOWN and person.stage == EXAMS_FAR_OFF:
        return school_step(asked)
    if requirement.grade > 4 and outcome is Answer.YES:
        outcome = Answer.UNKNOWN
    if outcome is Answer.YES:
        return MET
    if outcome is Answer.UNKNOWN:
        return Need(Outcome.UNKNOWN, "gcses", asked, "Tell us your GCSEs in About you.")
    if person.is_before_year_12:
        return school_step(asked)
    return Need(
        Outcome.MISSING,
        "gcses",
        asked,
        "Take the GCSEs you are missing at a college, or a level 2 course that counts the same.",
        within=("level-2", "level-3"),
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
    if outcome is Answer.UNKNOWN and person.stage == EXAMS_FAR_OFF:
        return school_step(asked)
    if outcome is Answer.UNKNOWN:
        return Need(
            Outcome.UNKNOWN, "english-maths", asked, "Tell us about English and maths in About you."
        )
    if person.is_before_year_12:
        return school_step(asked)
    lacking = {"english_only": "maths", "maths_only": "English"}.get(
        person.english_maths or "", "English and maths"
    )
    step = f"Take {lacking} at GCSE or functional skills level 2"
    if person.is_16_to_18:
        # Colleges must teach them to those of 16 to 18 who lack them (DfE, condition of funding).
        beside = f"{step}: at college you take them beside your course."
        return Need(Outcome.MISSING, "english-maths", asked, beside, within=COURSES)
    taught = f"{step}: colleges teach both to adults."
    return Need(Outcome.MISSING, "english-maths", asked, taught)


@_judge.register
def _tariff(requirement: TariffRequirement, person: Person) -> Need:
    asked = f"It asks for {requirement.points} UCAS points."
    if person.is_before_year_12:
        return school_step(asked, level_3=True)
    below = person.has_level(3) is Answer.NO
    match person.has_points(requirement.points):
        case Answer.YES:
            return MET
        case Answer.NO if person.stage == "year_12_13" or not below:
            # Whoever is on the way to level 3 has one step more to think of, not two.
            key, reach = ("level-3", 1) if below else ("tariff", 0)
            step = "Get more points: a resit or a further course, or start with a foundation year."
            why = f"{asked} You told us fewer."
            # An Access course or a foundation year in other subjects brings points of its own.
            return Need(
                Outcome.MISSING, key, why, step, reach, within=() if below else ("level-3",)
            )
    if below:
        # Points come with level 3: one step brings both.
        return first_step(3, asked, person.highest_level or 0, person.stage)
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
        far = person.stage in FAR_FROM_DRIVING
        return Need(Outcome.MISSING, "licence", asked, "Learn to drive once you are 17.", far=far)
    return Need(Outcome.UNKNOWN, "licence", asked, "Check what licence the employer asks for.")


@_judge.register
def _registration(requirement: RegistrationRequirement, person: Person) -> Need:
    why = f"You need to be a registered {requirement.profession} first."
    step = f"Find out how to become a registered {requirement.profession}."
    level = REGISTER_LEVELS.get(requirement.profession, DEGREE_LEVEL)
    if person.is_before_year_12:
        if level == 3:
            return school_step(why, level_3=True)
        return Need(Outcome.MISSING, "registration", why, step, far=True)
    # Many who registered years ago hold a diploma, which is below a degree.
    if person.highest_level is None or person.highest_level >= min(level, 4):
        return Need(Outcome.UNKNOWN, "registration", why, step)
    # The degree or course that leads to a register is itself the level that is asked for.
    far = level > 3 and person.highest_level < 3
    return Need(Outcome.MISSING, "registration", why, step, far=far, within=("level-6",))


@_judge.register
def _job_offer(requirement: JobRequirement, person: Person) -> Need:
    # Being hired is how an apprenticeship starts, not something in the way of it.
    return Need(Outcome.MET, why="You apply as for a job: an employer takes you on from day one.")


@_judge.register
def _note(requirement: NoteRequirement, person: Person) -> Need:
    return MET


def _role(requirement: RoleRequirement, catalogue: Catalogue) -> Need:
    title = lower_title(catalogue.get(requirement.role_id).title)
    worked = f" (about {requirement.usual_years} years)" if requirement.usual_years else ""
    worked = worked.replace("1 years", "1 year")
    return Need(
        Outcome.MISSING,
        f"role-{requirement.role_id}",
        f"People come to it from another job: {title}{worked}.",
        f"Look at {title} first.",
    )


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{words[count]} GCSE{'' if count == 1 else 's'}"
