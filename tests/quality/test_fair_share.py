"""Every role is shown its share by the real engine, whether people tick or write.

The people are simulated: see ``scripts.bench.matching``, which measures the same with intervals;
``compass bench chances`` measures the probabilities over 20,000 lists.
"""

from datetime import date
from pathlib import Path

import pytest

from matching.ideal import ideal_answers
from matching.policies import FULL, PLAIN, Policy
from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from roles_catalogue.catalogue import Catalogue
from scripts.bench.chances import measure_chances
from scripts.bench.matching.fairness import exposure
from scripts.bench.matching.measures import SHOWN
from scripts.bench.matching.outside import look_outside
from scripts.bench.matching.people import MIDDLE
from scripts.bench.matching.ranking import profiles_of
from scripts.bench.matching.study import Plan, Study

SEED = 4
PEOPLE_PER_ROLE = 10
"""Each role's fair share is then 100 places. With fewer the least share would be mostly chance."""


@pytest.fixture(scope="module")
def study(artefacts: Path) -> Study:
    engine = Engine.open(artefacts, Catalogue.load(), Questionnaire.load())
    roles = len(engine.catalogue)
    plan = Plan(SEED, PEOPLE_PER_ROLE * roles, PEOPLE_PER_ROLE, date(2026, 11, 21))
    return Study(engine, look_outside(engine.catalogue), plan)


@pytest.mark.slow
@pytest.mark.parametrize("text", [False, True], ids=["answers", "words"])
def test_a_tenth_of_a_fair_share_at_least_for_a_hundredth_of_relevance_at_most(
    study: Study, text: bool
) -> None:
    people, roles = study.people(MIDDLE), len(study.engine.catalogue)
    words = study.words(people) if text else None
    profiles = profiles_of(study.engine, people.answers, words)
    lists = {
        policy: study.lists(profiles, policy, places=SHOWN)
        for policy in (PLAIN, Policy("half-share"), FULL)
    }
    found = {policy: exposure(orders, roles, SEED) for policy, orders in lists.items()}
    worth = {
        policy: study.judged(orders, people)["nDCG@10"].mean() for policy, orders in lists.items()
    }
    plain, calibrated, full = found.values()
    assert calibrated.coverage.value == full.coverage.value == 1
    assert full.least.value >= 0.10, full.fewest
    assert worth[Policy("half-share")] >= 0.99 * worth[PLAIN]
    # The more roles there are, the less evenly chance alone shares the places out.
    assert calibrated.gini.value <= 0.95 * plain.gini.value
    # With words some roles are still shown too often: docs/matching-quality.md.
    assert full.gini.value <= (0.32 if text else 0.25)
    assert full.top_share.value <= (0.11 if text else 0.08), full.often


@pytest.mark.slow
def test_chances_are_as_they_are_logged(study: Study) -> None:
    engine = study.engine
    answers = ideal_answers(engine.space, engine.questionnaire, "porter")
    found = measure_chances(engine, answers, 1_500, study.plan.on)
    assert all(fit.p > 1e-4 for fit in (*found.swaps, found.draw, found.propensities)), found
