"""Are the reasons true? What they cite must matter, and the role must have what they say.

The answers that a reason cites are taken away, as if they had never been given, and the role's
place is worked out again; beside it, as many other answers, drawn among those that no reason of
this role cites. A ticked box counts as an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.answers import Answers, Value
from matching.explain import clearly_said
from matching.parts import NAMES, TEXT
from matching.policies import FULL
from matching.profile import Matrix, make_profile
from matching.questionnaire import Measure, Questionnaire
from matching.ranking import Ground
from matching.recommend import Engine
from scripts.bench.matching.people import People

ROLES: Final = 3
"""Whose reasons are tried: those of the first three roles of everybody's list."""


class Given(NamedTuple):
    """One thing somebody said: an answer on a scale, a choice, or one tick of several."""

    item_id: str
    ticked: str
    measures: tuple[Measure, ...]


Dimension: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Tried:
    """One entry for each reason. ``rows``: the role its person was drawn from.

    ``places``, ``other_places``: how many places down the role was without what the reason cites,
    and without as much of something else. ``deeper``: 1 where the first is more; where the places
    are equal, where the score is lower. ``lower``: 1 where the score is lower.
    ``above``: the role has more (or, where little was wished for, less) of what the reason says
    than the median role, as the match knows the role; ``above_outside``: as others see it.
    """

    rows: NDArray[np.intp]
    places: NDArray[np.float64]
    other_places: NDArray[np.float64]
    deeper: NDArray[np.float64]
    lower: NDArray[np.float64]
    above: NDArray[np.float64]
    above_outside: NDArray[np.float64]


def try_reasons(engine: Engine, people: People, outside: Matrix, *, on: date, seed: int) -> Tried:
    """Every reason that people are given for their first roles.

    Args:
        outside: (roles, structured dimensions) the roles as others see them.
    """
    draw = np.random.default_rng((seed, 9))
    policy = FULL.without_exploration
    ground = engine.ground(policy, text=False)
    known = engine.space.standardised
    middle, outside_middle = np.nanmedian(known, axis=0), np.nanmedian(outside, axis=0)
    column_of = {name: column for column, name in enumerate(NAMES)}
    found: list[tuple[float, ...]] = []
    for row, answers in zip(people.rows.tolist(), people.answers, strict=True):
        slate = engine.recommend(answers, on=on, limit=ROLES, policy=policy)
        if slate.basis == "starter":
            continue
        said = given(engine.questionnaire, answers)
        wishes = clearly_said(engine.profile(answers))
        for role in slate.roles:
            reasons = [reason for reason in role.reasons if reason.block != TEXT]
            cited = [(reason.block, reason.dimension) for reason in reasons]
            uncited = [one for one in said if not _measures_any(one, cited)]
            at = engine.space.row_of[role.role_id]
            for dimension in cited:
                behind = [one for one in said if _measures_any(one, [dimension])]
                if len(uncited) < len(behind):
                    continue
                picked = draw.choice(len(uncited), len(behind), replace=False)
                ways = (
                    answers,
                    _less(answers, behind),
                    _less(answers, [uncited[i] for i in picked]),
                )
                stands = _standing(engine, ground, ways, at)
                if stands is None:
                    continue
                (place, _), (without, score), (other, other_score) = stands
                column = column_of[dimension]
                wish = wishes[column]
                found.append(
                    (
                        row,
                        without - place,
                        other - place,
                        float((without, -score) > (other, -other_score)),
                        float(score < other_score),
                        float(wish * (known[at, column] - middle[column]) > 0),
                        float(wish * (outside[at, column] - outside_middle[column]) > 0),
                    )
                )
    table = np.array(found).reshape(-1, 7).T
    return Tried(table[0].astype(np.intp), *table[1:])


def given(questionnaire: Questionnaire, answers: Answers) -> list[Given]:
    """Everything that somebody said, one thing at a time."""
    found = []
    for item_id, value in answers.values.items():
        item = questionnaire.item(item_id)
        if isinstance(value, tuple):
            found += [
                Given(item_id, str(option.value), option.measures)
                for option in item.options
                if option.value in value
            ]
        elif item.kind == "choice":
            found += [Given(item_id, "", o.measures) for o in item.options if o.value == value]
        elif value is not None:
            found.append(Given(item_id, "", item.measures))
    return found


def _measures_any(one: Given, dimensions: Sequence[Dimension]) -> bool:
    return any((measure.block, measure.dimension) in dimensions for measure in one.measures)


def _less(answers: Answers, taken: Sequence[Given]) -> Answers:
    """The answers as if some of them had never been given."""
    values: dict[str, Value] = dict(answers.values)
    for one in taken:
        value = values.get(one.item_id)
        if isinstance(value, tuple):
            values[one.item_id] = tuple(tick for tick in value if tick != one.ticked)
        else:
            values.pop(one.item_id, None)
    return Answers(values)


def _standing(
    engine: Engine, ground: Ground, ways: Sequence[Answers], row: int
) -> list[tuple[int, float]] | None:
    """A role's place by score, and the score, for each way to answer. None if one says nothing."""
    profiles = [make_profile(engine.questionnaire, answers) for answers in ways]
    if any(one.is_empty for one in profiles):
        return None
    vectors = np.array([ground.space.person_vector(one) for one in profiles])
    scores = ground.space.scores(vectors, np.arange(len(engine.catalogue)))
    own = scores[:, row]
    places = (scores > own[:, None]).sum(axis=1) + 1
    return list(zip(places.tolist(), own.tolist(), strict=True))
