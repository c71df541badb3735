"""Two roles side by side, for everybody."""

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
        for route in role.entry_routes:
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
    assert "Compare two jobs" in page(client, "/compare")
    html = page(client, "/compare?roles=paramedic")
    assert "Jobs much like it" in html
    assert "/compare?roles=paramedic,specialist-paramedic" in html.replace("%2C", ",")
    assert "Jobs you saved" not in html
    html = page(person, "/compare?roles=paramedic").replace("%2C", ",")
    assert "/compare?roles=paramedic,porter" in html


def test_a_third_waits(client: FlaskClient) -> None:
    html = page(client, "/compare?roles=porter,paramedic,care-worker")
    assert "We compare two at a time" in html
    assert "<h1>Hospital porter or Paramedic?</h1>" in html


def test_a_job_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    page(client, "/compare?roles=paramedic,astronaut", status=404)


def test_the_role_page_leads_to_its_nearest_and_to_saved_roles(
    client: FlaskClient, person: FlaskClient
) -> None:
    assert page(client, "/roles/paramedic").count('href="/compare?roles=paramedic,') == 3
    assert 'href="/compare?roles=paramedic,porter"' in page(person, "/roles/paramedic")
    assert "compare?roles=porter,porter" not in page(person, "/roles/porter")
