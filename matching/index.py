"""Exact inner-product search over the role rows, inside an allowed set.

A flat index is the right one at this size: under 0.1 ms for 1,000 roles, exact, and it can be
restricted before it searches. (HNSW and IVF lose recall, most of it under a filter: decision 17.)
"""

from functools import cached_property
from pathlib import Path
from typing import Any, Final

import faiss as _faiss_module
import numpy as np
from numpy.typing import NDArray

INDEX_FILE: Final = "roles.faiss"
WORDS_INDEX_FILE: Final = "roles-words.faiss"
"""The index for people without words of their own, and the one for people with."""

# FAISS ships stubs of its C++ classes; the Python wrappers take other arguments.
faiss: Any = _faiss_module

faiss.omp_set_num_threads(1)

SPARE: Final = 16
"""How many more than are wanted are asked for: seldom are so many within an error of the last."""

FLOAT32_ERROR: Final = 2.0**-24
"""The largest relative error of one rounding to float32."""


class RoleIndex:
    """FAISS ``IndexFlatIP`` whose ids are the row numbers of the space. It may hold fewer columns
    than a person has: those after them, of which the person has nothing, are left out."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, rows: NDArray[np.float32]) -> "RoleIndex":
        index = faiss.IndexFlatIP(rows.shape[1])
        index.add(rows)
        return cls(index)

    def save(self, path: Path) -> None:
        faiss.write_index(self._index, str(path))

    @classmethod
    def open(cls, path: Path) -> "RoleIndex":
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP))

    def search(
        self, person: NDArray[np.float64], allowed: NDArray[np.bool_], most: int
    ) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Rows of the ``most`` best of the allowed roles, or of all of them if they are fewer, best
        inner product first, and the products.

        The selector is applied before the search, never after it: the best allowed come back
        however few they are.
        """
        most = min(most, int(allowed.sum()))
        if most == 0:
            return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.float32)
        bitmap = np.packbits(allowed, bitorder="little")
        selector = faiss.IDSelectorBitmap(bitmap)  # FAISS owns neither: keep both alive.
        query = np.ascontiguousarray(person[None, : self._index.d], dtype=np.float32)
        products, ids = self._index.search(query, most, params=faiss.SearchParameters(sel=selector))
        return ids[0].astype(np.intp, copy=False), products[0]

    def candidates(
        self, person: NDArray[np.float64], allowed: NDArray[np.bool_], wanted: int
    ) -> NDArray[np.intp]:
        """Rows of allowed roles, ascending, that have the ``wanted`` best among them for certain,
        and whatever ties with the last of those.

        Products in float32 may be off, each by so much at most. So the last that is wanted has at
        least its product less that error, and whoever has as much comes within two errors of it.
        """
        total, most = int(allowed.sum()), wanted + SPARE
        off = self._error(person)
        while most < total:
            rows, products = self.search(person, allowed, most)
            enough = products[wanted - 1] - 2 * off
            if products[-1] < enough:
                return np.sort(rows[products >= enough])
            most *= 2
        return np.flatnonzero(allowed)

    def _error(self, person: NDArray[np.float64]) -> float:
        """How far a product in float32 may be from the one in float64, and its rounding: the
        classical bound for sums of so many products (Higham, Accuracy and Stability, 3.1)."""
        terms = len(person) + 2
        bound = terms * FLOAT32_ERROR / (1 - terms * FLOAT32_ERROR)
        return float(bound * np.linalg.norm(person) * self._longest) + 1e-11

    @cached_property
    def _longest(self) -> float:
        """The length of the longest row."""
        rows = self._index.reconstruct_n(0, self._index.ntotal)
        return float(np.sqrt(np.einsum("ij,ij->i", rows, rows).max(initial=0.0)))
