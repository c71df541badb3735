"""A fair chance for every role: a half-strength correction against reference people.

Without it the roles that most people are a little like would stand in everybody's list. So each
role's scores over many people are brought halfway to what is usual, and in such a way that a
score stays the plain sum of its parts:

* the middle: a role's mean score is its row times the mean person, so half of the typical answers
  are taken from each person's blocks, as far as those count. (A fixed number a role would weigh
  ever more, the less somebody has answered.)
* the top: what the best-fitting tenth of the people reach, or fiftieth of those who write, for
  that is where lists are made, and not by the spread of all scores. Each role's row is multiplied
  by a positive factor, which differs for people who wrote something and people who did not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.parts import NAMES
from matching.profile import Matrix, Profile, Vector, shrinkage
from matching.questionnaire import BLOCKS, Questionnaire
from matching.reference_people import REFERENCE, draw_people, reference_profiles
from matching.space import Space

STRENGTH: Final = 0.5
"""1 would bring all roles to one measure, which costs relevance; 0 none."""

BEST_SILENT: Final = 0.9
BEST_WRITING: Final = 0.98
"""The quantile of a role's scores that is evened out, of people without words and with. Words
make more of a difference at the very top. Measured: see decision 8."""

COUNT: Final = 1500
SEED: Final = 20261
"""How many reference people there are, and what they are drawn from."""

SMALLEST_BEST: Final = 0.05
"""A role whose best score is hardly any, in units of the usual one, keeps its row as it is."""


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
    return Calibration(
        typical,
        _scaling(centred, silent, BEST_SILENT),
        _scaling(centred, writing, BEST_WRITING),
    )


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


def _scaling(space: Space, profiles: Sequence[Profile], quantile: float) -> Scaling:
    people = np.array([space.person_vector(profile) for profile in profiles])
    scores = people @ space.exact_rows.T
    unit = float(scores.std(axis=0).mean()) or 1.0
    best = np.quantile(scores, quantile, axis=0)
    usual = float(best.mean())
    if usual <= 0:  # Nobody fits anything: there is nothing to even out.
        return Scaling(np.ones(len(best)), unit)
    usable = np.where(best < SMALLEST_BEST * usual, usual, best)
    return Scaling((1 - STRENGTH) + STRENGTH * usual / usable, unit)
