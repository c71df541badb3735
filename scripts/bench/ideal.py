"""``compass bench ideal``: is each role found by the people it would suit best?

The ideal person of a role answers as the role itself is, in whole points and with slips, on the
real item bank. Half of them stop after the first questions, as visitors do. They are drawn from
what the engine knows (rater A), so the figures are an upper bound; ``bench exposure`` draws
people from what rater B said.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

import click

from matching.policies import FULL
from matching.recommend import Engine
from matching.reference_people import Noise, draw_people
from scripts.console import echo_json, format_option, on_option, open_engine, seed_option

SLIPS: Final = Noise(person=0.0, item=0.7, habit=0.3, skips=0.3)
"""They are as the role is: only how they answer is left to chance."""

SHOWN: Final = 10
LOOKED_THROUGH: Final = 25
"""So many jobs somebody looks through who is looking for theirs."""

OFTEN: Final = 0.5
"""A role found by fewer of its own people than this is listed."""


@dataclass(frozen=True)
class Found:
    """``shown``, ``looked_through``: the share of all people whose role is among the first 10, or
    25, before exploration. ``seldom``: roles that fewer than half of their own people find among
    the first 25, with that share, the smallest first."""

    people_per_role: int
    seed: int
    roles: int
    shown: float
    looked_through: float
    seldom: tuple[tuple[str, float], ...]


@click.command()
@click.option(
    "--people",
    type=click.IntRange(1, 1_000),
    default=20,
    show_default=True,
    help="How many people to draw for each role.",
)
@seed_option(1)
@on_option
@format_option
def ideal(people: int, seed: int, on: Any, form: str) -> None:
    """Roles that the people they would suit best do not find."""
    found = measure(open_engine(), people, seed, on.date())
    if form == "json":
        echo_json(asdict(found))
        return
    for line in lines(found):
        click.echo(line)


def measure(engine: Engine, people: int, seed: int, on: date) -> Found:
    """Rank so many ideal people of each role, and look for it in their lists."""
    places = own_places(engine, people, seed, on)
    everybody = [place for found in places.values() for place in found]
    shares = {
        role_id: sum(place <= LOOKED_THROUGH for place in found) / len(found)
        for role_id, found in places.items()
    }
    seldom = [(role_id, share) for role_id, share in shares.items() if share < OFTEN]
    return Found(
        people_per_role=people,
        seed=seed,
        roles=len(places),
        shown=sum(place <= SHOWN for place in everybody) / len(everybody),
        looked_through=sum(place <= LOOKED_THROUGH for place in everybody) / len(everybody),
        seldom=tuple(sorted(seldom, key=lambda one: (one[1], one[0]))),
    )


def own_places(engine: Engine, people: int, seed: int, on: date) -> Mapping[str, Sequence[int]]:
    """Where each role stands in the lists of its own people; beyond those looked through, one
    place after them."""
    drawn = draw_people(
        engine.space,
        engine.questionnaire,
        count=people * len(engine.catalogue),
        seed=seed,
        noise=SLIPS,
    )
    places: dict[str, list[int]] = defaultdict(list)
    policy = FULL.without_exploration
    for person in drawn:
        slate = engine.recommend(person.answers, on=on, limit=LOOKED_THROUGH, policy=policy)
        own = [role.position for role in slate.roles if role.role_id == person.role_id]
        places[person.role_id].append(own[0] if own else LOOKED_THROUGH + 1)
    return places


def lines(found: Found) -> Sequence[str]:
    """The figures for people."""
    each = f"{found.people_per_role} people for each of {found.roles} roles, seed {found.seed}"
    listed = [f"  {role_id} {share:.0%}" for role_id, share in found.seldom]
    return (
        each,
        f"own role among the first {SHOWN}: {found.shown:.1%}, "
        f"among {LOOKED_THROUGH}: {found.looked_through:.1%}",
        f"found by fewer than half of their own people among {LOOKED_THROUGH}: "
        f"{len(listed) or 'none'}",
        *listed,
    )
