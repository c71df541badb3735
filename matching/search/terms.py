"""A sparse table of weights, terms by documents, for sums over the terms of a query."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class TermWeights:
    """``weights[starts[t]:starts[t + 1]]`` is what term ``t`` adds to the documents in the same
    part of ``rows``; ``vocabulary`` numbers the terms."""

    vocabulary: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int64]
    weights: NDArray[np.float32]
    documents: int

    def sums(self, terms: Mapping[str, float]) -> NDArray[np.float64]:
        """(documents,) the weights of these terms, each times its factor; unknown ones add
        nothing."""
        total = np.zeros(self.documents)
        for term, factor in terms.items():
            part = self._part(term)
            total[self.rows[part]] += factor * self.weights[part]
        return total

    def having_all(self, terms: frozenset[str]) -> NDArray[np.bool_]:
        """(documents,) True where every one of the terms occurs; nowhere for no terms."""
        count = np.zeros(self.documents, dtype=np.int64)
        for term in terms:
            count[self.rows[self._part(term)]] += 1
        having: NDArray[np.bool_] = (count == len(terms)) & bool(terms)
        return having

    def rarity(self, term: str) -> float:
        """Inverse document frequency as bm25s has it: the most the term can add to a score."""
        number = self.vocabulary.get(term)
        return self._highest if number is None else float(self._rarities[number])

    def _part(self, term: str) -> slice:
        number = self.vocabulary.get(term)
        return (
            slice(0, 0) if number is None else slice(self.starts[number], self.starts[number + 1])
        )

    @cached_property
    def _rarities(self) -> NDArray[np.float64]:
        return inverse_frequency(np.diff(self.starts), self.documents)

    @cached_property
    def _highest(self) -> float:
        return float(inverse_frequency(np.zeros(1), self.documents)[0])


def inverse_frequency(
    having: NDArray[np.float64] | NDArray[np.int64], documents: int
) -> NDArray[np.float64]:
    """How rare terms are that occur in so many of the documents."""
    found: NDArray[np.float64] = np.log(1 + (documents - having + 0.5) / (having + 0.5))
    return found
