"""Not like me: kept beside the answers, taken back by a press or by answering again."""

from uuid import UUID

import pytest

from compass.database import Database
from compass.journeys.models import AnswerRow, OwnWordsRow, RejectedCountRow
from compass.journeys.service import JourneyService
from compass.settings import Settings
from matching.answers import BadAnswers
from matching.parts import OWN_WORDS
from roles_catalogue.catalogue import UnknownRole
from tests.integration.journeys.standins import ON, begun, log, opened, rows
from tests.support.engines import toy_engine

CURIOUS = "interests.investigative"


@pytest.fixture
def service(database: Database, settings: Settings) -> JourneyService:
    """With the real item bank: what an answer speaks of is the item bank's to say."""
    return JourneyService(database, toy_engine(), settings)


def told(service: JourneyService) -> str:
    """Somebody who has answered; their device's token."""
    journey, token = begun(service)
    service.answer(journey, "odd-result", 5, submission="1")
    service.answer(journey, "why-this-illness", 4, submission="2")
    service.answer(journey, "subjects-liked", ["biology", "chemistry"], submission="3")
    service.write_own_words(journey, "I like engines", submission="4")
    return token


def disputes(database: Database) -> list[dict[str, object]]:
    return [props for name, props in log(database) if name == "reason.disputed"]


def test_a_disputed_part_is_left_out_and_the_answers_stay(
    service: JourneyService, database: Database
) -> None:
    token = told(service)
    before = {(row.item_id, str(row.value)) for row in rows(database, AnswerRow)}
    service.dispute(opened(service, token), CURIOUS, role_id="paramedic", submission="a")
    journey = opened(service, token)
    assert journey.disputed == journey.answers.disputed == {CURIOUS}
    assert {(row.item_id, str(row.value)) for row in rows(database, AnswerRow)} == before
    service.count_again(journey, CURIOUS, submission="b")
    assert opened(service, token).disputed == frozenset()


def test_the_log_says_which_reason_of_which_role_in_which_list(
    service: JourneyService, database: Database
) -> None:
    token = told(service)
    journey = opened(service, token)
    shown = service.recommend(journey, on=ON)
    first = shown.slate.roles[0].role_id
    service.dispute(journey, CURIOUS, role_id=first, list_id=shown.list_id, submission="a")
    service.dispute(journey, CURIOUS, role_id=first, list_id=shown.list_id, submission="again")
    service.count_again(journey, CURIOUS, submission="b")
    service.count_again(journey, CURIOUS, submission="again-b")
    assert disputes(database) == [
        {"role_id": first, "list_id": str(shown.list_id), "reason": CURIOUS, "undone": False},
        {"role_id": None, "list_id": None, "reason": CURIOUS, "undone": True},
    ]


def test_a_list_that_this_journey_was_never_shown_does_not_get_into_the_log(
    service: JourneyService, database: Database
) -> None:
    journey = opened(service, told(service))
    made_up = UUID(int=9)
    service.dispute(journey, CURIOUS, role_id="paramedic", list_id=made_up, submission="a")
    assert [props["list_id"] for props in disputes(database)] == [None]


def test_answering_again_makes_it_count_again(service: JourneyService, database: Database) -> None:
    """Also where the new answer no longer speaks of it, or another question asks about it."""
    token = told(service)
    journey = opened(service, token)
    for part in (CURIOUS, "subjects.chemistry", "subjects.physics"):
        service.dispute(journey, part, role_id="paramedic", submission=part.replace(".", "-"))
    service.answer(journey, "subjects-liked", ["biology"], submission="x")
    assert opened(service, token).disputed == {CURIOUS, "subjects.physics"}
    service.answer(journey, "why-this-illness", 4, submission="y")
    assert opened(service, token).disputed == {"subjects.physics"}
    undone = [props["reason"] for props in disputes(database) if props["undone"]]
    assert undone == ["subjects.chemistry", CURIOUS]


def test_what_is_asked_next_goes_by_what_counts_once_the_answer_is_kept(
    service: JourneyService,
) -> None:
    """For whoever has said that their one answer is not like them, and then gives it again, it
    is the same as for somebody who never said so."""
    journey, token = begun(service)
    service.answer(journey, "odd-result", 5, submission="1")
    service.dispute(journey, CURIOUS, role_id="paramedic", submission="a")
    following = service.answer(journey, "odd-result", 4, submission="2")
    assert following == service.asking(opened(service, token))


def test_skipping_brings_nothing_back(service: JourneyService) -> None:
    token = told(service)
    journey = opened(service, token)
    service.dispute(journey, CURIOUS, role_id="paramedic", submission="a")
    service.answer(journey, "odd-result", None, submission="b")
    assert opened(service, token).disputed == {CURIOUS}


@pytest.mark.parametrize("words", ["I like cooking", ""])
def test_own_words_are_set_aside_unerased_until_they_are_written_anew(
    service: JourneyService, database: Database, words: str
) -> None:
    token = told(service)
    journey = opened(service, token)
    service.dispute(journey, OWN_WORDS, role_id="paramedic", submission="a")
    assert opened(service, token).own_words == "I like engines"
    assert len(rows(database, OwnWordsRow)) == 1
    service.write_own_words(journey, words, submission="b")
    assert opened(service, token).disputed == frozenset()


def test_only_codes_of_reasons_beside_roles_that_exist_are_taken(
    service: JourneyService, database: Database
) -> None:
    journey = opened(service, told(service))
    with pytest.raises(BadAnswers, match="disputed"):
        service.dispute(journey, "I like dogs", role_id="paramedic", submission="a")
    with pytest.raises(UnknownRole):
        service.dispute(journey, CURIOUS, role_id="astronaut", submission="b")
    assert disputes(database) == []
    assert [(row.name, row.n) for row in rows(database, RejectedCountRow)] == [
        ("reason.disputed", 1)
    ]


def test_with_statistics_off_it_works_and_nothing_is_logged(
    service: JourneyService, database: Database
) -> None:
    token = told(service)
    service.set_statistics(opened(service, token), False)
    service.dispute(opened(service, token), CURIOUS, role_id="paramedic", submission="a")
    service.roles_compared(opened(service, token), ("paramedic", "porter"))
    assert opened(service, token).disputed == {CURIOUS}
    assert disputes(database) == []
    assert "role.compared" not in [name for name, _ in log(database)]


def test_comparing_is_logged_with_its_roles(service: JourneyService, database: Database) -> None:
    service.roles_compared(opened(service, told(service)), ("porter", "paramedic"))
    assert log(database)[-1] == ("role.compared", {"role_ids": ["porter", "paramedic"]})
