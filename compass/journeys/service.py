"""Journeys as the site uses them: every change and the log of it, together or not at all."""

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from compass.database import Database
from compass.errors import JourneyEnded
from compass.journeys import answering, disputing, events, privacy, showing
from compass.journeys.events import Entry, Surface
from compass.journeys.exposures import exposures_of
from compass.journeys.json_form import json_form
from compass.journeys.store import codes, contents, holdings, journeys, log
from compass.journeys.types import Asking, CodeInfo, Device, Holdings, Journey, Shown, Told
from compass.journeys.work import Work, Workshop
from compass.keys import new_token
from compass.orm import utc_now
from compass.readiness import Readiness, readiness
from compass.settings import Settings
from matching.answers import Answers, BadAnswers, check_disputed, check_text, check_value
from matching.questionnaire import Mode
from matching.recommend import DEFAULT_LIMIT, Engine
from matching.rules import Wishes

__all__ = ["Asking", "CodeInfo", "Device", "Holdings", "Journey", "JourneyService", "Shown"]

SEED_BITS: Final = 48
"""A seed that a spreadsheet, with its 15 digits, still shows whole."""


class JourneyService:
    """The one public face of journeys. Safe to share between threads.

    Every method that writes raises ``ServiceUnavailable`` if the database cannot be used, and
    then has written nothing; and ``JourneyEnded`` if the journey was deleted, or forgotten on
    this device, meanwhile. ``submission`` is the random id of a form: the same one again does
    nothing, silently; one that no form of ours could carry raises ``BadSubmission``.
    """

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
        self._names = showing.known_names(engine.catalogue)

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

    # What the person tells us.

    def answer(
        self,
        journey: Journey,
        item_id: str,
        value: object,
        *,
        submission: str,
        took_ms: int | None = None,
        mode: Mode | None = None,
    ) -> Asking:
        """Keep the answer to an item, in place of any earlier one. None skips the item.

        Returns where the questions stand then; ``mode`` is as for ``asking``.

        Raises:
            UnknownItem: the item bank has no such item.
            BadAnswers: the item does not offer this value.
        """
        bank = self._engine.questionnaire
        item = bank.item(item_id)
        with self._counting(events.QuestionnaireAnswered):
            checked = check_value(item, value)
        # Worked out before the journey is held for writing, so that nobody waits for it; and
        # from what is held now, as ``journey`` may have been read long ago.
        answers = answering.with_answer(self._told(journey.id).answers, item, checked)
        asking = self._asking(answers, mode or self.mode_of(journey))
        with self._work(journey, "questions") as work:
            if work.is_first_time(submission, item.id, checked):
                answering.keep_answer(work, bank, item, checked, took_ms, asking)
        return asking

    def mode_of(self, journey: Journey) -> Mode:
        """How this journey is asked its questions."""
        return self._settings.questions

    def asking(self, journey: Journey, mode: Mode | None = None) -> Asking:
        """Where the questions stand. ``mode`` says how they are asked, if not by ``mode_of``."""
        return self._asking(journey.answers, mode or self.mode_of(journey))

    def tell_about(
        self, journey: Journey, fields: Mapping[str, object], *, submission: str
    ) -> None:
        """Keep facts about the person's situation: of each field a value as the item bank offers
        it, or a list of them where it takes several. None takes a fact back.

        Raises:
            BadAnswers: an unknown field, or a value it does not offer; nothing is kept.
        """
        with self._counting(events.AboutAnswered):
            checked = answering.checked_about(self._engine.questionnaire, fields)
        with self._work(journey, "about_you") as work:
            if work.is_first_time(submission, *sorted(checked.items())):
                answering.keep_about(work, checked)

    def write_own_words(self, journey: Journey, text: str, *, submission: str) -> None:
        """Keep what the person wrote, in place of anything earlier. Empty text takes it back.

        Raises:
            BadAnswers: longer than 500 characters.
        """
        with self._counting(events.OwnWordsWritten):
            checked = check_text(text)
        with self._work(journey, "your_words") as work:
            if work.is_first_time(submission, checked):
                answering.keep_words(work, checked)

    def dispute(
        self,
        journey: Journey,
        part: str,
        *,
        role_id: str,
        submission: str,
        list_id: UUID | str | None = None,
        surface: Surface = "results",
    ) -> None:
        """Leave out what a reason of a role rests on: it is not like the person. The answers
        behind it stay as they are; nothing happens if the part is left out already.

        Raises:
            UnknownRole: the catalogue has no such role.
            BadAnswers: no reason has this code.
        """
        role = self._engine.catalogue.get(role_id)
        with self._counting(events.ReasonDisputed):
            check_disputed([part])
        with self._work(journey, surface) as work:
            if work.is_first_time(submission, part, role.id):
                disputing.dispute(work, part, role.id, list_id)

    def count_again(
        self, journey: Journey, part: str, *, submission: str, surface: Surface = "results"
    ) -> None:
        """Take a dispute back, and so count again what was said; nothing happens if there is
        none."""
        with self._work(journey, surface) as work:
            if work.is_first_time(submission, part):
                disputing.count_again(work, (part,))

    # What we show, and what the person does with it.

    def recommend(
        self,
        journey: Journey,
        wishes: Wishes | None = None,
        *,
        on: date,
        surface: Surface = "results",
        limit: int = DEFAULT_LIMIT,
        skip: int = 0,
    ) -> Shown:
        """Rank the roles for this journey and log exactly what is about to be shown.

        Each call is one list: one event and one exposure a role, nothing if statistics are
        off. No state changes. A list that leaves out the first ``skip`` places has, in the log
        too, only the roles after them, in the places that they have in the whole.
        """
        began = time.perf_counter()
        slate = self._engine.recommend(
            journey.answers,
            on=on,
            limit=limit,
            skip=skip,
            wishes=wishes,
            seed=journey.seed,
            policy=self._settings.ranking,
        )
        took_ms = round((time.perf_counter() - began) * 1000)
        shown = Shown(uuid4(), slate)
        if journey.statistics:
            with self._work(journey, surface) as work:
                work.log(showing.shown_event(shown, took_ms))
                work.log_exposures(exposures_of(shown.list_id, slate))
        return shown

    def role_opened(
        self,
        journey: Journey,
        role_id: str,
        *,
        list_id: UUID | str | None = None,
        position: int | None = None,
        surface: Surface = "role",
    ) -> None:
        """Log that a role's page was opened, with the list it was opened from if that is true.

        Raises:
            UnknownRole: the catalogue has no such role.
        """
        role = self._engine.catalogue.get(role_id)
        if journey.statistics:
            with self._work(journey, surface) as work:
                shown_in, place = showing.origin(work, role.id, list_id, position)
                work.log(events.RoleOpened(role_id=role.id, list_id=shown_in, position=place))

    def roles_compared(self, journey: Journey, role_ids: tuple[str, ...]) -> None:
        """Log that roles, two at least, were looked at side by side."""
        if journey.statistics:
            with self._work(journey, "compare") as work:
                work.log(events.RolesCompared(role_ids=role_ids))

    def search_run(self, journey: Journey, query: str, results: int, known: bool) -> None:
        """Log a search. What was typed gets into the log only as a name of the catalogue."""
        if journey.statistics:
            name = self._names.get(showing.folded(query), events.OTHER) if known else events.OTHER
            search = events.SearchRun(query=name, query_length=len(query), results=results)
            with self._work(journey, "search") as work:
                work.log(search)

    def save_role(
        self,
        journey: Journey,
        role_id: str,
        *,
        submission: str,
        list_id: UUID | str | None = None,
        surface: Surface = "role",
    ) -> None:
        """Put a role on the shortlist; nothing happens if it is there.

        Raises:
            UnknownRole: the catalogue has no such role.
        """
        role = self._engine.catalogue.get(role_id)
        with self._work(journey, surface) as work:
            if work.is_first_time(submission, role.id) and contents.put_saved(
                work.session, journey.id, role.id, work.at
            ):
                shown_in, _ = showing.origin(work, role.id, list_id)
                work.log(events.RoleSaved(role_id=role.id, list_id=shown_in))

    def unsave_role(
        self,
        journey: Journey,
        role_id: str,
        *,
        submission: str,
        list_id: UUID | str | None = None,
        surface: Surface = "role",
    ) -> None:
        """Take a role off the shortlist; nothing happens if it is not there.

        A role that has left the catalogue can still be taken off.
        """
        with self._work(journey, surface) as work:
            if work.is_first_time(submission, role_id) and contents.drop_saved(
                work.session, journey.id, role_id
            ):
                shown_in, _ = showing.origin(work, role_id, list_id)
                work.log(events.RoleUnsaved(role_id=role_id, list_id=shown_in))

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

    # Running the service.

    def count_rejected(self, name: str, reason: str) -> None:
        """Count something that was refused. ``answer``, ``tell_about`` and ``write_own_words``
        count by themselves what they refuse; this is for what never reaches them.

        ``name`` is an event's name and ``reason`` a short code; anything else counts as other.
        """
        with self._database.writing() as session:
            log.count_rejected(
                session,
                self._clock().date(),
                name if name in events.EVENT_NAMES else events.OTHER,
                reason if events.is_reason(reason) else events.OTHER,
            )

    def healthy(self) -> bool:
        """True if the database answers and has its tables."""
        return self._database.ping()

    def readiness(self) -> Readiness:
        """Whether the database could take a journey right now, by really writing to it."""
        return readiness(self._database)

    def _asking(self, answers: Answers, mode: Mode) -> Asking:
        policy = self._settings.ranking
        return Asking(mode, self._engine.next_question(answers, policy=policy, mode=mode))

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

    @contextmanager
    def _counting(self, event: type[events.Event]) -> Iterator[None]:
        try:
            yield
        except BadAnswers:
            self.count_rejected(event.NAME, "bad_value")
            raise

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
