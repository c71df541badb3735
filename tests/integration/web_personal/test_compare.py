"""Two roles side by side, for somebody who has answered."""

from html import unescape

from matching.policies import FULL
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from tests.integration.web_personal.test_questions import answer_all, events, stored
from tests.support.services import ON
from web.roles.what_if import ordinal
from web.services import Services


def test_it_says_which_fits_better_and_why(
    person: Browser, clock: Clock, services: Services
) -> None:
    answer_all(person, clock)
    person.open("/compare?roles=paramedic,payroll-officer")
    answers = stored(person, services).answers
    page = unescape(person.html)
    places = {}
    for role_id in ("paramedic", "payroll-officer"):
        place = services.engine.place_of(answers, role_id, on=ON, policy=FULL, everything=False)
        assert place is not None
        places[place.position] = place
        for reason in (*place.reasons, *place.cautions):
            assert f"<li>{reason.text}</li>" in page
    first, second = places[min(places)], places[max(places)]
    assert (
        f"{first.title} fits you better: it stands {ordinal(first.position)} of "
        f"{len(services.catalogue)} jobs. {second.title} stands {ordinal(second.position)}."
    ) in page


def test_comparing_is_logged(person: Browser, services: Services) -> None:
    person.open("/compare?roles=porter,paramedic,care-worker")
    assert "For you" not in person.html
    person.open("/compare?roles=porter")
    logged = events(person, services, "role.compared")
    assert logged == [{"role_ids": ["porter", "paramedic", "care-worker"]}]


def test_two_saved_jobs_can_be_ticked_and_compared(person: Browser) -> None:
    person.open("/roles/porter")
    person.send("/roles/porter/save")
    person.open("/my-journey")
    assert "Compare them" not in person.html
    person.open("/roles/paramedic")
    person.send("/roles/paramedic/save")
    person.open("/my-journey")
    assert person.html.count('type="checkbox" name="roles"') == 2
    person.open("/compare?roles=porter&roles=paramedic")
    assert "Where the work differs" in person.html


def test_ways_and_years_are_those_of_the_person(person: Browser) -> None:
    person.open("/about-you")
    person.send(
        "/about-you", [("stage", "adult"), ("highest_level", "3"), ("english_maths", "both")]
    )
    person.open("/compare?roles=care-worker,paramedic")
    assert "From where you are now." in person.html
    assert "Open to you now" in person.html


def test_jobs_of_the_list_can_be_ticked_and_compared(person: Browser, clock: Clock) -> None:
    answer_all(person, clock)
    assert person.html.count('name="roles"') == 10
    assert '<form id="compare"' in person.html
