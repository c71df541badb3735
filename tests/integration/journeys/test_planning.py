"""The shortlist as a plan: an order that holds, notes that stay private, one code for paper."""

import json

import pytest
from sqlalchemy import func, select

from compass.database import Database
from compass.errors import BadSubmission, NoteChanged, NoteTooLong, TooManyCodes
from compass.journeys.models import CodeRow, EventRow, RoleNoteRow
from compass.journeys.planning import checked_note, version_of
from compass.journeys.service import JourneyService
from compass.journeys.types import NOTE_LIMIT
from roles_catalogue.catalogue import UnknownRole
from tests.integration.journeys.standins import Clock, begun, log, names, opened, rows

NOTE = "Ask Aunt Jo\nabout early shifts"


def saved(service: JourneyService, clock: Clock, *role_ids: str) -> str:
    """Somebody who saved roles, a minute apart; their device's token."""
    journey, token = begun(service)
    for number, role_id in enumerate(role_ids):
        clock.forward(minutes=1)
        service.save_role(journey, role_id, submission=f"save-{number}")
    return token


def test_a_role_moves_up_and_down_and_stays_there(service: JourneyService, clock: Clock) -> None:
    token = saved(service, clock, "nurse", "porter", "care-worker")
    journey = opened(service, token)
    assert journey.shortlist == ("nurse", "porter", "care-worker")
    service.plan.move(journey, "care-worker", -1, submission="a")
    assert opened(service, token).shortlist == ("nurse", "care-worker", "porter")
    service.plan.move(journey, "nurse", 1, submission="b")
    assert opened(service, token).shortlist == ("care-worker", "nurse", "porter")
    # What is saved later comes last; what is taken off leaves the order of the others alone.
    service.unsave_role(journey, "nurse", submission="c")
    clock.forward(minutes=1)
    service.save_role(journey, "nurse", submission="d")
    assert opened(service, token).shortlist == ("care-worker", "porter", "nurse")
    held = service.holdings(opened(service, token)).shortlist
    assert [(role.role_id, role.place) for role in held] == [
        ("care-worker", 1),
        ("porter", 3),
        ("nurse", None),
    ]


def test_moving_further_than_it_goes_or_twice_or_what_is_not_there_changes_nothing_else(
    service: JourneyService, clock: Clock
) -> None:
    token = saved(service, clock, "nurse", "porter", "care-worker")
    journey = opened(service, token)
    service.plan.move(journey, "nurse", -1, submission="a")
    service.plan.move(journey, "paramedic", 1, submission="b")
    assert opened(service, token).shortlist == ("nurse", "porter", "care-worker")
    for _ in range(2):  # the same button pressed twice
        service.plan.move(journey, "nurse", 1, submission="c")
    assert opened(service, token).shortlist == ("porter", "nurse", "care-worker")
    with pytest.raises(BadSubmission):
        service.plan.move(journey, "nurse", 1, submission="")


def test_a_note_is_kept_replaced_and_erased(service: JourneyService, clock: Clock) -> None:
    journey = opened(service, saved(service, clock, "nurse"))
    service.plan.write_note(journey, "nurse", "  Ask Jo\r\n", submission="a")
    service.plan.write_note(journey, "nurse", NOTE, submission="b")
    assert service.plan.notes(journey) == {"nurse": NOTE}
    service.plan.write_note(journey, "nurse", "  ", submission="c")
    assert service.plan.notes(journey) == {}


def test_a_note_outlives_the_shortlist_until_its_owner_erases_it(
    service: JourneyService, clock: Clock
) -> None:
    journey = opened(service, saved(service, clock, "nurse"))
    service.plan.write_note(journey, "nurse", NOTE, submission="a")
    service.unsave_role(journey, "nurse", submission="b")
    assert service.plan.notes(journey) == {"nurse": NOTE}
    assert [(note.role_id, note.text) for note in service.holdings(journey).notes] == [
        ("nurse", NOTE)
    ]


def test_a_note_that_is_too_long_is_refused_and_the_old_one_stays(
    service: JourneyService, clock: Clock
) -> None:
    journey = opened(service, saved(service, clock, "nurse"))
    service.plan.write_note(journey, "nurse", "x" * NOTE_LIMIT, submission="a")
    with pytest.raises(NoteTooLong) as refused:
        service.plan.write_note(journey, "nurse", "x" * (NOTE_LIMIT + 3), submission="b")
    assert refused.value.over == 3
    assert service.plan.notes(journey) == {"nurse": "x" * NOTE_LIMIT}
    with pytest.raises(UnknownRole):
        service.plan.write_note(journey, "astronaut", "x", submission="c")


