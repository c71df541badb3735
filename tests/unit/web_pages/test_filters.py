"""Filters of the list: what an address asks for, and how many each choice would leave."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from roles_catalogue.schema import Family, RouteKind, Setting
from tests.support.engines import real_catalogue, toy_engine
from web.roles.filters import QUERY_LIMIT, Filters, counts, loosened, narrow, parse
from web.roles.listing import Listing, make_listing

ROLES = real_catalogue().roles


def some(kind: Sequence[Any]) -> st.SearchStrategy[Any]:
    """Up to three members, in the schema's order."""
    return st.lists(st.sampled_from(kind), unique=True, max_size=3).map(
        lambda chosen: tuple(member for member in kind if member in chosen)
    )


def all_filters(query: st.SearchStrategy[str]) -> st.SearchStrategy[Filters]:
    return st.builds(
        Filters,
        query=query,
        families=some(list(Family)),
        settings=some(list(Setting)),
        routes=some(list(RouteKind)),
        no_degree=st.booleans(),
    )


TYPED = st.text(max_size=40).map(lambda text: " ".join(text.split()))


def list_for(filters: Filters) -> Listing:
    return make_listing(real_catalogue(), toy_engine(), filters)


@given(all_filters(TYPED))
def test_the_address_of_filters_asks_for_the_same_filters(filters: Filters) -> None:
    query = urlsplit(filters.address()).query
    assert parse(MultiDict(parse_qsl(query, keep_blank_values=True))) == filters


@given(st.lists(st.tuples(st.sampled_from(["q", "family", "route", "no_degree"]), st.text())))
def test_any_query_string_is_understood(pairs: list[tuple[str, str]]) -> None:
    filters = parse(MultiDict(pairs))
    assert len(filters.query) <= QUERY_LIMIT
    assert set(filters.families) <= set(Family)


@given(all_filters(st.just("")))
def test_a_count_is_what_choosing_it_gives(filters: Filters) -> None:
    numbers = counts(ROLES, filters)
    for family in Family:
        alone = replace(filters, families=(family,))
        assert numbers["family"][family] == len(narrow(ROLES, alone))
    for kind in RouteKind:
        alone = replace(filters, routes=(kind,))
        assert numbers["route"][kind] == len(narrow(ROLES, alone))
    assert numbers["no_degree"]["1"] == len(narrow(ROLES, replace(filters, no_degree=True)))


@given(all_filters(TYPED | st.sampled_from([role.title for role in ROLES])))
def test_the_list_is_never_a_dead_end(filters: Filters) -> None:
    listing = list_for(filters)
    shown = [row for group in listing.groups for row in group.rows]
    assert shown
    hrefs = [row.href for row in shown]
    assert len(hrefs) == len(set(hrefs))


@given(all_filters(st.just("")))
def test_what_is_found_is_what_passes(filters: Filters) -> None:
    listing = list_for(filters)
    passing = {f"/roles/{role.id}" for role in narrow(ROLES, filters)}
    assert listing.found == len(passing)
    if passing:
        assert {row.href for group in listing.groups for row in group.rows} == passing


def test_with_no_wish_every_role_is_listed_once_under_its_family() -> None:
    listing = list_for(Filters())
    rows = [row.href for group in listing.groups for row in group.rows]
    assert sorted(rows) == sorted(f"/roles/{role.id}" for role in ROLES)
    assert listing.heading == f"{len(ROLES)} jobs"
    assert not listing.active


def test_a_slip_of_the_finger_still_finds_the_job() -> None:
    listing = list_for(Filters(query="midwfe"))
    assert " for “midwfe”, and " in listing.heading
    named = listing.groups[0]
    assert named.title == "Jobs with this name"
    assert named.rows[0].title == "Midwife"


def test_words_of_the_text_are_found_and_shown() -> None:
    listing = list_for(Filters(query="cholangiopancreatography"))
    assert listing.heading == "No job is called “cholangiopancreatography”, but 1 has these words"
    row = listing.groups[0].rows[0]
    assert row.title == "Medical secretary"
    assert row.note.startswith("It says: “Learn to spell")


def test_what_is_near_in_meaning_says_so() -> None:
    listing = list_for(Filters(query="teaching new carers by showing zzz"))
    assert listing.groups[0].title == "Close in meaning"
    assert "close in meaning" in listing.heading
    assert listing.groups[0].rows[0].note.startswith("Close in meaning: “")
    assert listing.found > 0


def test_words_that_nothing_has_give_close_jobs_and_other_ways_on() -> None:
    listing = list_for(Filters(query="xylophone qqq"))
    assert listing.heading == "We found no job like that. These come closest:"
    assert listing.found == 0
    assert listing.groups[0].title == "The closest"
    assert listing.groups[0].rows
    assert [out.href for out in listing.families[:2]] == [
        "/roles?family=nursing",
        "/roles?family=midwifery",
    ]


def test_jobs_outside_the_filters_stand_under_their_own_heading() -> None:
    listing = list_for(Filters(query="midwife", families=(Family.DENTAL,)))
    assert listing.found == 0
    assert listing.heading == "No job for “midwife” has all you ticked"
    assert [group.title for group in listing.groups] == ["Outside your filters"]
    assert listing.ways_out[0].href == "/roles?q=midwife"


@pytest.mark.parametrize(
    ("query", "href"),
    [
        ("apprenticeships", "/roles?route=apprenticeship"),
        ("job without gcses", "/roles?route=direct"),
        ("no degree", "/roles?no_degree=1"),
        ("I don't want to go to uni", "/roles?no_degree=1"),
        ("jobs with a degree", "/roles?route=degree"),
        ("volunteering with kids", "/roles?route=volunteering"),
    ],
)
def test_words_about_the_way_in_lead_to_the_filters(query: str, href: str) -> None:
    assert href in [out.href for out in list_for(Filters(query=query)).asked_for]


@pytest.mark.parametrize("query", ["midwife", "degrees of freedom", "gcse", ""])
def test_other_words_lead_to_no_filter(query: str) -> None:
    assert not list_for(Filters(query=query)).asked_for


def test_a_search_for_what_somebody_does_not_want_says_what_it_does() -> None:
    assert "cannot read" in list_for(Filters(query="no blood")).hint
    assert not list_for(Filters(query="babies, no blood")).hint
    assert not list_for(Filters()).hint


def test_wishes_that_exclude_each_other_show_the_jobs_one_wish_short() -> None:
    listing = list_for(Filters(families=(Family.DENTAL,), settings=(Setting.HOSPICE,)))
    assert listing.heading == "No job has all of that at once"
    close = listing.groups[0]
    assert close.title == "These come closest"
    notes = {row.title: row.note for row in close.rows}
    assert notes["Dental nurse"] == "All but “Hospices”"
    assert [out.text for out in listing.ways_out]


def test_another_name_that_matched_is_shown() -> None:
    listing = list_for(Filters(query="staff nurse"))
    row = listing.groups[0].rows[0]
    assert (row.title, row.note) == ("Adult nurse", "Also called Staff nurse")


def test_a_facet_can_be_dropped() -> None:
    filters = Filters("a", (Family.NURSING,), (Setting.HOMES,), (RouteKind.DIRECT,), True)
    for facet in ("family", "setting", "route", "no_degree"):
        assert loosened(filters, facet) != filters
    assert list_for(filters).active
