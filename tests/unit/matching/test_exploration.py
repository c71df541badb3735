"""What is left to chance in a list, and whether its probabilities are true."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.exploration import LAST_DRAWN, PAIRS, SLOT, Place, chances, explore, in_order
from scripts.bench.chi_square import chi_square

TOTALS = st.integers(1, 120)
SEEDS = st.integers(0, 2**63 - 1)


@st.composite
def lists(draw: st.DrawFn) -> tuple[int, int]:
    """How many roles there are, and how many of them pass the rules."""
    total = draw(TOTALS)
    return total, draw(st.integers(0, total))


def explored(total: int, passing: int, seed: int) -> tuple[Place, ...]:
    return explore(total, passing, seed, limit=total)


@given(lists(), SEEDS)
def test_every_role_stands_somewhere_once_and_relaxed_roles_stay(
    sizes: tuple[int, int], seed: int
) -> None:
    total, passing = sizes
    places = explored(total, passing, seed)
    assert [place.position for place in places] == list(range(1, total + 1))
    assert sorted(place.base_position for place in places) == list(range(1, total + 1))
    for place in places[passing:]:
        assert place == Place(place.position, place.position, 1.0)


@given(lists(), SEEDS, st.integers(1, 130), st.integers(1, 130))
def test_a_longer_list_begins_with_the_shorter_one(
    sizes: tuple[int, int], seed: int, one: int, other: int
) -> None:
    short, long = sorted((one, other))
    assert explore(*sizes, seed, long)[:short] == explore(*sizes, seed, short)


@given(lists(), SEEDS)
def test_at_most_one_role_is_drawn_and_it_stands_in_the_slot(
    sizes: tuple[int, int], seed: int
) -> None:
    total, passing = sizes
    drawn = [place for place in explored(total, passing, seed) if place.drawn]
    assert len(drawn) == (passing > SLOT)
    for place in drawn:
        assert place.position == SLOT
        assert SLOT < place.base_position <= min(passing, LAST_DRAWN)


@given(lists(), SEEDS)
def test_the_propensity_is_the_chance_of_this_role_in_this_place(
    sizes: tuple[int, int], seed: int
) -> None:
    total, passing = sizes
    for place in explored(total, passing, seed):
        assert place.propensity == chances(place.base_position, passing)[place.position]
        assert 0 < place.propensity <= 1


@given(lists())
def test_the_chances_of_a_role_and_of_a_place_are_one_in_all(sizes: tuple[int, int]) -> None:
    total, passing = sizes
    of_place: Counter[int] = Counter()
    for base in range(1, total + 1):
        found = chances(base, passing)
        assert sum(found.values()) == pytest.approx(1)
        assert set(found) <= set(range(1, total + 1))
        of_place.update(found)
    assert all(chance == pytest.approx(1) for chance in of_place.values())
    assert len(of_place) == total


@given(lists(), SEEDS)
def test_a_seed_always_says_the_same(sizes: tuple[int, int], seed: int) -> None:
    assert explored(*sizes, seed) == explored(*sizes, seed)


@given(SEEDS, st.integers(8, 120), st.integers(8, 120))
def test_swaps_do_not_depend_on_how_many_roles_pass(seed: int, one: int, other: int) -> None:
    first, second = explored(one, one, seed), explored(other, other, seed)
    assert [p.base_position for p in first[:8]] == [p.base_position for p in second[:8]]


def test_a_pair_is_swapped_only_if_both_pass() -> None:
    """With seven passing roles the seventh has no neighbour to change places with."""
    for seed in range(200):
        assert explored(20, 7, seed)[6:8] == (Place(7, 7, 1.0), Place(8, 8, 1.0))


@pytest.mark.parametrize(("passing", "seeds"), [(70, 3_000), (12, 5_000)])
def test_chances_are_what_is_observed(passing: int, seeds: int) -> None:
    """Every role in every place it can have (chi-square)."""
    seen: dict[int, Counter[int]] = {base: Counter() for base in range(1, passing + 1)}
    for seed in range(seeds):
        for place in explored(passing, passing, seed):
            seen[place.base_position][place.position] += 1
    for base, places in seen.items():
        expected = chances(base, passing)
        assert set(places) == set(expected)
        fit = chi_square([(places[place], seeds * chance) for place, chance in expected.items()])
        assert fit.p > 1e-4, (base, fit)


def test_pairs_are_swapped_each_for_itself() -> None:
    """All sixteen combinations of four swaps are equally common (chi-square)."""
    seeds = 5_000
    lists = [explore(43, 43, seed, 8) for seed in range(seeds)]
    seen = Counter(
        tuple(places[first - 1].base_position != first for first, _ in PAIRS) for places in lists
    )
    assert chi_square([(seen[found], seeds / 16) for found in seen]).p > 1e-3
    assert len(seen) == 16


def test_the_draw_does_not_depend_on_the_swaps() -> None:
    """Half of the lists of every drawn role have their first pair swapped (chi-square)."""
    seen: Counter[tuple[int, int]] = Counter()
    seeds = 5_000
    for seed in range(seeds):
        places = explore(25, 25, seed, SLOT)
        seen[places[0].base_position, places[SLOT - 1].base_position] += 1
    assert chi_square([(seen[cell], seeds / 30) for cell in seen]).p > 1e-3
    assert len(seen) == 30


def test_without_a_seed_nothing_is_left_to_chance() -> None:
    assert in_order(3) == (Place(1, 1, 1.0), Place(2, 2, 1.0), Place(3, 3, 1.0))
