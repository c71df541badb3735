"""What browsers keep for when there is no network: public, the same for all, and switchable."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.app import create_app
from web.offline.views import MOST_COPIES
from web.services import Services


def test_a_copy_knows_nobody(client: FlaskClient, person: FlaskClient) -> None:
    strangers = client.get("/offline/roles/porter")
    assert strangers.status_code == 200
    assert "public" in strangers.headers["Cache-Control"]
    assert "You are offline" in strangers.text
    assert "<form" not in strangers.text
    assert strangers.headers["X-Robots-Tag"] == "noindex"
    # Somebody who opens it with a cookie sees as little of themselves.
    own = person.get("/offline/roles/porter")
    assert "My journey" not in own.text
    assert "Set-Cookie" not in own.headers


def test_the_page_itself_is_no_copy(client: FlaskClient) -> None:
    page = client.get("/roles/porter").text
    assert "You are offline" not in page
    assert '<meta name="offline" content="/service-worker.js">' in page


def test_there_are_no_copies_of_what_is_not_there(client: FlaskClient) -> None:
    assert client.get("/offline/roles/nurze").status_code == 404


def test_the_worker_may_be_asked_for_often_and_has_no_cookie(client: FlaskClient) -> None:
    answer = client.get("/service-worker.js")
    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"
    assert "max-age=0" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    again = client.get("/service-worker.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.fixture
def switched_off(services: Services) -> Flask:
    settings = services.settings.model_copy(update={"offline": "off"})
    return create_app(services=replace(services, settings=settings))


def test_switched_off_the_worker_takes_itself_away(switched_off: Flask) -> None:
    client = switched_off.test_client()
    code = client.get("/service-worker.js").text
    assert "unregister()" in code
    assert f'"mostCopies": {MOST_COPIES}' in code
    assert 'name="offline"' not in client.get("/roles/porter").text


def test_a_form_tells_a_script_where_it_leads(person: FlaskClient) -> None:
    page = person.get("/your-words").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    form = {"csrf_token": token, "submission": "abc", "words": "I like cats"}
    sent = person.post("/your-words", data=form, headers={"Accept": "application/json"})
    assert sent.status_code == 200
    assert sent.get_json() == {"to": "/results"}
    assert "Location" not in sent.headers
    assert sent.headers["Cache-Control"] == "private, no-store"
    assert person.post("/your-words", data=form).status_code == 303
