"""People and lists without a database."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, cast
from uuid import UUID

from compass.journeys.service import JourneyService
from compass.journeys.types import Asking, Journey, Shown, Told
from compass.reports.service import ReportService
from compass.settings import Settings
from matching.answers import Answers
from matching.questionnaire import Mode
from matching.slate import Slate
from tests.support.engines import real_catalogue, real_questionnaire, toy_engine
from web.results.asked import Asked
from web.results.page import ResultsPage, results_page
from web.services import Services

ON = date(2026, 11, 21)
LIST = UUID("00000000-0000-4000-8000-000000000001")
VARIED = {
    item.id: [5, 2, 4, 1][index % 4]
    for index, item in enumerate(
        i for i in toy_engine().questionnaire.first_pass if i.kind == "scale"
    )
}
"""Answers that differ, to every question on a scale that everybody is asked."""


def bundle() -> Services:
    """Services for code that reads the catalogue but writes nothing."""
    return Services(
        settings=Settings(environment="test"),
        catalogue=real_catalogue(),
        questionnaire=real_questionnaire(),
        engine=toy_engine(),
        journeys=cast(JourneyService, None),
        reports=cast(ReportService, None),
        today=lambda: ON,
    )


def journey(
    values: Mapping[str, Any] | None = None,
    *,
    about: Mapping[str, str] | None = None,
    text: str = "",
    told_on: date = date(2026, 11, 21),
) -> Journey:
    given = dict(values or {})
    facts = MappingProxyType(dict(about or {}))
    told = Told(
        answers=Answers(MappingProxyType(given), text, facts),
        told_on=dict.fromkeys(facts, told_on),
        answered_ids=tuple(given),
        skipped_ids=(),
        shortlist=(),
        has_code=False,
    )
    return Journey(
        id=UUID(int=1),
        device_id=UUID(int=2),
        seed=7,
        statistics=True,
        started_at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
        read=lambda _: told,
    )


def shown(slate: Slate) -> Shown:
    return Shown(LIST, slate)


def listed(
    whose: Journey, slate: Slate, asked: Asked | None = None, mode: Mode = "adaptive"
) -> ResultsPage:
    asking = Asking(mode, toy_engine().next_question(whose.answers, mode=mode))
    return results_page(
        bundle(), whose, shown(slate), asked or Asked(), asking=asking, facets=(), change=None
    )


def page_of(whose: Journey, asked: Asked | None = None, limit: int = 10) -> ResultsPage:
    asked = asked or Asked()
    slate = toy_engine().recommend(whose.answers, on=ON, limit=limit, wishes=asked.wishes)
    return listed(whose, slate, asked)


def run(number: int) -> dict[str, Any]:
    """So many answers, each to the question that the ones before have chosen."""
    given: dict[str, Any] = {}
    for turn in range(number):
        following = toy_engine().next_question(journey(given).answers)
        item = toy_engine().questionnaire.item(str(following.item_id))
        value = item.options[turn % len(item.options)].value
        given[item.id] = (value,) if item.kind == "multi" else value
    return given


def ends_after() -> int:
    """How many questions that run has before it ends by itself."""
    return next(n for n in range(37) if toy_engine().next_question(journey(run(n)).answers).done)
