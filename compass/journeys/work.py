"""One piece of work on one journey: a transaction that holds the journey, and its log."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from compass import __version__
from compass.database import Database
from compass.errors import BadSubmission
from compass.journeys.events import Event, Surface
from compass.journeys.exposures import Exposure
from compass.journeys.ids import EventIds
from compass.journeys.models import DIGEST_LENGTH
from compass.journeys.store import contents, journeys, log
from matching.recommend import Engine

_SUBMISSION: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Work:
    """What may be done to a locked journey. The log is silent if its statistics are off."""

    session: Session
    row: journeys.Locked
    stamp: log.Stamp
    ids: EventIds

    @property
    def at(self) -> datetime:
        return self.stamp.at

    def is_first_time(self, submission: str, *said: object) -> bool:
        """True if this form did not just say the same. It counts as the journey being in use.

        Raises:
            BadSubmission: not an id that a form of ours could carry.
        """
        if not _SUBMISSION.fullmatch(submission):
            raise BadSubmission("This form has no usable number. Load the page again.")
        if not contents.is_first_time(
            self.session, self.row.id, submission, _digest(said), self.at
        ):
            return False
        self.touch()
        return True

    def has_said(self, submission: str, *said: object) -> bool:
        """True if this is what the form said when it was last taken."""
        return contents.said_last(self.session, self.row.id, submission) == _digest(said)

    def touch(self) -> None:
        """The journey is in use: what is kept until it has been idle is kept longer."""
        journeys.touch(self.session, self.row.id, self.at)

    def log(self, *events: Event) -> None:
        if self.row.statistics and events:
            log.add_events(self.session, self.stamp, self.ids, events)

    def log_exposures(self, exposures: Sequence[Exposure]) -> None:
        if self.row.statistics:
            log.add_exposures(self.session, self.stamp, exposures)


def _digest(said: tuple[object, ...]) -> str:
    return hashlib.blake2b(repr(said).encode(), digest_size=DIGEST_LENGTH // 2).hexdigest()


@dataclass(frozen=True)
class Workshop:
    """Opens pieces of work: the database, the clock and the versions in use."""

    database: Database
    engine: Engine
    clock: Callable[[], datetime]
    ids: EventIds = field(default_factory=EventIds)

    @contextmanager
    def on(self, journey_id: UUID, device_id: UUID, surface: Surface) -> Iterator[Work]:
        """Hold a journey for writing until the end of the block.

        Raises:
            JourneyEnded: the journey is gone, or the device was told to forget it.
            ServiceUnavailable: the database cannot be used; nothing was written.
        """
        with self.database.writing() as session:
            row = journeys.lock(session, journey_id, device_id)
            yield self.within(session, row, device_id, surface)

    def within(
        self, session: Session, row: journeys.Locked, device_id: UUID, surface: Surface
    ) -> Work:
        """Work in a transaction that is open and holds the journey already."""
        versions = log.Versions(
            app=__version__,
            catalogue=self.engine.versions.catalogue,
            questionnaire=self.engine.versions.questionnaire,
        )
        stamp = log.Stamp(row.id, device_id, surface, self.clock(), versions)
        return Work(session, row, stamp, self.ids)
