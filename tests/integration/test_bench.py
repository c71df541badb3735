"""The benches really measure: each runs here at its smallest. What they find is not judged."""

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from matching.answers import Answers
from scripts.bench import growth, load, pages
from scripts.bench.load import Person, Plan
from scripts.bench.naive import compare, lines, prose
from scripts.running_site import RunningSite
from tests.support.engines import toy_engine


@pytest.fixture
def artefacts_in_use(artefacts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPASS_ARTEFACTS", str(artefacts))


@pytest.mark.slow
@pytest.mark.usefixtures("artefacts_in_use")
def test_load_counts_what_was_acknowledged_and_what_is_kept(empty_url: str) -> None:
    plan = Plan(rate=32, seconds=2, people=32, workers=2, seed=1)
    outcome = load.measure(plan, empty_url)
    assert outcome.sent == 64
    assert outcome.acknowledged == 64
    assert (outcome.refused, outcome.failed, outcome.lost, outcome.twice) == (0, 0, 0, 0)
    assert 0 < outcome.p50_ms <= outcome.p95_ms <= outcome.longest_ms
    assert "0 lost, 0 kept twice" in "\n".join(load.lines(outcome))


def test_load_sees_what_is_lost_and_what_counts_twice(
    live_site: RunningSite, site_url: str
) -> None:
    person = Person(live_site, random.Random(1))
    for _ in range(6):
        person.answer()
    engine = create_engine(site_url)
    with engine.begin() as connection:
        connection.execute(
            text("DELETE FROM submissions WHERE submission = :form"),
            {"form": person.acknowledged[0]},
        )
    engine.dispose()
    kept = person.read_back()
    assert kept.lost == 1
    assert kept.twice == 1


@pytest.mark.slow
@pytest.mark.usefixtures("artefacts_in_use")
def test_pages_are_asked_for_and_timed() -> None:
    for page in pages.measure(20):
        assert page.bytes > 0
        assert 0 < page.p50_ms <= page.p95_ms


def test_the_naive_way_gets_the_answers_as_prose() -> None:
    engine = toy_engine()
    seen: list[str] = []

    def remember(answers: Answers) -> Sequence[str]:
        seen.append(prose(engine.questionnaire, answers))
        return ()

    found = compare(engine, remember, people=30, seed=1, on=date(2026, 11, 21))
    assert len(seen) == 40, "two blocks, each with five people more to warm up on"
    assert any(item.text in seen[0] for item in engine.questionnaire.items)
    assert found.naive_p50_ms < found.ours_p50_ms, "remembering is quicker than ranking"
    assert found.ratio < 1
    assert "30, seed 1" in "\n".join(lines(found))


@pytest.mark.slow
@pytest.mark.usefixtures("artefacts_in_use")
@pytest.mark.parametrize("rows", [120, 700])
def test_growth_matches_people_in_catalogues_of_other_sizes(rows: int) -> None:
    """Fewer roles than ours, and more."""
    found = growth.measure(growth.Plan(rows, 20, 1, date(2026, 11, 21), search=True))
    assert found.rows == rows
    assert [cell.share for cell in found.cells] == 2 * list(growth.SHARES)
    # What nobody is asked about closes some ways in, so filters let through about as many.
    for cell in found.cells:
        assert cell.share / 3 < cell.passing < 2 * cell.share
        assert 0 < cell.new.p50 <= cell.new.p95
    flat, *others = found.approximate
    assert all(one.recall == 1 for one in flat.by_share.values())
    assert all(0 <= one.recall <= 1 for other in others for one in other.by_share.values())
    assert found.searching is not None and found.searching.sentences > 10 * rows
    assert f"{rows} roles" in "\n".join(growth.lines(found))
