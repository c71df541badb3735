"""Beginning, opening, forgetting and coming back, through the service."""

from uuid import uuid4

import pytest
from sqlalchemy import delete

from compass.database import Database
from compass.errors import JourneyEnded, TooManyCodes
from compass.journeys import privacy
from compass.journeys.models import (
    AboutRow,
    AnswerRow,
    CodeRow,
    DeviceRow,
    DisputedPartRow,
    EventRow,
    JourneyRow,
    OwnWordsRow,
    RoleMarkRow,
    RoleNoteRow,
    SavedRoleRow,
    TombstoneRow,
)
from compass.journeys.service import JourneyService
from tests.integration.journeys.standins import NOON, Clock, begun, log, names, opened, rows


def test_a_journey_begins_empty_with_a_seed_of_its_own(
    service: JourneyService, database: Database
) -> None:
    first, _ = begun(service)
    second, _ = begun(service)
    assert first.id != second.id
    assert first.seed != second.seed
    assert first.started_at == NOON
    assert first.statistics
    assert not first.has_code
    assert (first.answered_ids, first.skipped_ids, first.shortlist) == ((), (), ())
    assert log(database)[0] == ("journey.started", {"entry": "direct"})


def test_the_seed_stays_the_same_for_the_whole_journey(service: JourneyService) -> None:
    journey, token = begun(service)
    service.answer(journey, "likes-people", 4, submission="a")
    assert opened(service, token).seed == journey.seed


def test_a_token_is_not_stored_in_clear(service: JourneyService, database: Database) -> None:
    _, token = begun(service)
    (device,) = rows(database, DeviceRow)
    assert device.token_hash != token
    assert len(device.token_hash) == 64


@pytest.mark.parametrize("token", ["", "unknown", "x" * 5_000, "\0", "ключ"])
def test_an_unknown_token_opens_nothing(service: JourneyService, token: str) -> None:
    begun(service)
    assert service.open(token) is None


def test_a_device_opens_its_journey_until_it_is_too_old(
    service: JourneyService, clock: Clock
) -> None:
    _, token = begun(service)
    clock.forward(hours=11, minutes=59)
    assert service.open(token) is not None
    clock.forward(minutes=1)
    assert service.open(token) is None


def test_opening_changes_nothing(service: JourneyService, database: Database) -> None:
    _, token = begun(service)
    before = [(row.id, row.active_at) for row in rows(database, JourneyRow)]
    service.open(token)
    assert [(row.id, row.active_at) for row in rows(database, JourneyRow)] == before
    assert names(database) == ["journey.started"]


def test_what_was_told_is_as_of_the_moment_it_is_first_asked_for(service: JourneyService) -> None:
    journey, token = begun(service)
    held = opened(service, token)
    service.answer(journey, "likes-people", 5, submission="a")
    assert held.answers.values == {"likes-people": 5}
    service.answer(journey, "likes-people", 1, submission="b")
    service.save_role(journey, "porter", submission="c")
    assert (held.answers.values, held.shortlist) == ({"likes-people": 5}, ())
    assert opened(service, token).shortlist == ("porter",)


def test_a_code_brings_the_journey_to_another_device(
    service: JourneyService, database: Database, clock: Clock
) -> None:
    journey, token = begun(service)
    service.answer(journey, "likes-people", 5, submission="a")
    code = service.new_code(journey)
    clock.forward(days=3)
    device = service.resume(f" {code[:4].lower()}-{code[4:8]} {code[8:]} ")
    assert device is not None
    assert device.token != token
    back = opened(service, device.token)
    assert back.id == journey.id
    assert back.answers.values == {"likes-people": 5}
    assert log(database)[-1] == ("journey.resumed", {"kind": "code"})
    sessions = {row.session_id for row in rows(database, EventRow)}
    assert len(sessions) == 2


def test_a_code_is_not_stored_in_clear(service: JourneyService, database: Database) -> None:
    journey, _ = begun(service)
    code = service.new_code(journey)
    assert len(code) == privacy.CODE_LENGTH
    (row,) = rows(database, CodeRow)
    assert code not in (row.code_hash, str(row.id))
    assert code not in str(log(database))


@pytest.mark.parametrize("typed", ["", "0000000000000", "not a code", "U" * 13, "0" * 500])
def test_a_wrong_code_opens_nothing(
    service: JourneyService, database: Database, typed: str
) -> None:
    journey, _ = begun(service)
    service.new_code(journey)
    assert service.resume(typed) is None
    assert len(rows(database, DeviceRow)) == 1


