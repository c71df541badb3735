"""Filters of the list: what an address asks for, and how many each choice would leave."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from matching.route_table import Way
from roles_catalogue.schema import Family, Role, RouteKind, Setting
from tests.support.engines import real_catalogue, toy_engine
from web.roles.facets import WayOut
from web.roles.filters import QUERY_LIMIT, Filters, counts, loosened, narrow, parse, wish_fields
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


def with_all_found(filters: Filters) -> Filters:
    return replace(filters, all_found=bool(filters.query))


TYPED = st.text(max_size=40).map(lambda text: " ".join(text.split()))


def list_for(filters: Filters) -> Listing:
    return make_listing(real_catalogue(), toy_engine(), filters)


def list_at(way: WayOut) -> Listing:
    """The list that a link leads to."""
    return list_for(parse(MultiDict(parse_qsl(urlsplit(way.href).query))))


def rows_of(listing: Listing) -> set[str]:
    return {row.href for group in listing.groups for row in group.rows}


def addresses(roles: Iterable[Role]) -> set[str]:
    return {f"/roles/{role.id}" for role in roles}


@given(all_filters(TYPED) | all_filters(TYPED).map(with_all_found))
def test_the_address_of_filters_asks_for_the_same_filters(filters: Filters) -> None:
    query = urlsplit(filters.address()).query
    assert parse(MultiDict(parse_qsl(query, keep_blank_values=True))) == filters


@given(st.builds(replace, all_filters(st.just("")), ways=some(list(Way)), no_degree=st.just(False)))
def test_hidden_fields_carry_the_same_wishes_each_name_once(filters: Filters) -> None:
    fields = wish_fields(filters.wishes)
    assert len(dict(fields)) == len(fields)
    assert parse(MultiDict(fields)) == filters


@given(st.lists(st.tuples(st.sampled_from(["q", "family", "route", "no_degree"]), st.text())))
def test_any_query_string_is_understood(pairs: list[tuple[str, str]]) -> None:
    filters = parse(MultiDict(pairs))
    assert len(filters.query) <= QUERY_LIMIT
    assert set(filters.families) <= set(Family)


@given(all_filters(st.just("")), st.sampled_from(Family), st.sampled_from(RouteKind))
def test_a_count_is_what_choosing_it_gives(
    filters: Filters, family: Family, kind: RouteKind
) -> None:
    numbers = counts(ROLES, filters)
    alone = replace(filters, families=(family,))
    assert numbers["family"][family] == len(narrow(ROLES, alone))
    alone = replace(filters, routes=(kind,))
    assert numbers["route"][kind] == len(narrow(ROLES, alone))
    assert numbers["no_degree"]["1"] == len(narrow(ROLES, replace(filters, no_degree=True)))


@settings(max_examples=40)
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
    passing = narrow(ROLES, filters)
    assert listing.found == len(passing)
    if not passing:
        return
    assert rows_of(listing) <= addresses(passing)
    sizes = {group.id: group.size for group in listing.groups}
    for family in {role.family for role in passing}:
        number = len([role for role in passing if role.family is family])
        assert sizes[family.value] == f"{number} job{'' if number == 1 else 's'}"


@given(all_filters(st.just("")))
def test_a_folded_group_leads_to_all_of_it_and_a_short_one_is_whole(filters: Filters) -> None:
    listing = list_for(filters)
    passing = narrow(ROLES, filters)
    folded = [group for group in listing.groups if group.more]
    for group in listing.groups:
        number = int(group.size.partition(" ")[0])
        assert len(group.rows) == (number if group.more is None else 3)
        assert group.more is None or number > 5
        assert group.more is None or group.more.text.startswith(f"All {number} ")
    if passing and folded and folded[-1].more:
        # One of them each time: a list takes a while to make.
        behind = list_at(folded[-1].more)
        assert rows_of(behind) == addresses(r for r in passing if r.family == folded[-1].family)
        assert not any(group.more for group in behind.groups)


def test_with_no_wish_every_role_is_one_link_away_under_its_family() -> None:
    listing = list_for(Filters())
    assert listing.heading == f"{len(ROLES)} jobs"
    assert not listing.active
    found: list[str] = []
    for group in listing.groups:
        shown = group if group.more is None else list_at(group.more).groups[0]
        assert shown.title == group.title
        found += [row.href for row in shown.rows]
    assert sorted(found) == sorted(addresses(ROLES))
    ways = [list_at(way).groups[0].title for way in listing.families]
    assert ways == [group.title for group in listing.groups]
    assert not list_for(Filters(no_degree=True)).families


def test_a_link_says_whether_it_counts_the_family_or_what_the_filters_leave_of_it() -> None:
    def nursing(filters: Filters) -> str:
        (group,) = [group for group in list_for(filters).groups if group.id == "nursing"]
        assert group.more is not None
        return group.more.text

    everything = len([role for role in ROLES if role.family is Family.NURSING])
    assert nursing(Filters()) == f"All {everything} jobs in “Nursing”"
    wish = Filters(no_degree=True)
    left = len([role for role in narrow(ROLES, wish) if role.family is Family.NURSING])
    assert nursing(wish) == f"All {left} of these jobs in “Nursing”"


def test_a_family_on_its_own_is_never_folded() -> None:
    listing = list_for(Filters(families=(Family.MEDICAL,)))
    (group,) = listing.groups
    assert group.more is None
    assert len(group.rows) == listing.found > 5
    titles = [row.title for row in group.rows]
    assert titles == sorted(titles)


def test_a_folded_family_shows_the_jobs_that_most_others_lead_to_or_follow() -> None:
    rows = {group.id: [row.title for row in group.rows] for group in list_for(Filters()).groups}
    assert rows["nursing"] == ["Adult nurse", "Healthcare support worker", "Nursing associate"]
    assert rows["ambulance"] == ["Ambulance dispatcher", "Paramedic", "Patient transport driver"]


@pytest.mark.parametrize("query", ["s", "worker"])
def test_a_search_that_finds_far_too_many_lists_the_best_and_leads_to_all(query: str) -> None:
    listing = list_for(Filters(query=query))
    (cut,) = [group for group in listing.groups if group.line]
    assert len(cut.rows) == 60
    assert re.fullmatch(r"The first 60 of \d+, best first\. .*", cut.line)
    assert cut.more is not None
    (whole,) = [group for group in list_at(cut.more).groups if group.id == cut.id]
    assert whole.rows[:60] == cut.rows
    assert cut.more.text == f"All {len(whole.rows)} jobs"
    assert (whole.line, whole.more) == ("", None)


def test_a_search_that_finds_few_lists_them_all() -> None:
    assert not any(group.line or group.more for group in list_for(Filters(query="midwife")).groups)


def test_few_jobs_outside_the_filters_are_listed_and_a_link_leads_out_of_the_filters() -> None:
    everything = Filters(query="s", settings=(Setting.HOSPITAL,), all_found=True)
    for filters in (everything, replace(everything, all_found=False)):
        outside = list_for(filters).groups[-1]
        assert outside.id == "outside"
        assert len(outside.rows) == 20
        assert outside.line.startswith("The first 20 of ")
        assert outside.more is not None
        assert outside.more.href == "/roles?q=s"


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
    # A page's own words, and one that no page has.
    words = real_catalogue().get("porter").pitch[:80]
    listing = list_for(Filters(query=f"{words} zzz"))
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


@pytest.mark.parametrize("typed", ["!!!", "..."])
def test_marks_without_a_letter_deny_nothing(typed: str) -> None:
    listing = list_for(Filters(query=typed))
    assert listing.heading == "There are no words in that. Here is what we have:"
    assert not listing.hint


def test_wishes_that_exclude_each_other_show_the_jobs_one_wish_short() -> None:
    listing = list_for(Filters(families=(Family.DENTAL,), settings=(Setting.HOSPICE,)))
    assert listing.heading == "No job has all of that at once"
    assert [group.title for group in listing.groups] == [
        "All but “Teeth and mouths”",
        "All but “Hospices”",
    ]
    assert "Dental nurse" in [row.title for row in list_at(listing.ways_out[1]).groups[0].rows]
    for group, out in zip(listing.groups, listing.ways_out, strict=True):
        assert group.more is not None
        assert out.text.startswith(group.size)
        assert (group.more.href, group.more.text) == (out.href, f"All {out.text}")


def test_wishes_of_which_two_must_go_lead_to_the_jobs_without_both() -> None:
    filters = Filters("", (Family.NURSING,), (Setting.PHARMACY,), (RouteKind.GRADUATE_SCHEME,))
    listing = list_for(filters)
    assert listing.groups
    for group in listing.groups:
        number = int(group.size.partition(" ")[0])
        assert group.title.count("“") == 2
        assert len(group.rows) == (number if group.more is None else 3)
        if group.more is not None:
            assert list_at(group.more).found == number


def test_another_name_that_matched_is_shown() -> None:
    listing = list_for(Filters(query="staff nurse"))
    row = listing.groups[0].rows[0]
    assert (row.title, row.note) == ("Adult nurse", "Also called Staff nurse")


def test_a_facet_can_be_dropped() -> None:
    filters = Filters("a", (Family.NURSING,), (Setting.HOMES,), (RouteKind.DIRECT,), True)
    for facet in ("family", "setting", "route", "no_degree"):
        assert loosened(filters, facet) != filters
    assert list_for(filters).active
