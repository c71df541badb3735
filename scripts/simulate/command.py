"""``compass simulate``: made-up journeys in a database of their own, to try tools on.

Exit codes: 0 all is well, 1 it could not be done, 2 the command was called wrongly.
"""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import click
from sqlalchemy.engine import make_url

from compass.database import Database
from compass.errors import ServiceUnavailable
from compass.journeys.keeping import SEED_BITS
from compass.journeys.made_up import MixedDatabase, made_up_database, made_up_rows
from compass.journeys.service import JourneyService
from compass.settings import Settings
from matching.recommend import Engine
from matching.reference_people import REFERENCE, draw_people
from scripts.console import DAY, offline_settings, open_engine, read_settings, seed_option, today
from scripts.simulate.walk import Clock, World, starts, walk

DEFAULT_DATABASE: Final = "sqlite:///var/simulated.sqlite"
DAYS: Final = 90
"""How far back the first journeys begin."""


@dataclass(frozen=True)
class Report:
    """What a simulation left: rows by table, all of them marked as made up."""

    journeys: int
    seconds: float
    rows: dict[str, int]


@click.command()
@click.option("--journeys", type=click.IntRange(1, 1_000_000), required=True, help="How many.")
@seed_option(1)
@click.option(
    "--database",
    "url",
    default=DEFAULT_DATABASE,
    show_default=True,
    help="Address of a database that holds nothing real; made if it is not there.",
)
@click.option("--on", type=DAY, default=today, show_default="today", help="The day they end by.")
def simulate(journeys: int, seed: int, url: str, on: datetime) -> None:
    """Make up journeys, marked so in every row, in a database of their own.

    The same seed, day and catalogue make the same people do the same; only the random ids
    differ. A database of real journeys is refused, and the site refuses this one.
    """
    settings = read_settings(secret_key=offline_settings().secret_key, database_url=url)
    shown = make_url(settings.database_url).render_as_string(hide_password=True)
    engine = open_engine()
    quiet = not sys.stderr.isatty()
    try:
        with (
            made_up_database(settings.database_url) as database,
            click.progressbar(range(journeys), file=sys.stderr, hidden=quiet) as bar,
        ):
            report = run(
                database,
                engine,
                settings,
                journeys=journeys,
                seed=seed,
                until=on.replace(tzinfo=UTC),
                done=lambda: bar.update(1),
            )
    except (MixedDatabase, ServiceUnavailable) as error:
        raise click.ClickException(f"{shown}: {error}") from error
    click.echo(f"{shown}: {journeys} journeys more, seed {seed}, in {report.seconds:.0f} s")
    for name, count in report.rows.items():
        click.echo(f"  {name}: {count} rows")


def run(
    database: Database,
    engine: Engine,
    settings: Settings,
    *,
    journeys: int,
    seed: int,
    until: datetime,
    done: Callable[[], None] = lambda: None,
) -> Report:
    """Walk so many people through the service. ``database`` must mark what it writes.

    People are drawn from the roles' own traits, with noise (``matching.reference_people``), so
    that each has a role that would suit them.
    """
    began = time.perf_counter()
    draw = random.Random(seed)
    clock = Clock(until)
    world = World(
        JourneyService(
            database, engine, settings, clock, draw_seed=lambda: draw.getrandbits(SEED_BITS)
        ),
        clock,
        engine.catalogue,
        engine.questionnaire,
    )
    people = draw_people(
        engine.space,
        engine.questionnaire,
        count=journeys,
        seed=seed,
        noise=REFERENCE,
        asked_all=True,
    )
    shuffled = list(people)
    draw.shuffle(shuffled)
    for person, start in zip(shuffled, starts(draw, journeys, until, DAYS), strict=True):
        clock.now = start
        walk(world, person.role_id, person.answers, draw)
        done()
    return Report(journeys, time.perf_counter() - began, made_up_rows(database))
