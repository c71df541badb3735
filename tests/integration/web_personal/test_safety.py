"""Help lines beside the pages of somebody in trouble, and contact details that are not kept."""

import pytest

from compass.journeys.types import Journey
from tests.integration.web_personal.browsing import Browser
from web import device
from web.api.inputs import Said
from web.services import Services

TROUBLE = "I want to help people but my dad hits me"
HELP = "Somebody to talk to"


def write(person: Browser, text: str) -> None:
    person.open("/your-words")
    person.send("/your-words", [("words", text)])


def journey_of(person: Browser, services: Services) -> Journey:
    with person.client.session_transaction() as session:
        found = services.journeys.open(session[device.TOKEN])
    assert found is not None
    return found


def logged(person: Browser, services: Services) -> list[tuple[object, object]]:
    """The names of a journey's events and the names of what each holds."""
    held = services.journeys.holdings(journey_of(person, services))
    return [(event["name"], sorted(event["props"])) for event in held.events]


@pytest.mark.parametrize("address", ["/results", "/my-journey", "/your-words"])
def test_help_lines_stand_beside_what_was_asked_for(person: Browser, address: str) -> None:
    write(person, "I like to fix bikes")
    before = person.open(address)
    assert HELP not in person.html
    heading = person.html.partition("<h1")[2].partition("</h1>")[0]

    write(person, TROUBLE)
    page = person.open(address)
    assert page.status_code == before.status_code == 200
    for said in (
        HELP,
        "0800\u00a01111",
        "116\u00a0123",
        "Text SHOUT to 85258",
        "999",
        "tel:08001111",
    ):
        assert said in person.html
    assert heading in person.html
    assert page.headers["Cache-Control"] == "private, no-store"


def test_the_list_is_the_same_with_help_lines(person: Browser) -> None:
    write(person, TROUBLE)
    person.open("/results")
    assert person.html.count("<article") >= 10


def test_nothing_tells_that_help_lines_came_up(
    visitor: Browser, services: Services, new_browser: object
) -> None:
    assert callable(new_browser)
    told = []
    for text in (TROUBLE, "I want to help people and my dad does too"):
        person = new_browser()
        person.send("/start")
        write(person, text)
        person.open("/results")
        person.open("/roles?q=" + text)
        told.append(logged(person, services))
    assert told[0] == told[1]


SEARCHES = ("/roles", "/map", "/results/where")


@pytest.mark.parametrize("page", SEARCHES)
def test_a_search_brings_them_up_as_well(person: Browser, page: str) -> None:
    person.open(f"{page}?q=i want to die")
    assert HELP in person.html
    person.open(f"{page}?q=suicide prevention worker")
    assert HELP not in person.html


@pytest.mark.parametrize("address", ["/roles", "/map"])
def test_a_stranger_is_heard_and_the_page_is_kept_nowhere(visitor: Browser, address: str) -> None:
    page = visitor.open(f"{address}?q=im+scared+to+go+home")
    assert HELP in visitor.html
    assert page.headers["Cache-Control"] == "private, no-store"
    assert visitor.cookies() == {}
    assert "public" in visitor.open(f"{address}?q=nurse").headers["Cache-Control"]


def test_contact_details_are_taken_out_before_words_are_kept(
    person: Browser, services: Services
) -> None:
    write(person, "I like animals, ring me on 07911 123456 or sam@example.org, LS9 7TF")
    assert person.path.startswith("/results?taken=")
    assert "We took out a phone number, an e-mail address and a postcode" in person.html
    kept = journey_of(person, services).own_words
    assert kept == "I like animals, ring me on … or …, …"
    person.open("/results")
    assert "We took out" not in person.html


def test_words_that_were_only_a_number_are_none(person: Browser, services: Services) -> None:
    write(person, "07911 123456")
    assert journey_of(person, services).own_words == ""


@pytest.mark.parametrize("page", SEARCHES)
def test_a_number_leaves_the_address_of_a_search(person: Browser, page: str) -> None:
    answer = person.client.get(f"{page}?q=nurse+07911+123456&family=nursing")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{page}?q=nurse&family=nursing&taken=phone"
    person.open(answer.headers["Location"])
    assert "We took out a phone number" in person.html


def test_the_place_of_the_one_job_that_was_meant_says_so_too(person: Browser) -> None:
    person.open("/results/where?q=paramedic+07911+123456")
    assert person.path.startswith("/results/where/paramedic?taken=phone")
    assert "We took out a phone number" in person.html


@pytest.mark.parametrize("raw", ["", "phones", "<b>", "phone" * 99, "."])
def test_nobody_can_write_the_note_by_hand(visitor: Browser, raw: str) -> None:
    visitor.open(f"/roles?taken={raw}")
    assert "We took out" not in visitor.html


def test_the_api_reads_no_contact_details_either() -> None:
    assert Said(text="I like cats, 07911 123456").text == "I like cats, …"
