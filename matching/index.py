"""Exact inner-product search over the role rows, inside an allowed set.

A flat index is the right one at this size: under 0.1 ms for 1,000 roles, exact, and it can be
restricted before it searches. (HNSW and IVF lose recall, most of it under a filter.)
"""

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


class RoleIndex:
    """FAISS ``IndexFlatIP`` whose ids are the row numbers of the space."""

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

    def search(self, person: NDArray[np.float64], allowed: NDArray[np.bool_]) -> list[int]:
        """Rows of the allowed roles, best inner product first.

        The selector is applied before the search, never after it: every allowed role comes back.
        """
        count = int(allowed.sum())
        if count == 0:
            return []
        bitmap = np.packbits(allowed, bitorder="little")
        selector = faiss.IDSelectorBitmap(bitmap)  # FAISS owns neither: keep both alive.
        query = np.ascontiguousarray(person[None, :], dtype=np.float32)
        _, ids = self._index.search(query, count, params=faiss.SearchParameters(sel=selector))
        return [int(row) for row in ids[0] if row >= 0]
