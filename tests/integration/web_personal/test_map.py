"""The map of somebody who has answered: what suits them, as their list has it, and nobody else's
business."""

import re

import pytest

from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from tests.integration.web_personal.test_questions import answer_all, events, stored
from tests.integration.web_personal.test_results import held
from tests.support.engines import real_catalogue
from tests.support.services import ON
from web.services import Services

GROUP = re.compile(
    r'<details class="kin[^"]*" data-group="([a-z-]+)" data-look="([a-z]+)".*?>(.*?)</details>',
    re.S,
)
ROW = re.compile(
    r'<li(?: value="(\d+)")? data-family="([a-z-]+)"[^>]*><a href="/roles/([a-z0-9-]+)">'
)
START = re.compile(r'<ol[^>]* start="(\d+)"')


@pytest.fixture
def answered(person: Browser, clock: Clock) -> Browser:
    answer_all(person, clock)
    return person


def groups(browser: Browser) -> dict[str, list[tuple[int, str]]]:
    """(place, role id) of each group of the list, as a browser counts an ordered list."""
    found = {}
    for name, _, rows in GROUP.findall(browser.html):
        start = START.search(rows)
        first = int(start[1]) if start else 1
        found[name] = [
            (int(value or first + number), role_id)
            for number, (value, _, role_id) in enumerate(ROW.findall(rows))
        ]
    return found


def test_the_map_has_everybody_s_list_in_parts(answered: Browser, services: Services) -> None:
    answered.open("/map")
    found = groups(answered)
    assert [*found] == ["best", "well", "part", "less"]
    assert [len(found[name]) for name in ("best", "well", "part")] == [20, 80, 150]
    shown = [role_id for rows in found.values() for _, role_id in rows]
    assert [place for rows in found.values() for place, _ in rows] == [
        *range(1, len(services.catalogue) + 1)
    ]
    journey = stored(answered, services)
    slate = services.engine.recommend(
        journey.answers, on=ON, limit=len(shown), policy=services.settings.ranking
    )
    # Without a seed the list is as it is before anything is left to chance.
    assert shown == [role.role_id for role in slate.roles]
    for words in ("Suits you best", "Places 21 to 100 of your list", "Less like you"):
        assert words in answered.html


def test_the_family_of_each_job_is_told(answered: Browser, services: Services) -> None:
    answered.open("/map")
    told = {role_id: family for _, family, role_id in ROW.findall(answered.html)}
    assert told == {role.id: role.family.value for role in real_catalogue()}


def test_it_is_nobody_else_s_business(answered: Browser) -> None:
    page = answered.open("/map")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in page.headers


def test_before_the_first_answer_the_map_is_everybody_s(person: Browser) -> None:
    person.open("/map")
    assert "Suits you" not in person.html
    assert 'data-group="dental"' in person.html
    assert "the map shows what suits you" in person.html


def test_filters_leave_the_parts_as_they_are(answered: Browser, services: Services) -> None:
    answered.open("/map")
    before = {role_id: place for rows in groups(answered).values() for place, role_id in rows}
    answered.open("/map?family=dental")
    after = groups(answered)
    lit = [role_id for name, rows in after.items() if "other" not in name for _, role_id in rows]
    assert {services.catalogue.get(role_id).family for role_id in lit} == {"dental"}
    everything = {role_id: place for rows in after.values() for place, role_id in rows}
    assert everything == before


def test_the_list_leads_to_the_map_with_its_filters(answered: Browser) -> None:
    answered.open("/results")
    assert 'class="list__map" href="/map"' in answered.html
    answered.open("/results?family=dental&route=apprenticeship")
    assert 'class="list__map" href="/map?route=apprenticeship&amp;family=dental"' in answered.html


def test_a_search_is_logged_and_no_list_is(answered: Browser, services: Services) -> None:
    before = len(held(answered, services).exposures)
    answered.open("/map?q=Paramedic")
    assert events(answered, services, "search.run")[-1]["query"] == "Paramedic"
    answered.open("/map")
    assert len(held(answered, services).exposures) == before
    assert len(events(answered, services, "search.run")) == 1
