"""Wrong recovery codes, counted per network address for a few minutes, in memory only.

A code has 65 random bits, so guessing is hopeless; the limits keep a script from trying all
the same. They are wide enough for a school behind one address that types with slips: after
``LIMIT`` wrong codes the page asks for patience, but a right code still opens; only after
``MOST_TRIES``, which no class reaches, is nothing looked up any more. They hold per process:
with two workers an address has up to twice as many tries. An address is never written
anywhere, and is forgotten when its last wrong try is old.
"""

from collections import deque
from dataclasses import dataclass, field
from math import ceil
from threading import Lock
from typing import Final

LIMIT: Final = 40
MOST_TRIES: Final = 400
WINDOW_SECONDS: Final = 600
MOST_ADDRESSES: Final = 5_000
"""More than this is an attack from everywhere: the oldest are forgotten so memory is bounded."""


@dataclass
class WrongGuesses:
    """Safe to share between threads. Times are seconds since 1970."""

    _tries: dict[str, deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, address: str, at: float) -> int:
        """Seconds for which a wrong code is answered with a pause; 0 if there is none."""
        return self._seconds_over(LIMIT, address, at)

    def shut_out(self, address: str, at: float) -> int:
        """Seconds for which no code of this address is looked up, right or wrong."""
        return self._seconds_over(MOST_TRIES, address, at)

    def _seconds_over(self, limit: int, address: str, at: float) -> int:
        with self._lock:
            tries = self._recent(address, at)
            if len(tries) < limit:
                return 0
            return max(1, ceil(tries[-limit] + WINDOW_SECONDS - at))

    def add(self, address: str, at: float) -> None:
        """Count one wrong code."""
        with self._lock:
            tries = self._recent(address, at)
            tries.append(at)
            # Back in at the end: the order of the dict is the order of the last wrong try.
            self._tries.pop(address, None)
            self._tries[address] = tries
            self._forget_old(at)

    def _recent(self, address: str, at: float) -> deque[float]:
        tries = self._tries.get(address, deque(maxlen=MOST_TRIES))
        while tries and tries[0] <= at - WINDOW_SECONDS:
            tries.popleft()
        return tries

    def _forget_old(self, at: float) -> None:
        while self._tries:
            oldest = next(iter(self._tries))
            is_old = self._tries[oldest][-1] <= at - WINDOW_SECONDS
            if not is_old and len(self._tries) <= MOST_ADDRESSES:
                return
            del self._tries[oldest]
