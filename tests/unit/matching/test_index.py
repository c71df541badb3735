"""The index returns what brute force returns, inside the allowed set."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.index import RoleIndex


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_search_equals_brute_force_within_the_allowed_set(roles: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = random.normal(size=(roles, 12)).astype(np.float32)
    person = random.normal(size=12)
    allowed = random.random(roles) < 0.5
    scores = rows.astype(np.float64) @ person
    expected = sorted(np.flatnonzero(allowed), key=lambda row: -scores[row])
    assert RoleIndex.build(rows).search(person, allowed) == expected


def test_nothing_allowed_finds_nothing() -> None:
    rows = np.eye(3, dtype=np.float32)
    assert RoleIndex.build(rows).search(np.ones(3), np.zeros(3, dtype=bool)) == []
