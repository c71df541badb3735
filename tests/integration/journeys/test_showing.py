"""What was shown is logged exactly, once a time it was really served."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from compass.database import Database
from compass.journeys.models import EventRow, ExposureRow, JourneyRow
from compass.journeys.service import JourneyService
from compass.orm import Base
from tests.integration.journeys.standins import (
    NOON,
    ON,
    WISHES,
    Clock,
    begun,
    log,
    names,
    opened,
    rows,
)


def test_every_role_shown_is_one_exposure(service: JourneyService, database: Database) -> None:
    _, token = begun(service)
    service.answer(opened(service, token), "likes-people", 5, submission="a")
    journey = opened(service, token)
    shown = service.recommend(journey, WISHES, on=ON)
    exposures = sorted(rows(database, ExposureRow), key=lambda row: row.position)
    assert [row.role_id for row in exposures] == [role.role_id for role in shown.slate.roles]
    second = exposures[1]
    assert (second.list_id, second.journey_id) == (shown.list_id, journey.id)
    assert second.served_at == NOON
    assert second.surface == "results"
    assert (second.position, second.base_position, second.propensity) == (2, 1, 0.5)
    assert second.score == -0.5
    assert second.seed == journey.seed
    assert (second.policy, second.basis) == ("swap-pairs", "answers")
    assert (second.model_version, second.catalogue_version) == ("toy", "c0ffee123456")
    assert second.questionnaire_version == "test-1"
    assert (second.candidate_count, second.passing_count) == (4, 3)
    assert second.filters == {"families": ["nursing", "ambulance"]}
    assert (second.reasons, second.cautions) == (["interests.social"], ["conditions.shifts"])
    assert (second.relaxed, exposures[3].relaxed) == ([], ["earn", "no_open_route"])
    assert {row.session_id for row in exposures} == {
        row.session_id for row in rows(database, EventRow)
    }


def test_the_exposures_have_exactly_the_agreed_columns() -> None:
    assert [column.name for column in ExposureRow.__table__.columns] == [
        "list_id",
        "served_at",
        "journey_id",
        "session_id",
        "surface",
        "role_id",
        "position",
        "base_position",
        "score",
        "propensity",
        "seed",
        "policy",
        "basis",
        "model_version",
        "catalogue_version",
        "questionnaire_version",
        "candidate_count",
        "passing_count",
        "filters",
        "relaxed",
        "reasons",
        "cautions",
        "synthetic",
    ]


def test_a_list_is_one_event_too(service: JourneyService, database: Database) -> None:
    journey, _ = begun(service)
    shown = service.recommend(journey, on=ON)
    name, props = log(database)[-1]
    assert name == "recommendations.shown"
    assert props.pop("latency_ms") >= 0
    assert props == {
        "list_id": str(shown.list_id),
        "n": 4,
        "candidates": 4,
        "passing": 3,
        "model_version": "toy",
        "policy": "swap-pairs",
        "basis": "starter",
        "notes": ["few_answers", "relaxed"],
        "filters": [],
    }


def test_each_time_results_are_served_is_a_list_of_its_own(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)
    lists = {service.recommend(journey, on=ON).list_id for _ in range(3)}
    assert len(lists) == 3
    assert {row.list_id for row in rows(database, ExposureRow)} == lists
    assert len(rows(database, ExposureRow)) == 12


def test_a_further_page_is_a_list_with_only_its_own_roles_in_their_places(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)
    first = service.recommend(journey, on=ON, limit=2)
    second = service.recommend(journey, on=ON, limit=2, skip=2)
    assert first.list_id != second.list_id
    by_list = {
        shown.list_id: sorted(
            (row.position, row.role_id)
            for row in rows(database, ExposureRow)
            if row.list_id == shown.list_id
        )
        for shown in (first, second)
    }
    assert [place for place, _ in by_list[first.list_id]] == [1, 2]
    assert [place for place, _ in by_list[second.list_id]] == [3, 4]
    roles = [role_id for shown in by_list.values() for _, role_id in shown]
    assert len(set(roles)) == len(roles) == 4, "no role is logged twice"
    assert [props["n"] for name, props in log(database) if name == "recommendations.shown"] == [
        2,
        2,
    ]


def test_looking_changes_no_state(service: JourneyService, database: Database) -> None:
    journey, token = begun(service)
    service.save_role(journey, "nurse", submission="a")
    before = _state(database)
    service.recommend(journey, on=ON)
    service.role_opened(journey, "nurse", surface="role")
    service.search_run(journey, "nurse", 3, known=False)
    service.holdings(journey)
    opened(service, token)
    assert _state(database) == before


def _state(database: Database) -> list[Any]:
    log_tables = {"events", "exposures", "device_sessions"}
    with database.reading() as session:
        return [
            sorted(map(str, session.execute(select(table))))
            for table in Base.metadata.sorted_tables
            if table.name not in log_tables
        ]


def test_an_opened_role_names_the_list_it_was_really_shown_in(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)
    shown = service.recommend(journey, on=ON)
    first = shown.slate.roles[0].role_id
    service.role_opened(journey, first, list_id=str(shown.list_id), position=1, surface="role")
    service.role_opened(journey, first, list_id=shown.list_id)
    for props in _opened(database):
        assert props == {"role_id": first, "list_id": str(shown.list_id), "position": 1}


@pytest.mark.parametrize("made_up", [None, "", "not-an-id", str(UUID(int=1)), "1" * 5_000])
def test_a_made_up_list_is_not_believed(
    service: JourneyService, database: Database, made_up: str | None
) -> None:
    journey, _ = begun(service)
    service.recommend(journey, on=ON)
    service.role_opened(journey, "nurse", list_id=made_up, position=1)
    assert _opened(database) == [{"role_id": "nurse", "list_id": None, "position": None}]


def test_a_list_of_somebody_else_or_another_place_is_not_believed(
    service: JourneyService, database: Database
) -> None:
    mine, _ = begun(service)
    theirs, _ = begun(service)
    shown = service.recommend(theirs, on=ON)
    service.role_opened(mine, "nurse", list_id=shown.list_id, position=2)
    service.role_opened(theirs, "nurse", list_id=shown.list_id, position=4)
    service.save_role(mine, "nurse", list_id=shown.list_id, submission="a")
    assert [props["list_id"] for props in _opened(database)] == [None, None]
    assert log(database)[-1] == ("role.saved", {"role_id": "nurse", "list_id": None})


def _opened(database: Database) -> list[dict[str, Any]]:
    return [props for name, props in log(database) if name == "role.opened"]


def test_the_shortlist_keeps_its_order_and_logs_only_changes(
    service: JourneyService, database: Database, clock: Clock
) -> None:
    journey, token = begun(service)
    list_id = service.recommend(journey, on=ON).list_id
    for number, role_id in enumerate(("porter", "care-worker", "porter")):
        clock.forward(seconds=1)
        service.save_role(journey, role_id, list_id=list_id, submission=f"s{number}")
    assert opened(service, token).shortlist == ("porter", "care-worker")
    service.unsave_role(journey, "porter", submission="u1")
    service.unsave_role(journey, "porter", submission="u2")
    service.unsave_role(journey, "never-saved", submission="u3")
    assert opened(service, token).shortlist == ("care-worker",)
    assert names(database)[-3:] == ["role.saved", "role.saved", "role.unsaved"]
    assert log(database)[-2] == ("role.saved", {"role_id": "care-worker", "list_id": str(list_id)})


@pytest.mark.parametrize(
    ("typed", "known", "logged"),
    [
        ("Adult nurse", True, "Adult nurse"),
        ("  adult   NURSE ", True, "Adult nurse"),
        ("carer", True, "Carer"),
        ("carer", False, "other"),
        ("nurse at 12 Elm Road", True, "other"),
        ("sam@example.org", True, "other"),
        ("", True, "other"),
    ],
)
def test_a_search_is_logged_only_as_a_name_of_the_catalogue(
    service: JourneyService, database: Database, typed: str, known: bool, logged: str
) -> None:
    journey, _ = begun(service)
    service.search_run(journey, typed, 2, known=known)
    assert log(database)[-1] == (
        "search.run",
        {"query": logged, "query_length": len(typed), "results": 2},
    )


def test_a_surface_that_does_not_exist_is_refused(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)
    with pytest.raises(ValueError, match="surface"):
        service.recommend(journey, on=ON, surface="LS1 4AP")  # type: ignore[arg-type]  # that it is refused is the point
    assert names(database) == ["journey.started"]
    assert rows(database, ExposureRow) == []


def test_ids_and_times_come_back_as_they_went_in(
    service: JourneyService, database: Database
) -> None:
    journey, _ = begun(service)
    (row,) = rows(database, JourneyRow)
    assert isinstance(row.id, UUID)
    assert row.started_at == journey.started_at == NOON
    assert row.started_at.tzinfo is not None
