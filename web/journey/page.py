"""My journey in ready words."""

from dataclasses import dataclass
from typing import Final

from compass.journeys.types import Holdings, Journey
from roles_catalogue.catalogue import Catalogue
from web.journey.log_words import LogLine, LogWords, ShownList, when
from web.questions.disputes import LeftOut, left_out
from web.questions.summary import SummaryRow, about_rows, answer_rows
from web.roles.presenters import RoleCard, role_card
from web.services import Services

CODES_LIMIT: Final = 3
ORIGIN: Final = "journey"


@dataclass(frozen=True)
class Saved:
    """A role on the shortlist. ``card`` is None for one that has left the catalogue."""

    id: str
    title: str
    card: RoleCard | None
    next_step: str


@dataclass(frozen=True)
class CodeRow:
    id: str
    made: str


@dataclass(frozen=True)
class MyJourneyPage:
    shortlist: tuple[Saved, ...]
    answers: tuple[SummaryRow, ...]
    left_out: tuple[LeftOut, ...]
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
        shortlist=tuple(_saved(bundle.catalogue, role.role_id) for role in held.shortlist),
        answers=answer_rows(bundle.questionnaire, journey, origin=ORIGIN),
        left_out=left_out(bundle.questionnaire, journey.answers, origin=ORIGIN),
        about=about_rows(bundle.questionnaire.about, journey.about, origin=ORIGIN),
        own_words=held.own_words.text if held.own_words else "",
        words_kept_days=bundle.settings.text_keep_days,
        codes=tuple(CodeRow(str(code.id), when(code.created_at)) for code in held.codes),
        can_make_code=len(held.codes) < CODES_LIMIT,
        statistics=held.journey.statistics,
        lines=tuple(words.line(row) for row in held.events),
        lists=words.lists(held.exposures),
        facts=_facts(held),
        questions_left=any(item.id not in met for item in bundle.questionnaire.items),
        can_compare=sum(role.role_id in bundle.catalogue for role in held.shortlist) > 1,
    )


def _saved(catalogue: Catalogue, role_id: str) -> Saved:
    if role_id not in catalogue:
        return Saved(role_id, role_id.replace("-", " ").capitalize(), None, "")
    role = catalogue.get(role_id)
    return Saved(role.id, role.title, role_card(role), role.next_step.text)


def _facts(held: Holdings) -> tuple[tuple[str, str], ...]:
    """The rows that hold the rest together: numbers drawn at random, and times."""
    open_now = sum(device.ended_at is None for device in held.devices)
    return (
        ("Number of this journey", str(held.journey.id)),
        ("Number that keeps your list in the same order", str(held.journey.seed)),
        ("Started", when(held.journey.started_at)),
        ("Last used", when(held.journey.active_at)),
        ("Browsers it was opened in", f"{len(held.devices)}, not closed: {open_now}"),
        ("Sittings in the log", str(len(held.sittings))),
        (
            "Forms you sent",
            f"{len(held.submissions)}, each with a random number so that it counts once",
        ),
    )
