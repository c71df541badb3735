"""``compass bench exposure``: is every role shown its share, and are the probabilities true?

Simulated people (``matching.reference_people``) are ranked by the engine as the site does it.
They are drawn from another seed and with more noise than those that calibration rests on, from
the conditions as rater B has rated them, where the engine knows rater A's; and what they write
is made of skills, which no role's vector was made from.
"""

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

import click
import numpy as np
from numpy.typing import NDArray

from matching.answers import Answers
from matching.exploration import LAST_DRAWN, PAIRS, SLOT
from matching.policies import FULL, PLAIN, Policy
from matching.recommend import Engine
from matching.reference_people import Noise, SimulatedPerson, draw_people
from roles_catalogue.ratings import load as load_ratings
from roles_catalogue.traits import CONDITIONS
from scripts.bench.chi_square import Fit, chi_square
from scripts.console import echo_json, format_option, on_option, open_engine, seed_option

PEOPLE: Final = Noise(person=1.0, item=1.0, habit=0.4, skips=0.5)
"""More noise than calibration's own people have."""

SLOTS: Final = 10
NEAR: Final = 3
"""How many roles count as near neighbours of a role."""

POLICIES: Final = (
    PLAIN,
    Policy("half-share"),
    Policy("half-share", "mmr-85"),
    FULL,
)


@dataclass(frozen=True)
class Exposure:
    """How the first ten places of many lists were shared out.

    ``least``, ``most``: the smallest and largest share of a role, 1 being as much as if all had
    the same. ``worst``: the five least shown. ``coverage``: the share of roles shown at all.
    ``gini``: 0 if all are shown alike. ``ndcg``: how good the first ten are for the role that
    somebody was drawn from. ``families``: different families among ten.
    """

    policy: str
    people: int
    least: float
    most: float
    worst: tuple[tuple[str, float], ...]
    coverage: float
    gini: float
    ndcg: float
    found: float
    families: float


@dataclass(frozen=True)
class Chances:
    """Whether what was drawn fits its propensities, over ``slates`` lists of one person."""

    slates: int
    swaps: tuple[Fit, ...]
    draw: Fit
    propensities: Fit


def simulated(engine: Engine, count: int, seed: int, *, text: bool) -> tuple[SimulatedPerson, ...]:
    """People for measuring, with or without a sentence of their own.

    They are made from what rater B said of the jobs; the engine knows what rater A said.
    """
    rated = load_ratings("b")
    unrated = [role_id for role_id in engine.space.role_ids if role_id not in rated]
    if unrated:
        raise click.ClickException(f"rater B has not rated {', '.join(unrated)}: docs/rubric.md")
    conditions = [[rated[i][name] for name in CONDITIONS] for i in engine.space.role_ids]
    space = engine.space.rated(np.array(conditions, dtype=np.float64))
    people = draw_people(space, engine.questionnaire, count=count, seed=seed, noise=PEOPLE)
    if not text:
        return tuple(people)
    draw = np.random.default_rng((seed, 2))
    return tuple(
        replace(person, answers=replace(person.answers, text=_words(engine, person, draw)))
        for person in people
    )


def _words(engine: Engine, person: SimulatedPerson, draw: np.random.Generator) -> str:
    skills = engine.catalogue.get(person.role_id).skills
    return f"I would like to be good at {skills[draw.integers(len(skills))]}"


def gains(engine: Engine) -> NDArray[np.float64]:
    """(roles, roles): how good a second role is for somebody drawn from a first: 3 for the role
    itself, 2 for its nearest neighbours in structure and text, 1 for others of its family."""
    families = np.array([role.family.value for role in engine.catalogue.roles])
    relevance = np.where(families[:, None] == families[None, :], 1.0, 0.0)
    alike = engine.space.cosines - 9 * np.eye(len(families))
    for row, nearest in enumerate(np.argsort(-alike, axis=1)[:, :NEAR]):
        relevance[row, nearest] = 2.0
    np.fill_diagonal(relevance, 3.0)
    gain: NDArray[np.float64] = 2.0**relevance - 1
    return gain


