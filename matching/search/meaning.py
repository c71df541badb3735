"""Meaning: how near a query lies to each role's text, and to each of its sentences."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Nearness:
    """Cosines of one query, or of many, which are then the first axis. ``whole``: (roles,) to the
    role's text; ``card``: (roles,) to its card; ``best``: (roles,) to the nearest of its
    sentences; ``sentences``: (sentences,) to each."""

    whole: NDArray[np.float64]
    card: NDArray[np.float64]
    best: NDArray[np.float64]
    sentences: NDArray[np.float64]


@dataclass(frozen=True)
class Meanings:
    """``texts``: (roles, dimensions) unit vectors of the roles' texts. ``cards``: the same of
    their cards, float32. ``sentences``: (sentences, dimensions) those of "Title: sentence", role
    after role, float32 and memory-mapped. ``starts``: (roles + 1,) where each role's sentences
    begin."""

    texts: NDArray[np.float64]
    cards: NDArray[np.float32]
    sentences: NDArray[np.float32]
    starts: NDArray[np.int64]

    def near(self, query: NDArray[np.float64]) -> Nearness:
        """Where a unit vector of the same encoder lies, or each of (queries, dimensions)."""
        short = query.astype(np.float32)
        cosines = np.asarray(short @ self.sentences.T, dtype=np.float64)
        cards = np.asarray(short @ self.cards.T, dtype=np.float64)
        best = np.maximum.reduceat(cosines, self.starts[:-1], axis=-1)
        return Nearness(query @ self.texts.T, cards, best, cosines)

    def part(self, row: int) -> slice:
        """Where one role's sentences stand."""
        return slice(int(self.starts[row]), int(self.starts[row + 1]))
