"""Four measures of nearness in one score: a sum of scores on fixed scales, never of ranks.

Weights near those measured on outside data, where text and card were one text, with more for what
is said plainly: the card and the very words (docs/matching.md). Ranks
would throw away how much nearer the first is than the second; scales made anew for each query
would make nonsense look certain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Part = Literal["whole", "card", "best", "words"]

WEIGHTS: Final[Mapping[Part, float]] = {
    "whole": 0.2,
    "card": 0.4,
    "best": 0.2,
    "words": 0.2,
}
"""Cosine to the role's text, to its card, to its nearest sentence, and the BM25 share."""


@dataclass(frozen=True)
class Scale:
    """Mean and standard deviation of a part between reference queries and roles that are not
    meant by them."""

    mean: float
    spread: float

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> "Scale":
        return cls(float(values.mean()), float(values.std()) or 1.0)


def fuse(
    parts: Mapping[Part, NDArray[np.float64]], scales: Mapping[Part, Scale]
) -> NDArray[np.float64]:
    """(roles,) the weighted sum of the parts there are, each in spreads from its mean.

    Rounded, so that the order does not hang on the last bits.
    """
    total = sum(WEIGHTS[name] for name in parts)
    fused = sum(
        WEIGHTS[name] / total * (values - scales[name].mean) / scales[name].spread
        for name, values in parts.items()
    )
    return np.round(fused, 9)
