"""The index returns what brute force returns, inside the allowed set."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.index import RoleIndex


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_search_equals_brute_force_within_the_allowed_set(roles: int, most: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = random.normal(size=(roles, 12)).astype(np.float32)
    person = random.normal(size=12)
    allowed = random.random(roles) < 0.5
    scores = rows.astype(np.float64) @ person
    expected = sorted(np.flatnonzero(allowed), key=lambda row: -scores[row])[:most]
    found, products = RoleIndex.build(rows).search(person, allowed, most)
    assert found.tolist() == expected
    assert np.allclose(products, scores[expected], atol=1e-4)


def test_nothing_allowed_finds_nothing() -> None:
    index, nobody = RoleIndex.build(np.eye(3, dtype=np.float32)), np.zeros(3, dtype=bool)
    assert index.search(np.ones(3), nobody, 2)[0].tolist() == []
    assert index.candidates(np.ones(3), nobody, 2).tolist() == []


@given(st.integers(1, 200), st.integers(1, 220), st.integers(0, 2**32 - 1))
def test_no_candidate_is_missing_however_near_the_products_lie(
    roles: int, wanted: int, seed: int
) -> None:
    """Rows that differ in their last bits: in float32 their products come in any order."""
    random = np.random.default_rng(seed)
    start = random.normal(size=60)
    rows = (start + 1e-7 * random.normal(size=(roles, 60))).astype(np.float32)
    person, allowed = 30 * random.normal(size=60), random.random(roles) < 0.7
    scores = np.round(rows.astype(np.float64) @ person, 12)
    best = np.sort(scores[allowed])[::-1][:wanted]
    needed = np.flatnonzero(allowed & (scores >= best.min(initial=np.inf)))
    candidates = RoleIndex.build(rows).candidates(person, allowed, wanted)
    assert set(needed) <= set(candidates) <= set(np.flatnonzero(allowed))
    assert candidates.tolist() == sorted(candidates)


def test_few_more_than_are_wanted_are_looked_at() -> None:
    random = np.random.default_rng(1)
    rows = random.normal(size=(20_000, 40)).astype(np.float32)
    everybody = np.ones(len(rows), dtype=bool)
    for wanted in (1, 60, 1_000):
        found = RoleIndex.build(rows).candidates(random.normal(size=40), everybody, wanted)
        assert wanted <= len(found) <= wanted + 5
