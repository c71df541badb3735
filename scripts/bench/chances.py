"""``compass bench chances``: are the logged probabilities true?

One simulated person is ranked with many seeds, and what was drawn is held against the
propensities. Whether every role is shown its share is measured by ``compass bench matching``.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import click

from matching.answers import Answers
from matching.exploration import LAST_DRAWN, PAIRS, SLOT
from matching.ideal import ideal_answers
from matching.recommend import Engine
from scripts.bench.chi_square import Fit, chi_square
from scripts.console import echo_json, format_option, on_option, open_engine


@dataclass(frozen=True)
class Chances:
    """Whether what was drawn fits its propensities, over ``slates`` lists of one person."""

    slates: int
    swaps: tuple[Fit, ...]
    draw: Fit
    propensities: Fit


def measure_chances(engine: Engine, answers: Answers, slates: int, on: date) -> Chances:
    """Rank one person with so many seeds, and count where every role stands."""
    seen: Counter[tuple[int, int]] = Counter()
    claimed: dict[tuple[int, int], float] = {}
    swapped: Counter[int] = Counter()
    passing = engine.recommend(answers, on=on).passing_count
    for seed in range(slates):
        slate = engine.recommend(answers, on=on, limit=LAST_DRAWN + 1, seed=seed)
        for role in slate.roles:
            cell = role.base_position, role.position
            seen[cell] += 1
            claimed[cell] = role.propensity
        for first, _ in PAIRS:
            swapped[first] += slate.roles[first - 1].base_position != first
    drawn_from = range(SLOT + 1, min(passing, LAST_DRAWN) + 1)
    # Where a role stands that was drawn, or that a drawn one has jumped over.
    cells = [
        (seen[cell], slates * chance)
        for cell, chance in claimed.items()
        if chance < 1 and cell[0] in drawn_from
    ]
    return Chances(
        slates=slates,
        swaps=tuple(
            chi_square([(swapped[first], slates / 2), (slates - swapped[first], slates / 2)])
            for first, _ in PAIRS
        ),
        draw=chi_square([(seen[base, SLOT], slates / len(drawn_from)) for base in drawn_from]),
        propensities=worst_fit(cells, slates),
    )


def worst_fit(cells: Sequence[tuple[float, float]], slates: int) -> Fit:
    """The place that fits its propensity worst, as one of two: this role here, or not. ``p`` is
    for the worst of so many."""
    fits = [chi_square([(n, e), (slates - n, slates - e)]) for n, e in cells]
    worst = min(fits, key=lambda fit: fit.p)
    return replace(worst, p=1 - (1 - worst.p) ** len(fits))


@click.command()
@click.option(
    "--slates",
    type=click.IntRange(1_000, 1_000_000),
    default=20_000,
    show_default=True,
    help="How many lists of one person to draw.",
)
@click.option(
    "--role",
    default=None,
    help="Id of the role whose ideal person is ranked; the first of the catalogue unless you say.",
)
@on_option
@format_option
def chances(slates: int, role: str | None, on: Any, form: str) -> None:
    """Hold the swaps, the drawn role and every propensity against what was drawn."""
    engine = open_engine()
    role_id = role or engine.space.role_ids[0]
    if role_id not in engine.catalogue:
        raise click.UsageError(f"no role has the id {role_id!r}.")
    answers = ideal_answers(engine.space, engine.questionnaire, role_id)
    found = measure_chances(engine, answers, slates, on.date())
    if form == "json":
        echo_json({"role": role_id, "on": on.date().isoformat(), "chances": asdict(found)})
        return
    for line in lines(found):
        click.echo(line)


def lines(found: Chances) -> Iterator[str]:
    """The measurements for people, line by line."""
    yield f"{found.slates} lists of one person"
    named: list[tuple[str, Fit]] = [
        (f"swap {first}-{second}", fit)
        for (first, second), fit in zip(PAIRS, found.swaps, strict=True)
    ]
    named += [("drawn role", found.draw), ("worst propensity", found.propensities)]
    for name, fit in named:
        yield f"  {name:18}chi-square {fit.statistic:.1f}, {fit.freedom} free, p {fit.p:.3f}"
