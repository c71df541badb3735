"""Beyond the list: not for me, more like this, something different, and the switches above it."""

import re
from html import unescape

import numpy as np
import pytest

from matching.different import distances, median_distance
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from tests.integration.web_personal.test_questions import answer_all, stored
from tests.integration.web_personal.test_results import held, role_ids, role_ids_at
from tests.support.services import ON
from web.services import Services

ANOTHER = re.compile(r'href="(/results/different[^"]*)"[^>]*><span>Another one')


@pytest.fixture
def answered(person: Browser, clock: Clock) -> Browser:
    answer_all(person, clock)
    return person


def test_not_for_me_takes_a_job_out_and_undo_brings_the_very_list_back(
    answered: Browser, services: Services
) -> None:
    before = role_ids_at(answered, "/results?show=20")
    third = before[2]
    answered.send(f"/roles/{third}/not-for-me")
    assert answered.path == f"/results?show=20&marked={third}&at=3"
    assert third not in role_ids(answered)
    title = services.catalogue.get(third).title
    page = unescape(answered.html)
    assert f"Not for me: {title}" in page
    assert page.index('id="place-3"') < page.index('id="changed"') < page.index('id="fit-3"')
    last = f"/results?show=all&page={-(-len(services.catalogue) // 50)}"
    assert role_ids_at(answered, last)[-1] == third
    assert "you said that they are not for you" in answered.html
    answered.open(f"/results?show=20&marked={third}&at=3")
    answered.send(f"/roles/{third}/as-before")
    assert "Back as it was" in answered.html
    assert role_ids(answered) == before


def test_it_contradicts_no_answer(answered: Browser, services: Services) -> None:
    answers = stored(answered, services).answers
    answered.open("/results")
    answered.send(f"/roles/{role_ids(answered)[0]}/not-for-me")
    after = stored(answered, services).answers
    assert (after.values, after.disputed) == (answers.values, answers.disputed)


def test_what_was_said_of_jobs_is_in_my_journey_with_the_way_back(
    answered: Browser, services: Services
) -> None:
    answered.open("/results")
    first, second = role_ids(answered)[:2]
    answered.send(f"/roles/{first}/not-for-me")
    answered.open("/results")
    answered.send(f"/roles/{second}/more-like-this")
    answered.open("/my-journey")
    titles = [services.catalogue.get(role).title for role in (first, second)]
    page = unescape(answered.html)
    assert f"Put {titles[0]} back" in page
    assert f"Jobs like {titles[1]}" in page
    assert f"You said that {titles[0]} is not for you." in page
    answered.send(f"/roles/{first}/as-before")
    answered.open("/my-journey")
    answered.send(f"/roles/{second}/as-before")
    answered.open("/my-journey")
    assert 'id="marks"' not in answered.html
    assert "You put" in answered.html


def test_more_like_this_shows_the_likest_that_fit_and_logs_no_list(
    answered: Browser, services: Services
) -> None:
    before = role_ids_at(answered, "/results")
    shown = len(held(answered, services).exposures)
    answered.send(f"/roles/{before[0]}/more-like-this")
    assert answered.path == f"/results/like/{before[0]}"
    found = role_ids(answered)
    near = services.engine.nearest(before[0], 24)
    assert len(found) == 8 and set(found) <= set(near)
    answers = stored(answered, services).answers
    places = [services.engine.place_of(answers, role, on=ON) for role in found]
    order = [(bool(p.relaxed), p.position) for p in places if p is not None]
    assert order == sorted(order)
    assert len(held(answered, services).exposures) == shown
    assert role_ids_at(answered, "/results") == before, "the list goes by the answers"
    assert "More like:" in answered.html


def test_a_job_put_aside_is_not_brought_up_again(answered: Browser, services: Services) -> None:
    first = role_ids_at(answered, "/results")[0]
    answered.send(f"/roles/{first}/more-like-this")
    aside = role_ids(answered)[0]
    answered.send(f"/roles/{aside}/not-for-me")
    assert answered.path.startswith(f"/results/like/{first}?marked={aside}")
    assert aside not in role_ids(answered)


