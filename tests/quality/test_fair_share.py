"""Every role is shown its share by the real engine, whether people tick or write.

The people are simulated: see ``scripts.bench.exposure``. ``compass bench exposure`` measures the
same over 2,000 of them, and the probabilities over 20,000 lists.
"""

from datetime import date
from pathlib import Path

import pytest

from matching.policies import FULL, PLAIN, Policy
from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from roles_catalogue.catalogue import Catalogue
from scripts.bench.exposure import measure_chances, measure_exposure, simulated

ON = date(2026, 11, 21)
PEOPLE_PER_ROLE = 12
"""Each role's fair share is then 120 places. With fewer the least share would be mostly chance."""


@pytest.fixture(scope="module")
def engine(artefacts: Path) -> Engine:
    return Engine.open(artefacts, Catalogue.load(), Questionnaire.load())


@pytest.mark.slow
@pytest.mark.parametrize("text", [False, True], ids=["answers", "words"])
def test_a_tenth_of_a_fair_share_at_least_for_a_hundredth_of_relevance_at_most(
    engine: Engine, text: bool
) -> None:
    people = simulated(engine, PEOPLE_PER_ROLE * len(engine.catalogue), 4, text=text)
    plain, calibrated, full = (
        measure_exposure(engine, people, policy, ON)
        for policy in (PLAIN, Policy("half-share"), FULL)
    )
    assert calibrated.coverage == 1
    assert full.least >= 0.10, full.worst
    assert calibrated.ndcg >= 0.99 * plain.ndcg
    # The more roles there are, the less evenly chance alone shares the places out.
    assert calibrated.gini <= 0.95 * plain.gini


@pytest.mark.slow
def test_chances_are_as_they_are_logged(engine: Engine) -> None:
    (person,) = simulated(engine, 1, 4, text=False)
    found = measure_chances(engine, person.answers, 1_500, ON)
    assert all(fit.p > 1e-4 for fit in (*found.swaps, found.draw, found.propensities)), found
