"""The order of a list, whatever the size of the catalogue, is that of working out everything."""

from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from matching.index import RoleIndex
from matching.ranking import Ground
from matching.rules import RULES, Verdicts
from matching.space import PLACES, TEXT_COLUMNS, Space, uncalibrated
from matching.variety import COPY, LAMBDA, POOL, REACH, Likeness
from matching.what_if import ranks

STRUCTURED = TEXT_COLUMNS.start
TEXT = 8
"""Text columns of the spaces here: as good as 384."""
UNIT = 5.0

Bits = NDArray[np.float64]


@dataclass(frozen=True)
class World:
    """A space, somebody, and which rules each role breaks for them."""

    ground: Ground
    person: Bits
    verdicts: Verdicts


def worlds(*, varied: bool | None = None) -> st.SearchStrategy[World]:
    return st.builds(
        world,
        st.integers(80, 260) | st.integers(1, 260),
        st.integers(0, 2**32 - 1),
        st.sampled_from(["quarters", "twins", "near", "any"]),
        st.sampled_from([0.0, 0.5, 0.9, 0.99]),
        st.booleans() if varied is None else st.just(varied),
        st.booleans(),
    )


def world(
    roles: int, seed: int, kind: str, filtered: float, varied: bool, writes: bool = True
) -> World:
    """``kind``: of quarters, so that sums are exact and many tie; twins, few different roles many
    times; near, roles that differ in their last bits; or any. ``filtered``: the share of roles
    that break some rule."""
    random = np.random.default_rng(seed)
    width = STRUCTURED + TEXT
    rows = np.round(4 * random.uniform(-1, 1, (roles, width))) / 4
    person = np.round(4 * random.uniform(-1, 1, width)) / 4
    if kind == "twins":
        rows = rows[random.integers(0, max(1, roles // 8), roles)]
    elif kind == "near":
        rows = rows[0] + 1e-7 * random.normal(size=(roles, width))
    elif kind == "any":
        rows, person = random.normal(size=(roles, width)), random.normal(size=width)
    if not writes:
        person[STRUCTURED:] = 0.0
    broken = random.random((roles, len(RULES))) < 0.4
    broken[random.random(roles) >= filtered] = False
    space = space_of(rows.astype(np.float32))
    likeness = Likeness(space, random.integers(0, 3, roles))
    return World(
        Ground(space, RoleIndex.build(space.rows), UNIT, likeness if varied else None),
        person,
        Verdicts(broken, broken.sum(axis=1)),
    )


def space_of(rows: NDArray[np.float32]) -> Space:
    ids = tuple(f"role-{number:04}" for number in range(len(rows)))
    texts = rows[:, STRUCTURED:].astype(np.float64)
    return uncalibrated(ids, rows, rows[:, PLACES].astype(np.float64), 1.0, texts, np.zeros(TEXT))


def everything(found: World) -> list[int]:
    """The order by working out all of it: rules, score, id, and variety place by place."""
    space, counts = found.ground.space, found.verdicts.counts
    (scores,) = space.scores(found.person[None, :], np.arange(len(counts)))
    order = sorted(range(len(counts)), key=lambda row: (counts[row], -scores[row], row))
    if found.ground.alike is None:
        return order
    alike = found.ground.alike.among(np.arange(len(counts)))
    near = [row for row in order if counts[row] == 0][:REACH]
    copies = {row for place, row in enumerate(near) if any(alike[row, near[:place]] >= COPY)}
    near.sort(key=lambda row: row in copies)
    pool, picked = near[:POOL], list[int]()
    while len(picked) < len(pool):
        left = [row for row in pool if row not in picked]
        nearest = {row: max([0.0, *(alike[row, other] for other in picked)]) for row in left}
        worth = {row: LAMBDA / UNIT * scores[row] - (1 - LAMBDA) * nearest[row] for row in left}
        first = {row: (row not in copies, worth[row], -pool.index(row)) for row in left}
        picked.append(max(left, key=lambda row: first[row]))
    return picked + near[POOL:] + order[len(near) :]


@settings(max_examples=300)
@given(worlds(), st.integers(1, 12) | st.integers(1, 280))
def test_a_list_is_the_beginning_of_the_order_of_all_roles(found: World, wanted: int) -> None:
    """Ties by role id and roles that break rules included."""
    order = found.ground.order(found.person, found.verdicts, wanted)
    assert order.tolist() == everything(found)[:wanted]


@settings(max_examples=100)
@given(worlds(), st.data())
def test_a_place_by_itself_is_the_place_in_the_list(found: World, data: st.DataObject) -> None:
    """``what_if`` counts who is ahead; a list is put in order."""
    row = data.draw(st.integers(0, len(found.verdicts.counts) - 1))
    otherwise = found.person.copy()
    otherwise[:STRUCTURED] /= 2
    people = np.vstack((found.person, otherwise))
    places = ranks(found.ground, people, found.verdicts, row)
    for person, place in zip(people, places, strict=True):
        assert found.ground.order(person, found.verdicts, place)[place - 1] == row