def test_something_different_really_is_and_another_one_is_another(
    answered: Browser, services: Services
) -> None:
    listed = role_ids_at(answered, "/results")
    shown = len(held(answered, services).exposures)
    space, rows = services.engine.space, services.engine.space.row_of
    ten = np.array([rows[role] for role in listed])
    answered.open("/results/different")
    met = []
    for _ in range(4):
        (role,) = role_ids(answered)
        met.append(role)
        away = distances(space, np.array([rows[role]]), ten)
        assert np.median(away) > median_distance(space, ten)
        another = ANOTHER.search(answered.html)
        assert another is not None
        answered.open(unescape(another[1]))
    assert len(set(met)) == len(met)
    assert set(met).isdisjoint(listed)
    assert len(held(answered, services).exposures) == shown


@pytest.mark.parametrize("number", ["999", "-3", "x", "9" * 40, "²"])
def test_an_odd_number_is_still_a_page(answered: Browser, number: str) -> None:
    assert answered.open(f"/results/different?n={number}").status_code == 200
    assert role_ids(answered)


def test_before_any_answer_the_ways_on_are_plain(person: Browser) -> None:
    person.open("/results")
    assert 'class="rose"' not in person.html
    assert "Bring me something different" not in person.html
    person.open("/results/different")
    assert "Answer the questions" in person.html
    person.open("/results/like/paramedic")
    assert "Answer a few questions" in person.html
    person.open("/results")
    first = role_ids(person)[0]
    person.send(f"/roles/{first}/not-for-me")
    assert first not in role_ids(person)


def test_a_job_that_does_not_exist_has_none_like_it(answered: Browser) -> None:
    token = dict(answered.form(f"/roles/{role_ids_at(answered, '/results')[0]}/save"))["csrf_token"]
    assert answered.open("/results/like/astronaut").status_code == 404
    for action in ("not-for-me", "more-like-this"):
        gone = answered.client.post(f"/roles/astronaut/{action}", data={"csrf_token": token})
        assert gone.status_code == 404
    back = answered.client.post("/roles/astronaut/as-before", data={"csrf_token": token})
    assert (back.status_code, back.location) == (303, "/results")


def test_the_compass_says_in_words_what_it_draws(answered: Browser) -> None:
    answered.open("/results")
    page = unescape(answered.html)
    assert page.count('<div class="rose__row') == 8
    assert "You point " in page or "Nothing stands out yet" in page
    answered.open("/results?show=all&page=2")
    assert 'class="rose"' not in answered.html


def test_a_switch_narrows_the_list_and_is_logged(answered: Browser, services: Services) -> None:
    answered.open("/results?way=earning&family=nursing")
    assert 'aria-current="true"' in answered.html
    assert "Filters in use" in answered.html
    rows = held(answered, services).exposures
    assert {"families": ["nursing"], "ways": ["earning"]} in [row["filters"] for row in rows]
    # The other filters' form keeps it, and the way out of it is one press.
    assert ("way", "earning") in answered.form("/results")
    assert 'href="/results?family=nursing"' in answered.html


def test_a_card_is_short_and_the_rest_is_folded(answered: Browser) -> None:
    answered.open("/results")
    card = answered.html.partition("<article")[2].partition("</article>")[0]
    face, _, folded = card.partition("<details")
    assert face.count("<li><span>") <= 2
    assert "A next step in Leeds" in folded
    assert "What would change this?" in folded
    assert "%" not in card


def test_a_tick_to_compare_stands_where_its_form_is(answered: Browser) -> None:
    answered.open("/results/like/paramedic")
    assert answered.html.count('name="roles"') == 8
    assert '<form id="compare"' in answered.html
    answered.open("/results/different")
    assert 'name="roles"' not in answered.html, "one job is nothing to compare"
