"""Words of the glossary, found in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles_catalogue.glossary import Glossary
from tests.unit.roles_catalogue.workbench import reference, term

WORDS = Glossary(
    [
        term("ward"),
        term("ward round"),
        term("apprenticeship", "apprentice"),
        term("degree apprenticeship"),
        term("occupational therapist", "OT"),
        term("A&E", "emergency department"),
        term("master's degree", "master's"),
        term("on call"),
        term("A levels"),
        term("level 2"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You push beds from ward to ward.", ["ward"]),
        ("WARDS at night", ["ward"]),
        ("The ward's phone rings.", ["ward"]),
        ("Award, warden, wardrobe, forward", []),
        ("The ward round starts at nine.", ["ward round"]),
        ("The ward. Round the corner", ["ward"]),
        ("A degree apprenticeship", ["degree apprenticeship"]),
        ("Degree apprenticeships or an apprentice", ["apprenticeship", "degree apprenticeship"]),
        ("Two OTs and an OT", ["occupational therapist"]),
        ("ot", []),
        ("From A&E, or an emergency department", ["A&E"]),
        ("A master\u2019s, or a master's", ["master's degree"]),
        ("an on-call night", ["on call"]),
        ("You are on. Call out.", []),
        ("A level 2 course", ["level 2"]),
        ("", []),
    ],
)
def test_whole_words_are_found_the_longest_first(text: str, found: list[str]) -> None:
    assert [word.term for word in WORDS.used_in([text])] == found


def test_each_term_is_given_once_in_the_order_of_the_alphabet() -> None:
    found = WORDS.used_in(["on call on the ward", "a ward", "A&E"])
    assert [word.term for word in found] == ["A&E", "on call", "ward"]


@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    assert set(WORDS.used_in([text])) <= set(WORDS.terms)


def test_every_form_finds_its_own_term() -> None:
    glossary = Glossary(reference().glossary.values())
    for row in glossary.terms:
        for form in row.forms:
            assert row in glossary.used_in([f"They said {form}, and left."]), form


def test_the_glossary_explains_what_a_pupil_meets_first() -> None:
    words = reference().glossary
    assert 80 <= len(words) <= 160
    assert {"dbs-check", "care-certificate", "t-level", "functional-skills", "hoist"} <= set(words)
