"""What is known of a job as a figure and not as a sentence: a search may ask for that too.

"Desk job", "chemistry", "no blood", "apprenticeship": no page says all of it in words, and an
encoder hardly hears it, but the catalogue has a rating, a subject, a setting or a way in for it.
``facts.csv`` has what may be said (``|`` between ways to say it), the facts that are then wished
for (a minus before one of which little is wished), and when that holds: ``wanted`` only where
somebody wants what they name, ``unwanted`` only where they do not, ``either`` with the facts
turned round where they do not. The rows are editorial, ours, as the conditions' ratings are.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.own_words import denied_in, wished_for
from matching.questionnaire import BLOCKS
from matching.search.words import fold
from matching.space import FURTHEST
from roles_catalogue.schema import DEGREE_LEVEL, EntryRoute, Role, RouteKind, Setting

TABLE: Final = Path(__file__).with_name("facts.csv")

SERVED: Final = frozenset({"conditions.children", "conditions.older_people"})
"""Whom one works with counts half: pages say that in words too."""

EASY_LEVEL: Final = 2
"""An apprenticeship up to this level asks for no grades to begin with, as a rule."""
PLURAL: Final = 4
"""Letters from which an "s" at the end of a word may be a plural's."""

HURDLES: Final = frozenset({"level", "gcses", "registration", "role", "tariff"})


class Wish(NamedTuple):
    """A fact that is wished for; ``sign`` is -1 where little of it is."""

    fact: str
    sign: int


class _Row(NamedTuple):
    wishes: tuple[Wish, ...]
    when: str  # wanted, unwanted or either


@dataclass(frozen=True)
class Facts:
    """``places``: for each fact (roles,) how far above the middle each role is, in standard
    deviations, at most `FURTHEST`; what no source knows lies in the middle."""

    places: Mapping[str, NDArray[np.float64]]

    @classmethod
    def of(cls, roles: Sequence[Role], traits: NDArray[np.float64]) -> "Facts":
        """The facts of the roles.

        Args:
            traits: (roles, structured dimensions) the space's standardised traits, by `BLOCKS`.
        """
        names = [f"{block}.{dimension}" for block, its in BLOCKS.items() for dimension in its]
        known = {name: traits[:, column] for column, name in enumerate(names)}
        for setting in Setting:
            known[f"setting.{setting.value}"] = _standard(
                [setting in role.settings for role in roles]
            )
        for kind in RouteKind:
            has = [any(route.kind is kind for route in role.entry_routes) for role in roles]
            known[f"route.{kind.value}"] = _standard(has)
        known["way.no_degree"] = _standard([role.needs_no_degree for role in roles])
        known["way.easy"] = _standard([_begins_easily(role) for role in roles])
        known["way.degree_apprenticeship"] = _standard(
            [any(map(_is_degree_apprenticeship, role.entry_routes)) for role in roles]
        )
        return cls(
            {name: np.clip(np.nan_to_num(z), -FURTHEST, FURTHEST) for name, z in known.items()}
        )

    def fit(self, said: Sequence[Sequence[Wish]]) -> NDArray[np.float64]:
        """(roles,) how well each role has what was wished for, each wish about one spread; the
        more is wished, the more it counts in all, by the root of how many."""
        total = np.zeros(len(next(iter(self.places.values()))))
        for wishes in said:
            for fact, sign in wishes:
                weight = sign * (0.5 if fact in SERVED else 1.0) / len(wishes)
                total += weight * self.places[fact]
        fits: NDArray[np.float64] = total / max(1, len(said)) ** 0.5
        return fits


def wishes_in(text: str) -> list[tuple[Wish, ...]]:
    """What a text wishes for, in the order of the table; what it denies is turned round."""
    table = _table()
    wanted, unwanted = _said(wished_for(text)), _said(denied_in(text))
    found = []
    for said, row in table.items():
        if said in wanted and row.when != "unwanted":
            found.append(row.wishes)
        elif said in unwanted and row.when != "wanted":
            sign = 1 if row.when == "unwanted" else -1
            found.append(tuple(Wish(fact, sign * wished) for fact, wished in row.wishes))
    return list(dict.fromkeys(found))


def _said(text: str) -> frozenset[str]:
    """The table's words that a text has; none that is part of a longer one that is there."""
    left = f" {_singular(text)} "
    found = []
    for said in _longest_first():
        if f" {said} " in left:
            found.append(said)
            left = left.replace(f" {said} ", " | ")
    return frozenset(found)


@cache
def _table() -> dict[str, _Row]:
    """Every word or words of the table, without a plural's s, and what they wish for."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            _singular(said): _Row(tuple(map(_wish, row["facts"].split())), row["when"])
            for row in csv.DictReader(file)
            for said in row["said"].split("|")
        }


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(_table(), key=lambda said: (-len(said), said)))


def _wish(written: str) -> Wish:
    return Wish(written.removeprefix("-"), -1 if written.startswith("-") else 1)


def _singular(text: str) -> str:
    """Folded words without a last "s". Stems would go too far: "physical" is no physics."""
    return " ".join(
        word.removesuffix("s") if len(word) >= PLURAL else word for word in fold(text).split()
    )


def _standard(values: Sequence[bool]) -> NDArray[np.float64]:
    """In standard deviations from the mean; zeros where all are alike."""
    table = np.array(values, dtype=np.float64)
    places: NDArray[np.float64] = (table - table.mean()) / (table.std() or 1.0)
    return places


def _begins_easily(role: Role) -> bool:
    """True if somebody without grades or experience may begin: straight in, or as an apprentice
    at level 2."""
    return role.needs_no_degree and any(map(_is_easy, role.entry_routes))


def _is_easy(route: EntryRoute) -> bool:
    if route.kind is RouteKind.APPRENTICESHIP:
        return route.level is not None and route.level <= EASY_LEVEL
    return route.kind is RouteKind.DIRECT and not any(
        need.kind in HURDLES or (need.kind == "experience" and need.asked != "helps")
        for need in route.requirements
    )


def _is_degree_apprenticeship(route: EntryRoute) -> bool:
    return route.kind is RouteKind.APPRENTICESHIP and (route.level or 0) >= DEGREE_LEVEL
