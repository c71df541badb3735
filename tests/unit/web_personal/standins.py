"""People and lists without a database."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, cast
from uuid import UUID

from compass.journeys.service import JourneyService
from compass.journeys.types import Journey, Shown, Told
from compass.reports.service import ReportService
from compass.settings import Settings
from matching.answers import Answers
from matching.slate import Slate
from tests.support.engines import real_catalogue, real_questionnaire, toy_engine
from web.services import Services

ON = date(2026, 11, 21)
LIST = UUID("00000000-0000-4000-8000-000000000001")


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
