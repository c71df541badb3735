"""One set of people, what they are shown, and how good that is: what every table is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from matching.policies import FULL, Policy
from matching.profile import Matrix, Profile, Vector
from matching.recommend import Engine
from scripts.bench.matching import SEEDS, baselines
from scripts.bench.matching.measures import (
    MEASURES,
    Figure,
    Resampling,
    judge,
)
from scripts.bench.matching.outside import Outside
from scripts.bench.matching.people import (
    MIDDLE,
    Level,
    People,
    draw_people,
    sentences,
)
from scripts.bench.matching.ranking import Orders, profiles_of, rank
from scripts.bench.matching.tables import Form

SHOWN_BY_THE_SITE: Final = FULL.without_exploration
"""What recovery is measured under: chance moves roles on purpose, and is measured apart."""

MEASURED: Final[Mapping[str, Form]] = {name: "number" for name in MEASURES}


@dataclass(frozen=True)
class Plan:
    """``per_role``: people for each role in most tables; ``people``: in those about who is shown;
    ``seed``: what they are drawn from."""

    seed: int
    people: int
    per_role: int
    on: date

    @property
    def half(self) -> str:
        """Which half of the everyday queries goes with these people."""
        return "tuning" if self.seed == SEEDS["tuning"] else "held-out"


@dataclass(frozen=True)
class Study:
    """Everything that is measured, over one set of people."""

    engine: Engine
    outside: Outside
    plan: Plan

    # People and what they are shown.

    def people(self, level: Level, *, count: int | None = None) -> People:
        """People made from what the match does not see."""
        return self._drawn(self.outside.traits, level, count)

    def circular_people(self, level: Level, *, count: int | None = None) -> People:
        """People made from the very numbers they are matched by."""
        return self._drawn(self.engine.space.standardised, level, count)

    def _drawn(self, traits: Matrix, level: Level, count: int | None) -> People:
        return draw_people(
            traits,
            self.engine.questionnaire,
            count=self.plan.per_role * len(traits) if count is None else count,
            seed=self.plan.seed,
            level=level,
        )

    @cached_property
    def middle(self) -> People:
        """The people of most tables."""
        return self.people(MIDDLE)

    @cached_property
    def middle_profiles(self) -> list[Profile]:
        return profiles_of(self.engine, self.middle.answers)

    @cached_property
    def most_shown(self) -> Orders:
        return baselines.most_shown(self.engine, self.plan.on)

    def words(self, people: People) -> list[str]:
        """A sentence each."""
        return sentences(self.engine, people.rows, self.plan.seed)

    def lists(
        self, profiles: Sequence[Profile], policy: Policy = SHOWN_BY_THE_SITE, *, places: int
    ) -> Orders:
        """What these people are shown; where the policy explores, each with a seed of their own."""
        return rank(
            self.engine,
            profiles,
            on=self.plan.on,
            policy=policy,
            places=places,
            seeds=range(len(profiles)),
        )

    def judged(self, orders: Orders, people: People) -> Mapping[str, Vector]:
        """Every measure for every person, by what the match does not see."""
        return judge(orders, people.rows, self.outside.grades)

    def means(self, found: Mapping[str, Vector], again: Resampling) -> list[Figure | None]:
        return [again.mean(found[name]) for name in MEASURES]
