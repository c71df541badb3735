"""How much one address may ask for: room for a whole school, none for a flood.

A school of a thousand, all of it behind one address, is one address here, so the allowance is
made for that. It refills steadily: ``PER_MINUTE`` for as long as anybody likes, and ``AT_ONCE``
on top for the moment at which a year group presses the button together.

It holds per process: with two workers an address has up to twice as much. An address is kept
in memory only, is never written anywhere, and is forgotten soon after its allowance is full
again: two to three minutes after a busy time, sooner after a quiet one.
"""

from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock
from typing import Final

PER_MINUTE: Final = 3_000
AT_ONCE: Final = 6_000
MOST_ADDRESSES: Final = 50_000
"""More than this is an attack from everywhere: those that asked least are forgotten first."""

SWEEP_SECONDS: Final = 60


@dataclass
class Allowance:
    """Safe to share between threads. Times are seconds of a clock that never goes back."""

    per_minute: float = PER_MINUTE
    at_once: int = AT_ONCE
    _full_at: dict[str, float] = field(default_factory=dict)
    """When each address will have its whole allowance back: all that needs to be known."""
    _sweep_at: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def take(self, address: str, at: float) -> int:
        """Count a request: 0 if it may pass, else the seconds after which one may."""
        key, seconds_each = network(address), 60 / self.per_minute
        with self._lock:
            self._forget(at)
            full_at = max(self._full_at.get(key, at), at) + seconds_each
            wait = full_at - at - self.at_once * seconds_each
            if wait > 0:
                return max(1, ceil(wait))
            self._full_at[key] = full_at
            return 0

    def __len__(self) -> int:
        """How many addresses are remembered."""
        return len(self._full_at)

    def _forget(self, at: float) -> None:
        """Once a minute, and when they are too many: whoever has a full allowance, and then
        those nearest to one."""
        full = len(self._full_at) >= MOST_ADDRESSES
        if at < self._sweep_at and not full:
            return
        self._sweep_at = at + SWEEP_SECONDS
        self._full_at = {key: when for key, when in self._full_at.items() if when > at}
        if len(self._full_at) >= MOST_ADDRESSES:
            # A tenth at a time, so that an attack does not make every request sort them all.
            nearest = sorted(self._full_at, key=self._full_at.__getitem__)
            for key in nearest[: MOST_ADDRESSES // 10]:
                del self._full_at[key]


def network(address: str) -> str:
    """What counts as one address: of IPv6 the first half, as one household has all the rest."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> 64 << 64))
