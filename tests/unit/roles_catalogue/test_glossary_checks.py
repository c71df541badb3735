"""The rules about the glossary, and what the other rules make of its words."""

from dataclasses import replace

import pytest

from roles_catalogue.checks import check, glossary, reading
from roles_catalogue.reference import GlossaryTerm, Reference
from tests.unit.roles_catalogue.workbench import (
    TODAY,
    catalogue_of,
    findings_of,
    real_catalogue,
    reference,
    sound_roles,
    term,
)


def with_glossary(*terms: GlossaryTerm) -> Reference:
    return replace(reference(), glossary={term.id: term for term in terms})


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (term("sling", "hoist"), "'hoist' is explained at hoist too; keep it in one"),
        (term("sling", "HOISTS"), "'HOISTS' is explained at hoist too; keep it in one"),
        (term("sling", "slings"), "holds 'slings' twice, as a plural perhaps; keep one"),
    ],
)
def test_a_word_is_explained_once(other: GlossaryTerm, says: str) -> None:
    found = findings_of(
        sound_roles(), "glossary-explains-once", with_glossary(term("hoist"), other)
    )
    assert len(found) == 1
    where, message = found[0]
    assert where == "glossary:sling"
    assert says in message


def test_words_that_share_only_a_part_are_two_words() -> None:
    facts = with_glossary(term("apprenticeship"), term("degree apprenticeship"))
    assert findings_of(sound_roles(), "glossary-explains-once", facts) == []


@pytest.mark.parametrize(
    ("meaning", "rule", "says"),
    [
        ("A rewarding way in.", "no-adverts", "'rewarding'"),
        ("A good way in!", "no-adverts", "exclamation mark"),
        ("It costs £40.", "no-pounds", "a sum of money"),
        ("A help center.", "british-spelling", "'center'"),
        (
            "An institutional arrangement facilitating multidisciplinary deliberation.",
            "reading-grade",
            "meaning is at reading grade",
        ),
    ],
)
def test_a_meaning_keeps_the_rules_about_language(meaning: str, rule: str, says: str) -> None:
    facts = with_glossary(replace(term("hub"), meaning=meaning))
    ((where, message),) = findings_of(sound_roles(), rule, facts)
    assert where == "glossary:hub"
    assert says in message


def test_a_word_that_no_role_says_is_not_needed() -> None:
    whole = real_catalogue()
    facts = with_glossary(term("hoist"), term("xylophone"), term("functional skills"))
    found = check(replace(whole, reference=facts), TODAY, glossary.RULES)
    assert [(f.severity, f.rule, f.where) for f in found] == [
        ("warning", "glossary-needed", "glossary:xylophone")
    ]


def test_what_the_site_says_itself_is_in_the_glossary() -> None:
    assert set(reference().glossary) >= glossary.SAID_BY_THE_SITE


def test_explained_words_are_neutral_and_still_count_as_a_word() -> None:
    roles = catalogue_of(sound_roles().values(), with_glossary(term("preceptorship", "mentoring")))
    neutral = reading.neutraliser(reading.terms(roles))
    assert neutral("A preceptorship, or mentoring.") == "A job, or job."
    others = replace(roles, reference=with_glossary())
    assert "preceptorship" in reading.neutraliser(reading.terms(others))("A preceptorship.")
