"""Pearson's chi-square: do counts match what was expected? Plain arithmetic, no library."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fit:
    """``p``: how often chance alone would fit as badly or worse."""

    statistic: float
    freedom: int
    p: float


def chi_square(cells: Sequence[tuple[float, float]]) -> Fit:
    """How well counts fit.

    Args:
        cells: each with what was counted and what was expected, which adds up to as much.
    """
    statistic = math.fsum((seen - expected) ** 2 / expected for seen, expected in cells)
    freedom = len(cells) - 1
    return Fit(statistic, freedom, _beyond(statistic, freedom) if freedom else 1.0)


def _beyond(statistic: float, freedom: int) -> float:
    """The share of the chi-square distribution above a statistic: its closed form for whole
    degrees of freedom, a finite sum."""
    half = statistic / 2
    odd = freedom % 2
    total = math.erfc(math.sqrt(half)) if odd else 0.0
    for step in range((freedom - odd) // 2):
        power = step + odd / 2
        if half:
            total += math.exp(power * math.log(half) - half - math.lgamma(power + 1))
        elif not power:
            total += 1.0
    return min(1.0, total)
