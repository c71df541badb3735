"""What the extra answers changed."""

from dataclasses import replace

from compass.journeys.types import Journey
from matching.questionnaire import Mode
from matching.rules import Wishes
from tests.support.engines import toy_engine
from tests.unit.web_personal.standins import (
    ON,
    VARIED,
    ends_after,
    journey,
    run,
)
from web.results.changes import Change, what_changed


def changed(whose: Journey, mode: Mode, seed: int | None = None) -> Change | None:
    slate = toy_engine().recommend(whose.answers, on=ON, seed=seed)
    return what_changed(toy_engine(), whose, slate, on=ON, wishes=Wishes(), mode=mode)


def test_what_chance_has_brought_up_is_no_change() -> None:
    """A repeated answer, which changes no score, changes nothing whatever was drawn."""
    bank = toy_engine().questionnaire
    middle = {item.id: None for item in bank.second_pass}
    extra = {**VARIED, **middle, bank.second_pass[0].id: 3}
    for seed in range(20):
        change = changed(replace(journey(extra), seed=seed), "fixed", seed)
        slate = toy_engine().recommend(journey(extra).answers, on=ON, seed=seed)
        before = toy_engine().recommend(journey(VARIED).answers, on=ON, limit=43)
        assert change is not None
        first_ten = {role.title for role in before.roles[:10]}
        drawn = {role.title for role in slate.roles if role.drawn}
        assert not set(change.titles) & (first_ten | drawn)


def test_what_the_extra_answers_changed() -> None:
    bank = toy_engine().questionnaire
    extra = {item.id: 5 for item in bank.second_pass if item.kind == "scale"}
    before, after = journey(VARIED), journey({**VARIED, **extra})
    assert changed(before, "fixed") is None
    change = changed(after, "fixed")
    assert change is not None
    assert change.extra == len(extra)
    assert {r.title for r in toy_engine().recommend(before.answers, on=ON).roles}.isdisjoint(
        change.titles
    )


def test_answers_are_extra_once_the_questions_would_have_ended_by_themselves() -> None:
    enough = ends_after()
    assert changed(journey(run(enough)), "adaptive") is None
    whole = run(36)
    change = changed(journey(whole), "adaptive")
    assert change is not None
    assert change.extra == sum(v not in (None, ()) for v in list(whole.values())[enough:])
    before = {r.title for r in toy_engine().recommend(journey(run(enough)).answers, on=ON).roles}
    now = [r.title for r in toy_engine().recommend(journey(whole).answers, on=ON).roles]
    assert list(change.titles) == [title for title in now if title not in before][:3]
