"""The words that the site explains: all on one page, and on a role's page those it uses."""

import re
from html import unescape

from flask.testing import FlaskClient

from tests.support.engines import real_catalogue

TERMS = real_catalogue().reference.glossary


def explained(html: str) -> list[str]:
    """The terms at the end of a role's page, in its order."""
    section = html.partition('aria-labelledby="words"')[2].partition("</section>")[0]
    return [unescape(term) for term in re.findall(r"<dt>(.+?)</dt>", section)]


def test_the_page_explains_every_word_at_an_address_of_its_own(client: FlaskClient) -> None:
    html = unescape(client.get("/glossary").text)
    for term in TERMS.values():
        assert f'<dt id="{term.id}">{term.term}</dt>' in html
        assert term.meaning in html
    for letter in {term.term[0].lower() for term in TERMS.values()}:
        assert f'href="#letter-{letter}"' in html


def test_a_role_page_explains_its_words_once_in_the_order_of_the_alphabet(
    client: FlaskClient,
) -> None:
    html = client.get("/roles/healthcare-support-worker").text
    found = explained(html)
    assert {"Care Certificate", "DBS check", "ward", "professional register"} <= set(found)
    assert found == sorted(set(found), key=str.casefold)
    assert f"What {len(found)} words mean" in html
    assert TERMS["care-certificate"].meaning in unescape(html)
    assert 'href="/glossary"' in html


def test_words_that_only_the_site_says_are_explained_too(client: FlaskClient) -> None:
    # No role file says "functional skills": what a way in asks for does.
    assert "functional skills" in explained(client.get("/roles/adult-nurse").text)


def test_words_of_other_pages_are_not_explained(client: FlaskClient) -> None:
    assert "sonographer" not in explained(client.get("/roles/admissions-officer").text)
