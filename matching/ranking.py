"""From scored roles to a list: rules first, then variety, then exploration.

Passing roles come first; relaxed ones follow, and say which rules they break. Variety and
exploration are the identity for now (policy ``none``): the position equals the base position
and every propensity is 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Family, Role

POLICY: Final = "none"


@dataclass(frozen=True)
class Placed:
    """A role in the list. ``base_position`` is its place before variety and exploration;
    both positions count from 1. ``propensity`` is the probability of this role in this place."""

    role_id: str
    score: float
    position: int
    base_position: int
    propensity: float


def order(scores: Mapping[str, float], relaxed: Mapping[str, Sequence[str]]) -> list[str]:
    """Role ids, best first: fewest broken rules, then the score, then the id for ties."""
    return sorted(scores, key=lambda r: (len(relaxed.get(r, ())), -scores[r], r))


def place(scores: Mapping[str, float]) -> tuple[Placed, ...]:
    """Roles in the order given, placed where they stand."""
    return tuple(
        Placed(role_id, score, position, position, 1.0)
        for position, (role_id, score) in enumerate(scores.items(), start=1)
    )


def starter_order(catalogue: Catalogue, relaxed: Mapping[str, Sequence[str]]) -> list[str]:
    """A first look across families when nothing was answered: one of each family in turn.

    Within a family, roles that need no degree come first: they are the ones people know least.
    """
    by_family: dict[Family, list[Role]] = {family: [] for family in sorted(Family)}
    for role in sorted(catalogue, key=lambda r: (not r.needs_no_degree, r.id)):
        by_family[role.family].append(role)
    rounds: list[str] = []
    depth = max((len(members) for members in by_family.values()), default=0)
    for turn in range(depth):
        rounds += [members[turn].id for members in by_family.values() if turn < len(members)]
    return sorted(rounds, key=lambda r: len(relaxed.get(r, ())))
