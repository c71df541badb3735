"""What is known as a figure: what is read out of a text, and which roles have it."""

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.search.facts import TABLE, Facts, Wish, wishes_in
from matching.search.words import fold
from matching.space import standardised_traits
from tests.support.engines import real_catalogue

ROLES = real_catalogue().roles
FACTS = Facts.of(ROLES, standardised_traits(real_catalogue()))
ROW = {role.id: row for row, role in enumerate(ROLES)}


def test_every_row_names_facts_that_there_are_and_no_words_twice() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    said = [one for row in rows for one in row["said"].split("|")]
    assert [one for one in said if fold(one) != one] == []
    singular = [" ".join(word.removesuffix("s") for word in one.split()) for one in said]
    assert sorted({one for one in singular if singular.count(one) > 1}) == []
    assert {row["when"] for row in rows} <= {"wanted", "unwanted", "either"}
    for row in rows:
        assert {fact.removeprefix("-") for fact in row["facts"].split()} <= FACTS.places.keys()


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("desk job", ["conditions.desk"]),
        ("not at a desk all day", ["-conditions.desk"]),
        ("no blood or needles", ["-conditions.blood_and_bodies"]),
        ("testing blood", []),
        ("cooking, but no blood", ["-conditions.blood_and_bodies", "subjects.food"]),
        ("nurse without a degree", ["way.no_degree"]),
        ("nursing degree", []),
        ("physical therapy", []),
        ("physics", ["subjects.physics"]),
        ("degree apprenticeships", ["way.degree_apprenticeship"]),
        ("apprenticeships", ["route.apprenticeship"]),
        ("helping people who can't speak english", []),
        ("", []),
    ],
)
def test_what_a_text_wishes_for(text: str, wishes: list[str]) -> None:
    found = [fact if sign > 0 else f"-{fact}" for row in wishes_in(text) for fact, sign in row]
    assert found == wishes


@pytest.mark.parametrize(
    ("text", "more", "less"),
    [
        ("desk job", "medical-secretary", "porter"),
        ("not on my feet", "medical-secretary", "porter"),
        ("chemistry", "clinical-biochemist", "chaplain"),
        ("no qualifications", "hospital-cleaner", "neurosurgeon"),
        ("nights", "night-care-worker", "dental-receptionist"),
        ("hospice", "hospice-nurse", "school-nurse"),
    ],
)
def test_roles_that_have_what_is_wished_for_fit_better(text: str, more: str, less: str) -> None:
    fits = FACTS.fit(wishes_in(text))
    assert fits[ROW[more]] > fits[ROW[less]]


def test_no_wish_changes_nothing_and_one_fact_is_within_bounds() -> None:
    assert not FACTS.fit([]).any()
    for fact, places in FACTS.places.items():
        assert np.isfinite(places).all(), fact
        assert np.abs(FACTS.fit([(Wish(fact, 1),)])).max() <= 2.5


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    assert FACTS.fit(wishes_in(text)).shape == (len(ROLES),)
