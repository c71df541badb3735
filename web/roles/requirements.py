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
from web.language.choice import english
from web.language.words import N_, Words, _, either, ngettext

LEVELS = Words(
    {
        1: N_("A level 1 qualification (GCSEs at grades 1 to 3 count)"),
        2: N_("A level 2 qualification (GCSEs at grades 4 to 9 count)"),
        3: N_("A level 3 qualification (A levels, a T Level, a BTEC or an Access course)"),
        4: N_("A level 4 qualification, such as an HNC"),
        5: N_("A level 5 qualification, such as a foundation degree"),
        6: N_("A degree"),
        7: N_("A master's degree"),
    }
)


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
        if not years:
            return Asked(_("Work as: %(title)s", title=role.title), f"/roles/{role.id}")
        text = ngettext(
            "Work as: %(title)s, usually for about %(num)s year",
            "Work as: %(title)s, usually for about %(num)s years",
            years,
            title=role.title,
        )
        return Asked(text, f"/roles/{role.id}")
    return Asked(_words(requirement))


@singledispatch
def _words(requirement: object) -> str:
    raise TypeError(f"no words for {requirement!r}")


@_words.register
def _age(requirement: AgeRequirement) -> str:
    if requirement.maximum is None:
        return _("Age %(minimum)s or over", minimum=requirement.minimum)
    if requirement.minimum is None:
        return _("Age %(maximum)s or under", maximum=requirement.maximum)
    return _(
        "Age %(minimum)s to %(maximum)s when you start",
        minimum=requirement.minimum,
        maximum=requirement.maximum,
    )


@_words.register
def _level(requirement: LevelRequirement) -> str:
    level = LEVELS[requirement.level]
    if requirement.subjects:
        return _("%(level)s, with %(subjects)s", level=level, subjects=either(requirement.subjects))
    return level


@_words.register
def _gcses(requirement: GcseRequirement) -> str:
    return ngettext(
        "%(num)s GCSE at grade %(grade)s or above, or the same level",
        "%(num)s GCSEs at grade %(grade)s or above, or the same level",
        requirement.count,
        grade=requirement.grade,
    )


@_words.register
def _english_maths(requirement: EnglishMathsRequirement) -> str:
    if requirement.can_be_taken_during:
        return _("English and maths: if you lack them, you can usually take them on the way")
    return _("English and maths at GCSE grade 4, or functional skills level 2")


@_words.register
def _tariff(requirement: TariffRequirement) -> str:
    return _(
        "%(points)s UCAS points (from A levels, a T Level or a BTEC, for example)",
        points=requirement.points,
    )


@_words.register
def _experience(requirement: ExperienceRequirement) -> str:
    if requirement.asked == "helps":
        return _("It helps to have: %(what)s", what=requirement.what)
    return english(requirement.what[0].upper() + requirement.what[1:])


@_words.register
def _licence(requirement: LicenceRequirement) -> str:
    if requirement.asked == "helps":
        return _("A driving licence helps, but is not a must")
    return _("A driving licence")


@_words.register
def _registration(requirement: RegistrationRequirement) -> str:
    return _("Being registered already as: %(profession)s", profession=requirement.profession)


@_words.register
def _job_offer(requirement: JobRequirement) -> str:
    return _("An employer who takes you on first: you apply for it like a job")


@_words.register
def _note(requirement: NoteRequirement) -> str:
    return english(requirement.text)
