"""What a reason cites matters more to the role's score than other things that were said."""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from matching.answers import Answers
from matching.disputes import parts_of
from matching.policies import FULL
from matching.profile import Vector
from matching.recommend import Engine
from matching.reference_people import REFERENCE, draw_people
from tests.support.engines import toy_engine
from tests.unit.matching.test_recommend import ON

PEOPLE: Final = 60
SEED: Final = 5
ENOUGH: Final = 0.9
"""The share that the issue of reasons asks for."""


def drops(engine: Engine, answers: Answers, parts: frozenset[str]) -> Mapping[str, Vector]:
    """For each part, how far every role's score falls when it no longer counts."""
    space = engine.ground(FULL.without_exploration, text=False).space
    rows = np.arange(len(space.role_ids))

    def scores(told: Answers) -> Vector:
        (found,) = space.scores(space.person_vector(engine.profile(told))[None, :], rows)
        return np.asarray(found)

    whole = scores(answers)
    return {part: whole - scores(replace(answers, disputed=frozenset({part}))) for part in parts}


def test_nine_of_ten_reasons_matter_more_than_something_else_that_was_said() -> None:
    """The answers behind a reason, taken out, cost its role more than those behind some other
    part of what the person said. Half the people have answered only the first twelve."""
    engine, draw = toy_engine(), random.Random(SEED)
    first = {item.id for item in engine.questionnaire.first_pass}
    people = draw_people(
        engine.space, engine.questionnaire, count=PEOPLE, seed=SEED, noise=REFERENCE
    )
    matters = []
    for number, person in enumerate(people):
        given = dict(person.answers.values)
        if number % 2:
            given = {key: value for key, value in given.items() if key in first}
        said = frozenset(
            part
            for item_id, value in given.items()
            for part in parts_of(engine.questionnaire.item(item_id), value)
        )
        answers = Answers(given)
        cost = drops(engine, answers, said)
        for role in engine.recommend(answers, on=ON).roles:
            row = engine.space.row_of[role.role_id]
            cited = {reason.code for reason in (*role.reasons, *role.cautions)}
            uncited = sorted(said - cited)
            for reason in role.reasons:
                other = draw.choice(uncited)
                matters.append(cost[reason.code][row] > cost[other][row])
    assert len(matters) > PEOPLE * 10
    assert np.mean(matters) >= ENOUGH
