"""Event ids: UUID version 7 (RFC 9562), so that ids sort by the time of writing."""

import secrets
import threading
from datetime import datetime
from typing import Final
from uuid import UUID

_MILLISECOND: Final = 4096
"""Twelve bits of the id divide a millisecond."""


class EventIds:
    """Makes ids that only ever grow within this process, even when the clock stands still."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = -1

    def next(self, at: datetime) -> UUID:
        """An id for a thing written at ``at``: 48 bits of milliseconds, 12 of what is left of
        the microseconds, and 62 random ones."""
        milliseconds = int(at.timestamp()) * 1000 + at.microsecond // 1000
        wanted = milliseconds * _MILLISECOND + (at.microsecond % 1000) * 4
        with self._lock:
            self._last = max(wanted, self._last + 1)
            tick = self._last
        high, low = divmod(tick, _MILLISECOND)
        number = (high << 80) | (7 << 76) | (low << 64) | (2 << 62) | secrets.randbits(62)
        return UUID(int=number)
