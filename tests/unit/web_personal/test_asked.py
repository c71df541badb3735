"""What the address of the list asks for, its pages and its filters."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from werkzeug.datastructures import MultiDict

from matching.rules import Wishes
from roles_catalogue.schema import Family, RouteKind, Setting
from tests.support.engines import toy_engine
from tests.support.strategies import wishes
from tests.unit.web_personal.standins import (
    ON,
    VARIED,
    journey,
)
from web.results.asked import ALL, Asked, next_step, parse, step_back
from web.results.facets import in_use, make_facets

WISHED = Wishes((RouteKind.T_LEVEL,), (Family.NURSING,), (Setting.HOSPICE,))


def test_the_address_says_what_is_asked_and_is_read_back() -> None:
    asked = parse(
        MultiDict([("route", "degree"), ("route", "direct"), ("family", "nursing"), ("show", "20")])
    )
    assert set(asked.wishes.routes) == {RouteKind.DEGREE, RouteKind.DIRECT}
    assert parse(MultiDict(parse_qsl(asked.address().partition("?")[2]))) == asked
    assert asked.address("place-11").endswith("#place-11")


@pytest.mark.parametrize(
    ("query", "number", "skip"),
    [
        ("show=all", 1, 0),
        ("show=all&page=3", 3, 100),
        ("show=all&page=0", 1, 0),
        ("show=all&page=-2", 1, 0),
        ("show=all&page=two", 1, 0),
        ("show=20&page=3", 1, 0),
        ("page=3", 1, 0),
    ],
)
def test_only_the_whole_list_has_pages(query: str, number: int, skip: int) -> None:
    asked = parse(MultiDict(parse_qsl(query)))
    assert (asked.page, asked.skip) == (number, skip)
    assert parse(MultiDict(parse_qsl(asked.address().partition("?")[2]))) == asked


@pytest.mark.parametrize(
    ("everything", "last", "left"), [(543, 11, 43), (100, 2, 50), (50, 1, 50), (8, 1, 8)]
)
def test_a_page_after_the_last_is_the_last(everything: int, last: int, left: int) -> None:
    asked = Asked(show=ALL, page=999).within(everything)
    assert (asked.page, asked.limit(everything)) == (last, left)
    assert next_step(asked, everything) is None


def test_each_page_of_the_whole_list_leads_to_its_neighbours() -> None:
    pages = [Asked(show=ALL, page=page) for page in (1, 2, 10, 11)]
    assert [next_step(asked, 543) for asked in pages] == [
        (Asked(show=ALL, page=2), 50),
        (Asked(show=ALL, page=3), 50),
        (Asked(show=ALL, page=11), 43),
        None,
    ]
    assert [step_back(asked) for asked in pages[:2]] == [None, Asked(show=ALL)]


def test_another_list_is_read_from_its_beginning() -> None:
    asked = Asked(Wishes(routes=(RouteKind.DEGREE,)), show=ALL, page=4)
    assert asked.without(RouteKind.DEGREE) == Asked(show=ALL)


def test_an_address_with_nonsense_asks_for_nothing() -> None:
    odd = MultiDict([("route", "<script>"), ("family", ""), ("show", "-5"), ("quick", "9e9")])
    assert parse(odd) == Asked()


@given(wishes())
def test_every_wish_in_use_can_be_dropped_by_itself(wished: Wishes) -> None:
    asked = Asked(wishes=wished)
    drops = in_use(asked)
    chosen = [*wished.routes, *wished.families, *wished.settings, *wished.ways]
    assert len(drops) == len(chosen)
    for value, drop in zip(chosen, drops, strict=True):
        left = parse(MultiDict(parse_qsl(drop.href.partition("?")[2]))).wishes
        # By identity: a family and a place may have the same code.
        kept = [v for v in chosen if v is not value]
        still = (*left.routes, *left.families, *left.settings, *left.ways)
        assert {id(v) for v in still} == set(map(id, kept))


@pytest.mark.parametrize(
    ("show", "everything", "expected"),
    [
        (10, 543, (20, 10)),
        (20, 543, (ALL, 30)),
        (20, 43, (ALL, 23)),
        (ALL, 43, None),
        (10, 15, (ALL, 5)),
        (10, 8, None),
    ],
)
def test_show_more_goes_by_ten_twenty_all(
    show: int | str, everything: int, expected: tuple[int | str, int] | None
) -> None:
    step = next_step(Asked(show=show), everything)
    assert (None if step is None else (step[0].show, step[1])) == expected


def test_counts_of_filters_are_what_the_filter_would_leave() -> None:
    whose = journey(VARIED, about={"stage": "adult", "earn": "must"})
    for beside in ([], [("way", "no_university")]):
        asked = parse(MultiDict(beside))
        choices = toy_engine().choices(whose.answers, asked.wishes, on=ON)
        for facet in make_facets(choices, asked):
            for choice in facet.choices[:4]:
                wished = parse(MultiDict([*beside, (facet.name, choice.value)])).wishes
                slate = toy_engine().recommend(whose.answers, on=ON, wishes=wished)
                assert choice.count == slate.passing_count, (facet.name, choice.value)
