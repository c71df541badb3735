"""Reports of mistakes as the site and the editors use them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from compass.database import Database
from compass.errors import BadSubmission
from compass.orm import utc_now
from compass.reports import store
from compass.reports.models import TEXT_LIMIT, WRONG
from compass.safety.contact_details import Detail, take_out
from matching.answers import BadAnswers, check_text

__all__ = ["TEXT_LIMIT", "WRONG", "BadReport", "QueueFull", "Report", "ReportService"]

MOST_OPEN: Final = 2_000
"""More than editors could read in a month: a flood, which must not fill the disk."""
MOST_LINKS: Final = 1
CLOSED_DAYS: Final = 90
OPEN_DAYS: Final = 400

_SUBMISSION: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LINK: Final = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


class BadReport(ValueError):
    """A report that cannot be taken: nothing known is ``wrong``, it is too ``long``, or it is full
    of ``links``."""

    def __init__(self, reason: Literal["wrong", "long", "links"]) -> None:
        super().__init__(reason)
        self.reason = reason


class QueueFull(RuntimeError):
    """So many reports are open that no further one is taken."""


@dataclass(frozen=True)
class Report:
    """One report. ``closed_on`` is None while it is open."""

    id: int
    role_id: str
    wrong: str
    text: str
    reported_on: date
    closed_on: date | None


class ReportService:
    """Safe to share between threads. Every method raises ``ServiceUnavailable`` if the database
    cannot be used, and then has written nothing."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._clock = clock

    def keep(self, role_id: str, wrong: str, text: str, *, submission: str) -> tuple[Detail, ...]:
        """Keep a report. One that came in before, or says what an open one says, counts once.

        Phone numbers, e-mail addresses and postcodes are taken out first. Returns their kinds.

        Raises:
            BadReport: nothing known is wrong, the text is too long, or it is full of links.
            BadSubmission: not the number of a form of ours.
            QueueFull: too many are open.
        """
        if not _SUBMISSION.fullmatch(submission):
            raise BadSubmission("This form has no usable number. Load the page again.")
        if wrong not in WRONG:
            raise BadReport("wrong")
        try:
            kept = take_out(check_text(text))
        except BadAnswers:
            raise BadReport("long") from None
        if len(_LINK.findall(kept.text)) > MOST_LINKS:
            raise BadReport("links")
        with self._database.writing() as session:
            if not store.is_known(session, submission, role_id, wrong, kept.text):
                if store.number_open(session) >= MOST_OPEN:
                    raise QueueFull
                store.add(session, role_id, wrong, kept.text, submission, on=self._clock().date())
        return kept.details

    def listed(self, role_id: str | None = None, *, closed: bool = False) -> tuple[Report, ...]:
        """The open reports, or all of them, oldest first."""
        with self._database.reading() as session:
            return tuple(
                Report(row.id, row.role_id, row.wrong, row.text, row.reported_on, row.closed_on)
                for row in store.listed(session, role_id, closed=closed)
            )

    def close(self, report_id: int) -> bool:
        """Close a report; False if there is no open one with this number."""
        with self._database.writing() as session:
            return store.close(session, report_id, self._clock().date())


def retire_reports(database: Database, on: date) -> int:
    """Erase reports 90 days after they were closed, and open ones after 400 days."""
    with database.writing() as session:
        return store.drop_old(session, **_kept_since(on))


def has_reports_to_retire(database: Database, on: date) -> bool:
    """True if ``retire_reports`` has anything to erase on this day."""
    with database.reading() as session:
        return store.has_old(session, **_kept_since(on))


def _kept_since(on: date) -> dict[str, date]:
    return {
        "closed_before": on - timedelta(days=CLOSED_DAYS),
        "reported_before": on - timedelta(days=OPEN_DAYS),
    }
