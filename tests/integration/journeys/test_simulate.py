"""Made-up journeys: marked in every row, alone in their database, the same for the same seed."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import SecretStr
from sqlalchemy import func, select

from compass.database import Database
from compass.journeys.made_up import MixedDatabase, made_up_database, refuse_made_up
from compass.journeys.models import EventRow, ExposureRow, JourneyRow
from compass.journeys.service import JourneyService
from compass.orm import Base
from compass.settings import Settings
from matching.answers import Answers
from scripts.main import cli
from scripts.simulate import command
from scripts.simulate.command import run
from scripts.simulate.walk import Clock, Habits, World, walk
from tests.integration.journeys.standins import engine as plain_engine
from tests.support.engines import toy_engine

UNTIL = datetime(2026, 11, 21, tzinfo=UTC)
JOURNEYS = 8


@pytest.fixture
def world() -> Settings:
    """Settings that name no database: the simulation is told which."""
    return Settings(environment="test", secret_key=SecretStr("only good for tests"))


def simulate(url: str, settings: Settings, seed: int = 4) -> None:
    with made_up_database(url) as database:
        run(database, toy_engine(), settings, journeys=JOURNEYS, seed=seed, until=UNTIL)


def test_every_row_of_every_table_is_marked(url: str, world: Settings) -> None:
    simulate(url, world)
    database = Database(url)
    with database.reading() as session:
        filled = 0
        for name, table in Base.metadata.tables.items():
            marks = set(session.scalars(select(table.c.synthetic)))
            assert marks <= {True}, name
            filled += bool(marks)
    database.dispose()
    assert filled >= 8


def test_what_a_person_does_is_not_marked(service: JourneyService, database: Database) -> None:
    service.begin()
    with database.reading() as session:
        for table in Base.metadata.tables.values():
            assert set(session.scalars(select(table.c.synthetic))) <= {False}


def test_real_journeys_and_made_up_ones_never_share_a_database(
    url: str, world: Settings, service: JourneyService
) -> None:
    refuse_made_up(url)
    service.begin()
    refuse_made_up(url)
    with pytest.raises(MixedDatabase, match="real journeys"):
        simulate(url, world)


def test_the_site_refuses_a_database_of_made_up_journeys(sqlite_url: str, world: Settings) -> None:
    simulate(sqlite_url, world)
    with pytest.raises(MixedDatabase, match="COMPASS_DATABASE_URL"):
        refuse_made_up(sqlite_url)


def seen(url: str) -> tuple[object, ...]:
    """What happened, without the random ids."""
    database = Database(url)
    with database.reading() as session:
        events = session.execute(
            select(EventRow.name, EventRow.occurred_at, EventRow.surface).order_by(
                EventRow.occurred_at, EventRow.name, EventRow.surface
            )
        ).all()
        shown = session.execute(
            select(
                ExposureRow.served_at, ExposureRow.position, ExposureRow.role_id, ExposureRow.seed
            ).order_by(ExposureRow.served_at, ExposureRow.position, ExposureRow.seed)
        ).all()
        ended = session.scalar(select(func.max(JourneyRow.active_at)))
    database.dispose()
    return [tuple(row) for row in events], [tuple(row) for row in shown], ended


def test_the_same_seed_makes_the_same_people_do_the_same(
    empty_url: str, sqlite_url: str, world: Settings
) -> None:
    simulate(empty_url, world)
    simulate(sqlite_url, world)
    assert seen(empty_url) == seen(sqlite_url)


def test_another_seed_makes_other_people(sqlite_url: str, tmp_path: Path, world: Settings) -> None:
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    simulate(sqlite_url, world)
    simulate(other, world, seed=5)
    assert seen(sqlite_url) != seen(other)


def test_people_do_the_things_that_people_do(sqlite_url: str, world: Settings) -> None:
    with made_up_database(sqlite_url) as database:
        run(database, toy_engine(), world, journeys=40, seed=2, until=UNTIL)
        with database.reading() as session:
            names = Counter(session.scalars(select(EventRow.name)))
            latest = session.scalar(select(func.min(JourneyRow.started_at)))
            answered = session.scalar(select(func.count()).select_from(ExposureRow))
    assert latest is not None and (UNTIL - latest).days <= 91
    assert answered and answered > 200
    for name in (
        "journey.started",
        "questionnaire.completed",
        "about.answered",
        "recommendations.shown",
        "reason.disputed",
        "role.opened",
        "role.saved",
        "search.run",
        "code.made",
        "journey.forgotten",
    ):
        assert names[name], name
    assert names["journey.started"] > names["questionnaire.completed"] / 2 > 0


def test_somebody_with_a_code_comes_back_days_later(sqlite_url: str, world: Settings) -> None:
    habits = Habits(leaves_after_an_item=0, makes_a_code=1, comes_back=1, deletes=0)
    engine, clock = toy_engine(), Clock(UNTIL)
    with made_up_database(sqlite_url) as database:
        service = JourneyService(database, engine, world, clock)
        there = World(service, clock, engine.catalogue, engine.questionnaire, habits)
        walk(there, "porter", Answers(), random.Random(1))
        with database.reading() as session:
            names = set(session.scalars(select(EventRow.name)))
    assert {"code.made", "journey.resumed"} <= names
    assert clock.now - UNTIL > timedelta(days=1)


def rows(output: str, table: str) -> int:
    return int(output.partition(f"  {table}: ")[2].partition(" ")[0])


def test_the_command_says_what_it_made(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "open_engine", toy_engine)
    told = CliRunner().invoke(
        cli, ["simulate", "--journeys", "3", "--database", empty_url, "--on", "2026-11-21"]
    )
    assert told.exit_code == 0, told.output
    assert "3 journeys more, seed 1" in told.output
    again = CliRunner().invoke(cli, ["simulate", "--journeys", "2", "--database", empty_url])
    assert rows(again.output, "events") > rows(told.output, "events") > 0


def test_the_command_refuses_the_database_of_real_journeys(
    url: str, service: JourneyService, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.begin()
    monkeypatch.setattr(command, "open_engine", plain_engine)
    told = CliRunner().invoke(cli, ["simulate", "--journeys", "3", "--database", url])
    assert told.exit_code == 1
    assert "holds real journeys" in told.output


@pytest.mark.parametrize("arguments", [["--journeys", "0"], [], ["--journeys", "2", "--seed", "x"]])
def test_a_wrong_call_is_said(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, ["simulate", *arguments]).exit_code == 2
