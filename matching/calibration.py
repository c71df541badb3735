"""A fair chance for every role: half-strength z-scores against reference people.

Without it the roles that most people are a little like would stand in everybody's list. A
z-score takes from each score the role's mean over many people and divides by its spread; half of
that is done here, and done so that a score stays the plain sum of its parts:

* the mean: a role's mean score is its row times the mean person, so half of the typical answers
  are taken from each person's blocks, as far as those count. (A fixed number a role would weigh
  ever more, the less somebody has answered.)
* the spread: each role's row is multiplied by a positive factor, which differs for people who
  wrote something and people who did not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.profile import Matrix, Profile, Vector, shrinkage
from matching.questionnaire import BLOCKS, Questionnaire
from matching.reference_people import REFERENCE, draw_people, reference_profiles
from matching.space import NAMES, Space

STRENGTH: Final = 0.5
"""1 would be whole z-scores, which cost relevance; 0 none."""

COUNT: Final = 1500
SEED: Final = 20261
"""How many reference people there are, and what they are drawn from."""

SMALLEST_SPREAD: Final = 0.05
"""A role whose scores hardly differ, in units of the usual spread, keeps its row as it is."""


@dataclass(frozen=True)
class Scaling:
    """``factors``: (roles,) positive; ``unit``: the usual spread of a role's scores."""

    factors: Vector
    unit: float


@dataclass(frozen=True)
class Calibration:
    """``typical``: (structured dimensions,) what is taken from everybody; ``silent`` scales
    roles for people without words, ``writing`` for those with."""

    typical: Vector
    silent: Scaling
    writing: Scaling

    def scaling(self, *, text: bool) -> Scaling:
        return self.writing if text else self.silent

    def apply(self, space: Space, *, text: bool) -> Space:
        """The space as it is for people with, or without, words of their own."""
        return space.calibrated(self.scaling(text=text).factors, self.typical)


def fit(space: Space, questionnaire: Questionnaire, words: Matrix) -> Calibration:
    """Measure the reference people against every role.

    Args:
        space: uncalibrated.
        words: (roles, sentences, text dimensions) what people of each role might write, as the
            encoder gives it.
    """
    people = tuple(draw_people(space, questionnaire, count=COUNT, seed=SEED, noise=REFERENCE))
    silent, writing = reference_profiles(space, questionnaire, people, words, seed=SEED)
    typical = STRENGTH * typical_answers(silent)
    centred = space.calibrated(np.ones(len(space.role_ids)), typical)
    return Calibration(typical, _scaling(centred, silent), _scaling(centred, writing))


def typical_answers(profiles: Sequence[Profile]) -> Vector:
    """(structured dimensions,) the mean of each block over those who say something in it, as
    if all of it counted."""
    typical = np.zeros(len(NAMES))
    start = 0
    for block, dimensions in BLOCKS.items():
        whole = [
            answered.vector / shrinkage(block, answered.count)
            for answered in (profile.blocks.get(block) for profile in profiles)
            if answered is not None and answered.vector.any()
        ]
        if whole:
            typical[start : start + len(dimensions)] = np.mean(whole, axis=0)
        start += len(dimensions)
    return typical


def _scaling(space: Space, profiles: Sequence[Profile]) -> Scaling:
    people = np.array([space.person_vector(profile) for profile in profiles])
    spread = (people @ space.exact_rows.T).std(axis=0)
    unit = float(spread.mean()) or 1.0
    usable = np.where(spread < SMALLEST_SPREAD * unit, unit, spread)
    return Scaling((1 - STRENGTH) + STRENGTH * unit / usable, unit)
