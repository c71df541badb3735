"""The command itself."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import click

from roles_catalogue.problems import CatalogueError
from roles_catalogue.ratings import BadRatings
from scripts.bench.matching import SEEDS
from scripts.bench.speed import machine
from scripts.console import echo_json, format_option, on_option, open_engine

if TYPE_CHECKING:  # its measures are a library that only developers install
    from scripts.bench.matching.tables import Table

PER_ROLE: Final = 2
PEOPLE_QUICK: Final = 1_000


@click.command()
@click.option(
    "--set",
    "which",
    type=click.Choice(list(SEEDS)),
    default="report",
    show_default=True,
    help="Which people: those to change the match by, or those to report on.",
)
@click.option(
    "--people",
    type=click.IntRange(500, 100_000),
    default=5_430,
    show_default=True,
    help="How many people to rank for the tables about who is shown.",
)
@click.option("--quick", is_flag=True, help="Fewer people: a first look, with wider intervals.")
@on_option
@format_option
def matching(which: str, people: int, quick: bool, on: Any, form: str) -> None:
    """Recovery, fairness, steadiness and reasons over simulated people, beside simpler ways."""
    try:
        from scripts.bench.matching.report import tables
        from scripts.bench.matching.study import Plan, Study
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"{error.name} is not installed; it comes with `make setup-dev`."
        ) from None
    from scripts.bench.matching.outside import look_outside
    from scripts.bench.matching.people import LEVELS

    engine = open_engine()
    try:
        outside = look_outside(engine.catalogue)
    except (CatalogueError, BadRatings) as error:
        raise click.ClickException(str(error)) from None
    plan = Plan(
        seed=SEEDS[which],
        people=min(people, PEOPLE_QUICK) if quick else people,
        per_role=1 if quick else PER_ROLE,
        on=on.date(),
    )
    study = Study(engine, outside, plan)
    if form == "json":
        echo_json(
            {
                "set": which,
                "seed": plan.seed,
                "on": plan.on.isoformat(),
                "roles": len(engine.catalogue),
                "people": plan.people,
                "per_role": plan.per_role,
                "levels": [asdict(level) for level in LEVELS],
                "versions": asdict(engine.versions),
                "tables": [table.as_json() for table in _watched(tables(study))],
            }
        )
        return
    box = machine()
    click.echo(
        f"{len(engine.catalogue)} roles, {which} set (seed {plan.seed}), {plan.on}, engine "
        f"{engine.versions.engine}, {box['processor']}, {box['cores']} cores"
    )
    click.echo("A figure is followed by its 95 % interval: roles drawn again 2,000 times.")
    for table in _watched(tables(study)):
        click.echo()
        for line in table.lines():
            click.echo(line)


def _watched(found: Iterator["Table"]) -> Iterator["Table"]:
    """The tables, with a word to somebody who waits about each."""
    began = time.perf_counter()
    for table in found:
        click.echo(f"{time.perf_counter() - began:5.0f} s  {table.title}", err=True)
        yield table
