"""Which question to ask next, and when to stop: an adaptive questionnaire.

Each role is a hypothesis about who is answering: somebody like it answers each item as the role
is, give or take (a latent class model: Lazarsfeld and Henry, 1968). Bayes' rule turns the answers
into a probability for each role, and the next item is the one whose answer is expected to tell
most about it, the mutual information of answer and role (Lindley, 1956; in adaptive testing Xu,
Chang and Douglas, 2003; Cheng, 2009). No block of the questionnaire may run ahead of its share
(content balance: Kingsbury and Zara, 1989).

The probabilities choose questions and weigh what an answer might be. They never rank anybody:
the list goes by the score alone, and so does the rule for when it is steady.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, erf, pi, sqrt
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.answers import Answers, Value
from matching.disputes import set_aside
from matching.ideal import CHOSEN_FROM
from matching.parts import NAMES
from matching.profile import Matrix, Vector
from matching.questionnaire import SCALE_MIDDLE, SCALE_VALUES, Item, Mode, Questionnaire
from matching.space import Space

SPREAD: Final[Mapping[str, float]] = {
    "interests": 1.4,
    "subjects": 1.4,
    "values": 2.0,
    "conditions": 1.0,
}
"""Standard deviation of an answer around what the role would say, in those of the catalogue and
in points of a scale: how people differ from the role, and how they slip. It is least where we rate
the jobs of Leeds ourselves, and most where we have American ratings of 2008 (O*NET's values)."""

LEAST_LIKELY: Final = 0.02
"""Nobody's answer rules a role out."""

SHARES: Final[Mapping[str, float]] = {
    "interests": 0.3,
    "subjects": 0.12,
    "values": 0.18,
    "conditions": 0.45,
}
"""How much of the questionnaire each block may take; more than 1 together, to leave a choice."""

AHEAD: Final = 1
"""How many questions a block may have more than its share, rounded up."""

FEWEST: Final = 8
MOST: Final = 20
"""No list is called steady before so many questions, and nobody is asked more unless they wish."""

STEADY: Final = 1.25
CLEARER: Final = 2.0
"""Of the first ten, how many roles the next answer is expected to replace: the list is steady
below the first, and clearer than an early picture below the second."""

FIRST: Final = 10
"""How many roles are looked at."""

ExpectedChange: TypeAlias = Callable[["Telling"], float]

Certainty = Literal["early", "clearer", "steady"]


@dataclass(frozen=True)
class NextQuestion:
    """``item_id``: what to ask next, or None if there is nothing left. ``asked``: how many
    questions were answered or skipped so far. ``expected_change``: how many of the first ten
    roles the answer to the most telling question left is expected to replace. ``certainty``:
    the same in a word. ``done``: the list is steady, or enough was asked (of a fixed form, all
    of it); whoever likes can go on."""

    item_id: str | None
    asked: int
    expected_change: float
    certainty: Certainty
    done: bool


@dataclass(frozen=True)
class Telling:
    """A question with how likely each of its options is to be picked: (options,)."""

    item: Item
    chances: Vector


class AnswerModel:
    """How likely each answer to each item is for somebody like each role."""

    def __init__(self, questionnaire: Questionnaire, space: Space) -> None:
        self._items = questionnaire.items
        traits = np.nan_to_num(space.standardised)
        self._likely = {item.id: _likelihoods(item, traits) for item in questionnaire.items}
        self._uncertainty = {i: _entropy_per_role(self._likely[i.id], i) for i in self._items}

    def posterior(self, questionnaire: Questionnaire, answers: Answers) -> Vector:
        """(roles,) how probable it is that somebody like the role gives these answers."""
        some = next(iter(self._likely.values()))
        evidence = np.zeros(some.shape[1])
        aside = set_aside(questionnaire, answers)
        for item_id, value in answers.values.items():
            if value is not None and value != () and item_id not in aside:
                evidence += self._evidence(questionnaire.item(item_id), value)
        chances = np.exp(evidence - evidence.max())
        found: Vector = chances / chances.sum()
        return found

    def _evidence(self, item: Item, value: Value) -> Vector:
        """(roles,) logarithms of how likely one answer is."""
        likely = self._likely[item.id]
        options: list[Value] = [option.value for option in item.options]
        if isinstance(value, tuple):
            picked = np.array([option in value for option in options])
            found: Vector = np.log(np.where(picked[:, None], likely, 1 - likely)).sum(axis=0)
            return found
        return np.asarray(np.log(likely[options.index(value)]))

    def most_telling(self, posterior: Vector, items: Sequence[Item]) -> Telling | None:
        """Of some items the one whose answer is expected to tell most; the earlier of equals."""
        if not items:
            return None
        item = max(items, key=lambda item: self._information(item, posterior))
        return Telling(item, self._likely[item.id] @ posterior)

    def _information(self, item: Item, posterior: Vector) -> float:
        """What the answer is expected to tell about the role, in nats. Options of a multi are
        taken to tell each for itself."""
        chances = self._likely[item.id] @ posterior
        before = _entropy(chances, each=item.kind == "multi")
        return float(before - self._uncertainty[item] @ posterior)


def allowed(items: Sequence[Item], met: Collection[str]) -> tuple[Item, ...]:
    """The items not met yet of the blocks that are not ahead of their share; any, if none is."""
    left = tuple(item for item in items if item.id not in met)
    asked = [item.section for item in items if item.id in met]
    number = len(asked) + 1
    balanced = tuple(
        item
        for item in left
        if asked.count(item.section) < ceil(SHARES[item.section] * number) + AHEAD
    )
    return balanced or left


def next_question(
    questionnaire: Questionnaire,
    model: AnswerModel,
    answers: Answers,
    met: Collection[str],
    change: ExpectedChange,
    mode: Mode = "adaptive",
) -> NextQuestion:
    """What to ask next, and whether to ask at all.

    Args:
        met: ids of the items that were answered or skipped.
        change: of the first ten, how many roles the answer to a question is expected to replace.
        mode: ``fixed`` asks the twelve of the fixed form and then all others, each in their
            order, and has asked enough after the twelve. How sure the list is, is worked out
            in the same way.
    """
    items = allowed(questionnaire.items, met)
    posterior = model.posterior(questionnaire, answers)
    # What one of several ticks would change cannot be said, so the rule asks of one answer.
    single = model.most_telling(posterior, [item for item in items if item.kind != "multi"])
    expected = 0.0 if single is None else change(single)
    asked = sum(item.id in met for item in questionnaire.items)
    certainty = certainty_of(expected, asked)
    if mode == "fixed":
        form = (*questionnaire.first_pass, *questionnaire.second_pass)
        following = next((item for item in form if item.id not in met), None)
        done = all(item.id in met for item in questionnaire.first_pass)
    else:
        start = [item for item in questionnaire.start if item.id not in met]
        telling = model.most_telling(posterior, items)
        following = start[0] if start else telling.item if telling else None
        done = certainty == "steady" or asked >= MOST or following is None
    return NextQuestion(
        item_id=following.id if following else None,
        asked=asked,
        expected_change=expected,
        certainty=certainty,
        done=done,
    )


def certainty_of(expected_change: float, asked: int) -> Certainty:
    """How sure a list is, in a word."""
    if expected_change < STEADY and asked >= FEWEST:
        return "steady"
    return "clearer" if expected_change < CLEARER else "early"


def first_roles(scores: Matrix) -> NDArray[np.intp]:
    """(people, FIRST) rows of the roles that score best for each person, in any order."""
    number = min(FIRST, scores.shape[1])
    found: NDArray[np.intp] = np.argpartition(-scores, number - 1, axis=1)[:, :number]
    return found


def expected_change(first: NDArray[np.intp], chances: Vector) -> float:
    """Of the first roles of a list, how many an answer is expected to replace.

    Args:
        first: (1 + options, FIRST) the first roles as things are, and after each option.
        chances: (options,) how likely each is.
    """
    now, *then = (set(roles.tolist()) for roles in first)
    return float(sum(p * len(now - after) for p, after in zip(chances, then, strict=True)))


def _likelihoods(item: Item, traits: Matrix) -> Matrix:
    """(options, roles): how likely somebody like each role picks each option; of a multi each
    for itself, of all others one."""
    if item.kind == "scale":
        (measure,) = item.measures
        middle = (
            SCALE_MIDDLE + measure.weight * traits[:, _COLUMN[measure.block, measure.dimension]]
        )
        edges = np.array([value + 0.5 for value in SCALE_VALUES[:-1]])
        below = _normal((edges[:, None] - middle[None, :]) / SPREAD[item.section])
        ends = np.zeros((1, len(traits))), np.ones((1, len(traits)))
        found = np.diff(np.vstack((ends[0], below, ends[1])), axis=0)
    else:
        pull = np.array(
            [
                sum(m.weight * traits[:, _COLUMN[m.block, m.dimension]] for m in option.measures)
                for option in item.options
            ]
        )
        if item.kind == "multi":
            ticked: Matrix = _normal((pull - CHOSEN_FROM) / SPREAD[item.section])
            return np.clip(ticked, LEAST_LIKELY, 1 - LEAST_LIKELY)
        # A choice by the strongest pull, with Gumbel noise of the same spread (McFadden, 1974).
        weighed = np.exp(pull * pi / (SPREAD[item.section] * sqrt(6)))
        found = weighed / weighed.sum(axis=0)
    found = np.maximum(found, LEAST_LIKELY)
    likely: Matrix = found / found.sum(axis=0)
    return likely


def _entropy_per_role(likely: Matrix, item: Item) -> Vector:
    """(roles,) how uncertain the answer of somebody like each role is, in nats."""
    return np.asarray(
        [_entropy(column, each=item.kind == "multi") for column in likely.T], dtype=np.float64
    )


def _entropy(chances: Vector, *, each: bool) -> float:
    """Of one answer out of several, or of several yes or no ``each``."""
    found = -(chances * np.log(chances)).sum()
    if each:
        found -= ((1 - chances) * np.log(1 - chances)).sum()
    return float(found)


def _normal(values: Matrix) -> Matrix:
    """The standard normal distribution function."""
    found: Matrix = 0.5 * (1 + np.vectorize(erf)(values / sqrt(2)))
    return found


_COLUMN: Final = {name: column for column, name in enumerate(NAMES)}
