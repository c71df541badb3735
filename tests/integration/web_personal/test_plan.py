"""My plan: an order, private notes, next steps, questions, and a paper that opens it again."""

import json
import re
from collections.abc import Callable
from html import unescape
from secrets import token_hex

import pypdfium2
import pytest
from flask.testing import FlaskClient

from compass.journeys.types import NOTE_LIMIT
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from tests.integration.web_personal.test_questions import events, stored
from web.services import Services

JOB = re.compile(r'<li class="plan__job [^>]*id="job-([a-z0-9-]+)"')
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{5}\b")


@pytest.fixture
def planner(person: Browser, clock: Clock) -> Browser:
    """Somebody in Year 11 with three saved jobs, looking at the plan."""
    person.open("/about-you")
    person.send("/about-you", [("stage", "year_11"), ("english_maths", "neither")])
    for role_id in ("paramedic", "porter", "care-worker"):
        clock.pass_minutes(1)
        save(person, role_id)
    person.open("/my-plan")
    return person


def save(visitor: Browser, role_id: str) -> None:
    visitor.open(f"/roles/{role_id}")
    visitor.send(f"/roles/{role_id}/save")


def order(visitor: Browser) -> list[str]:
    return JOB.findall(visitor.html)


def move(visitor: Browser, role_id: str, where: str) -> None:
    visitor.send("/my-plan/order", [("role", role_id), ("move", where)])


def write(visitor: Browser, role_id: str, note: str) -> None:
    visitor.send(f"/my-plan/notes/{role_id}", [("note", note)])


