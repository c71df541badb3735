"""A fair chance for every role: a half-strength correction against reference people.

Without it the roles that many people are a little like would stand in many lists, and their near
twins in none. So the people are ranked, and a role that stands among the first ten more often
than its share is held a little tighter: its distance from what somebody said costs more. One
that stands there less often is held looser. That is repeated until the shares are even, and half
of it is used. A score stays the plain sum of its parts, and a correction weighs as much as there
are answers. People who wrote something have a correction of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.profile import Matrix, Profile, Vector
from matching.questionnaire import Questionnaire
from matching.reference_people import REFERENCE, draw_people, reference_profiles
from matching.space import SQUARES, Space

STRENGTH: Final = 0.5
"""1 would bring all roles to one share of these people, which costs relevance; 0 none."""

PEOPLE_PER_ROLE: Final = 6
MOST_PEOPLE: Final = 6_000
SEED: Final = 20261
"""How many reference people there are, and what they are drawn from."""

SLOTS: Final = 10
"""How many places of a list are shared out."""

ROUNDS: Final = 40
STEP: Final = 0.15
"""How often the shares are looked at, and how far a tightness moves for one share too many."""

LEAST: Final = 0.2
MOST: Final = 5.0
"""Bounds of a tightness: a role that nothing can bring up must not pull others down."""


@dataclass(frozen=True)
class Scaling:
    """``tightness``: (roles,) positive; ``unit``: the usual spread of a role's scores."""

    tightness: Vector
    unit: float


@dataclass(frozen=True)
class Calibration:
    """``silent`` is for people without words of their own, ``writing`` for those with."""

    silent: Scaling
    writing: Scaling

    def scaling(self, *, text: bool) -> Scaling:
        return self.writing if text else self.silent

    def apply(self, space: Space, *, text: bool) -> Space:
        """The space as it is for people with, or without, words of their own."""
        return space.calibrated(self.scaling(text=text).tightness)


def fit(space: Space, questionnaire: Questionnaire, words: Matrix) -> Calibration:
    """Rank the reference people and even out who is shown.

    Args:
        space: uncalibrated.
        words: (roles, sentences, text dimensions) what people of each role might write, as the
            encoder gives it.
    """
    count = min(PEOPLE_PER_ROLE * len(space.role_ids), MOST_PEOPLE)
    people = tuple(draw_people(space, questionnaire, count=count, seed=SEED, noise=REFERENCE))
    silent, writing = reference_profiles(space, questionnaire, people, words, seed=SEED)
    return Calibration(_scaling(space, silent), _scaling(space, writing))


def _scaling(space: Space, profiles: Sequence[Profile]) -> Scaling:
    """A half-way tightness for each role, and the spread of its scores as they are."""
    people = np.array([space.person_vector(profile) for profile in profiles])
    rows = space.exact_rows
    costs = people[:, SQUARES] @ rows[:, SQUARES].T
    scores = people @ rows.T
    rest = scores - costs
    fair = len(people) * min(SLOTS, len(rows)) / len(rows)
    tightness = np.ones(len(rows))
    for _ in range(ROUNDS):
        shares = _shown(rest + tightness * costs) / fair
        tightness *= np.exp(STEP * np.clip(shares - 1, -1, 1))
        tightness = np.clip(tightness, LEAST, MOST)
    return Scaling(tightness**STRENGTH, float(scores.std(axis=0).mean()) or 1.0)


def _shown(scores: Matrix) -> Vector:
    """(roles,) in how many lists each role stands among the first."""
    slots = min(SLOTS, scores.shape[1])
    first = np.argpartition(-scores, slots - 1, axis=1)[:, :slots]
    return np.bincount(first.ravel(), minlength=scores.shape[1]).astype(np.float64)
