"""The flat index beside approximate ones, alone: what they would save, and what they would lose.

Both approximate kinds are restricted by the same selector, before they search. Queries are real
people with words of their own, and filters drawn at random, which is kind to the approximate:
real filters leave roles that lie together.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.index import faiss
from matching.policies import FULL
from matching.recommend import DEFAULT_LIMIT, Engine
from scripts.bench.speed import answer_sets

PEOPLE: Final = 100
NEIGHBOURS: Final = 32
WIDTH: Final = 64
"""Links of a node of the graph (HNSW), and how many it keeps in view while it searches."""

PROBES: Final = 16
"""Cells that the inverted file (IVF) looks into."""

Search = Callable[[NDArray[np.float32], Any], NDArray[np.intp]]


@dataclass(frozen=True)
class Approximate:
    """One kind of index. ``by_share``: the share of roles that pass to median milliseconds and the
    share of the true first ten that come back."""

    name: str
    build_s: float
    mib: float
    by_share: Mapping[float, tuple[float, float]]


def compare(
    engine: Engine, on: date, shares: Sequence[float], seed: int
) -> tuple[Approximate, ...]:
    """Time the three kinds of index over the rows of people who write, and hold what they find
    against the flat one."""
    space = engine.ground(FULL, text=True).space
    people = [
        space.person_vector(engine.profile(answers))
        for answers in answer_sets(PEOPLE, seed, engine, text=True)
    ]
    queries = np.array([person for person in people if person.any()], dtype=np.float32)
    rows = np.ascontiguousarray(space.rows)
    draw = np.random.default_rng(seed)
    masks = {
        share: np.packbits(draw.random(len(rows)) < share, bitorder="little") for share in shares
    }
    truth: dict[float, list[set[int]]] = {}
    found = []
    for name, make, parameters in _kinds(rows):
        began = time.perf_counter()
        index = make()
        built = time.perf_counter() - began
        by_share = {}
        for share, mask in masks.items():
            selector = faiss.IDSelectorBitmap(mask)
            asked, times = [], []
            for query in queries:
                began = time.perf_counter()
                _, ids = index.search(query[None, :], DEFAULT_LIMIT, params=parameters(selector))
                times.append((time.perf_counter() - began) * 1000)
                asked.append({int(row) for row in ids[0] if row >= 0})
            true = truth.setdefault(share, asked)
            recalls = [len(a & t) / max(1, len(t)) for a, t in zip(asked, true, strict=True)]
            by_share[share] = (float(np.median(times)), float(np.mean(recalls)))
        found.append(
            Approximate(name, built, faiss.serialize_index(index).nbytes / 2**20, by_share)
        )
    return tuple(found)


def _kinds(
    rows: NDArray[np.float32],
) -> tuple[tuple[str, Callable[[], Any], Callable[[Any], Any]], ...]:
    """Flat first: its answers are the truth."""
    width = rows.shape[1]

    def flat() -> Any:
        index = faiss.IndexFlatIP(width)
        index.add(rows)
        return index

    def graph() -> Any:
        index = faiss.IndexHNSWFlat(width, NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
        index.add(rows)
        return index

    def inverted() -> Any:
        cells = max(1, round(4 * np.sqrt(len(rows))))
        cells = min(cells, max(1, len(rows) // 39))  # fewer rows a cell and FAISS warns
        index = faiss.index_factory(width, f"IVF{cells},Flat", faiss.METRIC_INNER_PRODUCT)
        index.train(rows)
        index.add(rows)
        return index

    return (
        ("flat", flat, lambda sel: faiss.SearchParameters(sel=sel)),
        ("HNSW", graph, lambda sel: faiss.SearchParametersHNSW(efSearch=WIDTH, sel=sel)),
        ("IVF", inverted, lambda sel: faiss.SearchParametersIVF(nprobe=PROBES, sel=sel)),
    )
