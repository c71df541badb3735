"""The list: what is shown is what is logged, and every list has its roles."""

import re
from dataclasses import replace
from html import unescape

import pytest

from compass.journeys.types import Holdings
from matching.rules import Wishes
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from tests.integration.web_personal.test_questions import answer_all, asked, stored
from tests.support.engines import real_catalogue
from tests.support.services import ON
from web.app import create_app
from web.roles.what_if import ordinal
from web.services import Services

LINK = re.compile(r'<h[23] class="fit__title"[^>]*><a href="(/roles/[^"]+)"')


def role_links(visitor: Browser) -> list[str]:
    return [link.replace("&amp;", "&") for link in LINK.findall(visitor.html)]


def role_ids(visitor: Browser) -> list[str]:
    return [link.removeprefix("/roles/").partition("?")[0] for link in role_links(visitor)]


def held(visitor: Browser, services: Services) -> Holdings:
    return services.journeys.holdings(stored(visitor, services))


@pytest.fixture
def answered(person: Browser, clock: Clock) -> Browser:
    answer_all(person, clock)
    return person


def test_what_is_shown_is_what_is_logged(answered: Browser, services: Services) -> None:
    rows = held(answered, services).exposures
    assert [row["role_id"] for row in rows] == role_ids(answered)
    assert [row["position"] for row in rows] == list(range(1, 11))
    assert len({row["list_id"] for row in rows}) == 1
    assert {row["surface"] for row in rows} == {"results"}


def test_a_role_opened_from_the_list_is_logged_with_its_list_and_place(
    answered: Browser, services: Services
) -> None:
    answered.open(role_links(answered)[2])
    held_now = held(answered, services)
    opened = [row["props"] for row in held_now.events if row["name"] == "role.opened"]
    assert [(o["list_id"], o["position"]) for o in opened] == [
        (str(held_now.exposures[0]["list_id"]), 3)
    ]


def test_more_of_the_list_on_request_and_the_same_order(
    answered: Browser, services: Services
) -> None:
    ten = role_ids(answered)
    assert role_ids_at(answered, "/results") == ten
    twenty = role_ids_at(answered, "/results?show=20")
    assert twenty[:10] == ten and len(twenty) == 20
    fifty = role_ids_at(answered, "/results?show=all")
    assert fifty[:20] == twenty and len(fifty) == 50


NEXT = re.compile(r'href="(/results[^"]*)"[^>]*><span>Next \d+ jobs<')
PREVIOUS = re.compile(r'href="(/results[^"]*)"[^>]*><span>Previous 50 jobs<')


def pages_of(visitor: Browser, first: str) -> list[list[str]]:
    """The roles of every page, by the links that lead from each to the next."""
    pages = [role_ids_at(visitor, first)]
    while further := NEXT.search(visitor.html):
        pages.append(role_ids_at(visitor, unescape(further[1])))
    return pages


def test_the_whole_list_is_read_page_by_page_and_every_role_is_logged_once(
    answered: Browser, services: Services
) -> None:
    before = {row["list_id"] for row in held(answered, services).exposures}
    pages = pages_of(answered, "/results?show=all")
    assert {len(page) for page in pages[:-1]} == {50} and 0 < len(pages[-1]) <= 50
    shown = [role_id for page in pages for role_id in page]
    assert sorted(shown) == sorted(role.id for role in services.catalogue)
    rows = [r for r in held(answered, services).exposures if r["list_id"] not in before]
    assert {row["role_id"]: row["position"] for row in rows} == {
        role_id: place for place, role_id in enumerate(shown, start=1)
    }
    assert len(rows) == len(shown)
    assert len({row["list_id"] for row in rows}) == len(pages)


def test_a_further_page_says_where_it_is_and_leads_back(answered: Browser) -> None:
    answered.open("/results?show=all&page=2&route=degree")
    total = len(real_catalogue())
    assert f"<h1>Jobs that fit you: 51 to 100 of {total}</h1>" in answered.html
    assert f"<title>Jobs that fit you: 51 to 100 of {total} " in answered.html
    assert '<ol class="fits__list" start="51">' in answered.html
    back = PREVIOUS.search(answered.html)
    assert back is not None
    assert unescape(back[1]) == "/results?route=degree&show=all"
    # Another filter makes another list, which is read from its beginning.
    assert 'href="/results?show=all"' in answered.html
    answered.open(unescape(back[1]))
    assert "<h1>Jobs that fit you</h1>" in answered.html
    assert PREVIOUS.search(answered.html) is None


