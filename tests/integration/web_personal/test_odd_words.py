"""Own words that are none, through the form: any script, prompts, code, a word without end."""

from html import escape

import pytest

from matching.answers import check_text
from tests.integration.web_personal.browsing import Browser
from tests.support.odd_words import ATTACKS, LONG_WORD, SHAPES, every_script
from web.services import Services


def write(person: Browser, text: str) -> None:
    person.open("/your-words")
    person.send("/your-words", [("words", text), ("do", "save")])
    assert person.page is not None and person.page.status_code == 200, text


@pytest.mark.parametrize("text", (*ATTACKS, *SHAPES))
def test_prompts_and_code_are_given_back_as_they_were_written(person: Browser, text: str) -> None:
    """As words in a box, with a list beside them; no page takes them for its own."""
    write(person, text)
    assert person.open("/results").status_code == 200
    for page in ("/results", "/your-words", "/my-journey"):
        html = person.open(page).text
        assert "<script>alert" not in html and "<svg onload" not in html, page
        assert "49 ${jndi" not in html, page
    assert (
        escape(check_text(text), quote=True).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
        in person.open("/your-words").text
    )


def test_every_script_and_emoji_gets_a_list(person: Browser) -> None:
    for text in every_script():
        write(person, text)


def test_a_word_of_ten_thousand_letters_comes_back_with_a_kind_request(
    person: Browser, services: Services
) -> None:
    person.open("/your-words")
    page = person.send("/your-words", [("words", LONG_WORD), ("do", "save")])
    assert page.status_code == 422
    assert "Make it 9500 characters shorter: 500 is the most" in person.html
    assert LONG_WORD in person.html, "nobody has to write it again"
