"""My plan: the shortlist in the person's own order, their private notes, and a code for paper."""

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Final
from uuid import uuid4

from compass.database import Database
from compass.errors import NoteChanged, NoteTooLong
from compass.journeys import events
from compass.journeys.privacy import Hashes
from compass.journeys.store import codes, plans
from compass.journeys.types import NOTE_LIMIT, Journey
from compass.journeys.work import Workshop
from compass.safety.contact_details import Detail, take_out
from roles_catalogue.catalogue import Catalogue


class Planning:
    """What a person does with their shortlist. A part of ``JourneyService``, with its promises.

    Notes are nowhere in the log, not even that one was written.
    """

    def __init__(
        self, database: Database, workshop: Workshop, hashes: Hashes, catalogue: Catalogue
    ) -> None:
        self._database = database
        self._workshop = workshop
        self._hashes = hashes
        self._catalogue = catalogue

    def notes(self, journey: Journey) -> Mapping[str, str]:
        """Every note by its role's id, those of roles that were taken off the list among them."""
        with self._database.reading() as session:
            return plans.notes(session, journey.id)

    def move(self, journey: Journey, role_id: str, by: int, *, submission: str) -> None:
        """Move a role ``by`` places down the shortlist, or up if negative; nothing happens if it
        is not there or can go no further."""
        with self._workshop.on(journey.id, journey.device_id, "my_plan") as work:
            if work.is_first_time(submission, "move", role_id, by):
                plans.move(work.session, journey.id, role_id, by)

    def write_note(
        self,
        journey: Journey,
        role_id: str,
        text: str,
        *,
        submission: str,
        seen: str | None = None,
    ) -> tuple[Detail, ...]:
        """Keep what the person wrote about a role, in place of any earlier note. Empty text
        erases it, also for a role that has left the catalogue.

        Phone numbers, e-mail addresses and postcodes are taken out first. Returns the kinds.
        ``seen`` is the ``version_of`` the note that the person had before them. Without it the
        new one replaces whatever is there, and so it does if the note that is there came by the
        same form: its reply was lost, and somebody wrote on.

        Raises:
            NoteChanged: a note that they have not seen would be lost; it stays.
            NoteTooLong: longer than ``NOTE_LIMIT``; what was kept before stays.
            UnknownRole: the catalogue has no such role.
        """
        kept = take_out(checked_note(text))
        note = kept.text
        if note:
            self._catalogue.get(role_id)
        with self._workshop.on(journey.id, journey.device_id, "my_plan") as work:
            kept_now = plans.notes(work.session, journey.id).get(role_id, "")
            is_seen = (
                seen is None
                or kept_now in ("", note)
                or version_of(kept_now) == seen
                or work.has_said(submission, "note", role_id, kept_now)
            )
            if work.is_first_time(submission, "note", role_id, note):
                if not is_seen:
                    raise NoteChanged("Another note on this job was kept meanwhile.")
                plans.put_note(work.session, journey.id, role_id, note, work.at)
        return kept.details

    def code(self, journey: Journey) -> str:
        """The recovery code of 13 characters that stands on the plan, made if there is none live.

        Every copy of the plan carries the same one until it is revoked; the next copy then gets
        a new one. It opens the journey as often as it is used.

        Raises:
            TooManyCodes: three others are live.
        """
        with self._workshop.on(journey.id, journey.device_id, "my_plan") as work:
            code_id = codes.of_plan(work.session, journey.id)
            if code_id is not None:
                return self._hashes.plan_code(code_id)
            code_id = uuid4()
            code = self._hashes.plan_code(code_id)
            codes.add(
                work.session,
                journey.id,
                self._hashes.code(code),
                work.at,
                code_id=code_id,
                made_for="plan",
            )
            work.touch()
            work.log(events.CodeMade(live=codes.count(work.session, journey.id)))
        return code

    def exported(self, journey: Journey, roles: int, *, with_code: bool) -> None:
        """Log that the plan was taken away as a PDF."""
        if journey.statistics:
            with self._workshop.on(journey.id, journey.device_id, "my_plan") as work:
                work.log(events.PlanExported(kind="pdf", roles=roles, code=with_code))


def version_of(note: str) -> str:
    """What tells one text of a note from another, in 16 characters; empty for no note."""
    return hashlib.blake2b(note.encode(), digest_size=8).hexdigest() if note else ""


def checked_note(raw: str) -> str:
    """A note with its line ends kept, and without characters that no text needs. Empty if there
    is nothing in it to see.

    Raises:
        NoteTooLong: more than ``NOTE_LIMIT`` characters are left.
    """
    text = raw.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c == "\n" or _is_needed(c))
    note = "\n".join(line.rstrip() for line in kept.split("\n")).strip()
    if not any(_is_seen(c) for c in note):
        return ""
    if len(note) > NOTE_LIMIT:
        raise NoteTooLong(len(note) - NOTE_LIMIT)
    return note


def _is_needed(character: str) -> bool:
    return character not in _WITHOUT_WIDTH and unicodedata.category(character) not in _UNSEEN


def _is_seen(character: str) -> bool:
    """True for letters, numbers, punctuation and symbols, emoji among them."""
    return character not in _BLANK and unicodedata.category(character)[0] in "LNPS"


_UNSEEN: Final = frozenset({"Cc", "Cs", "Cn", "Co"})
"""Unicode's control characters, halves of characters, and those that mean nothing to anybody."""

_WITHOUT_WIDTH: Final = frozenset("\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")
"""Format characters that say nothing. The others stay: joiners hold emoji and scripts together
(U+200C, U+200D), tags make flags, and marks turn the direction of Arabic and Urdu."""
_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and a symbol that are drawn as nothing: fillers of Hangul and the empty Braille cell."""