def measure_exposure(
    engine: Engine, people: Sequence[SimulatedPerson], policy: Policy, on: date
) -> Exposure:
    """Rank everybody, each with a seed of their own, and look at the first ten places."""
    row_of, gain = engine.space.row_of, gains(engine)
    discount = 1 / np.log2(np.arange(2, SLOTS + 2))
    shown: Counter[str] = Counter({role_id: 0 for role_id in engine.space.role_ids})
    ndcgs, founds, families = [], [], []
    for seed, person in enumerate(people):
        slate = engine.recommend(person.answers, on=on, limit=SLOTS, seed=seed, policy=policy)
        ids = [role.role_id for role in slate.roles]
        shown.update(ids)
        worth = gain[row_of[person.role_id]]
        best = np.sort(worth)[::-1][: len(ids)] @ discount[: len(ids)]
        ndcgs.append(worth[[row_of[i] for i in ids]] @ discount[: len(ids)] / best)
        founds.append(person.role_id in ids)
        families.append(len({engine.catalogue.get(i).family for i in ids}))
    fair = shown.total() / len(shown)
    shares = sorted((count / fair, role_id) for role_id, count in shown.items())
    return Exposure(
        policy=policy.code,
        people=len(people),
        least=shares[0][0],
        most=shares[-1][0],
        worst=tuple((role_id, share) for share, role_id in shares[:5]),
        coverage=sum(share > 0 for share, _ in shares) / len(shares),
        gini=gini([share for share, _ in shares]),
        ndcg=statistics.fmean(ndcgs),
        found=statistics.fmean(founds),
        families=statistics.fmean(families),
    )


def gini(shares: Sequence[float]) -> float:
    """How unevenly something is shared out: 0 if evenly, towards 1 if one has it all."""
    ranked = np.sort(shares)
    weights = 2 * np.arange(1, len(ranked) + 1) - len(ranked) - 1
    return float(weights @ ranked / (len(ranked) * ranked.sum()))


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
    "--people",
    type=click.IntRange(100, 100_000),
    default=2_000,
    show_default=True,
    help="How many simulated people to rank.",
)
@click.option(
    "--slates",
    type=click.IntRange(1_000, 1_000_000),
    default=20_000,
    show_default=True,
    help="How many lists of one person to draw.",
)
@seed_option(7)
@on_option
@format_option
def exposure(people: int, slates: int, seed: int, on: Any, form: str) -> None:
    """Shares of the first ten places, what they cost in relevance, and true probabilities."""
    engine = open_engine()
    day: date = on.date()
    kinds = {"answers": False, "words": True} if engine.encoder_available else {"answers": False}
    found = {
        kind: [measure_exposure(engine, group, policy, day) for policy in POLICIES]
        for kind, text in kinds.items()
        for group in (simulated(engine, people, seed, text=text),)
    }
    one = simulated(engine, 1, seed, text=False)[0].answers
    chances = measure_chances(engine, one, slates, day)
    if form == "json":
        echo_json(
            {
                "roles": len(engine.catalogue),
                "seed": seed,
                "on": day.isoformat(),
                "noise": asdict(PEOPLE),
                "exposure": {kind: [asdict(e) for e in rows] for kind, rows in found.items()},
                "chances": asdict(chances),
            }
        )
        return
    for line in report(len(engine.catalogue), found, chances):
        click.echo(line)


KINDS: Final = {
    "answers": "people without words of their own",
    "words": "the same people with a sentence each",
}


def report(roles: int, found: dict[str, list[Exposure]], chances: Chances) -> Iterator[str]:
    """The measurements for people, line by line."""
    for kind, rows in found.items():
        base = rows[0].ndcg
        yield f"{rows[0].people} {KINDS[kind]}, {roles} roles, first {SLOTS} places"
        for e in rows:
            yield (
                f"  {e.policy:26}least {e.least:.2f} of a fair share, most {e.most:.2f}, "
                f"coverage {e.coverage:.0%}, Gini {e.gini:.3f}, nDCG {e.ndcg:.4f} "
                f"({e.ndcg / base - 1:+.1%}), own role {e.found:.1%}, families {e.families:.1f}"
            )
        worst = ", ".join(f"{role_id} {share:.2f}" for role_id, share in rows[-1].worst)
        yield f"  least shown under {rows[-1].policy}: {worst}"
    yield f"{chances.slates} lists of one person"
    named: list[tuple[str, Fit]] = [
        (f"swap {first}-{second}", fit)
        for (first, second), fit in zip(PAIRS, chances.swaps, strict=True)
    ]
    named += [("drawn role", chances.draw), ("worst propensity", chances.propensities)]
    for name, fit in named:
        yield f"  {name:18}chi-square {fit.statistic:.1f}, {fit.freedom} free, p {fit.p:.3f}"
