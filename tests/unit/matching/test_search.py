"""Finding a role by name, slips and all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.search import TitleSearch
from roles_catalogue.schema import Role
from tests.support.engines import real_catalogue

ROLES = real_catalogue().roles
SEARCH = TitleSearch(ROLES)


@given(st.text(max_size=300), st.integers(1, 50))
def test_no_query_breaks_the_search(query: str, limit: int) -> None:
    result = SEARCH.search(query, limit)
    assert len(result.hits) <= limit
    assert all(0 <= hit.score <= 100 for hit in result.hits)


@given(st.sampled_from(ROLES))
def test_a_title_finds_its_role_first_in_any_case(role: Role) -> None:
    assert SEARCH.search(role.title.upper()).hits[0].title == role.title


@given(st.sampled_from(ROLES), st.data())
def test_a_title_with_one_letter_missing_is_still_found(role: Role, data: st.DataObject) -> None:
    title = role.title
    cut = data.draw(st.integers(1, len(title) - 1))
    hits = SEARCH.search(title[:cut] + title[cut + 1 :]).hits
    assert title in [hit.title for hit in hits[:3]]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("physio", "Physiotherapist"),
        ("paramedik", "Paramedic"),
        ("nurce", "Adult nurse"),
        ("midwif", "Midwife"),
        ("999", "Emergency call handler"),
        ("ward nurse", "Adult nurse"),
        ("support worker", "Healthcare support worker"),
    ],
)
def test_everyday_queries(query: str, title: str) -> None:
    assert title in [hit.title for hit in SEARCH.search(query).hits]


def test_nonsense_gets_close_names_and_says_so() -> None:
    result = SEARCH.search("xyzzy")
    assert not result.exact
    assert result.hits
    assert {hit.kind for hit in result.hits} == {"close"}


def test_only_whole_names_count_as_known() -> None:
    assert SEARCH.is_known("adult NURSE")
    assert not SEARCH.is_known("adult nurse at my sister's ward")
