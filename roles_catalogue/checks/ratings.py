"""Rules about the condition ratings, which are our own."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.traits import CONDITIONS

LEAST_DISTINCT: Final = 3
"""A role that uses fewer different ratings tells a reader nothing."""


@rule("no-twins", "No two roles have the same sixteen condition ratings.")
def _no_twins(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    homes: dict[tuple[int, ...], str] = {}
    for role in catalogue:
        ratings = tuple(role.conditions[name] for name in CONDITIONS)
        first = homes.setdefault(ratings, role.id)
        if first != role.id:
            yield role.id, f"the same ratings as {first}; say where the two jobs differ in life"


@rule("ratings-spread", "A role's ratings use at least three different values.", "warning")
def _ratings_spread(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        used = sorted(set(role.conditions.values()))
        if len(used) < LEAST_DISTINCT:
            yield role.id, f"the ratings use only {', '.join(map(str, used))}; use the whole scale"


RULES = (_no_twins, _ratings_spread)
