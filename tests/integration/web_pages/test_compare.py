"""Two roles side by side, for everybody."""

import re
from html import unescape

from flask.testing import FlaskClient

from tests.support.engines import real_catalogue


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return unescape(answer.get_data(as_text=True))


def test_two_roles_are_told_apart_in_words(client: FlaskClient) -> None:
    html = page(client, "/compare?roles=paramedic,care-worker")
    assert "<h1>Paramedic or Care worker?</h1>" in html
    assert "You do hands-on care in both." in html
    assert "<strong>Paramedic</strong> has more moving from place to place" in html
    assert "<strong>Care worker</strong> has days that follow more of a pattern" in html
    for role_id in ("paramedic", "care-worker"):
        role = real_catalogue().get(role_id)
        assert role.hours in html
        for route in role.entry_routes[:3]:
            assert f"<strong>{route.label}</strong>" in html
    # Nobody has told us anything, so nothing is claimed about anybody.
    assert "For you" not in html


def test_both_ways_to_name_roles_make_the_same_page(client: FlaskClient) -> None:
    one = page(client, "/compare?roles=porter,paramedic")
    assert page(client, "/compare?roles=porter&roles=paramedic") == one
    assert page(client, "/compare?roles=porter,porter,paramedic,") == one


def test_a_public_comparison_may_be_kept(client: FlaskClient) -> None:
    answer = client.get("/compare?roles=porter,paramedic")
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "ETag" in answer.headers


def test_less_than_two_are_asked_for_more(client: FlaskClient, person: FlaskClient) -> None:
    assert "Compare jobs side by side" in page(client, "/compare")
    html = page(client, "/compare?roles=paramedic")
    assert "Jobs much like it" in html
    assert "/compare?roles=paramedic,specialist-paramedic" in html.replace("%2C", ",")
    assert "Jobs you saved" not in html
    html = page(person, "/compare?roles=paramedic").replace("%2C", ",")
    assert "/compare?roles=paramedic,porter" in html


FOUR = ("porter", "paramedic", "care-worker", "dental-nurse")


def test_four_stand_side_by_side_and_a_fifth_waits(client: FlaskClient) -> None:
    html = page(client, f"/compare?roles={','.join(FOUR)}")
    assert "<h1>Hospital porter, Paramedic, Care worker or Dental nurse?</h1>" in html
    for role_id in FOUR:
        role = real_catalogue().get(role_id)
        for line in (role.day, role.hours, *role.hard_parts):
            assert line in html
    assert "at a time" not in html
    five = page(client, f"/compare?roles={','.join(FOUR)},dentist")
    assert "We compare 4 at a time" in five
    assert "Dentist" not in five


def test_what_is_the_same_and_what_is_not_is_said_in_words(client: FlaskClient) -> None:
    html = page(client, "/compare?roles=paramedic,care-worker")
    for question in ("How long it takes to get there", "Pay", "Hours"):
        assert f"<span>{question}</span> {DIFFERENT}" in html
    # Two jobs that are only found in hospitals.
    html = page(client, "/compare?roles=porter,security-officer")
    assert f"<span>Where</span> {SAME}" in html


DIFFERENT = '<span class="differ differ--different">Different</span>'
SAME = '<span class="differ differ--same">The same</span>'


def test_jobs_are_added_by_a_form_and_taken_away_by_links(client: FlaskClient) -> None:
    html = page(client, "/compare?roles=porter,paramedic")
    assert 'href="/compare?roles=porter">Take it away' in html
    assert '<select class="matters__select" id="another" name="roles">' in html
    offered = re.findall(r'<option value="porter,paramedic,([a-z0-9-]+)"', html)
    assert len(offered) == html.count("<option") == 6
    assert not {"porter", "paramedic"} & set(offered)
    three = page(client, f"/compare?roles=porter%2Cparamedic%2C{offered[0]}")
    assert three.count("Take it away") == 3
    assert "Compare Hospital porter with" in page(client, "/compare?roles=porter")
    # Where there is no room for a fifth, none is offered.
    assert "Put another job beside" not in page(client, f"/compare?roles={','.join(FOUR)}")


def test_years_for_anybody_say_what_they_rest_on(client: FlaskClient) -> None:
    html = page(client, "/compare?roles=porter,paramedic")
    assert "For somebody who starts afresh. We take it that you are 16 to 18" in html


def test_a_job_that_is_not_there_is_left_out(client: FlaskClient) -> None:
    said = "Left out, as we know no such job: astronaut."
    html = page(client, "/compare?roles= Paramedic,astronaut,PORTER")
    assert "<h1>Paramedic or Hospital porter?</h1>" in html
    assert said in html
    one = page(client, "/compare?roles=paramedic,astronaut")
    assert "Jobs much like it" in one
    assert said in one
    assert "Left out" not in page(client, "/compare?roles=paramedic,porter")
    page(client, "/compare?roles=astronaut", status=404)


def test_what_is_no_name_of_a_job_is_not_said_back_as_it_was(client: FlaskClient) -> None:
    html = page(client, "/compare?roles=paramedic,porter,<b>Ring me on (0113)")
    assert "we know no such job: -b-ring-me-on-0113-." in html


def test_the_role_page_leads_to_its_nearest_and_to_saved_roles(
    client: FlaskClient, person: FlaskClient
) -> None:
    assert page(client, "/roles/paramedic").count('href="/compare?roles=paramedic,') == 3
    assert 'href="/compare?roles=paramedic,porter"' in page(person, "/roles/paramedic")
    assert "compare?roles=porter,porter" not in page(person, "/roles/porter")
