"""Every code of the catalogue has words, and the words read well."""

import pytest

from roles_catalogue.schema import (
    AgeRequirement,
    EnglishMathsRequirement,
    ExperienceRequirement,
    Family,
    GcseRequirement,
    JobRequirement,
    LevelRequirement,
    LicenceRequirement,
    NoteRequirement,
    PayFramework,
    RegistrationRequirement,
    Requirement,
    RoleRequirement,
    RouteKind,
    Sector,
    Setting,
    TariffRequirement,
)
from roles_catalogue.traits import CONDITION_MAX, CONDITIONS
from tests.support.engines import real_catalogue
from web.language.words import join_words
from web.roles import words
from web.roles.requirements import Asked, asked


def test_every_code_of_the_schema_has_words() -> None:
    assert set(words.FAMILY_LABELS) == set(words.FAMILY_LINES) == set(Family)
    assert set(words.FAMILY_TINTS) == set(Family)
    assert set(words.SECTOR_LABELS) == set(Sector)
    assert set(words.SETTING_LABELS) == set(Setting)
    assert set(words.ROUTE_LABELS) == set(words.ROUTE_LINES) == set(RouteKind)
    assert set(words.FRAMEWORK_LINES) == set(PayFramework)


def test_labels_tell_choices_apart() -> None:
    for labels in (words.FAMILY_LABELS, words.SETTING_LABELS, words.ROUTE_LABELS):
        assert len(set(labels.values())) == len(labels)


def test_every_condition_stands_in_one_group_with_a_word_for_each_level() -> None:
    grouped = [name for names in words.CONDITION_GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(CONDITIONS)
    assert set(words.CONDITION_LABELS) == set(words.CONDITION_WORDS) == set(CONDITIONS)
    for levels in words.CONDITION_WORDS.values():
        assert len(set(levels)) == CONDITION_MAX + 1


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        (AgeRequirement(kind="age", minimum=16), "Age 16 or over"),
        (AgeRequirement(kind="age", maximum=24), "Age 24 or under"),
        (AgeRequirement(kind="age", minimum=16, maximum=18), "Age 16 to 18 when you start"),
        (
            GcseRequirement(kind="gcses", count=1),
            "1 GCSE at grade 4 or above, or the same level",
        ),
        (
            GcseRequirement(kind="gcses", count=5, grade=5),
            "5 GCSEs at grade 5 or above, or the same level",
        ),
        (
            LevelRequirement(kind="level", level=3, subjects=("biology", "chemistry")),
            "A level 3 qualification (A levels, a T Level, a BTEC or an Access course), "
            "with biology or chemistry",
        ),
        (LevelRequirement(kind="level", level=6), "A degree"),
        (
            EnglishMathsRequirement(kind="english_maths"),
            "English and maths at GCSE grade 4, or functional skills level 2",
        ),
        (
            EnglishMathsRequirement(kind="english_maths", can_be_taken_during=True),
            "English and maths: if you lack them, you can usually take them on the way",
        ),
        (
            TariffRequirement(kind="tariff", points=112),
            "112 UCAS points (from A levels, a T Level or a BTEC, for example)",
        ),
        (
            ExperienceRequirement(kind="experience", what="six months in a care job"),
            "Six months in a care job",
        ),
        (
            ExperienceRequirement(kind="experience", what="care work", asked="helps"),
            "It helps to have: care work",
        ),
        (LicenceRequirement(kind="driving_licence"), "A driving licence"),
        (
            LicenceRequirement(kind="driving_licence", asked="helps"),
            "A driving licence helps, but is not a must",
        ),
        (
            RegistrationRequirement(kind="registration", profession="nurse"),
            "Being registered already as: nurse",
        ),
        (
            JobRequirement(kind="job_offer"),
            "An employer who takes you on first: you apply for it like a job",
        ),
        (NoteRequirement(kind="note", text="DBS check"), "DBS check"),
    ],
)
def test_a_requirement_in_words(requirement: Requirement, expected: str) -> None:
    assert asked(requirement, real_catalogue()) == Asked(expected)


def test_a_required_role_is_a_link() -> None:
    need = RoleRequirement(kind="role", role_id="care-worker", usual_years=1)
    assert asked(need, real_catalogue()) == Asked(
        "Work as: Care worker, usually for about 1 year", "/roles/care-worker"
    )


def test_every_requirement_of_the_catalogue_has_words() -> None:
    catalogue = real_catalogue()
    for role in catalogue:
        for route in role.entry_routes:
            for requirement in route.requirements:
                assert asked(requirement, catalogue).text


@pytest.mark.parametrize(
    ("given", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_joined_as_people_write(given: list[str], expected: str) -> None:
    assert join_words(given) == expected


def test_numbers_in_words() -> None:
    assert words.pounds(25272) == "£25,272"
    assert words.jobs(1) == "1 job"
    assert words.jobs(1234) == "1,234 jobs"