@pytest.mark.parametrize("number", ["99999", "9" * 30])
def test_a_page_after_the_last_is_the_last(answered: Browser, number: str) -> None:
    answered.open(f"/results?show=all&page={number}")
    total = len(real_catalogue())
    assert f" to {total} of {total}</h1>" in answered.html
    assert NEXT.search(answered.html) is None


def test_saving_and_opening_on_a_further_page_keep_the_page_and_the_place(
    answered: Browser, services: Services
) -> None:
    last = f"/results?show=all&page={-(-len(services.catalogue) // 50)}"
    role = role_ids_at(answered, last)[-1]
    answered.send(f"/roles/{role}/save")
    assert answered.path == last
    assert stored(answered, services).shortlist == (role,)
    answered.open(role_links(answered)[-1])
    opened = [r["props"] for r in held(answered, services).events if r["name"] == "role.opened"]
    assert [(o["role_id"], o["position"]) for o in opened] == [(role, len(services.catalogue))]


def test_what_the_extra_answers_changed_is_said_at_the_beginning_only(
    answered: Browser, services: Services, clock: Clock
) -> None:
    clock.pass_minutes(1)
    answered.open("/questions")
    extra = services.questionnaire.item(asked(answered))
    answered.answer(extra.id, str(extra.options[0].value))
    for address, said in (("/results", True), ("/results?show=all&page=2", False)):
        answered.open(address)
        assert ("What your extra answers changed" in answered.html) is said


def test_what_is_left_to_chance_is_logged_and_stays_on_reloading(
    answered: Browser, services: Services
) -> None:
    seed = stored(answered, services).seed
    ten = role_ids(answered)
    assert role_ids_at(answered, "/results") == ten
    rows = held(answered, services).exposures
    assert {row["seed"] for row in rows} == {seed}
    assert {row["policy"] for row in rows} == {"half-share.mmr-97.explore-1"}
    slate = services.engine.recommend(stored(answered, services).answers, on=ON, seed=seed)
    by_role = {row["role_id"]: row for row in rows}
    for role in slate.roles:
        row = by_role[role.role_id]
        logged = (row["position"], row["base_position"], row["propensity"])
        assert logged == (role.position, role.base_position, role.propensity)
    drawn = [row["role_id"] for row in rows[:10] if row["position"] == 10]
    assert drawn == [role.role_id for role in slate.roles if role.drawn]
    assert answered.html.count("Something different") == 1


def test_what_would_change_a_place_is_on_the_page_and_in_no_log(
    answered: Browser, services: Services
) -> None:
    before = len(held(answered, services).exposures)
    answered.open(role_links(answered)[4])
    assert "What would change this?" in answered.html
    assert "this job would go from" in answered.html
    assert len(held(answered, services).exposures) == before


def test_a_place_is_that_in_the_list_the_role_was_opened_from(
    answered: Browser, services: Services
) -> None:
    answers = stored(answered, services).answers
    last = role_ids_at(answered, "/results?show=all&page=99")[-1]
    family = services.catalogue.get(last).family
    links: list[str] = []
    for page in (1, 2):  # no family has more than a hundred roles
        answered.open(f"/results?family={family.value}&show=all&page={page}")
        links += role_links(answered)
    (link,) = [link for link in links if link.startswith(f"/roles/{last}?")]
    for address, wishes, words in (
        (link, Wishes(families=(family,)), "with the filters of"),
        (f"/roles/{last}", Wishes(), "without filters"),
    ):
        found = services.engine.what_would_change(answers, last, on=ON, wishes=wishes)
        assert found is not None
        answered.open(address)
        assert f"this job stands {ordinal(found.rank)} of" in answered.html
        assert words in answered.html


def test_without_exploration_no_page_speaks_of_chance(
    answered: Browser, services: Services
) -> None:
    settings = services.settings.model_copy(update={"policy": "half-share.mmr-97"})
    plain = Browser(create_app(services=replace(services, settings=settings)).test_client())
    for browser, by_chance in ((answered, True), (plain, False)):
        browser.open("/how-matching-works")
        assert ("The part that is chance" in browser.html) is by_chance
        assert ("Nothing is left to chance" in browser.html) is not by_chance
    plain.send("/start")
    bank = services.questionnaire
    journey = stored(plain, services)
    services.journeys.answer(journey, bank.first_pass[0].id, 5, submission="one")
    for browser, by_chance in ((answered, True), (plain, False)):
        browser.open("/roles/paramedic")
        assert "What would change this?" in browser.html
        assert ("part of chance" in browser.html) is by_chance


