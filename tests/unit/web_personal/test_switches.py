"""The switches for the way in: what they say, and where they lead."""

from dataclasses import replace
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from matching.route_table import Way
from matching.rules import Wishes
from roles_catalogue.schema import Family
from tests.support.engines import real_catalogue, toy_engine
from tests.unit.web_personal.standins import ON, VARIED, journey
from web.results.asked import ALL, Asked, parse
from web.results.switches import TELL_US, Switch, switches


def shown(asked: Asked, about: dict[str, str]) -> dict[str, Switch]:
    answers = journey(VARIED, about=about).answers
    choices = toy_engine().choices(answers, asked.wishes, on=ON)
    return {switch.way: switch for switch in switches(choices, asked, is_told=bool(about))}


def asks(switch: Switch) -> Asked:
    return parse(MultiDict(parse_qsl(switch.href.partition("?")[2])))


def test_a_switch_counts_the_jobs_that_it_leaves() -> None:
    about = {"stage": "adult", "gcses": "none", "english_maths": "neither", "earn": "must"}
    answers = journey(VARIED, about=about).answers
    for wishes in (Wishes(), Wishes(families=(Family.NURSING, Family.DENTAL))):
        for way, switch in shown(Asked(wishes), about).items():
            then = asks(switch).wishes
            assert then == replace(wishes, ways=(Way(way),))
            slate = toy_engine().recommend(answers, on=ON, wishes=then)
            assert switch.note == f"{slate.passing_count} jobs"
            assert 0 < slate.passing_count < slate.candidate_count


def test_one_way_in_must_be_all_that_is_wished_for() -> None:
    about = {"stage": "adult", "gcses": "none", "english_maths": "neither"}
    whose = journey(VARIED, about=about)
    wished = Wishes(ways=(Way.NO_UNIVERSITY, Way.EARNING))
    slate = toy_engine().recommend(whose.answers, on=ON, limit=50, wishes=wished)
    for role in slate.roles:
        if "route" not in role.relaxed:
            routes = real_catalogue().get(role.role_id).entry_routes
            assert any(route.earn and route.needs_no_degree for route in routes)


def test_pressing_twice_is_as_before_and_the_other_filters_stay() -> None:
    asked = Asked(Wishes(families=(Family.DENTAL,)), show=ALL, page=2)
    for way in Way:
        on = asks(shown(asked, {"stage": "adult"})[way])
        assert on.wishes == Wishes(families=(Family.DENTAL,), ways=(way,))
        assert on.page == 1
        switch = shown(on, {"stage": "adult"})[way]
        assert switch.on
        assert asks(switch).wishes == asked.wishes


def test_where_nothing_can_be_started_there_is_no_switch_for_it() -> None:
    pupil = {"stage": "year_7_9"}
    assert set(shown(Asked(), pupil)) == {"no_university", "earning"}
    # Who has it on, from an address or from last year, must be able to turn it off.
    assert "this_year" in shown(Asked(Wishes(ways=(Way.THIS_YEAR,))), pupil)


def test_before_about_you_nobody_can_say_what_starts_this_year() -> None:
    found = shown(Asked(), {})
    assert (found["this_year"].href, found["this_year"].on) == (TELL_US, False)
    assert asks(found["earning"]).wishes == Wishes(ways=(Way.EARNING,))
