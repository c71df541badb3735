"""How long we keep what, and the job that keeps to it. Run it every night."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from compass.database import Database
from compass.journeys.store import ageing
from compass.reports.service import has_reports_to_retire, retire_reports

ANSWERS_IDLE_MONTHS: Final = 24
LOG_DAYS: Final = 400
"""A year and a term: enough to compare this year's cohort with the last one."""
DEVICE_DAYS: Final = 2
"""A device opens a journey for a day at most; its forms are no use for longer."""


@dataclass(frozen=True)
class Retired:
    """How many rows were erased, by kind. ``answers`` counts facts, shortlists and codes too."""

    own_words: int
    notes: int
    answers: int
    events: int
    exposures: int
    submissions: int
    devices: int
    journeys: int
    reports: int


def retire(database: Database, on: date, *, text_keep_days: int = 30) -> Retired:
    """Erase what has been kept for long enough by the beginning of a day (UTC).

    Own words and notes go after ``text_keep_days`` idle days, everything a person told us after 24
    idle months, events and exposures after 400 days, and journeys that hold nothing any more at
    once; and reports of mistakes 90 days after they were closed, or 400 after they came in.
    Running it again on the same day erases nothing more.

    Raises:
        ServiceUnavailable: the database cannot be used; what was erased so far stays erased.
    """
    start = datetime.combine(on, time.min, UTC)
    old_log = start - timedelta(days=LOG_DAYS)
    old_device = start - timedelta(days=DEVICE_DAYS)

    def one(step: Callable[[Session], int]) -> int:
        with database.writing() as session:
            return step(session)

    def all_batches(step: Callable[[Session], int]) -> int:
        total = 0
        while number := one(step):
            total += number
        return total

    words_before = start - timedelta(days=text_keep_days)
    answers_before = months_before(start, ANSWERS_IDLE_MONTHS)
    own_words = one(lambda session: ageing.erase_words(session, words_before))
    notes = one(lambda session: ageing.erase_notes(session, words_before))
    answers = one(lambda session: ageing.erase_contents(session, answers_before))
    exposures = all_batches(lambda session: ageing.drop_exposures(session, old_log))
    events = all_batches(lambda session: ageing.drop_events(session, old_log))
    submissions = one(lambda session: ageing.drop_submissions(session, old_device))
    devices = one(lambda session: ageing.drop_devices(session, old_device))
    one(lambda session: ageing.drop_sittings(session, old_log))
    journeys = one(ageing.drop_empty_journeys)
    reports = retire_reports(database, on)
    database.checkpoint()
    return Retired(
        own_words, notes, answers, events, exposures, submissions, devices, journeys, reports
    )


def overdue(database: Database, on: date, *, text_keep_days: int = 30) -> tuple[str, ...]:
    """The kinds of which ``retire`` should have erased something by last night, and has not.

    The job has a day: what fell due today goes tonight.

    Raises:
        ServiceUnavailable: the database cannot be read.
    """
    due = datetime.combine(on, time.min, UTC) - timedelta(days=1)
    old_log = due - timedelta(days=LOG_DAYS)
    with database.reading() as session:
        oldest = ageing.oldest(session)
    words_before = due - timedelta(days=text_keep_days)
    kept_since = {
        "own words": (oldest.own_words, words_before),
        "notes": (oldest.notes, words_before),
        "answers": (oldest.answers, months_before(due, ANSWERS_IDLE_MONTHS)),
        "events": (oldest.events, old_log),
        "exposures": (oldest.exposures, old_log),
        "devices": (oldest.devices, due - timedelta(days=DEVICE_DAYS)),
    }
    late = [kind for kind, (at, limit) in kept_since.items() if at and at < limit]
    if has_reports_to_retire(database, due.date()):
        late.append("reports")
    return tuple(late)


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and time so many months earlier, or that month's last day if it is shorter."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