def test_before_any_answer_no_place_is_claimed(person: Browser) -> None:
    person.open("/results")
    assert "What would change this?" not in person.html
    assert "Something different" not in person.html
    person.open("/roles/paramedic")
    assert "What would change this?" not in person.html


def role_ids_at(visitor: Browser, address: str) -> list[str]:
    visitor.open(address)
    return role_ids(visitor)


@pytest.mark.parametrize(
    "query",
    [
        "route=t_level&family=medical&setting=homes",
        "family=nursing",
        "route=nonsense&show=-3&quick=abc",
        "setting=laboratory&setting=office&show=all",
    ],
)
def test_filters_never_empty_the_list(answered: Browser, query: str) -> None:
    assert answered.open(f"/results?{query}").status_code == 200
    assert len(role_ids(answered)) >= 10


def test_filters_are_logged_and_can_be_dropped(answered: Browser, services: Services) -> None:
    answered.open("/results?family=nursing&route=direct")
    assert {"family": "nursing"}.items() <= dict(answered.form("/results")).items()
    rows = held(answered, services).exposures
    # The clock stands still in tests, so two lists come in any order.
    assert {"routes": ["direct"], "families": ["nursing"]} in [row["filters"] for row in rows]
    assert 'href="/results?route=direct"' in answered.html
    assert "Good fits, but" in answered.html


def test_saving_comes_back_to_the_same_place(answered: Browser, services: Services) -> None:
    answered.open("/results?family=nursing")
    role = role_ids(answered)[0]
    answered.send(f"/roles/{role}/save")
    assert answered.path == "/results?family=nursing"
    assert stored(answered, services).shortlist == (role,)
    saved = [r["props"] for r in held(answered, services).events if r["name"] == "role.saved"]
    assert saved[0]["list_id"] is not None
    answered.send(f"/roles/{role}/unsave")
    assert stored(answered, services).shortlist == ()


def test_saving_in_place_shows_no_list_that_nobody_sees(
    answered: Browser, services: Services
) -> None:
    role = role_ids(answered)[0]
    before = len(held(answered, services).exposures)
    answer = answered.client.post(
        f"/roles/{role}/save",
        data=dict(answered.form(f"/roles/{role}/save")),
        headers={"Accept": "application/json"},
    )
    assert (answer.status_code, answer.data) == (204, b"")
    assert stored(answered, services).shortlist == (role,)
    assert len(held(answered, services).exposures) == before


def test_saving_never_leads_to_another_site(answered: Browser) -> None:
    role = role_ids(answered)[0]
    token = dict(answered.form(f"/roles/{role}/save"))["csrf_token"]
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        data = {"csrf_token": token, "back": elsewhere}
        answer = answered.client.post(f"/roles/{role}/save", data=data)
        assert (answer.status_code, answer.location) == (303, f"/roles/{role}")


def test_a_role_that_does_not_exist_cannot_be_saved_but_can_be_taken_off(
    answered: Browser,
) -> None:
    token = dict(answered.form(f"/roles/{role_ids(answered)[0]}/save"))["csrf_token"]
    data = {"csrf_token": token}
    assert answered.client.post("/roles/no-such-role/save", data=data).status_code == 404
    gone = answered.client.post("/roles/no-such-role/unsave", data=data)
    assert (gone.status_code, gone.location) == (303, "/my-journey")


def test_with_counting_off_the_list_is_there_and_nothing_is_written(
    answered: Browser, services: Services
) -> None:
    services.journeys.set_statistics(stored(answered, services), on=False)
    before = held(answered, services)
    answered.open("/results")
    assert len(role_ids(answered)) == 10
    answered.open(role_links(answered)[0])
    after = held(answered, services)
    assert (len(after.events), len(after.exposures)) == (len(before.events), len(before.exposures))


def test_ways_in_get_their_status_with_about_you(answered: Browser) -> None:
    assert "route-badge" not in answered.html
    assert "Which ways in are open to you?" in answered.html
    answered.open("/about-you")
    answered.send("/about-you", [("stage", "year_11"), ("gcses", "some")])
    assert "route-badge--one_step" in answered.html
    assert "Which ways in are open to you?" not in answered.html
