"""A role page in words: pay, ways in, ratings."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from compass.journeys.types import Journey, Told
from matching.answers import Answers
from matching.person import Person
from matching.routes import RouteCheck, RouteStatus, check_routes
from roles_catalogue.schema import (
    EnglishMathsRequirement,
    ExperienceRequirement,
    Family,
    LevelRequirement,
    LicenceRequirement,
    RouteKind,
    Setting,
)
from tests.support.engines import real_catalogue
from web.roles.page import role_page
from web.roles.presenters import WayIn, pay_words, role_card, role_links, status_of, ways_in
from web.roles.words import places

ON = date(2026, 11, 21)
CATALOGUE = real_catalogue()


def journey(about: dict[str, str], shortlist: tuple[str, ...] = ()) -> Journey:
    return Journey(
        id=UUID(int=1),
        device_id=UUID(int=2),
        seed=3,
        statistics=True,
        started_at=datetime(2026, 11, 21, tzinfo=UTC),
        read=lambda _: Told(
            Answers({}, "", about), dict.fromkeys(about, ON), (), (), shortlist, has_code=False
        ),
    )


def test_nhs_pay_is_computed_and_names_its_year_and_source() -> None:
    pay = pay_words(CATALOGUE.get("adult-nurse"), CATALOGUE, ON)
    assert pay.amount.startswith("£")
    assert "pay year 2026/27" in pay.line
    assert "band 5" in pay.line
    assert any("NHS Employers" in source.text for source in pay.sources)


def test_pay_is_silent_about_a_day_before_the_tables() -> None:
    pay = pay_words(CATALOGUE.get("adult-nurse"), CATALOGUE, date(2001, 1, 1))
    assert pay.amount == ""


def test_pay_outside_the_bands_says_what_to_ask() -> None:
    role = CATALOGUE.get("reablement-worker")
    pay = pay_words(role, CATALOGUE, ON)
    assert pay.amount == ""
    assert pay.note == role.pay.varies_because


def test_an_nhs_job_whose_band_no_table_knows_says_so_and_not_that_employers_decide() -> None:
    pay = pay_words(CATALOGUE.get("service-manager"), CATALOGUE, ON)
    assert (pay.amount, pay.line) == ("", "NHS pay bands. Which band depends on the post.")
    assert "Ask which" in pay.note


@pytest.mark.parametrize(
    ("role_id", "band"),
    [
        ("adult-nurse", "band 5,"),
        ("paramedic", "bands 5 to 6,"),
        ("clinical-research-coordinator", "bands 4 to 6,"),
    ],
)
def test_several_bands_are_told_as_a_span(role_id: str, band: str) -> None:
    assert band in pay_words(CATALOGUE.get(role_id), CATALOGUE, ON).line


@pytest.mark.parametrize("family", CATALOGUE.families())
def test_every_role_has_a_whole_page(family: Family, subtests: pytest.Subtests) -> None:
    for role in CATALOGUE.families()[family]:
        with subtests.test(role.id):
            page = role_page(role, CATALOGUE, ON)
            assert page.pay.amount or page.pay.note
            assert len(page.ways) == len(role.entry_routes)
            assert all(way.sources and way.facts and way.asks_title for way in page.ways)
            assert page.next_step.sources
            assert page.sources and page.checked_on and page.regulation
            assert sum(len(rows) for _, rows in page.ratings) == 16
            assert len(page.city.employers) == len(role.employers)
            assert len(page.leads_to) == len(role.leads_to)
            before = {r.title for r in CATALOGUE if role.id in r.later}
            assert {path.card.title for path in page.comes_from} == before
            assert not page.personal and page.open_ways == 0


def test_no_file_name_or_row_id_reaches_a_reader() -> None:
    told = {}
    for role in CATALOGUE:
        page = role_page(role, CATALOGUE, ON)
        shown = [source.text for way in page.ways for source in way.sources]
        shown += [source.text for source in (*page.sources, *page.next_step.sources)]
        told[role.id] = [text for text in shown if ".csv" in text]
    assert {role_id: texts for role_id, texts in told.items() if texts} == {}


def test_ways_in_carry_the_persons_status_with_the_open_ones_first() -> None:
    role = CATALOGUE.get("healthcare-support-worker")
    person = Person.from_about({"stage": "adult", "gcses": "none", "english_maths": "neither"})
    ways = ways_in(role, CATALOGUE, check_routes(role, person, CATALOGUE, ON))
    order = ["open_now", "one_step", "unknown", "closed", "never"]
    places = [order.index(way.status) for way in ways]
    assert places == sorted(places)
    assert ways[0].status_words == "Open to you now"
    t_level = next(way for way in ways if way.kind == "t_level")
    assert (t_level.status, t_level.step) == ("never", "")
    assert t_level.why


def test_without_facts_about_the_person_no_way_in_claims_a_status() -> None:
    role = CATALOGUE.get("porter")
    page = role_page(role, CATALOGUE, ON, journey({}))
    assert not page.personal
    assert {way.status for way in page.ways} == {""}


def test_with_facts_the_page_counts_what_is_open_and_knows_the_shortlist() -> None:
    role = CATALOGUE.get("porter")
    about = {"stage": "adult", "gcses": "none", "english_maths": "neither"}
    page = role_page(role, CATALOGUE, ON, journey(about, ("porter",)))
    assert page.personal and page.saved
    assert page.open_ways == sum(way.status == "open_now" for way in page.ways) > 0


def test_a_closed_way_with_a_step_is_further_off_and_without_one_is_never() -> None:
    check = RouteCheck(
        RouteKind.DEGREE, "Degree", RouteStatus.CLOSED, "why", "step", False, "usual", 0
    )
    assert status_of(check) == "closed"
    assert status_of(replace(check, step="")) == "never"
    assert status_of(replace(check, status=RouteStatus.UNKNOWN)) == "unknown"


def test_a_way_in_says_usually_where_nobody_confirmed_it() -> None:
    ways = {way.label: way for way in ways_in(CATALOGUE.get("adult-nurse"), CATALOGUE)}
    degree = ways["Nursing degree (adult)"]
    assert degree.facts == ("Not paid while you do it", "Usually 3 years")
    assert degree.asks_title == "Usually asks for:"
    assert "University of Leeds" in degree.places


def hurdles(about: dict[str, str], **route: object) -> tuple[WayIn, tuple[str, ...]]:
    """One way into a role, and its hurdles with their steps, for a person."""
    role = CATALOGUE.get("porter")
    first = role.entry_routes[0].model_copy(update=route)
    role = role.model_copy(update={"entry_routes": (first,)})
    (way,) = ways_in(role, CATALOGUE, check_routes(role, Person.from_about(about), CATALOGUE, ON))
    return way, tuple(f"{hurdle.lead} {hurdle.step}" for hurdle in way.hurdles)


def test_everything_in_the_way_is_said_with_what_would_meet_it() -> None:
    needs = (
        ExperienceRequirement(kind="experience", what="six months in care"),
        EnglishMathsRequirement(kind="english_maths"),
        LicenceRequirement(kind="driving_licence"),
    )
    adult = {"stage": "adult", "english_maths": "neither"}
    way, steps = hurdles(adult, kind=RouteKind.DIRECT, requirements=needs)
    assert [step.partition(":")[0] for step in steps] == [
        "Your step", "To find out", "To find out",
    ]  # fmt: skip
    assert "English and maths" in way.hurdles[0].text
    assert way.hurdles_shown == way.hurdles[:2]
    assert way.hurdles_folded == way.hurdles[2:] != ()


def test_what_one_step_meets_is_said_in_one_breath() -> None:
    needs = (
        LevelRequirement(kind="level", level=3),
        EnglishMathsRequirement(kind="english_maths"),
    )
    pupil = {"stage": "year_11", "english_maths": "neither"}
    way, steps = hurdles(pupil, kind=RouteKind.DEGREE, requirements=needs)
    assert steps == ()
    assert way.step.startswith("Finish Year 11, then take a level 3 course")
    adult = {"stage": "adult"}
    assert hurdles(adult, kind=RouteKind.T_LEVEL, requirements=needs)[1] == ()


def test_links_to_roles_that_are_gone_are_left_out() -> None:
    assert role_links(["porter", "no-such-role"], CATALOGUE) == (
        role_card(CATALOGUE.get("porter")),
    )


def test_places_can_follow_in() -> None:
    assert places([Setting.COMMUNITY]) == "the community"
    assert places([Setting.GP_PRACTICE, Setting.HOMES, Setting.COMMUNITY]) == (
        "GP surgeries, people's own homes and the community"
    )