def pdf_text(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", " ") for page in document]


def take(visitor: Browser, *, code: bool) -> str:
    """The words of the PDF."""
    visitor.open("/my-plan")
    answer = visitor.send("/my-plan/pdf", [("code", "1" if code else "0")])
    assert answer.mimetype == "application/pdf"
    pages = pdf_text(answer.get_data())
    assert len(pages) == 2
    return " ".join(pages)


def test_the_plan_belongs_to_a_journey_and_nobody_keeps_a_copy(
    visitor: Browser, planner: Browser
) -> None:
    assert planner.open("/my-plan").headers["Cache-Control"] == "private, no-store"
    planner.open("/my-plan")
    answer = planner.send("/my-plan/pdf", [("code", "0")])
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    visitor.client.delete_cookie("compass")
    visitor.open("/my-plan")
    assert visitor.path.startswith("/come-back")


def test_jobs_are_put_in_order_by_buttons(planner: Browser) -> None:
    assert order(planner) == ["paramedic", "porter", "care-worker"]
    move(planner, "care-worker", "up")
    assert planner.path == "/my-plan"
    assert order(planner) == ["paramedic", "care-worker", "porter"]
    move(planner, "paramedic", "down")
    assert order(planner) == ["care-worker", "paramedic", "porter"]
    # The first cannot go up nor the last down, and there is no button that says so.
    assert planner.html.count('value="up"') == planner.html.count('value="down"') == 2
    planner.open("/my-journey")
    titles = re.findall(r'role-card__title"><a href="/roles/([a-z-]+)"', planner.html)
    assert titles == ["care-worker", "paramedic", "porter"]


def test_a_move_that_is_none_is_refused(planner: Browser) -> None:
    token = dict(planner.form("/my-plan/order"))
    bad = [("csrf_token", token["csrf_token"]), ("role", "porter"), ("submission", "x")]
    assert planner.post("/my-plan/order", [*bad, ("move", "sideways")]).status_code == 400


def test_a_note_is_kept_and_shown_to_nobody_else(planner: Browser, services: Services) -> None:
    write(planner, "porter", "Ask <b>Jo</b>\r\nabout zebras")
    assert "Ask &lt;b&gt;Jo&lt;/b&gt;\nabout zebras</textarea>" in planner.html
    planner.open("/my-journey")
    assert "Ask &lt;b&gt;Jo&lt;/b&gt;" in planner.html
    held = services.journeys.holdings(stored(planner, services))
    assert "Jo" not in json.dumps([dict(row["props"]) for row in held.events])
    for address in ("/roles/porter", "/results", "/compare?roles=porter,paramedic"):
        assert "zebras" not in planner.open(address).text
    taken = json.loads(planner.open("/my-journey/download").text)
    assert [note["text"] for note in taken["notes"]] == ["Ask <b>Jo</b>\nabout zebras"]


def test_contact_details_in_a_note_are_taken_out_and_said_so(
    planner: Browser, services: Services
) -> None:
    write(planner, "porter", "Ring Jo on 07700 900123, LS1 3EX")
    assert "We took out a phone number and a postcode" in planner.html
    assert services.journeys.plan.notes(stored(planner, services)) == {"porter": "Ring Jo on …, …"}
    assert "900123" not in planner.html


def test_help_lines_stand_beside_a_note_of_somebody_in_trouble(planner: Browser) -> None:
    write(planner, "porter", "Ask about shifts")
    assert "Somebody to talk to" not in planner.html
    write(planner, "porter", "I do not want to live any more")
    assert "Somebody to talk to" in planner.html
    assert "</textarea>" in planner.html, "the plan is as it was"


def test_a_note_that_is_too_long_stays_as_typed(planner: Browser, services: Services) -> None:
    write(planner, "porter", "short")
    long = "x" * (NOTE_LIMIT + 2)
    planner.open("/my-plan")
    write(planner, "porter", long)
    assert planner.page is not None
    assert planner.page.status_code == 422
    assert "<title>Error: My plan" in planner.html
    assert 'href="#note-porter"' in planner.html
    assert "Make it 2 characters shorter: 300 is the most" in planner.html
    assert f"{long}</textarea>" in planner.html
    journey = stored(planner, services)
    assert services.journeys.plan.notes(journey) == {"porter": "short"}
    write(planner, "porter", "shorter")
    assert services.journeys.plan.notes(journey) == {"porter": "shorter"}


def test_a_note_that_would_replace_an_unseen_one_is_not_kept_nor_lost(
    planner: Browser, services: Services
) -> None:
    """The same plan is open on another device or in another tab."""
    old_form = planner.form("/my-plan/notes/porter")

    def write_from_the_old_form(text: str) -> None:
        told = [(name, value) for name, value in old_form if name not in ("note", "submission")]
        planner.post("/my-plan/notes/porter", [*told, ("note", text), ("submission", token_hex())])

    write(planner, "porter", "Ask Jo")
    write_from_the_old_form("Ask Sam")
    assert planner.page is not None
    assert planner.page.status_code == 422
    assert "<title>Error: My plan" in planner.html
    assert "You have written two notes on this job" in planner.html
    assert '<p class="plan__words">Ask Jo</p>' in planner.html
    assert "Ask Sam</textarea>" in planner.html
    journey = stored(planner, services)
    assert services.journeys.plan.notes(journey) == {"porter": "Ask Jo"}
    # Both are seen now: what is sent from here is what they want.
    write(planner, "porter", "Ask Sam and Jo")
    assert services.journeys.plan.notes(journey) == {"porter": "Ask Sam and Jo"}
    assert "Error" not in planner.html

    # An empty box would erase what they have not seen.
    write_from_the_old_form(" ")
    assert "Your note has changed since you opened the page" in planner.html
    assert services.journeys.plan.notes(journey) == {"porter": "Ask Sam and Jo"}
    planner.open("/my-plan")

    # The job is off the list by now; the box is there all the same. Too long comes first.
    planner.send("/roles/porter/unsave")
    erase = planner.form("/my-plan/notes/porter")
    write_from_the_old_form("x" * (NOTE_LIMIT + 1))
    write(planner, "porter", "Ask Alex")
    assert "You have written two notes on this job" in planner.html
    assert "Ask Alex</textarea>" in planner.html
    write(planner, "porter", "Ask Alex")
    assert services.journeys.plan.notes(journey) == {"porter": "Ask Alex"}
    planner.post("/my-plan/notes/porter", erase)
    assert "Your note has changed since you opened the page" in planner.html
    assert services.journeys.plan.notes(journey) == {"porter": "Ask Alex"}


def test_a_note_on_a_job_that_was_taken_off_is_in_sight_until_it_is_erased(
    planner: Browser, services: Services
) -> None:
    write(planner, "porter", "Ask Jo")
    planner.send("/roles/porter/unsave")
    assert planner.path == "/my-plan"
    assert order(planner) == ["paramedic", "care-worker"]
    assert "Notes on jobs that are not on your list" in planner.html
    planner.send("/roles/porter/save")
    assert "Ask Jo</textarea>" in planner.html
    planner.send("/roles/porter/unsave")
    planner.send("/my-plan/notes/porter")
    assert "Ask Jo" not in planner.html
    assert services.journeys.plan.notes(stored(planner, services)) == {}


def test_steps_and_questions_come_from_the_first_three(planner: Browser, clock: Clock) -> None:
    page = unescape(planner.html)
    steps = page.partition("My next three steps")[2].partition("</section>")[0]
    assert steps.count('<p class="plan__step">') == 3
    assert "Show this plan to a teacher or your careers adviser." in steps
    assert "For: Paramedic" in steps
    assert "For: Hospital porter" in steps
    asks = page.partition("Questions to ask an adviser")[2].partition("</section>")[0]
    assert "Where can I take English and maths" in asks
    assert "Whom could I visit or talk to" in asks
    clock.pass_minutes(1)
    save(planner, "dentist")
    planner.open("/my-plan")
    assert order(planner)[-1] == "dentist"
    assert "Dentist" not in planner.html.partition("Questions to ask an adviser")[2]


def test_out_of_school_hours_are_asked_about_too(planner: Browser) -> None:
    part_time = "in hours that fit round a child"
    assert part_time not in planner.html
    assert 'href="/money"' in planner.html.partition("My next three steps")[2]
    planner.open("/about-you")
    planner.send("/about-you", [("stage", "left_school"), ("earn", "must")])
    planner.open("/my-plan")
    asks = planner.html.partition("Questions to ask an adviser")[2].partition("</section>")[0]
    assert part_time in asks
    assert asks.count("plan__box") <= 5


def test_without_anything_about_me_it_claims_nothing(person: Browser) -> None:
    save(person, "porter")
    person.open("/my-plan")
    assert "Which of the ways in are open to me now" in person.html
    assert "route-badge" not in person.html
    assert "How long from here" not in person.html
    person.send("/roles/porter/unsave")
    assert "There is nothing on it yet" in person.html
    assert "/my-plan/pdf" not in person.html


def test_sharing_a_job_shares_nothing_of_mine(planner: Browser) -> None:
    shared = re.findall(r'data-share="([^"]+)"', planner.html)
    assert shared[0] == "http://localhost/roles/paramedic"
    assert all("?" not in address and "#" not in address for address in shared)


def test_the_paper_says_what_the_page_says(planner: Browser, services: Services) -> None:
    write(planner, "paramedic", "Zażółć gęślą jaźń")
    planner.open("/my-plan")
    steps = re.findall(r'<p class="plan__step">(.+?)</p>', unescape(planner.html))
    text = take(planner, code=False)
    for expected in (*steps, "Paramedic", "Hospital porter", "Zażółć gęślą jaźń", "My note"):
        assert expected in text
    assert not CODE.search(text)
    assert services.journeys.codes(stored(planner, services)) == ()
    assert events(planner, services, "plan.exported") == [
        {"kind": "pdf", "roles": 3, "code": False}
    ]


def test_the_code_on_the_paper_opens_the_plan_until_it_is_cancelled(
    planner: Browser, new_browser: Callable[[], Browser], services: Services
) -> None:
    found = CODE.search(take(planner, code=True))
    assert found is not None
    assert CODE.findall(take(planner, code=True)) == [found[0]]
    for _ in range(2):
        other = new_browser()
        other.open("/come-back")
        other.send("/come-back", [("code", found[0])])
        assert order_of(other) == ["paramedic", "porter", "care-worker"]
    planner.open("/my-journey")
    assert "Code on your plan, made on 21 November 2026" in planner.html
    (info,) = services.journeys.codes(stored(planner, services))
    planner.send(f"/my-journey/code/{info.id}/revoke")
    late = new_browser()
    late.open("/come-back")
    late.send("/come-back", [("code", found[0])])
    assert "No journey has this code" in late.html
    assert CODE.findall(take(planner, code=True)) != [found[0]]


def order_of(visitor: Browser) -> list[str]:
    visitor.open("/my-plan")
    return order(visitor)


def test_with_three_other_codes_the_plan_can_only_be_had_without(
    planner: Browser, services: Services
) -> None:
    form = [*planner.form("/my-plan/pdf")]
    for _ in range(3):
        services.journeys.new_code(stored(planner, services))
    # The page was open from before: the button is still there.
    planner.post("/my-plan/pdf", [(k, v) for k, v in form if k != "code"] + [("code", "1")])
    assert planner.path == "/my-plan"
    assert "No room for another code" in planner.html
    assert "with a code on it" not in planner.html
    assert not CODE.search(take(planner, code=False))


def test_looking_at_the_plan_makes_no_code(planner: Browser, services: Services) -> None:
    client: FlaskClient = planner.client
    assert client.get("/my-plan/pdf").status_code == 405
    assert services.journeys.codes(stored(planner, services)) == ()
