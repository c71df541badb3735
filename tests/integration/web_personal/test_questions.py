"""Asking: one question a page, skip, back, change, twice the same form, a hurried hand."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from compass.journeys.service import JourneyService
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


def asked(visitor: Browser) -> str:
    """The id of the question on the page; nothing if there is none."""
    found = re.match(r"/questions/([a-z0-9-]+)", visitor.path)
    return found[1] if found else ""


def answer_all(visitor: Browser, clock: Clock | None = None, *, do: str = "next") -> list[str]:
    """Answer what is asked, from the page that is open to the list. Returns what was asked."""
    met: list[str] = []
    while item_id := asked(visitor):
        if clock:
            clock.pass_minutes(0.1)
        item = BANK.item(item_id)
        value = item.options[len(met) % len(item.options)].value
        visitor.answer(item_id, *(() if do == "skip" else (str(value),)), do=do)
        met.append(item_id)
        assert len(met) <= len(BANK.items), "asked without end"
    return met


def at_fixed_site(services: Services) -> Browser:
    """Somebody who has begun at a site that asks everybody the same."""
    database = services.journeys._database
    settings = services.settings.model_copy(update={"questions": "fixed"})
    journeys = JourneyService(database, services.engine, settings)
    visitor = Browser(
        create_app(services=replace(services, settings=settings, journeys=journeys)).test_client()
    )
    visitor.send("/start")
    return visitor


def test_each_answer_chooses_the_next_question_until_the_list_is_steady(
    person: Browser, services: Services, clock: Clock
) -> None:
    met: list[str] = []
    assert "No picture yet. About 8 to 16 questions in all." in person.html
    while item_id := asked(person):
        journey = stored(person, services)
        now = services.engine.next_question(journey.answers)
        assert (item_id, now.done) == (now.item_id, False)
        assert f"Question {len(met) + 1}<" in person.html
        assert ("Stop here and see my list" in person.html) is bool(met)
        clock.pass_minutes(0.1)
        person.answer(item_id, str(BANK.item(item_id).options[0].value))
        met.append(item_id)
    assert person.path == "/results"
    assert services.engine.next_question(stored(person, services).answers).done
    assert 8 <= len(met) == len(set(met)) <= 20
    assert person.html.count('<article class="fit') == 10
    assert "Why it fits" in person.html
    assert "A steady list: one more answer would change" in person.html


def test_the_log_says_how_was_asked_and_how_sure_the_list_was(
    person: Browser, services: Services, clock: Clock
) -> None:
    met = answer_all(person, clock)
    (started,) = events(person, services, "questionnaire.started")
    assert started == {"instrument": BANK.version, "mode": "adaptive", "n_items": 20}
    (first,) = events(person, services, "questionnaire.completed")
    now = services.engine.next_question(stored(person, services).answers)
    assert first == {
        "instrument": BANK.version,
        "mode": "adaptive",
        "part": "first",
        "answered": len(met),
        "skipped": 0,
        "certainty": now.certainty,
    }
    person.open("/questions")
    answer_all(person, clock)
    ended = events(person, services, "questionnaire.completed")
    assert [(e["part"], e["answered"]) for e in ended[1:]] == [("second", len(BANK.items))]
    person.open("/my-journey")
    assert f"You answered enough for your list (a steady list): {len(met)} ans" in person.html
    assert "You went through every question there is: 36 answered, 0 skipped." in person.html


def test_back_leads_to_the_question_that_was_really_answered_before(
    person: Browser, services: Services, clock: Clock
) -> None:
    met = []
    for _ in range(7):
        clock.pass_minutes(0.1)
        met.append(asked(person))
        person.answer(met[-1], str(BANK.item(met[-1]).options[0].value))
    last = asked(person)
    for number, before in reversed(list(enumerate(met, start=1))):
        assert f'<a class="back__link" href="/questions/{before}">' in person.html
        person.open(f"/questions/{before}")
        assert f"Question {number}<" in person.html
        assert f'value="{BANK.item(before).options[0].value}" checked' in person.html
    assert '<a class="back__link" href="/">' in person.html
    clock.pass_minutes(0.1)
    person.answer(met[0], str(BANK.item(met[0]).options[0].value))
    assert asked(person) == last
    assert set(stored(person, services).answered_ids) == set(met)


def test_an_old_page_sent_late_counts_for_its_own_question(
    person: Browser, services: Services, clock: Clock
) -> None:
    first = asked(person)
    old = [*person.form(f"/questions/{first}"), ("do", "next"), ("answer", "1")]
    for _ in range(4):
        clock.pass_minutes(0.1)
        person.answer(asked(person), str(BANK.item(asked(person)).options[0].value))
    before = dict(stored(person, services).answers.values)
    person.post(f"/questions/{first}", old)
    assert dict(stored(person, services).answers.values) == {**before, first: 1}
    assert asked(person) not in {*before, ""}


@pytest.mark.parametrize(
    ("mode", "promise"), [("adaptive", "about 11 questions"), ("fixed", "12 questions")]
)
def test_all_pages_promise_the_same_number_of_questions(
    services: Services, mode: str, promise: str
) -> None:
    settings = services.settings.model_copy(update={"questions": mode})
    client = create_app(services=replace(services, settings=settings)).test_client()
    for address in ("/", "/come-back", "/roles", "/how-matching-works"):
        html = client.get(address).text.lower()
        assert promise in html, address
        for other in ("about 10 q", "about 11 q", "about 12 q"):
            assert promise.startswith(other) or other not in html, address


def test_a_fixed_site_asks_everybody_the_twelve_in_their_order(
    services: Services, clock: Clock
) -> None:
    visitor = at_fixed_site(services)
    for number, item in enumerate(FIRST, start=1):
        assert f"Question {number} of 12" in visitor.html
        assert ("Stop here and see my list" in visitor.html) is (number > 1)
        assert asked(visitor) == item.id
        visitor.answer(item.id, str(item.options[number % 2].value))
    assert visitor.path == "/results?quick=12"
    visitor.open("/my-journey")
    assert all(item.text in visitor.html for item in FIRST)
    visitor.open("/questions")
    for number, item in enumerate(BANK.second_pass, start=1):
        assert f"Extra question {number} of 24" in visitor.html
        assert "See my list now" in visitor.html
        visitor.answer(item.id, str(item.options[0].value))
    assert "What your extra answers changed" in visitor.html
    ended = events(visitor, services, "questionnaire.completed")
    assert [(e["mode"], e["part"], e["answered"]) for e in ended] == [
        ("fixed", "first", 12),
        ("fixed", "second", 24),
    ]


def test_a_form_filled_in_on_paper_is_typed_in_as_it_stands_there(
    visitor: Browser, services: Services, clock: Clock
) -> None:
    page = visitor.open("/paper").text
    assert [page.index(item.text.replace("'", "&#39;")) for item in FIRST] == sorted(
        page.index(item.text.replace("'", "&#39;")) for item in FIRST
    )
    visitor.send("/start")
    for number, item in enumerate(FIRST, start=1):
        assert visitor.path == f"/questions/{item.id}?form=fixed"
        assert f"Question {number} of 12" in visitor.html
        if number == 5:
            visitor.answer(item.id)
            assert visitor.path == f"/questions/{item.id}?problem=nothing&form=fixed"
        clock.pass_minutes(0.1)
        visitor.answer(item.id, str(item.options[0].value))
    assert visitor.path == "/results"
    (ended,) = events(visitor, services, "questionnaire.completed")
    assert (ended["mode"], ended["part"], ended["answered"]) == ("fixed", "first", 12)


def test_next_without_a_choice_asks_again_and_keeps_nothing(
    person: Browser, services: Services
) -> None:
    person.answer(FIRST[0].id)
    assert person.path == f"/questions/{FIRST[0].id}?problem=nothing"
    assert "<title>Error: Question 1 ·" in person.html
    assert 'href="#answer"' in person.html and 'id="answer"' in person.html
    assert stored(person, services).skipped_ids == ()


def test_only_skip_skips(person: Browser, services: Services) -> None:
    person.answer(FIRST[0].id, do="skip")
    assert person.path == f"/questions/{FIRST[1].id}"
    assert stored(person, services).skipped_ids == (FIRST[0].id,)


def test_skipping_everything_gives_a_labelled_starter_set(person: Browser) -> None:
    assert len(answer_all(person, do="skip")) == 20
    assert "A first look around" in person.html
    assert "list:" not in person.html
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
    slow.open("/questions")
    answer_all(slow, clock)
    assert "That was quick" not in slow.html


def test_keep_going_has_a_list_on_every_page_and_ends(person: Browser, clock: Clock) -> None:
    met = answer_all(person, clock)
    assert "What your extra answers changed" not in person.html
    person.open("/questions")
    while item_id := asked(person):
        assert person.path == f"/questions/{item_id}?more=1"
        assert f"Question {len(met) + 1}<" in person.html
        assert f"{36 - len(met)} left, stop whenever you like" in person.html
        assert "See my list now" in person.html
        assert item_id not in met
        clock.pass_minutes(0.1)
        person.answer(item_id, str(BANK.item(item_id).options[0].value))
        met.append(item_id)
    assert len(met) == len(BANK.items)
    assert person.path == "/results"
    assert "What your extra answers changed" in person.html
    assert "You have been through every question there is." in person.html
    assert person.open("/questions").request.path == "/results"


def test_start_carries_on_where_one_stopped(person: Browser) -> None:
    person.answer(FIRST[0].id, "4")
    person.answer(FIRST[1].id, do="skip")
    then = asked(person)
    person.open("/come-back")
    token = dict(person.form("/come-back"))["csrf_token"]
    person.post("/start", [("csrf_token", token)])
    assert asked(person) == then


@pytest.mark.parametrize(
    "address",
    [
        "/results",
        "/about-you",
        "/roles/porter",
        "/roles/porter/ways",
        "/compare?roles=porter,paramedic",
    ],
)
def test_where_somebody_was_before_the_summer_is_asked_again(
    visitor: Browser, clock: Clock, address: str
) -> None:
    """Today is in November: see ``conftest.ON``. They told us in July."""
    clock.now = datetime(2026, 7, 10, 9, 0, tzinfo=UTC)
    visitor.send("/start")
    visitor.open("/about-you")
    visitor.send("/about-you", [("stage", "year_11")])
    visitor.open(address)
    assert "You told us “Year 11” in an earlier school year" in visitor.html


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
