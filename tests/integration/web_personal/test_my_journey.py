"""Everything we hold: readable, downloadable, deletable; codes; counting on and off."""

import json
import re

from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from tests.integration.web_personal.test_questions import BANK, FIRST, answer_all, stored
from web.services import Services

GROUP = re.compile(r'<span class="code__group">([0-9A-Z]+)</span>')


def make_code(visitor: Browser) -> str:
    visitor.open("/my-journey")
    visitor.send("/my-journey/code")
    groups = GROUP.findall(visitor.html)
    assert [len(group) for group in groups] == [4, 4, 5]
    return "".join(groups)


def test_everything_told_is_on_the_page(person: Browser, clock: Clock) -> None:
    met = answer_all(person, clock)
    person.open("/about-you")
    person.send("/about-you", [("stage", "year_12_13")])
    person.open("/your-words")
    person.send("/your-words", [("words", "Outdoors, with my dog"), ("do", "save")])
    person.open("/my-journey")
    for item_id in met:
        assert BANK.item(item_id).text in person.html
        assert f"/questions/{item_id}?from=journey" in person.html
    assert "Year 12 or 13, or college" in person.html
    assert "Outdoors, with my dog" in person.html
    assert "You wrote something in your own words. The words are not in the log." in person.html
    assert "You looked at this page." in person.html
    assert "We showed you a list of 10 jobs" in person.html


def test_the_download_is_what_the_service_holds(person: Browser, services: Services) -> None:
    person.answer(FIRST[0].id, "5")
    answer = person.open("/my-journey/download")
    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Cache-Control"] == "private, no-store"
    held = json.loads(answer.text)
    assert held["answers"][0]["item_id"] == FIRST[0].id
    assert held["answers"][0]["value"] == 5
    assert {row["name"] for row in held["events"]} >= {"journey.started", "data.downloaded"}
    assert held["journey"]["id"] == str(stored(person, services).id)


def test_a_code_is_shown_once(person: Browser) -> None:
    code = make_code(person)
    assert person.path == "/my-journey/code"
    person.open("/my-journey/code")
    assert "The code was shown once" in person.html
    assert not GROUP.findall(person.html)
    assert code not in person.open("/my-journey").text


def test_the_button_pressed_twice_makes_one_code(person: Browser, services: Services) -> None:
    person.open("/my-journey")
    form = dict(person.form("/my-journey/code"))
    for _ in range(2):
        assert person.client.post("/my-journey/code", data=form).status_code == 303
    assert len(services.journeys.codes(stored(person, services))) == 1


def test_three_codes_at_most_and_one_can_be_cancelled(person: Browser, services: Services) -> None:
    for _ in range(3):
        make_code(person)
    person.open("/my-journey")
    assert "Three codes is the most" in person.html
    token = dict(person.form("/my-journey/statistics"))["csrf_token"]
    person.post("/my-journey/code", [("csrf_token", token)])
    codes = services.journeys.codes(stored(person, services))
    assert len(codes) == 3
    person.open("/my-journey")
    assert "stays in until they leave" in person.html
    person.send(f"/my-journey/code/{codes[0].id}/revoke")
    assert services.journeys.codes(stored(person, services)) == codes[1:]


def test_counting_goes_off_and_on_with_one_press(person: Browser, services: Services) -> None:
    person.open("/my-journey")
    person.send("/my-journey/statistics")
    assert "Counting is off" in person.html
    assert stored(person, services).statistics is False
    person.send("/my-journey/statistics")
    assert stored(person, services).statistics is True


def test_deleting_asks_first_and_leaves_nothing(person: Browser, services: Services) -> None:
    code = make_code(person)
    with person.client.session_transaction() as session:
        token = session["t"]
    person.open("/my-journey/delete")
    assert services.journeys.open(token) is not None
    person.send("/my-journey/delete")
    assert "Done. Everything is deleted" in person.html
    assert services.journeys.open(token) is None
    assert services.journeys.resume(code) is None
    assert person.cookies() == {}


def test_a_saved_role_has_its_next_step_and_can_be_taken_off(
    person: Browser, services: Services
) -> None:
    person.open("/roles/porter")
    person.send("/roles/porter/save")
    person.open("/my-journey")
    assert services.catalogue.get("porter").next_step.text in person.html
    person.send("/roles/porter/unsave")
    assert person.path == "/my-journey"
    assert stored(person, services).shortlist == ()
