"""The real catalogue, item bank and engine fit the closed shapes of the log."""

from typing import Any

from compass.database import Database
from compass.journeys.models import ExposureRow
from compass.journeys.service import JourneyService
from compass.settings import Settings
from matching.questionnaire import Item
from matching.rules import Wishes
from roles_catalogue.schema import Family, RouteKind, Setting
from tests.integration.journeys.standins import ON, begun, log, opened, rows
from tests.support.engines import toy_engine


def test_a_whole_visit_can_be_logged(sqlite_database: Database) -> None:
    engine = toy_engine()
    service = JourneyService(sqlite_database, engine, Settings(environment="test"))
    journey, token = begun(service)
    bank = engine.questionnaire
    for number, item in enumerate(bank.items):
        service.answer(journey, item.id, _answer(item, number), submission=f"form-{number}")
    facts: dict[str, Any] = {field.id: field.options[0].value for field in bank.about}
    facts["level_3_subjects"] = [facts["level_3_subjects"]]
    service.tell_about(journey, facts, submission="facts")
    service.write_own_words(journey, "I like to fix things", submission="words")
    wishes = Wishes(tuple(RouteKind), tuple(Family), tuple(Setting))
    told = opened(service, token)
    assert (len(told.answers.values), len(told.about)) == (len(bank.items), len(bank.about))
    shown = service.recommend(told, wishes, on=ON, limit=len(engine.catalogue.roles))
    assert len(rows(sqlite_database, ExposureRow)) == len(shown.slate.roles)
    for role in engine.catalogue.roles:
        service.save_role(told, role.id, submission=role.id)
        service.search_run(told, role.title, 1, known=True)
    searched = {props["query"] for name, props in log(sqlite_database) if name == "search.run"}
    assert len(searched) > 1
    assert "other" not in searched
    completed = [p["part"] for n, p in log(sqlite_database) if n == "questionnaire.completed"]
    assert completed == ["first", "second"]


def _answer(item: Item, number: int) -> object:
    if item.kind == "multi":
        return [option.value for option in item.options]
    return item.options[number % len(item.options)].value
