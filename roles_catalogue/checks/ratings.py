"""Rules about the condition ratings, which are our own."""

from collections.abc import Hashable, Iterator
from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.traits import CONDITIONS

LEAST_DISTINCT: Final = 3
"""A role that uses fewer different ratings tells a reader nothing."""


# Two desk jobs may have the same week by the rubric; that they also have the same interests,
# values and subjects would leave nothing but words to tell them apart.
@rule("no-twins", "No two roles have the same condition ratings and the same other traits.")
def _no_twins(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    homes: dict[Hashable, str] = {}
    for role in catalogue:
        ratings = tuple(role.conditions[name] for name in CONDITIONS)
        interests = tuple(sorted((role.editorial_interests or {}).items()))
        links = tuple((link.code, link.confidence) for link in role.onet)
        first = homes.setdefault((ratings, interests, links), role.id)
        if first != role.id:
            yield (
                role.id,
                f"the same ratings and O*NET links as {first}; say where the two jobs differ",
            )


@rule("ratings-spread", "A role's ratings use at least three different values.", "warning")
def _ratings_spread(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        used = sorted(set(role.conditions.values()))
        if len(used) < LEAST_DISTINCT:
            yield role.id, f"the ratings use only {', '.join(map(str, used))}; use the whole scale"


RULES = (_no_twins, _ratings_spread)
