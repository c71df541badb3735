"""What an entry route asks for, in words that are true for everybody."""

from dataclasses import dataclass
from functools import singledispatch

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
from web.roles.words import count, join_words

LEVELS = {
    1: "A level 1 qualification (GCSEs at grades 1 to 3 count)",
    2: "A level 2 qualification (GCSEs at grades 4 to 9 count)",
    3: "A level 3 qualification (A levels, a T Level, a BTEC or an Access course)",
    4: "A level 4 qualification, such as an HNC",
    5: "A level 5 qualification, such as a foundation degree",
    6: "A degree",
    7: "A master's degree",
}


@dataclass(frozen=True)
class Asked:
    """One thing a route asks for. ``href`` leads to a role where the requirement is one."""

    text: str
    href: str = ""


def asked(requirement: Requirement, catalogue: Catalogue) -> Asked:
    """One requirement in words."""
    if isinstance(requirement, RoleRequirement):
        role = catalogue.get(requirement.role_id)
        years = requirement.usual_years
        time = f", usually for about {count(years, 'year', 'years')}" if years else ""
        return Asked(f"Work as: {role.title}{time}", f"/roles/{role.id}")
    return Asked(_words(requirement))


@singledispatch
def _words(requirement: object) -> str:
    raise TypeError(f"no words for {requirement!r}")


@_words.register
def _age(requirement: AgeRequirement) -> str:
    if requirement.maximum is None:
        return f"Age {requirement.minimum} or over"
    if requirement.minimum is None:
        return f"Age {requirement.maximum} or under"
    return f"Age {requirement.minimum} to {requirement.maximum} when you start"


@_words.register
def _level(requirement: LevelRequirement) -> str:
    words = LEVELS[requirement.level]
    if requirement.subjects:
        words += f", with {join_words(requirement.subjects, 'or')}"
    return words


@_words.register
def _gcses(requirement: GcseRequirement) -> str:
    return (
        f"{count(requirement.count, 'GCSE', 'GCSEs')} at grade {requirement.grade} or above, "
        "or the same level"
    )


@_words.register
def _english_maths(requirement: EnglishMathsRequirement) -> str:
    if requirement.can_be_taken_during:
        return "English and maths: if you lack them, you can usually take them on the way"
    return "English and maths at GCSE grade 4, or functional skills level 2"


@_words.register
def _tariff(requirement: TariffRequirement) -> str:
    return f"{requirement.points} UCAS points (from A levels, a T Level or a BTEC, for example)"


@_words.register
def _experience(requirement: ExperienceRequirement) -> str:
    if requirement.asked == "helps":
        return f"It helps to have: {requirement.what}"
    return requirement.what[0].upper() + requirement.what[1:]


@_words.register
def _licence(requirement: LicenceRequirement) -> str:
    if requirement.asked == "helps":
        return "A driving licence helps, but is not a must"
    return "A driving licence"


@_words.register
def _registration(requirement: RegistrationRequirement) -> str:
    return f"Being registered already as: {requirement.profession}"


@_words.register
def _job_offer(requirement: JobRequirement) -> str:
    return "An employer who takes you on first: you apply for it like a job"


@_words.register
def _note(requirement: NoteRequirement) -> str:
    return requirement.text
