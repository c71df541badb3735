"""Suggestions while somebody types: what is suggested, and what never happens on the way."""

import logging

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compass.journeys.service import JourneyService
from tests.integration.web_pages.test_roles import events
from web.roles.suggestions import MOST
from web.services import Services

PATH = "/roles/suggestions"


def suggestions(client: FlaskClient, typed: str) -> list[dict[str, str]]:
    answer = client.get(PATH, query_string={"q": typed})
    assert answer.status_code == 200
    found: list[dict[str, str]] = answer.get_json()["suggestions"]
    return found


def test_the_beginning_of_a_name_is_enough(client: FlaskClient) -> None:
    first = suggestions(client, "midw")[0]
    assert first == {"title": "Midwife", "note": "", "href": "/roles/midwife"}


def test_how_it_was_found_is_said(client: FlaskClient) -> None:
    assert suggestions(client, "staff nurse")[0]["note"] == "Also called Staff nurse"
    assert suggestions(client, "cholangiopancreatography")[0]["note"] == "Has your words"
    typed = "wheel the bed to the ward and the patient to the theatre zzz"
    assert suggestions(client, typed)[0]["note"] == "Close in meaning"


def test_what_is_only_close_is_not_suggested(client: FlaskClient) -> None:
    assert suggestions(client, "xylophone qqq") == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=150))
def test_anything_can_be_typed(client: FlaskClient, typed: str) -> None:
    found = suggestions(client, typed)
    assert len(found) <= MOST
    assert all(client.get(one["href"]).status_code == 200 for one in found[:1])


@pytest.mark.parametrize("query", ["", "?q=", "?q=a&q=b", "?other=1"])
def test_odd_addresses_are_answered(client: FlaskClient, query: str) -> None:
    assert client.get(f"{PATH}{query}").status_code == 200


def test_it_may_be_kept_and_sets_no_cookie(client: FlaskClient) -> None:
    answer = client.get(PATH, query_string={"q": "nurse"})
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers
    assert answer.content_type == "application/json"


def test_no_journey_is_looked_up(person: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object, **__: object) -> None:
        raise AssertionError("a suggestion asked for a journey")

    monkeypatch.setattr(JourneyService, "open", asked)
    assert person.get(PATH, query_string={"q": "nurse"}).status_code == 200


def test_even_with_a_journey_nothing_of_it_is_touched_or_logged(
    person: FlaskClient, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = person.get(PATH, query_string={"q": "my name is sam"})
    assert "Set-Cookie" not in answer.headers
    assert "search.run" not in events(services, person)
    assert "sam" not in caplog.text
