"""Journeys as the site uses them: every change and the log of it, together or not at all."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from uuid import UUID, uuid4

from compass.journeys import answering, disputing, events, marking, showing
from compass.journeys.events import Surface
from compass.journeys.exposures import exposures_of
from compass.journeys.keeping import Keeping
from compass.journeys.store import contents, log
from compass.journeys.types import Asking, CodeInfo, Device, Holdings, Journey, Mark, Shown
from compass.readiness import Readiness, readiness
from compass.safety.contact_details import Detail, take_out
from matching.answers import Answers, BadAnswers, check_disputed, check_text, check_value
from matching.parts import CODES
from matching.questionnaire import Mode
from matching.recommend import DEFAULT_LIMIT
from matching.rules import Wishes

__all__ = ["Asking", "CodeInfo", "Device", "Holdings", "Journey", "JourneyService", "Shown"]


class JourneyService(Keeping):
    """The one public face of journeys. Safe to share between threads.

    Every method that writes raises ``ServiceUnavailable`` if the database cannot be used, and
    then has written nothing; and ``JourneyEnded`` if the journey was deleted, or forgotten on
    this device, meanwhile. ``submission`` is the random id of a form: the same one again does
    nothing, silently; one that no form of ours could carry raises ``BadSubmission``.
    """

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return showing.known_names(self._engine.catalogue)

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

    def write_own_words(
        self, journey: Journey, text: str, *, submission: str
    ) -> tuple[Detail, ...]:
        """Keep what the person wrote, in place of anything earlier. Empty text takes it back.

        Phone numbers, e-mail addresses and postcodes are taken out first. Returns the kinds.

        Raises:
            BadAnswers: longer than 500 characters.
        """
        with self._counting(events.OwnWordsWritten):
            kept = take_out(check_text(text))
        with self._work(journey, "your_words") as work:
            if work.is_first_time(submission, kept.text):
                answering.keep_words(work, kept.text)
        return kept.details

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
        none, or no part of that name."""
        if part not in CODES:
            return  # what a form sends that is not ours may be text that no database takes
        with self._work(journey, surface) as work:
            if work.is_first_time(submission, part):
                disputing.count_again(work, (part,))

    def mark_role(
        self,
        journey: Journey,
        role_id: str,
        mark: Mark | None,
        *,
        submission: str,
        list_id: UUID | str | None = None,
        surface: Surface = "results",
    ) -> None:
        """Keep what the person says of a whole role, in place of anything said of it before; None
        takes it back. Nothing happens if it is as it was.

        What is said of a role that has left the catalogue can still be taken back.

        Raises:
            UnknownRole: the catalogue has no such role.
        """
        if mark is not None:
            role_id = self._engine.catalogue.get(role_id).id
        with self._work(journey, surface) as work:
            if work.is_first_time(submission, role_id, mark):
                marking.mark(work, role_id, mark, list_id)

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

    @contextmanager
    def _counting(self, event: type[events.Event]) -> Iterator[None]:
        try:
            yield
        except BadAnswers:
            self.count_rejected(event.NAME, "bad_value")
            raise
