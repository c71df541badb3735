"""The ways to a role: on its page for who said who they are, and on a page of their own."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from matching.pathways import Pathways, Preference
from matching.person import Person
from tests.support.engines import real_catalogue
from tests.support.services import ON
from web.services import Services

WAYS = "/roles/paramedic/ways"


def headings(html: str) -> list[str]:
    return [unescape(re.sub(r"<[^>]+>", "", h)) for h in re.findall(r"<h2[^>]*>(.*?)</h2>", html)]


def test_without_a_journey_the_page_says_what_it_assumes_and_may_be_kept(
    client: FlaskClient,
) -> None:
    page = client.get(WAYS)
    assert page.status_code == 200
    assert page.headers["Cache-Control"].startswith("public")
    assert "We take it that you are 16 to 18" in page.text
    assert "Answer a few questions" in page.text
    assert headings(page.text)[:3] == ["The ways at a glance", "The best way", "A second way"]


def test_a_role_page_without_a_journey_has_only_a_link_there(client: FlaskClient) -> None:
    page = client.get("/roles/paramedic")
    assert page.headers["Cache-Control"].startswith("public")
    assert f'href="{WAYS}"' in page.text
    assert "Your way there from here" not in page.text


def test_who_said_something_has_the_best_way_on_the_role_page(person: FlaskClient) -> None:
    page = person.get("/roles/social-worker")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Your way there from here</h3>" in page.text
    assert "Get English and maths at level 2" in page.text
    ways = person.get("/roles/social-worker/ways").text
    assert "From where you are, by what you told us" in ways
    first = re.search(r'<h4 class="road__title">(.*?)</h4>', page.text)
    assert first is not None and first[1] in ways


def test_reading_the_ways_logs_nothing(person: FlaskClient, services: Services) -> None:
    def logged() -> list[str]:
        with person.session_transaction() as session:
            journey = services.journeys.open(session["t"])
        assert journey is not None
        held = services.journeys.holdings(journey).events
        # Looking at the log is in the log itself.
        return [str(e["name"]) for e in held if e["name"] != "data.viewed"]

    # Coming back at all is logged, whatever is read first.
    person.get("/roles/social-worker/ways")
    before = logged()
    person.get("/roles/social-worker/ways?prefer=earn")
    assert logged() == before


@pytest.mark.parametrize("prefer", ["balanced", "earn", "no-university", "fastest"])
def test_what_matters_is_chosen_by_plain_links(client: FlaskClient, prefer: str) -> None:
    html = client.get(f"{WAYS}?prefer={prefer}").text
    assert html.count('aria-current="true"') == 1
    assert f'href="{WAYS}?prefer={prefer}" aria-current="true"' in html
    assert all(f"{WAYS}?prefer={other}" in html for other in ("balanced", "earn", "fastest"))


def test_a_job_that_somebody_is_in_is_a_choice_and_stays_chosen(client: FlaskClient) -> None:
    html = client.get(f"{WAYS}?job=emergency-care-assistant&prefer=earn").text
    assert '<option value="emergency-care-assistant" selected>' in html
    assert f"{WAYS}?prefer=fastest&amp;job=emergency-care-assistant" in html
    best = html.partition(">The best way</h2>")[2].partition("</section>")[0]
    assert best.count('class="road__step"') == 2
    assert "First about 1 year as an emergency care assistant." in best


def test_no_way_says_so_and_names_the_nearest_job_that_has_one(client: FlaskClient) -> None:
    html = client.get("/roles/foundation-doctor/ways?prefer=no-university").text
    assert "There is no way to this job without years at a university." in html
    nearest = re.search(r'one: <a href="/roles/([^"]+)"', html)
    assert nearest is not None and nearest[1] in real_catalogue()
    assert "The best way" not in headings(html)


@pytest.mark.parametrize(
    "query", ["prefer=money", "job=nurze", "prefer=&job=", "x=1", "job=porter"]
)
def test_a_mistyped_address_is_no_error(client: FlaskClient, query: str) -> None:
    html = client.get(f"{WAYS}?{query}").text
    assert "The best way" in headings(html)


def test_an_unknown_role_has_no_ways(client: FlaskClient) -> None:
    page = client.get("/roles/nurze/ways")
    assert page.status_code == 404
    assert "nurze" in page.text


def test_every_step_has_a_source_and_nothing_typed_is_shown(client: FlaskClient) -> None:
    html = client.get(f"{WAYS}?job=<script>").text
    steps = html.split('class="road__step"')[1:]
    assert steps and all("Source:" in step.partition("</li>\n")[0] for step in steps)
    assert "<script>" not in html.partition("<main")[2].partition("</main>")[0]


def picture_and_rest(html: str) -> tuple[str, str]:
    """The words of both drawings, and those of the page without them."""
    main = html.partition("<main")[2].partition("</main>")[0]
    drawn = "".join(re.findall(r"<svg class=\"ladder .*?</svg>", main, re.DOTALL))
    rest = re.sub(r"<svg class=\"ladder .*?</svg>", "", main, flags=re.DOTALL)
    return drawn, re.sub(r"\W+", " ", unescape(re.sub(r"<[^>]+>", " ", rest)))


@pytest.mark.parametrize("role_id", ["paramedic", "adult-nurse", "care-worker", "porter"])
@pytest.mark.parametrize("tail", ["", "/ways", "/ways?prefer=no-university"])
def test_nothing_is_in_the_picture_alone(client: FlaskClient, role_id: str, tail: str) -> None:
    html = client.get(f"/roles/{role_id}{tail}").text
    drawn, rest = picture_and_rest(html)
    lines = re.findall(r"<text class=\"ladder__(?:head|name|small)\"[^>]*>(.*?)</text>", drawn)
    assert lines
    # Facts are parted by dots in the picture and by boxes in the lists.
    for said in (part for line in lines for part in unescape(line).split(" · ")):
        assert re.sub(r"\W+", " ", said).strip() in rest, said
    # In both drawings and in a list.
    for link in re.findall(r'<a href="([^"]+)"', drawn):
        assert html.count(f'<a href="{link}"') > drawn.count(f'<a href="{link}"'), link


def test_the_picture_is_no_stop_of_the_keyboard(client: FlaskClient) -> None:
    drawn, _ = picture_and_rest(client.get("/roles/paramedic").text)
    assert drawn.count("<svg") == drawn.count('aria-hidden="true"') == 2
    assert drawn.count("<a ") == drawn.count('tabindex="-1"') > 0


def test_you_are_here_is_only_said_to_who_said_where_they_are(
    client: FlaskClient, person: FlaskClient
) -> None:
    stranger = client.get("/roles/paramedic").text
    assert "You are here" not in stranger and "This way starts here" in stranger
    drawn, rest = picture_and_rest(person.get("/roles/paramedic").text)
    assert drawn.count("You are here") == 2
    assert "You are here 19 or over with nothing finished yet" in rest


def test_in_a_job_the_picture_starts_there(client: FlaskClient) -> None:
    drawn, rest = picture_and_rest(client.get(f"{WAYS}?job=emergency-care-assistant").text)
    assert "In work: Emergency care assistant" in unescape(drawn)
    assert "You are here In work Emergency care assistant" in rest


def test_where_there_is_no_way_the_picture_is_that_of_the_nearest_job(client: FlaskClient) -> None:
    html = client.get("/roles/foundation-doctor/ways?prefer=no-university").text
    nearest = re.search(r'one: <a href="/roles/[^"]+">([^<]+)</a>', html)
    assert nearest is not None
    drawn, _ = picture_and_rest(html)
    heads = re.findall(r'<text class="ladder__head"[^>]*>(.*?)</text>', drawn)
    assert heads and all(words in nearest[1] for words in heads)


def test_a_role_page_that_knows_no_way_says_so_and_names_the_nearest(
    app: Flask, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No answers in About you lead to this today; a way in that ends one day may."""
    other = real_catalogue().get("porter")
    near = services.engine.pathways(Person(), "porter", on=ON)
    none = Pathways(real_catalogue().get("paramedic"), Preference.BALANCED, (), (), near)
    monkeypatch.setattr(type(services.engine), "pathways", lambda *_, **__: none)
    html = app.test_client().get("/roles/paramedic").text
    assert "We know no way to this job from where you are." in html
    assert f'<a href="/roles/porter">{other.title}</a>' in html
    assert "This way starts here" not in html
