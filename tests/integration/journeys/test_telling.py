"""What a person tells us: kept as told, counted once, and never copied into the log."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest

from compass.database import Database
from compass.errors import BadSubmission
from compass.journeys.models import (
    AboutRow,
    AnswerRow,
    EventRow,
    OwnWordsRow,
    RejectedCountRow,
    SubmissionRow,
)
from compass.journeys.service import JourneyService
from compass.settings import Settings
from matching.answers import BadAnswers
from matching.questionnaire import Mode, Questionnaire, UnknownItem
from roles_catalogue.catalogue import UnknownRole
from tests.integration.journeys.standins import (
    FIRST,
    QUESTIONNAIRE,
    SECOND,
    Clock,
    begun,
    engine,
    log,
    names,
    opened,
    rows,
)


def test_answers_come_back_as_they_were_given(service: JourneyService, clock: Clock) -> None:
    journey, token = begun(service)
    given = {
        "subjects": ["maths", "biology"],
        "likes-people": 5,
        "place": "home",
        "likes-numbers": None,
    }
    for number, (item_id, value) in enumerate(given.items()):
        clock.forward(seconds=10)
        service.answer(journey, item_id, value, submission=f"form-{number}")
    back = opened(service, token)
    assert dict(back.answers.values) == {
        "subjects": ("biology", "maths"),
        "likes-people": 5,
        "place": "home",
        "likes-numbers": None,
    }
    assert back.answered_ids == ("subjects", "likes-people", "place")
    assert back.skipped_ids == ("likes-numbers",)


def test_an_answer_can_be_changed_and_taken_back(
    service: JourneyService, database: Database
) -> None:
    journey, token = begun(service)
    service.answer(journey, "likes-people", 5, submission="a", took_ms=4_000)
    service.answer(journey, "likes-people", 2, submission="b")
    service.answer(journey, "likes-people", 2, submission="c")
    service.answer(journey, "likes-people", None, submission="d")
    assert opened(service, token).skipped_ids == ("likes-people",)
    answered = [props for name, props in log(database) if name == "questionnaire.answered"]
    assert [(p["skipped"], p["changed"], p["ms"]) for p in answered] == [
        (False, False, 4_000),
        (False, True, None),
        (False, False, None),
        (True, True, None),
    ]


def test_no_answer_value_gets_into_the_log(service: JourneyService, database: Database) -> None:
    journey, _ = begun(service)
    service.answer(journey, "place", "ward", submission="a")
    service.answer(journey, "subjects", ["biology"], submission="b")
    service.tell_about(journey, {"stage": "adult", "earn": "must"}, submission="c")
    service.write_own_words(journey, "My name is Sam", submission="d")
    written = str([(row.props, row.surface, row.name) for row in rows(database, EventRow)])
    for secret in ("ward", "biology", "adult", "must", "Sam"):
        assert secret not in written


def test_the_questionnaire_starts_once_and_each_part_completes_once(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)
    for number, item_id in enumerate((*FIRST, *SECOND)):
        value = None if item_id == "likes-machines" else _some_answer(item_id)
        service.answer(journey, item_id, value, submission=f"first-{number}")
    for number, item_id in enumerate(FIRST):
        service.answer(journey, item_id, 1, submission=f"again-{number}")
    found = log(database)
    assert [name for name, _ in found[:6]] == [
        "journey.started",
        "questionnaire.started",
        "questionnaire.answered",
        "questionnaire.answered",
        "questionnaire.answered",
        "questionnaire.completed",
    ]
    completed = [props for name, props in found if name == "questionnaire.completed"]
    each = {"instrument": "test-1", "mode": "adaptive", "certainty": "clearer", "skipped": 1}
    assert completed == [
        {**each, "part": "first", "answered": 2},
        {**each, "part": "second", "answered": 4},
    ]
    assert names(database).count("questionnaire.started") == 1


@pytest.mark.parametrize("mode", ["adaptive", "fixed"])
def test_a_part_that_ended_while_nobody_counted_does_not_end_later(
    service: JourneyService, database: Database, mode: Mode
) -> None:
    journey, token = begun(service)
    service.answer(journey, FIRST[0], 1, submission="a", mode=mode)
    service.set_statistics(journey, False)
    for item_id in FIRST[1:]:
        service.answer(journey, item_id, 1, submission=item_id, mode=mode)
    service.set_statistics(journey, True)
    journey = opened(service, token)
    for item_id in SECOND:
        service.answer(journey, item_id, _some_answer(item_id), submission=item_id, mode=mode)
    completed = [props["part"] for name, props in log(database) if name.endswith(".completed")]
    # Of a fixed form the second part is the two items alone; of an adaptive one it is all.
    assert completed == (["second"] if mode == "fixed" else [])


def test_the_day_on_which_a_fact_was_told_is_that_of_saying_it_last(
    service: JourneyService, clock: Clock
) -> None:
    journey, token = begun(service)
    facts = {"stage": "year_10", "studied": ["art", "maths"]}
    service.tell_about(journey, facts, submission="july")
    first = clock().date()
    assert opened(service, token).told.told_on == {"stage": first, "studied": first}
    clock.forward(hours=12)
    service.tell_about(journey, {"stage": "year_10"}, submission="after-midnight")
    clock.forward(hours=-1)  # the device is open for 12 hours
    second = first + timedelta(days=1)
    assert opened(service, token).told.told_on == {"stage": second, "studied": first}


def _some_answer(item_id: str) -> object:
    return {"subjects": [], "place": "ward"}.get(item_id, 3)


def test_the_same_form_twice_counts_once(service: JourneyService, database: Database) -> None:
    journey, token = begun(service)
    service.answer(journey, "likes-people", 5, submission="form-1")
    before = log(database)
    service.answer(journey, "likes-people", 5, submission="form-1")
    assert opened(service, token).answers.values == {"likes-people": 5}
    assert log(database) == before


def test_another_answer_under_an_old_number_counts(
    service: JourneyService, database: Database
) -> None:
    """A page that the back button kept, on which somebody changed their mind, and back again."""
    journey, token = begun(service)
    for value in (5, 1, 1, 5):
        service.answer(journey, "likes-people", value, submission="form-1")
        assert opened(service, token).answers.values == {"likes-people": value}
    assert names(database).count("questionnaire.answered") == 3


def test_the_same_form_number_of_two_journeys_counts_for_both(service: JourneyService) -> None:
    for journey, token in (begun(service), begun(service)):
        service.answer(journey, "likes-people", 5, submission="form-1")
        assert opened(service, token).answered_ids == ("likes-people",)


@pytest.mark.parametrize("action", ["answer", "about", "words", "save", "unsave"])
def test_every_kind_of_form_counts_once(
    service: JourneyService, database: Database, action: str
) -> None:
    journey, _ = begun(service)
    service.save_role(journey, "nurse", submission="before")

    def send() -> None:
        if action == "answer":
            service.answer(journey, "likes-people", 5, submission="x")
        elif action == "about":
            service.tell_about(journey, {"stage": "adult"}, submission="x")
        elif action == "words":
            service.write_own_words(journey, "Hello", submission="x")
        elif action == "save":
            service.save_role(journey, "porter", submission="x")
        else:
            service.unsave_role(journey, "nurse", submission="x")

    send()
    before = log(database)
    send()
    assert log(database) == before


def test_a_form_sent_twice_at_the_same_moment_counts_once(
    service: JourneyService, database: Database
) -> None:
    journey, token = begun(service)
    for round_number in range(10):
        together = Barrier(2)

        def send(value: int, number: int = round_number, barrier: Barrier = together) -> None:
            barrier.wait()
            service.answer(journey, "likes-people", value, submission=f"form-{number}")

        with ThreadPoolExecutor(2) as threads:
            list(threads.map(send, (3, 3)))
    assert names(database).count("questionnaire.answered") == 10
    assert len(rows(database, SubmissionRow)) == 10
    assert len(rows(database, AnswerRow)) == 1
    assert opened(service, token).answered_ids == ("likes-people",)


def test_many_threads_answering_lose_nothing(service: JourneyService, database: Database) -> None:
    journey, _ = begun(service)
    with ThreadPoolExecutor(8) as threads:
        list(
            threads.map(
                lambda n: service.answer(journey, FIRST[n % 3], 1 + n % 5, submission=f"f{n}"),
                range(40),
            )
        )
    assert names(database).count("questionnaire.answered") == 40
    assert names(database).count("questionnaire.started") == 1
    assert names(database).count("questionnaire.completed") == 1
    ids = [row.event_id for row in rows(database, EventRow)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("submission", ["", "a b", "x" * 65, "sam@example.org", "a\n", "é"])
def test_a_form_number_that_is_none_is_refused(
    service: JourneyService, database: Database, submission: str
) -> None:
    journey, _ = begun(service)
    with pytest.raises(BadSubmission):
        service.answer(journey, "likes-people", 5, submission=submission)
    assert rows(database, AnswerRow) == []


def test_a_value_that_is_not_offered_is_refused_and_counted(
    service: JourneyService, database: Database, clock: Clock
) -> None:
    journey, _ = begun(service)
    for value in (0, 6, "five", True, [1]):
        with pytest.raises(BadAnswers):
            service.answer(journey, "likes-people", value, submission="a")
    with pytest.raises(BadAnswers):
        service.tell_about(journey, {"stage": "year_99"}, submission="b")
    with pytest.raises(BadAnswers):
        service.tell_about(journey, {"stage": "adult", "postcode": "LS1"}, submission="c")
    with pytest.raises(BadAnswers):
        service.write_own_words(journey, "x" * 501, submission="d")
    assert names(database) == ["journey.started"]
    assert opened(service, begun(service)[1]).about == {}
    counted = {(row.name, row.reason): row.n for row in rows(database, RejectedCountRow)}
    assert counted == {
        ("questionnaire.answered", "bad_value"): 5,
        ("about.answered", "bad_value"): 2,
        ("own_words.written", "bad_value"): 1,
    }


def test_an_unknown_item_or_role_is_refused(service: JourneyService, database: Database) -> None:
    journey, _ = begun(service)
    with pytest.raises(UnknownItem):
        service.answer(journey, "shoe-size", 5, submission="a")
    with pytest.raises(UnknownRole):
        service.save_role(journey, "astronaut", submission="b")
    with pytest.raises(UnknownRole):
        service.role_opened(journey, "astronaut")
    assert names(database) == ["journey.started"]


def test_counting_what_was_refused_keeps_no_content(
    service: JourneyService, database: Database, clock: Clock
) -> None:
    service.count_rejected("role.opened", "unknown_role")
    service.count_rejected("role.opened", "unknown_role")
    service.count_rejected("my name is Sam", "sam@example.org")
    clock.forward(days=1)
    service.count_rejected("role.opened", "unknown_role")
    counted = [(row.name, row.reason, row.n) for row in rows(database, RejectedCountRow)]
    assert sorted(counted) == [
        ("other", "other", 1),
        ("role.opened", "unknown_role", 1),
        ("role.opened", "unknown_role", 2),
    ]


def test_facts_are_kept_and_taken_back_one_by_one(
    service: JourneyService, database: Database
) -> None:
    journey, token = begun(service)
    service.tell_about(journey, {"stage": "year_10", "earn": None}, submission="a")
    assert opened(service, token).about == {"stage": "year_10"}
    service.tell_about(journey, {"stage": None, "earn": "must"}, submission="b")
    back = opened(service, token)
    assert back.about == back.answers.about == {"earn": "must"}
    told = [tuple(props.values()) for name, props in log(database) if name == "about.answered"]
    assert told == [
        ("stage", False, False),
        ("earn", True, False),
        ("stage", True, True),
        ("earn", False, False),
    ]


def test_a_fact_with_several_options_is_kept_changed_and_taken_back(
    service: JourneyService, database: Database
) -> None:
    journey, token = begun(service)
    told: list[tuple[list[str], tuple[str, ...]]] = [
        (["maths", "art"], ("art", "maths")),
        (["maths", "none_of_these"], ("maths",)),
        (["none_of_these"], ("none_of_these",)),
    ]
    for number, (said, kept) in enumerate(told):
        service.tell_about(journey, {"studied": said, "earn": "must"}, submission=f"f{number}")
        assert opened(service, token).about == {"studied": kept, "earn": "must"}
    service.tell_about(journey, {"studied": []}, submission="last")
    assert opened(service, token).about == {"earn": "must"}
    assert [row.field for row in rows(database, AboutRow)] == ["earn"]
    logged = [props for name, props in log(database) if name == "about.answered"]
    of_field = [(p["skipped"], p["changed"]) for p in logged if p["field"] == "studied"]
    assert of_field == [(False, False), (False, True), (False, True), (True, True)]
    assert not any("maths" in str(props) for props in logged)  # which ones is nobody's business


def test_own_words_are_kept_changed_and_cleared(
    service: JourneyService, database: Database
) -> None:
    journey, token = begun(service)
    service.write_own_words(journey, "  ", submission="a")
    assert "own_words.written" not in names(database)
    service.write_own_words(journey, " I like\r\n animals \0", submission="b")
    service.write_own_words(journey, "I like animals", submission="c")
    assert opened(service, token).own_words == "I like animals"
    assert opened(service, token).answers.text == "I like animals"
    service.write_own_words(journey, "", submission="d")
    assert opened(service, token).own_words == ""
    assert rows(database, OwnWordsRow) == []
    written = [props for name, props in log(database) if name == "own_words.written"]
    assert written == [{"cleared": False}, {"cleared": True}]


def test_time_taken_is_capped_and_nonsense_is_dropped(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)
    for number, took in enumerate((120_001, 10**12, -1, 0, None)):
        service.answer(journey, "likes-people", 5, submission=f"f{number}", took_ms=took)
    answered = [props["ms"] for name, props in log(database) if name == "questionnaire.answered"]
    assert answered == [120_000, 120_000, None, 0, None]


def test_answers_to_an_older_item_bank_are_left_out_but_stay_stored(
    service: JourneyService, database: Database, settings: Settings, clock: Clock
) -> None:
    journey, token = begun(service)
    service.answer(journey, "likes-people", 5, submission="a")
    service.answer(journey, "place", "ward", submission="b")
    kept = tuple(item for item in QUESTIONNAIRE.items if item.id != "place")
    newer = Questionnaire("test-2", kept, ())
    after = JourneyService(database, engine(newer), settings, clock)
    assert opened(after, token).answers.values == {"likes-people": 5}
    assert len(rows(database, AnswerRow)) == 2


def test_a_sitting_ends_after_half_an_hour_without_an_event(
    service: JourneyService, database: Database, clock: Clock
) -> None:
    journey, _ = begun(service)
    clock.forward(minutes=30)
    service.answer(journey, "likes-people", 5, submission="a")
    clock.forward(minutes=30, seconds=1)
    service.answer(journey, "likes-numbers", 5, submission="b")
    sittings = [row.session_id for row in sorted(rows(database, EventRow), key=_by_id)]
    assert len(set(sittings)) == 2
    assert len(set(sittings[:3])) == 1
    assert sittings[3] == sittings[-1] != sittings[0]


def _by_id(row: EventRow) -> UUID:
    return row.event_id


def test_the_envelope_says_when_where_and_with_what(
    service: JourneyService, database: Database, clock: Clock
) -> None:
    journey, _ = begun(service)
    clock.forward(seconds=90)
    service.answer(journey, "likes-people", 5, submission="a")
    row = max(rows(database, EventRow), key=lambda event: event.event_id)
    assert row.event_id.version == 7
    assert row.name == "questionnaire.answered"
    assert row.schema_version == 1
    assert row.occurred_at == row.received_at == journey.started_at + timedelta(seconds=90)
    assert (row.actor_role, row.surface) == ("young_person", "questions")
    assert row.class_session_id is None
    assert row.catalogue_version == "c0ffee123456"
    assert row.questionnaire_version == "test-1"
    assert row.journey_id == journey.id
