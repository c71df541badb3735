"""Light or dark: the device says, until the reader chooses; the choice is a cookie of one word."""

import re

import pytest
from flask.testing import FlaskClient

from compass.settings import Settings
from web.app import create_app
from web.colours.choice import BEHIND_THE_TOP
from web.services import Services

HERE = "/light-or-dark"


def theme(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<meta name="theme-color" content="(#\w+)"(?: media="([^"]+)")?>', html)


def test_without_a_choice_the_device_says(client: FlaskClient) -> None:
    page = client.get("/roles/porter")
    assert "data-colours" not in page.text
    assert '<meta name="color-scheme" content="light dark">' in page.text
    assert theme(page.text) == [
        (BEHIND_THE_TOP["light"], "(prefers-color-scheme: light)"),
        (BEHIND_THE_TOP["dark"], "(prefers-color-scheme: dark)"),
    ]
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_choice_holds_on_every_page(client: FlaskClient, colours: str) -> None:
    answer = client.post(HERE, data={"colours": colours})
    assert (answer.status_code, answer.location) == (303, HERE)
    page = client.get("/roles/porter")
    assert f'<html lang="en-GB" data-colours="{colours}">' in page.text
    assert f'<meta name="color-scheme" content="{colours}">' in page.text
    assert theme(page.text) == [(BEHIND_THE_TOP[colours], "")]  # type: ignore[index]
    assert re.search(rf'value="{colours}" checked', client.get(HERE).text)


def test_a_chosen_page_can_still_be_kept_but_only_for_that_cookie(client: FlaskClient) -> None:
    before = client.get("/roles/porter")
    client.post(HERE, data={"colours": "dark"})
    after = client.get("/roles/porter")
    assert "public" in after.headers["Cache-Control"]
    assert "Cookie" in after.headers["Vary"]
    assert before.headers["ETag"] != after.headers["ETag"]


def test_a_choice_can_be_taken_back(client: FlaskClient) -> None:
    client.post(HERE, data={"colours": "dark"})
    client.post(HERE, data={"colours": "device"})
    assert client.get_cookie("compass-colours") is None
    assert "data-colours" not in client.get("/").text


def test_the_cookie_is_one_word_until_the_browser_is_closed(client: FlaskClient) -> None:
    client.post(HERE, data={"colours": "dark"})
    cookie = client.get_cookie("compass-colours")
    assert cookie is not None
    assert (cookie.value, cookie.http_only, cookie.same_site) == ("dark", True, "Lax")
    assert cookie.expires is None
    assert cookie.max_age is None


def test_in_production_it_is_bound_to_this_host(services: Services, settings: Settings) -> None:
    strict = settings.model_copy(update={"environment": "production"})
    client = create_app(strict, services).test_client()
    answer = client.post(HERE, data={"colours": "dark"}, base_url="https://compass.test")
    sent = answer.headers["Set-Cookie"]
    assert sent.startswith("__Host-compass-colours=dark;")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {
        part.strip() for part in sent.split(";")
    }


def test_it_leads_back_to_the_page_that_led_here(client: FlaskClient) -> None:
    form = client.get(HERE, headers={"Referer": "http://localhost/roles?family=dental"})
    assert '<input type="hidden" name="back" value="/roles?family=dental">' in form.text
    assert form.headers["Cache-Control"] == "private, no-store"
    answer = client.post(HERE, data={"colours": "dark", "back": "/roles?family=dental"})
    assert answer.location == "/roles?family=dental"


@pytest.mark.parametrize(
    "came",
    [
        "https://elsewhere.test/roles",
        "http://localhost/light-or-dark",
        "http://localhost/my-plan/notes/porter",
        "nonsense",
        "",
    ],
)
def test_it_leads_back_to_pages_of_ours_alone(client: FlaskClient, came: str) -> None:
    assert 'name="back"' not in client.get(HERE, headers={"Referer": came}).text


@pytest.mark.parametrize("back", ["//elsewhere.test", "https://elsewhere.test/", "javascript:x"])
def test_nobody_is_sent_elsewhere(client: FlaskClient, back: str) -> None:
    assert client.post(HERE, data={"colours": "dark", "back": back}).location == HERE


@pytest.mark.parametrize("sent", [{}, {"colours": "pink"}, {"colours": ""}])
def test_another_word_changes_nothing(client: FlaskClient, sent: dict[str, str]) -> None:
    answer = client.post(HERE, data=sent)
    assert answer.status_code == 400
    assert client.get_cookie("compass-colours") is None


def test_a_cookie_of_another_word_is_no_choice(client: FlaskClient) -> None:
    client.set_cookie("compass-colours", '"><script>')
    assert "data-colours" not in client.get("/").text


def test_with_a_journey_it_takes_the_form_token(person: FlaskClient) -> None:
    assert person.post(HERE, data={"colours": "dark"}).status_code == 400
    html = person.get(HERE).text
    token = html.partition('name="csrf_token" value="')[2].partition('"')[0]
    sent = person.post(HERE, data={"colours": "dark", "csrf_token": token})
    assert sent.status_code == 303
    assert "My journey" in person.get("/").text
