"""Starting, coming back, being closed for idleness, finishing."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from compass.errors import ServiceUnavailable
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from tests.integration.web_personal.test_my_journey import make_code
from tests.integration.web_personal.test_questions import FIRST, stored
from web.journey.guesses import LIMIT
from web.services import Services

PERSONAL = (
    "/questions",
    "/questions?form=fixed",
    f"/questions/{FIRST[0].id}",
    "/about-you",
    "/your-words",
    "/results",
    "/my-journey",
    "/my-journey/download",
    "/my-journey/delete",
    "/my-journey/code",
    "/my-journey/here",
)

NewBrowser = Callable[[], Browser]


def session_of(app: Flask, visitor: Browser) -> dict[str, object]:
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    content: dict[str, object] = serializer.loads(visitor.cookies()["compass"])
    return content


def test_start_makes_a_journey_and_the_cookie_holds_its_token_and_a_time(
    app: Flask, person: Browser, clock: Clock
) -> None:
    content = session_of(app, person)
    assert set(content) <= {"t", "at", "csrf_token"}
    assert content["at"] == int(clock.now.timestamp())
    cookie = person.client.get_cookie("compass")
    assert cookie is not None
    assert cookie.http_only and cookie.same_site == "Lax"
    assert cookie.expires is None, "it ends with the browser"


def test_start_from_a_role_saves_it_and_comes_back(visitor: Browser, services: Services) -> None:
    visitor.open("/roles/porter")
    visitor.send("/start")
    assert visitor.path == "/roles/porter"
    assert stored(visitor, services).shortlist == ("porter",)


def test_start_with_a_made_up_role_begins_all_the_same(
    visitor: Browser, services: Services
) -> None:
    visitor.post("/start", [("save", "https://evil.example")])
    assert visitor.path == f"/questions/{FIRST[0].id}"
    assert stored(visitor, services).shortlist == ()


@pytest.mark.parametrize("path", PERSONAL)
def test_without_a_journey_a_personal_page_says_so_kindly(visitor: Browser, path: str) -> None:
    visitor.open(path)
    assert visitor.path == "/come-back?closed=none"
    assert "Nothing is open here" in visitor.html
    assert visitor.cookies() == {}


@pytest.mark.parametrize("path", PERSONAL)
def test_no_personal_page_is_kept_by_the_browser(person: Browser, path: str) -> None:
    answer = person.client.get(path)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_code_opens_everything_in_another_browser(
    person: Browser, new_browser: NewBrowser
) -> None:
    person.answer(FIRST[0].id, "5")
    code = make_code(person)
    other = new_browser()
    other.open("/come-back")
    sloppy = f" {code[:4].lower()}-{code[4:8]} {code[8:]} ".replace("0", "o").replace("1", "l")
    other.send("/come-back", [("code", sloppy)])
    assert other.path == "/results"
    other.open("/my-journey")
    assert "I'd love it" in other.html
    assert person.open("/my-journey").status_code == 200, "the first browser stays open"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type your code"),
        ("ABCD EFGH JKMNP", "No journey has this code"),
        ("<script>", "No journey has this code"),
        ("x" * 5000, "No journey has this code"),
    ],
)
def test_a_code_that_opens_nothing(visitor: Browser, typed: str, said: str) -> None:
    visitor.open("/come-back")
    answer = visitor.send("/come-back", [("code", typed)])
    assert answer.status_code == 422
    assert said in visitor.html
    assert "<script>" not in answer.text
    assert visitor.cookies() == {}


def test_many_wrong_codes_pause_one_address_but_a_right_code_opens(
    person: Browser, new_browser: NewBrowser, clock: Clock
) -> None:
    code = make_code(person)
    guesser = new_browser()
    guesser.open("/come-back")
    for _ in range(LIMIT):
        assert guesser.post("/come-back", [("code", "ABCDEFGHJKMNP")]).status_code == 422
    paused = guesser.post("/come-back", [("code", "ABCDEFGHJKMNP")])
    assert paused.status_code == 429
    assert paused.headers["Retry-After"] == "600"
    assert "codes are paused for 10 minutes" in guesser.html
    elsewhere = guesser.client.post(
        "/come-back", data={"code": "ABCDEFGHJKMNP"}, environ_base={"REMOTE_ADDR": "192.0.2.7"}
    )
    assert elsewhere.status_code == 422
    assert new_browser().post("/come-back", [("code", code)]).status_code == 200
    clock.pass_minutes(11)
    assert guesser.post("/come-back", [("code", "ABCDEFGHJKMNP")]).status_code == 422


def test_an_empty_form_is_not_a_guess(visitor: Browser) -> None:
    for _ in range(12):
        assert visitor.post("/come-back", [("code", " ")]).status_code == 422


def test_a_code_closes_what_was_open_here_before(
    person: Browser, new_browser: NewBrowser, services: Services
) -> None:
    code = make_code(person)
    other = new_browser()
    other.send("/start")
    other.answer(FIRST[0].id, "5")
    with other.client.session_transaction() as session:
        before = session["t"]
    other.open("/come-back")
    assert "A journey is open here already" in other.html
    other.send("/come-back", [("code", code)])
    assert services.journeys.open(before) is None
    assert stored(other, services).id == stored(person, services).id


def test_an_unused_page_is_closed_and_says_how_to_come_back(person: Browser, clock: Clock) -> None:
    clock.pass_minutes(19)
    assert person.open("/results").request.path == "/results"
    clock.pass_minutes(19)
    assert person.open("/results").request.path == "/results", "every request counts as use"
    clock.pass_minutes(21)
    person.open("/results")
    assert person.path == "/come-back?closed=idle"
    assert "We closed your page" in person.html
    assert "Nobody used it for 20 minutes" in person.html
    assert person.cookies() == {}


@pytest.mark.parametrize("path", ["/", "/roles", "/privacy"])
def test_the_next_request_after_idleness_says_so_whatever_it_is(
    person: Browser, clock: Clock, path: str
) -> None:
    clock.pass_minutes(21)
    person.open(path)
    assert "We closed your page" in person.html
    assert person.open(path).request.path == path


def test_after_idleness_the_role_one_was_going_to_is_one_press_away(
    person: Browser, clock: Clock
) -> None:
    clock.pass_minutes(21)
    person.open("/roles/porter?list=x&position=3")
    assert '<a href="/roles/porter">Go on to the page you wanted</a>' in person.html


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "javascript:alert(1)"])
def test_the_page_one_wanted_is_always_ours(visitor: Browser, to: str) -> None:
    visitor.client.get("/come-back", query_string={"closed": "idle", "to": to})
    html = visitor.open(f"/come-back?closed=idle&to={to}").text
    assert "evil" not in html and "alert" not in html


def test_a_form_sent_after_idleness_changes_nothing(
    person: Browser, clock: Clock, services: Services
) -> None:
    journey = stored(person, services)
    person.open(f"/questions/{FIRST[0].id}")
    clock.pass_minutes(21)
    person.send(f"/questions/{FIRST[0].id}", [("answer", "5"), ("do", "next")])
    assert person.path == "/come-back?closed=idle"
    assert services.journeys.holdings(journey).answers == ()


def test_somebody_new_can_start_at_once_after_idleness(
    person: Browser, clock: Clock, services: Services
) -> None:
    first = stored(person, services).id
    person.open("/come-back")
    token = dict(person.form("/come-back"))["csrf_token"]
    clock.pass_minutes(21)
    person.post("/start", [("csrf_token", token)])
    assert person.path == f"/questions/{FIRST[0].id}"
    assert stored(person, services).id != first


def test_a_copied_cookie_is_as_old_as_it_says(
    person: Browser, new_browser: NewBrowser, clock: Clock
) -> None:
    copied = person.cookies()["compass"]
    for _ in range(3):
        clock.pass_minutes(15)
        assert person.open("/results").request.path == "/results"
    thief = new_browser()
    thief.client.set_cookie("compass", copied)
    thief.open("/my-journey")
    assert thief.path == "/come-back?closed=idle"


def test_a_journey_is_open_for_hours_at_most(
    person: Browser, clock: Clock, services: Services
) -> None:
    hours = 0.0
    while person.path.startswith(("/questions", "/my-journey")):
        clock.pass_minutes(15)
        hours += 0.25
        person.open("/my-journey/delete")
    assert hours == services.settings.session_hours
    assert person.path == "/come-back?closed=ended"


def test_finishing_with_a_code_keeps_and_without_one_erases(
    person: Browser, services: Services
) -> None:
    journey = stored(person, services)
    person.answer(FIRST[0].id, "5")
    person.open("/finish")
    assert "You have no code" in person.html
    person.send("/finish")
    assert "There was no code, so we erased your answers" in person.html
    assert person.cookies() == {}
    again = Browser(person.client)
    again.send("/start")
    assert stored(again, services).id != journey.id
    code = make_code(again)
    again.open("/finish")
    assert "With your code you can come back" in again.html
    again.send("/finish")
    assert "Your answers wait for you behind your code" in again.html
    assert services.journeys.resume(code) is not None


def test_finishing_clears_the_browser_and_back_shows_nothing(person: Browser) -> None:
    person.open("/my-journey")
    copied = person.cookies()["compass"]
    person.open("/finish")
    answer = person.client.post("/finish", data=dict(person.form("/finish")))
    assert (answer.status_code, answer.location) == (303, "/finish?done=forgotten")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert person.cookies() == {}
    for path in PERSONAL:
        assert person.open(path).request.path == "/come-back"
    # The token itself is dead, not only the cookie gone.
    person.client.set_cookie("compass", copied)
    assert person.open("/my-journey").request.path == "/come-back"


def test_finishing_twice_or_without_a_journey_is_fine(visitor: Browser) -> None:
    visitor.open("/finish")
    assert "There is nothing to forget" in visitor.html
    assert visitor.post("/finish", []).status_code == 200


def test_done_is_not_claimed_while_a_journey_is_open(person: Browser) -> None:
    person.open("/finish?done=deleted")
    assert "Everything is deleted" not in person.html
    assert "Finished?" in person.html


def test_finished_in_another_tab_while_a_form_was_open(
    person: Browser, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    journey = stored(person, services)
    person.open(f"/questions/{FIRST[0].id}")
    services.journeys.delete(journey)
    # The request opened its journey just before the other tab deleted it.
    monkeypatch.setattr(services.journeys, "open", lambda token: journey)
    person.client.post(
        f"/questions/{FIRST[0].id}",
        data=dict([*person.form(f"/questions/{FIRST[0].id}"), ("answer", "5"), ("do", "next")]),
    )
    monkeypatch.undo()
    assert person.cookies() == {}


def test_with_the_database_away_this_device_still_forgets(
    person: Browser, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.open("/finish")

    def away(journey: object, token: str) -> None:
        raise ServiceUnavailable("locked")

    monkeypatch.setattr(services.journeys, "forget", away)
    person.send("/finish")
    assert person.cookies() == {}
    assert "could not erase them there" in person.html


def test_with_the_database_away_public_pages_stay_and_personal_ones_ask_for_a_minute(
    person: Browser, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(token: str) -> None:
        raise ServiceUnavailable("locked")

    monkeypatch.setattr(services.journeys, "open", away)
    assert person.open("/roles/porter").status_code == 200
    assert person.open("/privacy").status_code == 200
    for path in (*PERSONAL, "/finish?done=forgotten"):
        answer = person.open(path)
        assert answer.status_code == 503, path
    assert person.cookies(), "a short failure must not cost anybody their journey"


@pytest.mark.parametrize(
    "path",
    [
        f"/questions/{FIRST[0].id}",
        "/about-you",
        "/your-words",
        "/roles/porter/save",
        "/roles/porter/unsave",
        "/my-journey/code",
        "/my-journey/statistics",
        "/my-journey/delete",
        "/finish",
        "/come-back",
    ],
)
def test_no_form_is_taken_without_its_token_or_from_another_site(
    person: Browser, services: Services, path: str
) -> None:
    assert person.client.post(path).status_code == 400
    foreign = person.client.post(path, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert stored(person, services).shortlist == ()


def test_the_personal_pages_know_when_to_close_themselves(person: Browser) -> None:
    assert '<meta name="idle-minutes" content="20">' in person.open("/results").text
    assert person.open("/my-journey/here").status_code == 204
    person.open("/finish")
    person.send("/finish")
    assert "idle-minutes" not in person.open("/come-back").text
