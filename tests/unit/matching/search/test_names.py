"""Finding a role by name, slips and all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.search import MATCH
from matching.search.names import Names
from matching.search.spelling import Speller
from matching.search.words import fold
from roles_catalogue.schema import Role
from tests.support.engines import real_catalogue, toy_engine

ROLES = real_catalogue().roles
NAMES = toy_engine().finder.names


def best(query: str) -> list[tuple[str, float]]:
    """Titles and scores of the roles that fit, best first."""
    found = [(ROLES[row].title, name.score) for row, name in NAMES.fitting(query).items()]
    return sorted(found, key=lambda pair: -pair[1])


def fitting(query: str) -> list[str]:
    return [title for title, _ in best(query)]


@given(st.sampled_from(ROLES))
def test_a_title_finds_its_role_first_in_any_case(role: Role) -> None:
    assert best(role.title.upper())[0] == (role.title, 100.0)


@given(st.sampled_from(ROLES), st.data())
def test_a_title_with_one_letter_missing_is_still_found(role: Role, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(role.title) - 1))
    slipped = role.title[:cut] + role.title[cut + 1 :]
    assert role.title in [title for title, _ in best(slipped)[:3]]
    assert role.title in fitting(slipped)


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
        ("health care support worker", "Healthcare support worker"),
        ("childrens residential worker", "Children's residential worker"),
        ("xray", "Diagnostic radiographer"),
        ("how do I become a nurse", "Mental health nurse"),
    ],
)
def test_names_as_people_type_them(query: str, title: str) -> None:
    assert title in fitting(query)


@pytest.mark.parametrize("query", ["nurse jobs in leeds", "job as a nurse", "nurse"])
def test_filler_words_do_not_matter(query: str) -> None:
    assert fitting(query) == fitting("nurse")


def test_a_word_of_its_own_is_no_slip_of_another() -> None:
    def fits(english: frozenset[str]) -> bool:
        names = Names(ROLES, Speller((), english))
        return bool(names.fitting("purse"))

    assert fits(frozenset())
    assert not fits(frozenset({"purse"}))


def test_a_whole_word_comes_before_the_beginning_of_another() -> None:
    fits = fitting("nurse")
    assert "Early years practitioner" in fits, "it is also called a nursery nurse"
    nurses = [title for title in fits if "nurse" in title.lower().split()]
    assert len(nurses) > 3
    assert set(fits[: len(nurses)]) >= set(nurses[:3])
    first = dict(best("doctor"))
    assert first["Hospital doctor"] >= max(first.values()) - 3


@pytest.mark.parametrize(
    ("query", "kind", "other"),
    [
        ("carer", "Foster carer", "Carers' support worker"),
        ("cook", "Care home cook", "Food project worker"),
    ],
)
def test_a_kind_of_what_was_typed_comes_before_names_that_only_have_the_words(
    query: str, kind: str, other: str
) -> None:
    found = dict(best(query))
    assert found[kind] > found[other]


def test_what_follows_a_name_does_not_hide_which_kind_of_job_it_is() -> None:
    assert dict(best("doctor"))["Geriatrician"] == dict(best("doctor"))["Hospital doctor"]


def test_an_ampersand_is_an_and_and_one_letter_is_no_word() -> None:
    assert best("A and E nurse") == best("A&E nurse")
    assert best("A&E nurse")[0] == ("Emergency department nurse", 100.0)
    assert fitting("work in a and e") == []
    assert "Emergency care assistant" not in fitting("A&E")


@given(st.text(st.characters(), min_size=1, max_size=60).filter(fold))
def test_what_fits_scores_so_and_the_closest_do_not(query: str) -> None:
    assert all(MATCH <= name.score <= 100 for name in NAMES.fitting(query).values())
    closest = NAMES.closest(query, 7)
    assert len({row for row, _ in closest}) == 7
    scores = [name.score for _, name in closest]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score < MATCH for score in scores)


def test_a_slip_that_sounds_the_same_comes_before_one_of_the_letters() -> None:
    # One letter from a physiologist, but heard as a psychologist.
    fits = fitting("physcologist")
    assert "psychologist" in fits[0].lower()
    assert any("physiologist" in title for title in fits)
