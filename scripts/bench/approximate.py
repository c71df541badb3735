"""The flat index beside approximate ones, alone: what they would save, and what they would lose.

All are restricted by the same selector, before they search. Queries are people with words of
their own. The filters are drawn at random, which is kind to the approximate ones: real filters
leave roles that lie together.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.index import faiss
from matching.policies import FULL
from matching.recommend import DEFAULT_LIMIT, Engine
from scripts.bench.speed import answer_sets

PEOPLE: Final = 100
LINKS: Final = 32
"""Links of a node of the graph (HNSW)."""

VIEWS: Final = (64, 512)
"""How many nodes of the graph are kept in view in a search: what is usual, and plenty."""

PROBES: Final = (16, 128)
"""Cells that the inverted file (IVF) looks into: what is usual, and plenty."""

FEWEST_A_CELL: Final = 39
"""Fewer rows for each cell, and FAISS warns that it learns too little."""

Rows = NDArray[np.float32]


@dataclass(frozen=True)
class Found:
    """Median milliseconds of a search, and the share of the true first ten that it finds."""

    ms: float
    recall: float


@dataclass(frozen=True)
class Approximate:
    """One way to search one kind of index, by the share of the roles that pass."""

    name: str
    build_s: float
    mib: float
    by_share: Mapping[float, Found]


def compare(engine: Engine, shares: Sequence[float], seed: int) -> tuple[Approximate, ...]:
    """Search the rows of people who write in each way, and hold what is found against the flat
    index, which finds the truth."""
    space = engine.ground(FULL, text=True).space
    profiles = map(engine.profile, answer_sets(PEOPLE, seed, engine, text=True))
    people = [space.person_vector(profile) for profile in profiles if profile.text is not None]
    queries, rows = np.array(people, dtype=np.float32), np.ascontiguousarray(space.rows)
    draw = np.random.default_rng(seed)
    passing = {share: draw.random(len(rows)) < share for share in shares}
    truth: dict[float, list[set[int]]] = {}
    found = []
    for make, ways in _kinds():
        began = time.perf_counter()
        index = make(rows)
        built = time.perf_counter() - began
        mib = faiss.serialize_index(index).nbytes / 2**20
        for name, parameters in ways.items():
            by_share = {}
            for share, allowed in passing.items():
                ids, ms = _search(index, queries, allowed, parameters)
                true = truth.setdefault(share, ids)
                recall = np.mean([len(a & b) / len(b) for a, b in zip(ids, true, strict=True) if b])
                by_share[share] = Found(ms, float(recall))
            found.append(Approximate(name, built, mib, by_share))
    return tuple(found)


def _search(
    index: Any, queries: Rows, allowed: NDArray[np.bool_], parameters: Callable[..., Any]
) -> tuple[list[set[int]], float]:
    """What each query finds, and the median milliseconds."""
    bitmap = np.packbits(allowed, bitorder="little")
    selector = faiss.IDSelectorBitmap(bitmap)
    found, times = [], []
    for query in queries:
        began = time.perf_counter()
        _, ids = index.search(query[None, :], DEFAULT_LIMIT, params=parameters(sel=selector))
        times.append((time.perf_counter() - began) * 1000)
        found.append({int(row) for row in ids[0] if row >= 0})
    return found, float(np.median(times))


def _kinds() -> Iterator[tuple[Callable[[Rows], Any], Mapping[str, Callable[..., Any]]]]:
    """How each kind of index is made, and the ways to search it, flat first."""
    yield _flat, {"flat": faiss.SearchParameters}
    graph, inverted = faiss.SearchParametersHNSW, faiss.SearchParametersIVF
    yield _graph, {f"HNSW, {n} in view": partial(graph, efSearch=n) for n in VIEWS}
    yield _inverted, {f"IVF, {n} cells": partial(inverted, nprobe=n) for n in PROBES}


def _flat(rows: Rows) -> Any:
    index = faiss.IndexFlatIP(rows.shape[1])
    index.add(rows)
    return index


def _graph(rows: Rows) -> Any:
    index = faiss.IndexHNSWFlat(rows.shape[1], LINKS, faiss.METRIC_INNER_PRODUCT)
    index.add(rows)
    return index


def _inverted(rows: Rows) -> Any:
    cells = max(1, min(round(4 * np.sqrt(len(rows))), len(rows) // FEWEST_A_CELL))
    index = faiss.index_factory(rows.shape[1], f"IVF{cells},Flat", faiss.METRIC_INNER_PRODUCT)
    index.train(rows)
    index.add(rows)
    return index
