"""Lengths read from words: what is plainly one, and nothing else."""

import pytest

from matching.pathways.lengths import UNKNOWN, Years, read_length
from roles_catalogue.schema import RouteKind
from tests.support.engines import real_catalogue


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("about 18 months", 1.5, 1.5),
        ("a year and a half", 1.5, 1.5),
        ("5 or 6 years, then two paid foundation years", 7, 8),
        ("1 year, then about 14", 15, 15),
        ("18 months to 2 years of work and study", 1.5, 2),
        ("half a year or so", 0.5, 0.5),
        ("three years, or four with a year in work", 3, 4),
        ("three years, or two for the master's", 2, 3),
        ("up to a year to learn hospital rules", 0, 1),
        ("some fifteen months", 1.25, 1.25),
    ],
)
def test_a_length_is_read(phrase: str, low: float, high: float) -> None:
    assert read_length(phrase) == Years(low, high)


@pytest.mark.parametrize(
    ("phrase", "low"),
    [
        ("three years or more", 3),
        ("at least two years", 2),
        ("several years, studying beside the job", 2),
        ("three years, then some years of practice", 5),
        ("about three years, then practice on wards", 3),
    ],
)
def test_what_has_no_end_has_no_highest(phrase: str, low: float) -> None:
    assert read_length(phrase) == Years(low, None)


@pytest.mark.parametrize(
    "phrase",
    [
        None,
        "",
        "a few hours a week",
        "a morning a week for a term",
        "learning in post, and a university course in diabetes",
        "as long as you study, a few hours a week",
        "some days of training, then shadowing",
    ],
)
def test_what_is_no_length_stays_unknown(phrase: str | None) -> None:
    assert read_length(phrase) == UNKNOWN


def test_most_lengths_of_the_catalogue_are_read_and_none_is_upside_down() -> None:
    phrases = [
        route.usual_length
        for role in real_catalogue()
        for route in role.entry_routes
        if route.usual_length
        and route.kind not in (RouteKind.VOLUNTEERING, RouteKind.TALENT_HUB)
        and not route.stepping_stone
    ]
    lengths = [read_length(phrase) for phrase in phrases]
    assert sum(length.is_known for length in lengths) > 0.9 * len(lengths)
    for length in lengths:
        if length.low is not None and length.high is not None:
            assert 0 <= length.low <= length.high


def test_unknown_time_stays_unknown_when_more_is_added() -> None:
    assert Years(1, 2) + UNKNOWN == UNKNOWN
    assert Years(1, 2) + Years(3, None) == Years(4, None)
    assert Years(1, 2).beside(Years(3, 3)) == Years(3, 3)
    assert Years(8, 8).less(Years(3, 4)) == Years(4, 5)
