"""Small, seeded guards of what ``compass bench matching`` measures at length.

The bounds leave room for chance: the figures are in docs/matching-quality.md. A change to the
match that fails one of these has made it worse, or moved it so far that the whole benchmark needs
a look.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from matching.policies import FULL
from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from roles_catalogue.catalogue import Catalogue
from scripts.bench.matching import baselines, fairness, steadiness
from scripts.bench.matching.measures import SHOWN, Resampling
from scripts.bench.matching.outside import look_outside
from scripts.bench.matching.people import MIDDLE, draw_neutral
from scripts.bench.matching.ranking import profiles_of
from scripts.bench.matching.reasons import try_reasons
from scripts.bench.matching.study import Plan, Study

SEED = 3
"""Neither the tuning people nor those reported on."""
FEW = 180
"""People whose answers are embedded as prose, or whose reasons are tried: that takes longest."""


@pytest.fixture(scope="module")
def study(artefacts: Path) -> Study:
    engine = Engine.open(artefacts, Catalogue.load(), Questionnaire.load())
    return Study(engine, look_outside(engine.catalogue), Plan(SEED, 2_000, 1, date(2026, 11, 22)))


def test_answers_find_a_role_far_better_than_six_numbers_do(study: Study) -> None:
    people = study.middle
    again = Resampling(people.rows, SEED)
    ours = study.judged(study.lists(study.middle_profiles, places=SHOWN), people)["nDCG@10"]
    theirs = study.judged(
        baselines.six_numbers(study.engine, study.middle_profiles, SHOWN), people
    )["nDCG@10"]
    assert again.ratio(ours, theirs).value >= 1.7
    assert again.mean(ours).is_above(again.mean(theirs))
    assert ours.mean() >= 0.23


def test_answers_find_a_role_far_better_than_their_prose_embedded(study: Study) -> None:
    people = study.people(MIDDLE, count=FEW)
    engine = study.engine
    again = Resampling(people.rows, SEED)
    ours = study.lists(profiles_of(engine, people.answers), places=SHOWN)
    written = [baselines.liked(engine.questionnaire, one) for one in people.answers]
    prose, words = (
        study.judged(lists, people)["nDCG@10"]
        for lists in (
            baselines.embedded_prose(engine, written, SHOWN),
            baselines.keywords(engine, written, SHOWN),
        )
    )
    found = study.judged(ours, people)["nDCG@10"]
    assert again.ratio(found, prose).value >= 2.4
    assert again.ratio(found, words).value >= 2.0
    assert again.mean(found).is_above(again.mean(prose))


def test_no_group_of_roles_is_favoured_among_people_who_lean_to_none(study: Study) -> None:
    roles = study.engine.catalogue.roles
    people = draw_neutral(
        study.outside.traits,
        fairness.cells(roles),
        study.engine.questionnaire,
        count=study.plan.people,
        seed=SEED,
        level=MIDDLE,
    )
    lists = study.lists(profiles_of(study.engine, people.answers), FULL, places=SHOWN)
    for name, groups in fairness.groupings(roles).items():
        assert 0.8 <= fairness.parity(lists, groups, SEED).value <= 1.25, name


def test_reasons_cite_what_matters_and_claim_what_is_so(study: Study) -> None:
    people = study.people(MIDDLE, count=FEW)
    tried = try_reasons(study.engine, people, study.outside.traits, on=study.plan.on, seed=SEED)
    assert len(tried.rows) >= 6 * FEW
    assert tried.deeper.mean() >= 0.84
    assert tried.lower.mean() >= 0.90
    assert tried.places.mean() >= 4 * max(1.0, tried.other_places.mean())
    assert tried.above.mean() >= 0.93
    assert tried.above_outside.mean() >= 0.85


def test_one_answer_more_or_less_does_not_turn_a_list_over(study: Study) -> None:
    people, bank = study.middle, study.engine.questionnaire
    changed = steadiness.one_answer_changed(bank, people.answers, SEED)
    before, then = (
        study.lists(profiles_of(study.engine, answers), places=SHOWN)
        for answers in (people.answers, changed)
    )
    assert np.mean(steadiness.in_common(before, then)) >= 0.75
