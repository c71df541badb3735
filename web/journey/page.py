"""My journey in ready words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from compass.journeys.types import CODES_LIMIT, Holdings, Journey, MadeFor
from matching.person import Person
from matching.routes import check_routes
from web.journey.log_words import LogLine, LogWords, ShownList, when
from web.language.words import N_, Words, _
from web.questions.disputes import LeftOut, left_out
from web.questions.summary import SummaryRow, about_rows, answer_rows
from web.results.marks import MarksSoFar, marks_so_far
from web.roles.for_person import step_text
from web.roles.presenters import RoleCard, role_card, title_of
from web.services import Services

ORIGIN: Final = "journey"
MADE_FOR: Final[Mapping[MadeFor, str]] = Words(
    {
        "hand": N_("Code made on %(day)s"),
        "plan": N_("Code on your plan, made on %(day)s"),
    }
)


@dataclass(frozen=True)
class Saved:
    """A role on the shortlist. ``card`` is None for one that has left the catalogue."""

    id: str
    title: str
    card: RoleCard | None
    next_step: str


@dataclass(frozen=True)
class CodeRow:
    """``label`` says what it was made for and when."""

    id: str
    label: str


@dataclass(frozen=True)
class MyJourneyPage:
    shortlist: tuple[Saved, ...]
    notes: tuple[tuple[str, str], ...]
    answers: tuple[SummaryRow, ...]
    left_out: tuple[LeftOut, ...]
    marks: MarksSoFar
    about: tuple[SummaryRow, ...]
    own_words: str
    words_kept_days: int
    codes: tuple[CodeRow, ...]
    can_make_code: bool
    statistics: bool
    lines: tuple[LogLine, ...]
    lists: tuple[ShownList, ...]
    facts: tuple[tuple[str, str], ...]
    questions_left: bool
    can_compare: bool


def my_journey_page(bundle: Services, journey: Journey, held: Holdings) -> MyJourneyPage:
    """Everything in ``held`` appears on the page, as words or as a number of rows."""
    words = LogWords(bundle.catalogue, bundle.questionnaire)
    met = {*journey.answered_ids, *journey.skipped_ids}
    return MyJourneyPage(
        shortlist=tuple(_saved(bundle, journey, role.role_id) for role in held.shortlist),
        answers=answer_rows(
            bundle.questionnaire, journey, bundle.journeys.mode_of(journey), origin=ORIGIN
        ),
        left_out=left_out(bundle.questionnaire, journey.answers, origin=ORIGIN),
        marks=marks_so_far(bundle.catalogue, journey),
        about=about_rows(bundle.questionnaire.about, journey.about, origin=ORIGIN),
        own_words=held.own_words.text if held.own_words else "",
        words_kept_days=bundle.settings.text_keep_days,
        notes=tuple((words.role(note.role_id), note.text) for note in held.notes),
        codes=tuple(
            CodeRow(str(code.id), MADE_FOR[code.made_for] % {"day": when(code.created_at)})
            for code in held.codes
        ),
        can_make_code=len(held.codes) < CODES_LIMIT,
        statistics=held.journey.statistics,
        lines=tuple(words.line(row) for row in held.events),
        lists=words.lists(held.exposures),
        facts=_facts(held),
        questions_left=any(item.id not in met for item in bundle.questionnaire.items),
        can_compare=sum(role.role_id in bundle.catalogue for role in held.shortlist) > 1,
    )


def _saved(bundle: Services, journey: Journey, role_id: str) -> Saved:
    if role_id not in bundle.catalogue:
        return Saved(role_id, title_of(role_id, bundle.catalogue), None, "")
    role, person = bundle.catalogue.get(role_id), Person.from_about(journey.about)
    checks = check_routes(role, person, bundle.catalogue, bundle.today())
    return Saved(role.id, role.title, role_card(role), step_text(role, checks, person))


def _facts(held: Holdings) -> tuple[tuple[str, str], ...]:
    """The rows that hold the rest together: numbers drawn at random, and times."""
    open_now = sum(device.ended_at is None for device in held.devices)
    return (
        (_("Number of this journey"), str(held.journey.id)),
        (_("Number that keeps your list in the same order"), str(held.journey.seed)),
        (_("Started"), when(held.journey.started_at)),
        (_("Last used"), when(held.journey.active_at)),
        (
            _("Browsers it was opened in"),
            _(
                "%(num_devices)s, not closed: %(open_now)s",
                num_devices=len(held.devices),
                open_now=open_now,
            ),
        ),
        (_("Sittings in the log"), str(len(held.sittings))),
        (
            _("Forms you sent"),
            _(
                "%(num_submissions)s, each with a random number so that it counts once",
                num_submissions=len(held.submissions),
            ),
        ),
    )
