"""The list of roles and a role's page, for somebody without a journey and somebody with one."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pytest import MonkeyPatch

from compass.errors import ServiceUnavailable
from compass.journeys.service import JourneyService
from matching.search import LONGEST_QUERY
from matching.search.words import fold
from tests.support.engines import real_catalogue
from web import device
from web.services import Services


def events(services: Services, client: FlaskClient) -> list[str]:
    with client.session_transaction() as session:
        journey = services.journeys.open(session[device.TOKEN])
    assert journey is not None
    return [str(event["name"]) for event in services.journeys.holdings(journey).events]


MORE = re.compile(r'class="family-group__more"><a href="([^"]+)"')
ROLE = re.compile(r'<h4 class="row__title"><a href="/roles/([^"]+)"')


def test_the_list_leads_to_every_role_once(client: FlaskClient) -> None:
    html = client.get("/roles").text
    folded = [unescape(href) for href in MORE.findall(html)]
    assert folded
    listed = ROLE.findall(html)
    assert len(listed) == len(set(listed)) < 100
    behind = [role_id for href in folded for role_id in ROLE.findall(client.get(href).text)]
    assert len(behind) == len(set(behind))
    assert {*listed, *behind} == {role.id for role in real_catalogue()}


@pytest.mark.parametrize("query", ["", "?no_degree=1", "?route=degree", "?family=medical", "?q=s"])
def test_a_list_is_small_enough_for_a_cheap_phone(client: FlaskClient, query: str) -> None:
    page = client.get(f"/roles{query}", headers={"Accept-Encoding": "gzip"})
    assert len(page.data) < 15_000


# What people paste, and what they try.
ODD = (
    "护士护士护士",
    "ممرضة",
    "pielęgniarka",
    "медсестра",
    "🚑🚑🚑 ambulance",
    "nurse " * 2_000,
    "a" * 10_000,
    "'; DROP TABLE roles; --",
    "<script>alert(1)</script>",
    "{{ 7*7 }} %s %00",
    "nowt wi blood or sick",
    "xqz",
    "999",
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.sampled_from(ODD), st.text(min_size=3, max_size=120)))
def test_no_search_of_three_letters_ends_with_nothing_to_open(
    client: FlaskClient, typed: str
) -> None:
    # The browser sends no half characters.
    typed = typed.encode("utf-8", "ignore").decode()
    assume(len(fold(typed[:LONGEST_QUERY])) >= 3)
    response = client.get("/roles", query_string={"q": typed})
    assert response.status_code == 200
    listed = ROLE.findall(response.text)
    assert listed
    assert set(listed) <= {role.id for role in real_catalogue()}
    assert 'href="/roles"' in response.text
    if "We found no job like that" in response.text:
        assert "/roles?family=" in response.text


def test_what_was_typed_is_shown_as_text(client: FlaskClient) -> None:
    html = client.get("/roles", query_string={"q": '"><img src=x onerror=alert(1)>'}).text
    assert "<img" not in html
    assert "&lt;img" in html


def test_filters_and_words_stay_in_the_form(client: FlaskClient) -> None:
    html = client.get("/roles?q=nurse&family=nursing&route=degree&no_degree=1").text
    assert 'value="nurse"' in html
    assert html.count("checked>") == 3
    assert 'href="/roles?q=nurse&amp;route=degree&amp;no_degree=1"' in html


def test_a_role_page_says_everything_the_catalogue_knows(client: FlaskClient) -> None:
    role = real_catalogue().get("healthcare-support-worker")
    html = unescape(client.get(f"/roles/{role.id}").text)
    html = re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", html)
    said = [role.title, role.pitch, role.day, role.suits_you, role.hours, role.next_step.text]
    said += [*role.what_you_do, *role.hard_parts, *role.skills, *role.other_names]
    for route in role.entry_routes:
        said += [route.label, route.first_step]
    for text in said:
        assert text in html
    assert "£" in html
    assert "Last checked on 21 November 2026" in html


def test_without_a_journey_saving_starts_one(client: FlaskClient) -> None:
    html = client.get("/roles/porter").text
    assert 'action="/start"' in html
    assert '<input type="hidden" name="save" value="porter">' in html


def test_with_a_journey_the_page_shows_what_is_saved_and_open(person: FlaskClient) -> None:
    saved = person.get("/roles/porter").text
    assert 'action="/roles/porter/unsave"' in saved
    assert "Open to you now" in saved
    assert 'action="/roles/adult-nurse/save"' in person.get("/roles/adult-nurse").text


def test_opening_a_role_is_logged_with_the_list_it_came_from(
    person: FlaskClient, services: Services
) -> None:
    person.get("/roles/porter?list=6f1b2a34-0000-4000-8000-000000000001&position=3")
    person.get("/roles/porter?list=nonsense&position=99999")
    assert events(services, person).count("role.opened") == 2


def test_a_search_is_logged_without_words_that_are_not_ours(
    person: FlaskClient, services: Services
) -> None:
    person.get("/roles?q=my+name+is+sam")
    with person.session_transaction() as session:
        journey = services.journeys.open(session[device.TOKEN])
    assert journey is not None
    assert "search.run" in events(services, person)
    assert "sam" not in str(services.journeys.holdings(journey).events)


def test_a_role_that_is_not_there_names_close_ones(client: FlaskClient) -> None:
    page = client.get("/roles/portr")
    assert page.status_code == 404
    assert "Hospital porter" in page.text or 'href="/roles/porter"' in page.text
    assert client.get("/roles/%22%3E%3Cscript%3E").status_code == 404


def test_the_catalogue_can_be_read_while_the_log_is_away(
    person: FlaskClient, monkeypatch: MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise ServiceUnavailable("away")

    monkeypatch.setattr(JourneyService, "role_opened", away)
    monkeypatch.setattr(JourneyService, "search_run", away)
    assert person.get("/roles/porter").status_code == 200
    assert person.get("/roles?q=porter").status_code == 200


def test_the_catalogue_can_be_read_while_the_database_is_away(
    person: FlaskClient, monkeypatch: MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise ServiceUnavailable("away")

    monkeypatch.setattr(JourneyService, "open", away)
    assert person.get("/roles/porter").status_code == 200


def test_every_route_of_the_site_answers_a_get_with_a_page(app: Flask, client: FlaskClient) -> None:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments and rule.endpoint != "static":
            assert client.get(rule.rule).status_code < 500, rule.rule


def test_a_role_page_shows_its_familys_scene(client: FlaskClient) -> None:
    html = client.get("/roles/adult-nurse").text
    # A build puts all pictures into one folder.
    scenes = re.findall(r'class="role__scene"><img src="/static/(?:scenes/)?([a-z-]+)', html)
    assert len(scenes) == 1 and scenes[0].startswith("nursing")


def test_pay_over_time_is_a_sentence_bars_and_the_same_as_a_table(client: FlaskClient) -> None:
    html = client.get("/roles/adult-nurse").text
    assert "You start on £32,073 a year. After 4 years in the job it is £39,043." in html
    bars = html.partition('<div class="bars"')[2].partition("</div>")[0]
    table = html.partition('<table class="money__table"')[2].partition("</table>")[0]
    assert re.findall(r"£[\d,]+", bars) == re.findall(r"£[\d,]+", table) != []
    assert 'aria-hidden="true"' in bars.partition(">")[0]
    assert "money__table" not in client.get("/roles/care-worker").text


def test_a_job_in_leeds_names_who_employs_where_to_learn_and_who_says_so(
    client: FlaskClient,
) -> None:
    html = unescape(client.get("/roles/nursing-associate").text)
    leeds = html.partition('id="in-leeds"')[2].partition('id="alike"')[0]
    assert "Leeds Teaching Hospitals NHS Trust" in leeds
    assert "University of Leeds" in leeds.partition("Where to learn it")[2]
    assert leeds.count("Source:") == 3
    assert "Last checked on 21 November 2026" in leeds
    # A job whose routes name no college says so.
    assert "Our tables name no college" in client.get("/roles/porter").text


def test_surprising_jobs_say_what_is_alike_and_what_is_not(client: FlaskClient) -> None:
    html = unescape(client.get("/roles/porter").text)
    likes = html.partition('<ul class="likes">')[2].partition("</ul>")[0]
    found = re.findall(r'<a href="/roles/([^"]+)"', likes)
    families = {real_catalogue().get(role_id).family for role_id in found}
    assert len(families) == len(found) == 3
    assert real_catalogue().get("porter").family not in families
    assert likes.count("Alike:") == 3


def test_many_ways_in_are_folded_after_the_first_two_and_nothing_is_lost(
    client: FlaskClient,
) -> None:
    role = real_catalogue().get("paramedic")
    html = unescape(client.get("/roles/paramedic").text)
    ways = html.partition('<ul class="ways__list">')[2].partition("</section>")[0]
    assert ways.count("<details") == len(role.entry_routes) - 2
    assert all(route.first_step in ways for route in role.entry_routes)


def test_a_page_can_be_read_short(client: FlaskClient) -> None:
    full, short = client.get("/roles/porter").text, client.get("/roles/porter?text=short").text
    assert '<a href="/roles/porter?text=short">Read the short version</a>' in full
    assert '<a href="/roles/porter">Read all of it</a>' in short
    assert len(short) < len(full) * 0.8
    for kept in ("What you do", "The hard parts", "Ways in", "Your next step in Leeds"):
        assert kept in short
    for left_out in ("A day", "Working life", "Pay and rules"):
        assert f">{left_out}</h2>" in full
        assert f">{left_out}</h2>" not in short


def test_words_are_explained_where_they_first_stand(client: FlaskClient) -> None:
    page = client.get("/roles/porter").text
    marked = re.findall(r'<a class="term" href="#(word-[^"]+)">([^<]+)</a>', page)
    assert marked, "this page uses words of the glossary"
    assert len({anchor for anchor, _ in marked}) == len(marked), "only the first time"
    for anchor, _ in marked:
        assert f'id="{anchor}"' in page
