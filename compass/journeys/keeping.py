"""Coming, coming back and leaving: whose a journey is, and what they decide about what we hold."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from compass.database import Database
from compass.errors import JourneyEnded
from compass.journeys import events, privacy
from compass.journeys.events import Entry, Surface
from compass.journeys.json_form import json_form
from compass.journeys.planning import Planning
from compass.journeys.store import codes, holdings, journeys
from compass.journeys.types import CodeInfo, Device, Holdings, Journey, Told
from compass.journeys.work import Work, Workshop
from compass.keys import new_token
from compass.orm import utc_now
from compass.settings import Settings
from matching.recommend import Engine

SEED_BITS: Final = 48
"""A seed that a spreadsheet, with its 15 digits, still shows whole."""


class Keeping:
    """The half of ``JourneyService`` that ranks nothing: how a journey begins, is opened again and
    ends. Its promises are those of ``JourneyService``, which everybody uses."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        settings: Settings,
        clock: Callable[[], datetime] = utc_now,
        draw_seed: Callable[[], int] = lambda: secrets.randbits(SEED_BITS),
    ) -> None:
        self._database = database
        self._engine = engine
        self._settings = settings
        self._clock = clock
        self._draw_seed = draw_seed
        self._workshop = Workshop(database, engine, clock)
        self._hashes = privacy.Hashes(settings.secret)
        self.plan = Planning(database, self._workshop, self._hashes, engine.catalogue)

    # Beginning and coming back.

    def begin(self, entry: Entry = "direct") -> Device:
        """Start a journey on this device. Its seed is drawn here, once."""
        journey_id = uuid4()
        with self._database.writing() as session:
            journeys.create(
                session,
                journey_id,
                journey_hash=self._hashes.tombstone(journey_id),
                seed=self._draw_seed(),
                statistics=self._settings.statistics_default,
                at=self._clock(),
            )
            started = events.JourneyStarted(entry=entry)
            return self._on_new_device(session, journey_id, "home", started)

    def open(self, token: str) -> Journey | None:
        """The journey of a device, or None if the token is unknown, ended or too old."""
        token_hash = self._hashes.token(token)
        with self._database.looking() as session:
            return journeys.opened(session, token_hash, since=self._oldest(), read=self._told)

    def resume(self, code: str) -> Device | None:
        """A new device for the journey of a recovery code; None if no live code is like it.

        Lower case, spaces, hyphens, O for 0 and I or L for 1 are understood.
        """
        read = privacy.read_code(code)
        if read is None:
            return None
        code_hash = self._hashes.code(read)
        # Guesses are looked up without the write lock, so they hold up nobody.
        with self._database.looking() as session:
            if codes.journey_of(session, code_hash) is None:
                return None
        with self._database.writing() as session:
            journey_id = codes.journey_of(session, code_hash)
            if journey_id is None:
                return None
            resumed = events.JourneyResumed(kind="code")
            return self._on_new_device(session, journey_id, "come_back", resumed)

    # Recovery codes.

    def new_code(self, journey: Journey) -> str:
        """A new recovery code of 13 characters. It cannot be shown again: only its hash is kept.

        Raises:
            TooManyCodes: three are live.
        """
        code = privacy.new_code()
        with self._work(journey, "my_journey") as work:
            codes.add(work.session, journey.id, self._hashes.code(code), work.at)
            work.touch()
            work.log(events.CodeMade(live=codes.count(work.session, journey.id)))
        return code

    def codes(self, journey: Journey) -> tuple[CodeInfo, ...]:
        """The live recovery codes, oldest first."""
        with self._database.reading() as session:
            return codes.live(session, journey.id)

    def revoke_code(self, journey: Journey, code_id: UUID) -> None:
        """From now on the code opens nothing. Nothing happens if it is not this journey's."""
        with self._work(journey, "my_journey") as work:
            if codes.revoke(work.session, journey.id, code_id):
                work.touch()
                work.log(events.CodeRevoked(live=codes.count(work.session, journey.id)))

    # What the person decides about their data.

    def set_statistics(self, journey: Journey, on: bool) -> None:
        """Switch the log of this journey on or off. Off, nothing more is written to it."""
        with self._work(journey, "my_journey") as work:
            journeys.set_statistics(work.session, work.row.id, on)
            work.touch()

    def holdings(self, journey: Journey) -> Holdings:
        """Everything we hold about this journey, the log's own rows among it.

        Looking is itself an event, and is in what is returned.
        """
        with self._work(journey, "my_journey") as work:
            work.log(events.DataViewed())
            return holdings.read(work.session, journey.id)

    def download(self, journey: Journey) -> dict[str, Any]:
        """The same as ``holdings``, ready to be written as JSON; logged as taken away."""
        with self._work(journey, "my_journey") as work:
            work.log(events.DataDownloaded())
            held: dict[str, Any] = json_form(holdings.read(work.session, journey.id))
        return held

    def delete(self, journey: Journey) -> None:
        """Delete every row of the journey, the log's among them. Only a tombstone stays."""
        with self._work(journey, "my_journey") as work:
            self._remove(work)

    def forget(self, journey: Journey, token: str) -> bool:
        """End this device. If nobody can come back then, erase what the person told us too.

        Somebody can come back with a live recovery code or on another device that is open.
        True if so: the answers are kept. Forgetting again does nothing.
        """
        try:
            with self._work(journey, "finish") as work:
                journeys.end_device(work.session, journey.id, self._hashes.token(token), work.at)
                kept = journeys.can_come_back(work.session, journey.id, since=self._oldest())
                work.log(events.JourneyForgotten(erased=not kept))
                if not kept:
                    journeys.erase_contents(work.session, journey.id)
                    if not journeys.has_log(work.session, journey.id):
                        self._remove(work)
        except JourneyEnded:
            return False
        return kept

    def _told(self, journey_id: UUID) -> Told:
        with self._database.reading() as session:
            return journeys.told(session, journey_id, self._engine.questionnaire)

    def _oldest(self) -> datetime:
        """Devices that began before this are too old to open anything."""
        return self._clock() - timedelta(hours=self._settings.session_hours)

    @contextmanager
    def _work(self, journey: Journey, surface: Surface) -> Iterator[Work]:
        with self._workshop.on(journey.id, journey.device_id, surface) as work:
            yield work

    def _on_new_device(
        self, session: Session, journey_id: UUID, surface: Surface, event: events.Event
    ) -> Device:
        row = journeys.lock(session, journey_id)
        token = new_token()
        token_hash = self._hashes.token(token)
        device_id = journeys.add_device(session, journey_id, token_hash, self._clock())
        work = self._workshop.within(session, row, device_id, surface)
        work.touch()
        work.log(event)
        return Device(token, journey_id)

    def _remove(self, work: Work) -> None:
        journey_hash = self._hashes.tombstone(work.row.id)
        journeys.remove(work.session, work.row.id, journey_hash, work.at)
