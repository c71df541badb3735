"""Words of the glossary as links, where a page first has them."""

import pytest

from roles_catalogue.reference import GlossaryTerm
from tests.support.engines import real_catalogue
from web.roles.in_place import InPlace

TERMS = tuple(real_catalogue().reference.glossary.values())


def meant(word: str) -> str:
    return next(term.id for term in TERMS if term.term == word)


@pytest.mark.parametrize("word", [term.term for term in TERMS[:20]])
def test_a_word_links_to_its_meaning_once(word: str) -> None:
    mark = InPlace(tuple(term for term in TERMS if term.term == word))
    first, second = mark(f"You see {word}."), mark(f"And {word} again.")
    assert f'<a class="term" href="#word-{meant(word)}">' in first
    assert first.startswith("You see ")
    assert "<a" not in second


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_a_word_may_end_the_text(term: GlossaryTerm) -> None:
    assert InPlace(TERMS)(f"You see {term.term}").endswith("</a>")


def test_texts_are_escaped_and_left_as_they_are() -> None:
    mark = InPlace(TERMS)
    assert mark("Tea & <b>cake</b>.") == "Tea &amp; &lt;b&gt;cake&lt;/b&gt;."
    assert mark("") == ""
