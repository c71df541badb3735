"""Reporting a mistake on a role's page: into the queue, without a word on who it was."""

import re

import pytest
from flask import Flask

from compass.reports import service as reports
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from web.reports.views import AT_ONCE
from web.services import Services

FORM = "/roles/porter/report"


def report(visitor: Browser, wrong: str = "pay", text: str = "", **more: str) -> None:
    visitor.open(FORM)
    fields = {"text": text, **more, **({"wrong": wrong} if wrong else {})}
    visitor.send(FORM, list(fields.items()))


def test_each_role_page_leads_to_the_form(visitor: Browser) -> None:
    visitor.open("/roles/porter")
    assert f'href="{FORM}"' in visitor.html


def test_a_report_gets_into_the_queue_and_is_thanked_for(
    visitor: Browser, services: Services
) -> None:
    report(visitor, "pay", "The band is  out of date, ring 07911 123456")
    assert visitor.path == f"{FORM}/thanks?taken=phone"
    assert "We took out a phone number" in visitor.html
    assert 'href="/roles/porter"' in visitor.html
    (kept,) = services.reports.listed()
    assert (kept.role_id, kept.wrong, kept.text) == (
        "porter",
        "pay",
        "The band is out of date, ring …",
    )
    assert (str(kept.reported_on), kept.closed_on) == ("2026-11-21", None)
    assert visitor.cookies() == {}


def test_a_report_is_no_part_of_a_journey(person: Browser, services: Services) -> None:
    with person.client.session_transaction() as session:
        journey = services.journeys.open(session["t"])
    assert journey is not None
    person.open("/roles/porter")
    before = len(services.journeys.holdings(journey).events)
    report(person, "other", "zebra")
    assert len(services.reports.listed()) == 1
    held = services.journeys.holdings(journey)
    assert len(held.events) == before + 1  # that it was looked at
    assert "zebra" not in repr(held)


def test_the_same_report_counts_once(visitor: Browser, services: Services) -> None:
    visitor.open(FORM)
    form = [*visitor.form(FORM), ("wrong", "link"), ("text", "The first one")]
    visitor.post(FORM, form)
    visitor.post(FORM, form)
    report(visitor, "link", "The first one")
    assert len(services.reports.listed()) == 1
    report(visitor, "link", "The second one")
    assert len(services.reports.listed()) == 2


@pytest.mark.parametrize(
    ("wrong", "text", "said"),
    [
        ("", "zebra", "Choose what is wrong"),
        ("zebra", "zebra", "Choose what is wrong"),
        ("pay", "zebra " * 90, "Make it shorter: 500 characters is the most"),
        ("pay", "zebra http://a.example and www.b.example", "Leave out all links but one"),
    ],
)
def test_what_cannot_be_taken_is_asked_for_again(
    visitor: Browser, services: Services, wrong: str, text: str, said: str
) -> None:
    report(visitor, wrong, text)
    assert visitor.page is not None
    assert visitor.page.status_code == 422
    assert said in visitor.html
    assert "zebra" in visitor.html
    assert services.reports.listed() == ()


def test_a_program_is_thanked_for_nothing(visitor: Browser, services: Services) -> None:
    report(visitor, "pay", "Buy this", website="http://spam.example")
    assert visitor.path == f"{FORM}/thanks"
    assert services.reports.listed() == ()


def test_a_flood_has_to_wait_and_a_class_does_not(
    visitor: Browser, services: Services, clock: Clock
) -> None:
    for number in range(AT_ONCE):
        report(visitor, "pay", f"Number {number}")
    report(visitor, "pay", "One too many")
    assert visitor.page is not None
    assert visitor.page.status_code == 429
    assert int(visitor.page.headers["Retry-After"]) > 0
    assert 'href="/roles/porter"' in visitor.html
    assert len(services.reports.listed()) == AT_ONCE
    clock.pass_minutes(1)
    report(visitor, "pay", "A minute later")
    assert len(services.reports.listed()) == AT_ONCE + 1


def test_a_full_queue_takes_no_more(
    visitor: Browser, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_OPEN", 1)
    report(visitor, "pay", "The first")
    report(visitor, "pay", "The second")
    assert visitor.page is not None
    assert visitor.page.status_code == 429
    assert len(services.reports.listed()) == 1


def test_who_is_in_trouble_gets_help_lines_with_the_thanks(
    visitor: Browser, services: Services
) -> None:
    report(visitor, "other", "i want to die")
    assert "Thank you" in visitor.html
    assert "116\u00a0123" in visitor.html
    assert visitor.path == f"{FORM}?sent=1" or visitor.path == FORM
    assert len(services.reports.listed()) == 1


def test_unknown_roles_and_forms_of_others_are_refused(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/roles/nurze/report").status_code == 404
    assert client.post("/roles/nurze/report").status_code == 404
    sent = client.post(FORM, data={"wrong": "pay", "submission": "no such number!"})
    assert sent.status_code == 400
    page = client.get(FORM).text
    number = re.search(r'name="submission" value="([^"]+)"', page)
    assert number
    sent = client.post(
        FORM,
        data={"wrong": "pay", "submission": number[1]},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert sent.status_code == 403
