"""More like this and not for me: kept beside the answers, one of the two at a time."""

from uuid import UUID

import pytest

from compass.database import Database
from compass.journeys.models import RoleMarkRow
from compass.journeys.service import JourneyService
from roles_catalogue.catalogue import UnknownRole
from tests.integration.journeys.standins import ON, begun, log, opened, rows


def hidden(database: Database) -> list[dict[str, object]]:
    return [props for name, props in log(database) if name == "role.hidden"]


def test_a_mark_is_kept_and_taken_back(service: JourneyService, database: Database) -> None:
    journey, token = begun(service)
    service.mark_role(journey, "porter", "not_for_me", submission="1")
    service.mark_role(journey, "nurse", "more_like_this", submission="2")
    there = opened(service, token)
    assert there.not_for_me == there.answers.not_for_me == {"porter"}
    assert there.more_like == ("nurse",)
    service.mark_role(journey, "porter", None, submission="3")
    service.mark_role(journey, "nurse", None, submission="4")
    there = opened(service, token)
    assert (there.not_for_me, there.more_like) == (frozenset(), ())
    assert rows(database, RoleMarkRow) == []


def test_one_takes_the_place_of_the_other(service: JourneyService, database: Database) -> None:
    journey, token = begun(service)
    service.mark_role(journey, "porter", "not_for_me", submission="1")
    service.mark_role(journey, "porter", "more_like_this", submission="2")
    there = opened(service, token)
    assert (there.not_for_me, there.more_like) == (frozenset(), ("porter",))
    assert [props["undone"] for props in hidden(database)] == [False, True]


def test_the_log_has_what_was_hidden_with_its_list_and_nothing_of_the_other(
    service: JourneyService, database: Database
) -> None:
    journey, token = begun(service)
    service.answer(journey, "likes-people", 5, submission="0")
    shown = service.recommend(opened(service, token), on=ON)
    for number, list_id in enumerate((shown.list_id, shown.list_id, None)):
        service.mark_role(journey, "porter", "not_for_me", submission=f"a{number}", list_id=list_id)
    service.mark_role(journey, "nurse", "not_for_me", submission="b", list_id=UUID(int=9))
    service.mark_role(journey, "porter", None, submission="c")
    service.mark_role(journey, "care-worker", "more_like_this", submission="d")
    assert hidden(database) == [
        {"role_id": "porter", "list_id": str(shown.list_id), "undone": False},
        {"role_id": "nurse", "list_id": None, "undone": False},
        {"role_id": "porter", "list_id": None, "undone": True},
    ]
    assert "care-worker" not in str(log(database)[-3:])


def test_with_statistics_off_it_works_and_nothing_is_logged(
    service: JourneyService, database: Database
) -> None:
    journey, token = begun(service)
    service.set_statistics(journey, False)
    service.mark_role(opened(service, token), "porter", "not_for_me", submission="1")
    assert opened(service, token).not_for_me == {"porter"}
    assert hidden(database) == []


def test_only_roles_that_exist_are_marked_but_any_is_taken_back(service: JourneyService) -> None:
    journey, _ = begun(service)
    with pytest.raises(UnknownRole):
        service.mark_role(journey, "astronaut", "not_for_me", submission="1")
    service.mark_role(journey, "astronaut", None, submission="2")