def test_three_codes_may_live_and_a_revoked_one_makes_room(service: JourneyService) -> None:
    journey, token = begun(service)
    made = [service.new_code(journey) for _ in range(3)]
    with pytest.raises(TooManyCodes):
        service.new_code(journey)
    infos = service.codes(journey)
    assert len(infos) == 3
    assert opened(service, token).has_code
    service.revoke_code(journey, infos[0].id)
    still = [code for code in made if service.resume(code) is not None]
    assert len(still) == 2
    service.new_code(journey)
    assert len(service.codes(journey)) == 3


def test_a_code_of_another_journey_cannot_be_revoked(service: JourneyService) -> None:
    mine, _ = begun(service)
    theirs, _ = begun(service)
    service.new_code(theirs)
    service.revoke_code(mine, service.codes(theirs)[0].id)
    service.revoke_code(mine, uuid4())
    assert len(service.codes(theirs)) == 1


def _fill(service: JourneyService) -> tuple[object, str]:
    journey, token = begun(service)
    service.answer(journey, "likes-people", 5, submission="a")
    service.tell_about(journey, {"stage": "adult"}, submission="b")
    service.write_own_words(journey, "I like fixing bikes", submission="c")
    service.save_role(journey, "porter", submission="d")
    service.dispute(journey, "interests.social", role_id="porter", submission="e")
    service.plan.write_note(journey, "porter", "Ask Jo", submission="f")
    service.mark_role(journey, "porter", "more_like_this", submission="g")
    return journey, token


def test_forgetting_without_a_code_erases_what_was_told_and_keeps_the_log(
    service: JourneyService, database: Database
) -> None:
    _, token = _fill(service)
    assert not service.forget(opened(service, token), token)
    assert service.open(token) is None
    said = (AnswerRow, DisputedPartRow, AboutRow, OwnWordsRow)
    for table in (*said, SavedRoleRow, RoleNoteRow, RoleMarkRow):
        assert rows(database, table) == []
    assert log(database)[-1] == ("journey.forgotten", {"erased": True})
    assert "journey.started" in names(database)


def test_forgetting_with_a_live_code_keeps_everything(
    service: JourneyService, database: Database
) -> None:
    _, token = _fill(service)
    journey = opened(service, token)
    code = service.new_code(journey)
    assert service.forget(journey, token)
    assert service.open(token) is None
    device = service.resume(code)
    assert device is not None
    back = opened(service, device.token)
    assert back.own_words == "I like fixing bikes"
    assert back.shortlist == ("porter",)
    assert back.disputed == {"interests.social"}
    assert back.more_like == ("porter",)
    assert ("journey.forgotten", {"erased": False}) in log(database)


def test_forgetting_one_device_leaves_an_open_one_with_its_answers(
    service: JourneyService, clock: Clock
) -> None:
    _, token = _fill(service)
    journey = opened(service, token)
    device = service.resume(service.new_code(journey))
    assert device is not None
    service.revoke_code(journey, service.codes(journey)[0].id)
    assert service.forget(journey, token)
    assert opened(service, device.token).answered_ids == ("likes-people",)
    service.forget(opened(service, device.token), device.token)
    assert service.open(device.token) is None


def test_a_device_that_is_too_old_does_not_count_as_a_way_back(
    service: JourneyService, database: Database, clock: Clock
) -> None:
    _, old = _fill(service)
    code = service.new_code(opened(service, old))
    clock.forward(hours=13)
    device = service.resume(code)
    assert device is not None
    journey = opened(service, device.token)
    service.revoke_code(journey, service.codes(journey)[0].id)
    service.forget(journey, device.token)
    assert rows(database, AnswerRow) == []


def test_forgetting_a_journey_that_the_log_knows_nothing_of_leaves_nothing(
    database: Database, service: JourneyService
) -> None:
    journey, token = begun(service)
    service.set_statistics(journey, on=False)
    with database.writing() as session:
        session.execute(delete(EventRow))
    service.answer(journey, "likes-people", 5, submission="a")
    service.forget(journey, token)
    assert rows(database, JourneyRow) == []
    assert len(rows(database, TombstoneRow)) == 1


def test_nothing_can_be_written_from_a_device_that_has_forgotten(
    service: JourneyService, database: Database
) -> None:
    journey, token = begun(service)
    service.new_code(journey)
    service.forget(journey, token)
    before = names(database)
    with pytest.raises(JourneyEnded):
        service.answer(journey, "likes-people", 5, submission="late")
    with pytest.raises(JourneyEnded):
        service.write_own_words(journey, "late", submission="late")
    assert rows(database, AnswerRow) == []
    assert names(database) == before


def test_forgetting_twice_is_fine(service: JourneyService, database: Database) -> None:
    journey, token = begun(service)
    service.forget(journey, token)
    before = names(database)
    service.forget(journey, token)
    assert names(database) == before
