"""The whole search: what comes first, how it says it was found, and never a dead end."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from matching.search import LONGEST_QUERY, MATCH, Finder, Hit
from matching.search.facts import Facts
from matching.search.texts import band, sentences
from matching.search.words import fold
from tests.support.engines import real_catalogue, toy_engine

ENGINE = toy_engine()
FINDER = ENGINE.finder
ROLES = real_catalogue().roles

anything = st.text(st.characters(), max_size=LONGEST_QUERY * 2)  # half characters too


class Points:
    """An encoder that reads the same out of everything."""

    def __init__(self, vector: NDArray[np.float64]) -> None:
        self._vector = vector

    def encode(self, text: str) -> NDArray[np.float64]:
        return self._vector


def row_of(role_id: str) -> int:
    return [role.id for role in ROLES].index(role_id)


@given(anything, st.integers(1, 60), st.booleans())
def test_no_query_is_a_dead_end(query: str, limit: int, reads: bool) -> None:
    result = FINDER.search(query, limit, ENGINE.encoder if reads else None)
    assert bool(result.hits) == bool(fold(query[:LONGEST_QUERY]))
    assert len(result.hits) <= limit
    assert len({hit.role_id for hit in result.hits}) == len(result.hits)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    kinds = {hit.kind for hit in result.hits}
    assert "close" not in kinds or kinds == {"close"}
    assert result.found == bool(kinds - {"close"})


@given(anything, st.booleans())
def test_the_same_query_gives_the_same_hits(query: str, reads: bool) -> None:
    encoder = ENGINE.encoder if reads else None
    assert FINDER.search(query, 30, encoder) == FINDER.search(query, 30, encoder)


@given(anything, st.integers(1, 20))
def test_fewer_are_the_first_of_more(query: str, limit: int) -> None:
    many = FINDER.search(query, 60, ENGINE.encoder).hits
    assert FINDER.search(query, limit, ENGINE.encoder).hits == many[:limit]


@given(anything, st.booleans())
def test_a_hit_shows_what_fitted(query: str, reads: bool) -> None:
    for hit in FINDER.search(query, 60, ENGINE.encoder if reads else None).hits:
        role = real_catalogue().get(hit.role_id)
        match hit.kind:
            case "title":
                assert hit.matched == role.title
            case "other_name":
                assert hit.matched in role.other_names
            case "words" | "meaning":
                assert hit.matched in (*sentences(role), *band(role))
            case "close":
                assert hit.matched in (role.title, *role.other_names)
        assert (hit.score >= MATCH) == (hit.kind in ("title", "other_name"))


def test_names_come_before_words_and_words_say_so() -> None:
    hits = FINDER.search("midwife").hits
    assert (hits[0].title, hits[0].kind, hits[0].score) == ("Midwife", "title", 100.0)
    others = [hit for hit in hits if hit.kind == "words"]
    assert others
    assert all("midwife" in text_of(hit).casefold() for hit in others)
    assert "midwife" in others[0].matched.casefold()


def text_of(hit: Hit) -> str:
    return " ".join(sentences(real_catalogue().get(hit.role_id)))


def test_words_are_found_in_any_form_without_an_encoder() -> None:
    result = FINDER.search("drives blue light")
    assert result.hits[0].role_id == "paramedic"
    assert {hit.kind for hit in result.hits} == {"words"}
    assert result.exact


def test_what_is_near_in_meaning_is_found_and_says_so() -> None:
    row = row_of("hospital-chef")
    first = int(FINDER.meanings.starts[row])
    points = Points(FINDER.meanings.sentences[first + 1].astype(np.float64))
    result = FINDER.search("qqqqqq", 5, points)
    assert (result.hits[0].role_id, result.hits[0].kind) == ("hospital-chef", "meaning")
    assert result.hits[0].matched == sentences(ROLES[row])[1]
    assert result.found
    assert not result.exact


def test_nothing_near_gives_close_names_and_says_so() -> None:
    nowhere = Points(np.zeros(len(FINDER.meanings.texts[0])))
    for encoder in (None, nowhere):
        result = FINDER.search("xyzzy", 20, encoder)
        assert not result.exact
        assert not result.found
        assert 1 <= len(result.hits) <= 10
        assert {hit.kind for hit in result.hits} == {"close"}


@pytest.mark.parametrize("typed", ["gcses", "Leeds", "what jobs are there"])
def test_words_that_name_no_job_are_still_read_and_not_matched_by_letters(typed: str) -> None:
    # Nothing is near this way, and what is nearest is no matter of letters.
    row = row_of("hospital-chef")
    points = Points(FINDER.meanings.cards[row].astype(np.float64) * 0.1)
    hits = FINDER.search(typed, 5, points).hits
    assert {hit.kind for hit in hits} == {"close"}
    assert hits[0].role_id == "hospital-chef"


def test_equally_good_hits_stand_in_the_order_of_their_ids() -> None:
    flat = replace(
        FINDER, scales={part: replace(s, spread=1e30) for part, s in FINDER.scales.items()}
    )
    hits = flat.search("nurse").hits
    for score in {hit.score for hit in hits if hit.score >= MATCH}:
        equal = [hit.role_id for hit in hits if hit.score == score]
        assert equal == sorted(equal)
    scores = [hit.score for hit in hits]
    assert len(set(scores)) < len(scores), "some are equally good"


def test_what_is_not_wanted_is_not_searched_for() -> None:
    wanted = {hit.role_id for hit in FINDER.search("cooking for people").hits}
    assert {hit.role_id for hit in FINDER.search("cooking for people, but no teeth").hits} == wanted


@pytest.mark.parametrize("reads", [True, False])
@pytest.mark.parametrize("typed", ["nowt wi blood", "no blood", "No blood!"])
def test_what_is_not_wanted_alone_gives_jobs_without_it(typed: str, reads: bool) -> None:
    result = FINDER.search(typed, 20, ENGINE.encoder if reads else None)
    assert len(result.hits) == 10
    assert not result.found, "nobody said what they would like"
    for hit in result.hits:
        assert real_catalogue().get(hit.role_id).conditions["blood_and_bodies"] == 0


@pytest.mark.parametrize(
    ("typed", "named"), [("nurse without a degree", "nurse"), ("not a dentist, a nurse", "nurse")]
)
def test_a_name_is_looked_for_only_in_what_is_wanted(typed: str, named: str) -> None:
    fits = [hit for hit in FINDER.search(typed, 40, None).hits if hit.score >= MATCH]
    assert fits
    assert all(named in hit.matched.casefold() for hit in fits), "no dentist"


def test_a_name_with_a_no_in_it_is_a_name() -> None:
    with_a_no = next(iter(sorted(name for name in FINDER.names.known if name.startswith("non"))))
    assert FINDER.search(with_a_no, 20, None).hits[0].score >= MATCH


def test_what_is_known_as_a_figure_counts_beside_the_words() -> None:
    def at_a_desk(finder: Finder) -> float:
        hits = finder.search("hospital job at a desk").hits[:10]
        return float(np.mean([real_catalogue().get(h.role_id).conditions["desk"] for h in hits]))

    places = {fact: np.zeros(len(ROLES)) for fact in FINDER.facts.places}
    assert at_a_desk(FINDER) > at_a_desk(replace(FINDER, facts=Facts(places)))


def test_beside_few_names_that_fit_stand_enough_others_for_a_list() -> None:
    reader = Points(FINDER.meanings.texts[row_of("phlebotomist")])
    hits = FINDER.search("phlebotomist", 30, reader).hits
    assert sum(hit.score >= MATCH for hit in hits) < 5
    assert len(hits) == 10


@pytest.mark.parametrize("typed", ["loking after old peple", "LOOKING after OLD people!!"])
def test_slips_in_everyday_words_are_mended(typed: str) -> None:
    meant = FINDER.search("looking after old people", 20, None)
    assert FINDER.search(typed, 20, None).hits == meant.hits


def test_a_pay_band_is_found_and_shown() -> None:
    hits = FINDER.search("band 8a", 60, None).hits
    assert {hit.kind for hit in hits} == {"words"}
    for hit in hits:
        assert "8a" in real_catalogue().get(hit.role_id).pay.bands
        assert "band 8a" in hit.matched


@pytest.mark.parametrize("typed", ["how long until you are a pharmacist?", "pharmacist no uni"])
def test_a_role_that_a_question_names_comes_first(typed: str) -> None:
    assert FINDER.search(typed, 20, ENGINE.encoder).hits[0].role_id == "pharmacist"


def test_a_name_within_a_longer_one_is_not_named() -> None:
    found = FINDER.names.mentioned("difference between clinical psychologist and counsellor")
    named = {role.id for role, there in zip(ROLES, found, strict=True) if there}
    assert {"clinical-psychologist", "counsellor"} <= named
    assert not {"health-psychologist", "forensic-psychologist"} & named
    assert not FINDER.names.mentioned("").any()


def test_only_whole_names_count_as_known() -> None:
    assert FINDER.is_known("adult NURSE")
    assert not FINDER.is_known("adult nurse at my sister's ward")
