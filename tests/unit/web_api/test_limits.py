"""The arithmetic of the API's limits, on a clock of our own."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from web.api.limits import AT_ONCE, MOST_ADDRESSES, PER_MINUTE, Allowance, network

GAPS = st.lists(st.tuples(st.floats(0, 40), st.integers(1, 4_000)), min_size=1, max_size=12)


@settings(max_examples=25)
@given(GAPS)
def test_no_more_pass_than_promised_and_no_fewer(gaps: list[tuple[float, int]]) -> None:
    """Bursts at odd times: what passes is a bucket that refills steadily, to the request."""
    allowance, at, left, before = Allowance(), 50.0, float(AT_ONCE), 50.0
    for gap, asked in gaps:
        at += gap
        left = min(AT_ONCE, left + (at - before) * PER_MINUTE / 60)
        before = at
        passed = sum(allowance.take("a", at) == 0 for _ in range(asked))
        # A request can fall on either side of a float's last digit.
        assert abs(passed - min(asked, int(left))) <= 1
        left -= passed


@settings(max_examples=25)
@given(st.floats(0, 1e6), st.integers(1, 200))
def test_who_waits_as_told_may_pass(start: float, extra: int) -> None:
    allowance = Allowance()
    for _ in range(AT_ONCE):
        allowance.take("a", start)
    waits = Counter(allowance.take("a", start) for _ in range(extra))
    (wait,) = waits  # being refused costs nothing
    assert wait >= 1
    assert allowance.take("a", start + wait) == 0


def test_addresses_do_not_share() -> None:
    allowance = Allowance()
    for _ in range(AT_ONCE + 1):
        allowance.take("192.0.2.1", 1.0)
    assert allowance.take("192.0.2.1", 1.0) > 0
    assert allowance.take("192.0.2.2", 1.0) == 0


def test_a_household_is_one_address() -> None:
    assert network("2001:db8:1:2:aaaa::1") == network("2001:db8:1:2:bbbb::2") == "2001:db8:1:2::"
    assert network("2001:db8:1:3::1") != network("2001:db8:1:2::1")
    assert network("::ffff:192.0.2.1") == network("192.0.2.1") == "192.0.2.1"
    assert network("not an address") == "not an address"


def test_a_quiet_address_is_forgotten() -> None:
    allowance = Allowance()
    allowance.take("192.0.2.1", 1.0)
    allowance.take("192.0.2.2", 200.0)
    assert len(allowance) == 1


def test_an_attack_from_everywhere_has_bounded_memory_and_does_not_free_the_flooder() -> None:
    allowance = Allowance()
    for _ in range(AT_ONCE):
        allowance.take("flooder", 1.0)
    for number in range(MOST_ADDRESSES + 10):
        allowance.take(f"other {number}", 1.0)
        assert len(allowance) <= MOST_ADDRESSES
    assert allowance.take("flooder", 1.0) > 0