def test_a_note_that_was_not_seen_is_not_replaced(service: JourneyService, clock: Clock) -> None:
    journey = opened(service, saved(service, clock, "nurse"))

    def write(text: str, seen: str, submission: str) -> None:
        service.plan.write_note(
            journey, "nurse", text, submission=submission, seen=version_of(seen)
        )

    write("Ask Jo", "", "phone")
    for unseen in ("Ask Sam", ""):
        with pytest.raises(NoteChanged):
            write(unseen, "", "desk")
    assert service.plan.notes(journey) == {"nurse": "Ask Jo"}
    # The same note, or the same form sent again, loses nothing.
    write("Ask Jo", "", "tablet")
    write("Ask Sam", "Ask Jo", "desk")
    write("Ask Jo", "", "phone")
    assert service.plan.notes(journey) == {"nurse": "Ask Sam"}
    # A form whose reply was lost, with more written in it since.
    write("Ask Sam or Kit", "Ask Jo", "desk")
    assert service.plan.notes(journey) == {"nurse": "Ask Sam or Kit"}
    write("Ask Sam", "Ask Sam or Kit", "e")
    # Nor does a new one where there is none any more.
    write("", "Ask Sam", "b")
    write("Ask Alex", "Ask Sam", "c")
    assert service.plan.notes(journey) == {"nurse": "Ask Alex"}


def test_a_note_has_no_characters_that_no_text_needs() -> None:
    assert checked_note("a\x00b\r\nc \u2028d\ud800") == "ab\nc \u2028d?"
    assert checked_note("\n 👍🏽 Dzień dobry \n\n") == "👍🏽 Dzień dobry"
    assert checked_note("a\u200bb\ufeff") == "ab"
    family, persian, marked = "👩\u200d👧", "می\u200cخواهم", "abc \u200fسلام"
    assert checked_note(f"{family} {persian} {marked}") == f"{family} {persian} {marked}"


@pytest.mark.parametrize(
    "unseen", ["\u200b" * 20, "\u200d\u200f", " \u2060\n\ufeff ", "\u3164", "\u2800 \ufe0f"]
)
def test_a_note_with_nothing_to_see_is_empty(unseen: str) -> None:
    assert checked_note(unseen) == ""


def test_notes_are_nowhere_in_the_log(
    service: JourneyService, database: Database, clock: Clock
) -> None:
    journey = opened(service, saved(service, clock, "nurse"))
    before = names(database)
    service.plan.write_note(journey, "nurse", "zebra", submission="a")
    assert names(database) == before
    service.plan.exported(journey, 1, with_code=True)
    assert log(database)[-1] == ("plan.exported", {"kind": "pdf", "roles": 1, "code": True})
    assert "zebra" not in json.dumps([dict(event.props) for event in rows(database, EventRow)])
    assert len(rows(database, RoleNoteRow)) == 1


def test_every_copy_of_the_plan_carries_one_code_that_opens_the_journey_again_and_again(
    service: JourneyService, database: Database, clock: Clock
) -> None:
    journey = opened(service, saved(service, clock, "nurse"))
    code = service.plan.code(journey)
    assert service.plan.code(journey) == code
    (info,) = service.codes(journey)
    assert info.made_for == "plan"
    assert code not in str(rows(database, CodeRow)[0].code_hash)
    for _ in range(2):
        device = service.resume(code)
        assert device is not None
        assert device.journey_id == journey.id
    assert names(database).count("code.made") == 1


def test_a_revoked_code_opens_nothing_and_the_next_plan_has_another(
    service: JourneyService, clock: Clock
) -> None:
    journey = opened(service, saved(service, clock, "nurse"))
    first = service.plan.code(journey)
    (info,) = service.codes(journey)
    service.revoke_code(journey, info.id)
    assert service.resume(first) is None
    second = service.plan.code(journey)
    assert second != first
    assert service.resume(first) is None
    assert service.resume(second) is not None


def test_a_plan_takes_one_of_the_three_places_for_codes(
    service: JourneyService, database: Database, clock: Clock
) -> None:
    journey = opened(service, saved(service, clock, "nurse"))
    written = [service.new_code(journey) for _ in range(2)]
    plan = service.plan.code(journey)
    with pytest.raises(TooManyCodes):
        service.new_code(journey)
    assert [info.made_for for info in service.codes(journey)].count("plan") == 1
    service.revoke_code(journey, next(i.id for i in service.codes(journey) if i.made_for == "plan"))
    service.new_code(journey)
    with pytest.raises(TooManyCodes):
        service.plan.code(journey)
    assert service.resume(plan) is None
    assert all(service.resume(code) is not None for code in written)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CodeRow)) == 3
