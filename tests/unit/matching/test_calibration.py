"""Calibration evens out who is shown, and a score is still the sum of its parts."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from matching.answers import Answers, Value
from matching.artefacts import open_calibration, save_calibration
from matching.calibration import PEOPLE_PER_ROLE, SEED, SLOTS, Calibration, fit
from matching.policies import FULL, PLAIN, Policy
from matching.profile import make_profile
from matching.reference_people import REFERENCE, SENTENCES, could_write, draw_people
from scripts.bench.matching.fairness import exposure
from scripts.bench.matching.measures import SHOWN
from scripts.bench.matching.outside import look_outside
from scripts.bench.matching.people import MIDDLE
from scripts.bench.matching.study import Plan, Study
from tests.support.engines import BagOfWords, real_catalogue, toy_engine
from tests.support.strategies import all_answers
from tests.unit.matching.test_recommend import ON

ENGINE = toy_engine()
SILENT = ENGINE.ground(Policy("half-share"), text=False).space


def test_every_role_gets_its_share_and_relevance_stays() -> None:
    """Two people for each role, made from what the engine does not see: ``scripts.bench.matching``
    measures the same over many more."""
    study = Study(ENGINE, look_outside(ENGINE.catalogue), Plan(99, 0, 2, ON))
    roles = len(ENGINE.catalogue)
    plain, calibrated = (
        study.lists(study.middle_profiles, policy, places=SHOWN)
        for policy in (PLAIN, Policy("half-share"))
    )
    before, after = exposure(plain, roles, 1), exposure(calibrated, roles, 1)
    assert after.coverage.value == 1
    assert after.gini.value < before.gini.value
    assert after.least.value >= before.least.value
    worth = [study.judged(o, study.middle)["nDCG@10"].mean() for o in (plain, calibrated)]
    assert worth[1] >= 0.98 * worth[0]


def test_the_people_measured_are_not_those_calibrated_on() -> None:
    assert MIDDLE.noise.person > REFERENCE.person and MIDDLE.noise.item > REFERENCE.item


def test_shares_are_evened_out_halfway() -> None:
    """Of the very people it was fitted to: who was shown too often is held tighter."""
    count = PEOPLE_PER_ROLE * len(ENGINE.catalogue)
    profiles = [
        make_profile(ENGINE.questionnaire, person.answers)
        for person in draw_people(
            ENGINE.space, ENGINE.questionnaire, count=count, seed=SEED, noise=REFERENCE
        )
    ]
    people = np.array([SILENT.person_vector(profile) for profile in profiles])
    shares = []
    for space in (ENGINE.space, SILENT):
        scores = people @ space.exact_rows.T
        first = np.argsort(-scores, axis=1)[:, :SLOTS]
        shares.append(np.bincount(first.ravel(), minlength=len(ENGINE.catalogue)))
    before, after = shares
    tightness = ENGINE.calibration.silent.tightness
    assert after.std() < before.std()
    assert (
        after[before > np.quantile(before, 0.9)].mean()
        < before[before > np.quantile(before, 0.9)].mean()
    )
    assert np.corrcoef(np.log(tightness), before)[0, 1] > 0.5
    assert (tightness > 0).all() and np.isfinite(tightness).all()
    spread = (people @ ENGINE.space.exact_rows.T).std(axis=0).mean()
    assert ENGINE.calibration.silent.unit == pytest.approx(spread)


@pytest.mark.parametrize("values", [{}, {"stopped-machine": 3}, {"who-to-help": ()}])
def test_who_says_nothing_gets_a_starter_set(values: dict[str, Value]) -> None:
    assert make_profile(ENGINE.questionnaire, Answers(values)).is_empty
    assert ENGINE.recommend(Answers(values), on=ON).basis == "starter"


def test_the_middle_of_everything_is_a_full_list() -> None:
    middle = Answers({i.id: 3 for i in ENGINE.questionnaire.items if i.kind == "scale"})
    everything: dict[str, Value] = {
        item.id: tuple(str(o.value) for o in item.options)
        for item in ENGINE.questionnaire.items
        if item.kind == "multi"
    }
    for answers in (middle, Answers(everything), Answers({**middle.values, **everything})):
        slate = ENGINE.recommend(answers, on=ON, seed=1)
        assert len(slate.roles) == 10
        assert all(math.isfinite(role.score) for role in slate.roles)


@settings(max_examples=60)
@given(all_answers())
def test_the_policy_decides_on_the_scores(answers: Answers) -> None:
    """Under each policy a score is the sum of its parts, and the row times the person."""
    for policy in (PLAIN, Policy("half-share"), FULL):
        profile = ENGINE.profile(answers)
        slate = ENGINE.recommend(answers, on=ON, limit=5, policy=policy)
        if profile.is_empty:
            continue
        space = ENGINE.ground(policy, text=profile.text is not None).space
        vector = space.person_vector(profile)
        for role in slate.roles:
            assert role.score == math.fsum(part.value for part in role.contributions)
            row = space.exact_rows[space.row_of[role.role_id]]
            assert role.score == pytest.approx(row @ vector, abs=1e-9)


def test_the_same_catalogue_gives_the_same_calibration() -> None:
    encoder = BagOfWords()
    words = np.array(
        [[encoder.encode(s) for s in could_write(role)] for role in real_catalogue().roles]
    )
    again = fit(ENGINE.space, ENGINE.questionnaire, words)
    assert np.array_equal(again.writing.tightness, ENGINE.calibration.writing.tightness)
    assert not np.allclose(again.silent.tightness, again.writing.tightness)


def test_a_calibration_is_kept_and_read_back(tmp_path: Path) -> None:
    save_calibration(ENGINE.calibration, tmp_path)
    found = open_calibration(tmp_path)
    assert found.silent.unit == ENGINE.calibration.silent.unit
    for name in ("silent", "writing"):
        kept, read = getattr(ENGINE.calibration, name), getattr(found, name)
        assert np.array_equal(kept.tightness, read.tightness)


def test_roles_that_nobody_can_tell_apart_get_no_endless_correction() -> None:
    flat = replace(ENGINE.space, rows=np.zeros_like(ENGINE.space.rows))
    words = np.ones((len(flat.role_ids), SENTENCES, flat.texts.shape[1]))
    fitted: Calibration = fit(flat, ENGINE.questionnaire, words)
    for scaling in (fitted.silent, fitted.writing):
        assert (scaling.tightness > 0).all() and np.isfinite(scaling.tightness).all()
        assert scaling.unit == 1.0


def test_what_people_could_write_is_about_themselves() -> None:
    for role in real_catalogue().roles:
        sentences = could_write(role)
        assert len(sentences) == SENTENCES
        for sentence in sentences:
            about_me = not {"you", "your", "yourself"} & set(sentence.lower().split())
            assert about_me or sentence.startswith("I would like to "), sentence
