"""Asking: one question a page, skip, back, change, twice the same form, a hurried hand."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from compass.journeys.types import Journey
from tests.integration.web_personal.browsing import Browser
from tests.integration.web_personal.conftest import Clock
from tests.support.engines import real_questionnaire
from web.app import create_app
from web.services import Services

BANK = real_questionnaire()
FIRST = BANK.first_pass


def stored(visitor: Browser, services: Services) -> Journey:
    with visitor.client.session_transaction() as session:
        journey = services.journeys.open(session["t"])
    assert journey is not None
    return journey


def events(visitor: Browser, services: Services, name: str) -> list[dict[str, object]]:
    held = services.journeys.holdings(stored(visitor, services))
    return [row["props"] for row in held.events if row["name"] == name]


def answer_all(visitor: Browser, clock: Clock | None = None) -> None:
    for number, item in enumerate(FIRST):
        if clock:
            clock.pass_minutes(0.1)
        value = item.options[number % len(item.options)].value
        visitor.answer(item.id, str(value))


def test_twelve_answers_lead_to_a_list_with_reasons(person: Browser, clock: Clock) -> None:
    assert person.path == f"/questions/{FIRST[0].id}"
    for number, item in enumerate(FIRST, start=1):
        assert f"Question {number} of 12" in person.html
        clock.pass_minutes(0.1)
        person.answer(item.id, str(item.options[number % 2].value))
    assert person.path == "/results"
    assert person.html.count('<article class="fit') == 10
    assert "Why it fits" in person.html


def test_next_without_a_choice_asks_again_and_keeps_nothing(
    person: Browser, services: Services
) -> None:
    person.answer(FIRST[0].id)
    assert person.path == f"/questions/{FIRST[0].id}?problem=nothing"
    assert "<title>Error: Question 1 of 12" in person.html
    assert 'href="#answer"' in person.html and 'id="answer"' in person.html
    assert stored(person, services).skipped_ids == ()


def test_only_skip_skips(person: Browser, services: Services) -> None:
    person.answer(FIRST[0].id, do="skip")
    assert person.path == f"/questions/{FIRST[1].id}"
    assert stored(person, services).skipped_ids == (FIRST[0].id,)


def test_skipping_everything_gives_a_labelled_starter_set(person: Browser) -> None:
    for item in FIRST:
        person.answer(item.id, do="skip")
    assert "A first look around" in person.html
    assert "This is not a match yet" in person.html
    assert "Why it fits" not in person.html
    assert person.html.count('<article class="fit') == 10


def test_many_choices_are_kept_and_shown_again(person: Browser, services: Services) -> None:
    person.answer("who-to-help", "older_people", "children")
    assert stored(person, services).answers.values["who-to-help"] == ("children", "older_people")
    person.open("/questions/who-to-help")
    assert sorted(v for k, v in person.form("/questions/who-to-help") if k == "answer") == [
        "children",
        "older_people",
    ]


def test_the_same_form_sent_twice_counts_once(person: Browser, services: Services) -> None:
    person.open(f"/questions/{FIRST[0].id}")
    form = [*person.form(f"/questions/{FIRST[0].id}"), ("do", "next")]
    for _ in range(2):
        person.post(f"/questions/{FIRST[0].id}", [*form, ("answer", "5")])
    assert stored(person, services).answers.values[FIRST[0].id] == 5
    assert len(events(person, services, "questionnaire.answered")) == 1


def test_going_back_and_answering_again_counts_the_last_answer(
    person: Browser, services: Services
) -> None:
    person.answer(FIRST[0].id, "5")
    person.open(f"/questions/{FIRST[0].id}")
    assert ("answer", "5") in person.form(f"/questions/{FIRST[0].id}")
    person.answer(FIRST[0].id, "1")
    assert stored(person, services).answers.values[FIRST[0].id] == 1
    assert [e["changed"] for e in events(person, services, "questionnaire.answered")] == [
        False,
        True,
    ]


def test_two_tabs_may_answer_the_same_question(person: Browser, services: Services) -> None:
    address = f"/questions/{FIRST[0].id}"
    person.open(address)
    first_tab = person.form(address)
    person.open(address)
    second_tab = person.form(address)
    person.post(address, [*second_tab, ("answer", "4"), ("do", "next")])
    person.post(address, [*first_tab, ("answer", "2"), ("do", "next")])
    assert stored(person, services).answers.values[FIRST[0].id] == 2


@pytest.mark.parametrize(("origin", "back"), [("list", "/results"), ("journey", "/my-journey")])
def test_changing_one_answer_comes_back_to_where_one_was(
    person: Browser, services: Services, origin: str, back: str
) -> None:
    person.answer(FIRST[0].id, "5")
    person.open(f"/questions/{FIRST[0].id}?from={origin}")
    assert "Change your answer" in person.html
    person.send(f"/questions/{FIRST[0].id}", [("answer", "2"), ("do", "next")])
    assert person.path == back
    assert stored(person, services).answers.values[FIRST[0].id] == 2


def test_an_answer_that_no_question_offers_is_refused_and_counted(person: Browser) -> None:
    person.answer(FIRST[0].id, "9")
    assert person.path.endswith("problem=strange")
    assert person.open("/questions/no-such-question").status_code == 404


@pytest.mark.parametrize("fields", [[("submission", "")], [("submission", "<b>")]])
def test_a_form_without_a_usable_number_is_not_ours(
    person: Browser, fields: list[tuple[str, str]]
) -> None:
    person.open(f"/questions/{FIRST[0].id}")
    answer = [("answer", "4"), ("do", "next"), *fields]
    assert person.send(f"/questions/{FIRST[0].id}", answer).status_code == 400


def test_the_time_taken_is_measured_without_a_script(
    person: Browser, services: Services, clock: Clock
) -> None:
    person.open(f"/questions/{FIRST[0].id}")
    clock.pass_minutes(0.1)
    person.answer(FIRST[0].id, "4")
    assert events(person, services, "questionnaire.answered")[0]["ms"] == 6_000


def test_answers_in_a_hurry_are_offered_another_look_and_nothing_is_held_up(
    person: Browser, clock: Clock
) -> None:
    answer_all(person)
    assert "That was quick" in person.html
    person.open("/results")
    assert "That was quick" not in person.html
    slow = Browser(person.client)
    slow.open(f"/questions/{FIRST[0].id}")
    answer_all(slow, clock)
    assert "That was quick" not in slow.html


def test_keep_going_has_a_list_on_every_page_and_ends(person: Browser, clock: Clock) -> None:
    answer_all(person, clock)
    person.open("/questions/more")
    for number, item in enumerate(BANK.second_pass, start=1):
        assert f"Extra question {number} of 24" in person.html
        assert "See my list now" in person.html
        clock.pass_minutes(0.1)
        person.answer(item.id, str(item.options[0].value))
    assert person.path == "/results"
    assert "What your extra answers changed" in person.html
    assert person.open("/questions/more").request.path == "/results"


def test_start_carries_on_where_one_stopped(person: Browser) -> None:
    person.answer(FIRST[0].id, "4")
    person.answer(FIRST[1].id, do="skip")
    person.open("/come-back")
    token = dict(person.form("/come-back"))["csrf_token"]
    person.post("/start", [("csrf_token", token)])
    assert person.path == f"/questions/{FIRST[2].id}"


def test_about_you_is_kept_shown_and_can_be_left_out_again(
    person: Browser, services: Services
) -> None:
    person.open("/about-you")
    person.send("/about-you", [("stage", "adult"), ("earn", "must")])
    assert person.path == "/results"
    assert dict(stored(person, services).about) == {"stage": "adult", "earn": "must"}
    assert "Open to you now" in person.html
    person.open("/about-you?from=journey")
    assert dict(person.form("/about-you"))["stage"] == "adult"
    person.send("/about-you", [("stage", ""), ("earn", "must")])
    assert person.path == "/my-journey"
    assert dict(stored(person, services).about) == {"earn": "must"}


def test_a_made_up_fact_is_refused(person: Browser, services: Services) -> None:
    person.open("/about-you")
    assert person.send("/about-you", [("stage", "king")]).status_code == 400
    assert dict(stored(person, services).about) == {}


def test_own_words_are_kept_shown_safely_and_taken_back(
    person: Browser, services: Services
) -> None:
    said = "I like <b>mending</b> things & people's bikes"
    person.open("/your-words")
    person.send("/your-words", [("words", said), ("do", "save")])
    assert person.path == "/results"
    assert stored(person, services).own_words == said
    for page in ("/your-words", "/my-journey"):
        assert "<b>mending</b>" not in person.open(page).text
        assert "&lt;b&gt;mending" in person.open(page).text
    person.open("/your-words?from=journey")
    person.send("/your-words", [("words", said), ("do", "clear")])
    assert stored(person, services).own_words == ""


def test_words_that_are_too_long_are_given_back_to_be_cut(
    person: Browser, services: Services
) -> None:
    person.open("/your-words")
    page = person.send("/your-words", [("words", "long " * 101), ("do", "save")])
    assert page.status_code == 422
    assert "Make it 4 characters shorter" in person.html
    assert "long long" in person.html
    assert "Content-Encoding" not in page.headers
    assert stored(person, services).own_words == ""


def test_without_the_encoder_the_pages_say_so(
    services: Services, clock: Clock, new_browser: Callable[[], Browser]
) -> None:
    deaf = replace(services, engine=replace(services.engine, encoder=None))
    visitor = Browser(create_app(services=deaf).test_client())
    visitor.send("/start")
    visitor.open("/your-words")
    assert "We can't use your words just now" in visitor.html
    visitor.send("/your-words", [("words", "With my hands"), ("do", "save")])
    assert stored(visitor, deaf).own_words == "With my hands"


def test_every_option_is_a_large_target_with_a_label_of_its_own(person: Browser) -> None:
    for item in (*FIRST, *BANK.second_pass):
        html = person.open(f"/questions/{item.id}").text
        ids = re.findall(r'class="choice__input"[^>]* id="([^"]+)"', html)
        labels = re.findall(r'class="choice__label" for="([^"]+)"', html)
        assert ids == labels and len(set(ids)) == len(item.options)
