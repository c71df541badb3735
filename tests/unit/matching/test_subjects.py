"""The catalogue's words for subjects, held against the options of About you."""

import pytest

from matching.person import Answer
from matching.questionnaire import NONE_OF_THESE
from matching.subjects import OPTIONS, PERHAPS, WORDS, fit
from roles_catalogue.schema import LevelRequirement
from tests.support.engines import real_catalogue, real_questionnaire

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@pytest.mark.parametrize(
    ("asked", "told", "expected"),
    [
        (("biology", "chemistry"), {"chemistry"}, YES),
        (("biology", "chemistry"), {"arts", "maths"}, NO),
        (("biology",), set(), NO),
        (("sport science",), {"sport"}, YES),
        (("biology", "another science"), {"physics"}, YES),
        (("biology", "another science"), {"computing"}, UNKNOWN),
        (("biology", "another science"), {"arts"}, NO),
        # One of two: which, we did not ask.
        (("psychology",), {"psychology_sociology"}, UNKNOWN),
        (("psychology", "sociology"), {"psychology_sociology"}, YES),
        (("art and design",), {"arts"}, UNKNOWN),
        (("art and design",), {"english_humanities"}, NO),
        # Applied science is all three, not any of them.
        (("biology", "chemistry", "applied science"), {"physics"}, UNKNOWN),
        (("biology", "chemistry", "applied science"), {"arts"}, NO),
        # A trade that no option stands for is held against nobody.
        (("plumbing", "heating"), set(), UNKNOWN),
        (("biology", "a word never seen"), {"arts"}, UNKNOWN),
        (("biology", "a word never seen"), {"biology"}, YES),
    ],
)
def test_fit(asked: tuple[str, ...], told: set[str], expected: Answer) -> None:
    assert fit(asked, frozenset(told)) is expected


def test_the_options_are_those_that_are_asked() -> None:
    (field,) = [f for f in real_questionnaire().about if f.id == "level_3_subjects"]
    assert {*OPTIONS, NONE_OF_THESE} == {option.value for option in field.options}
    assert set().union(*WORDS.values()) <= set().union(*OPTIONS.values())
    assert set().union(*PERHAPS.values()) <= set(OPTIONS)


def test_most_of_what_the_catalogue_asks_for_can_be_answered() -> None:
    asked = [
        requirement.subjects
        for role in real_catalogue()
        for route in role.entry_routes
        for requirement in route.requirements
        if isinstance(requirement, LevelRequirement) and requirement.level == 3
        if requirement.subjects
    ]
    answerable = [subjects for subjects in asked if fit(subjects, frozenset(OPTIONS)) is YES]
    assert len(answerable) > 0.9 * len(asked)
