"""Simulated people for measuring: what they are like, how they answer, how far they get.

Each has a role that would suit them, or none. They are like it, but not quite; they do not answer
quite as they are; some do not read, and some stop caring. They are made from what the match does
not see of the roles (``outside``); the circular ones, made from what it does see, are there to
show how much that flatters.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.adaptive import AnswerModel, next_question
from matching.answers import Answers, Value
from matching.ideal import answer_as
from matching.parts import NAMES
from matching.profile import Matrix
from matching.questionnaire import SCALE_MIDDLE, Item, Questionnaire
from matching.recommend import Engine
from matching.reference_people import Noise

Draw = np.random.Generator


@dataclass(frozen=True)
class Level:
    """How unlike their role people are, and how careless.

    ``noise``: see ``Noise``. ``guesses``: the share of answers given without reading the question,
    any of those offered. ``straight``: the share of people who from some question on give every
    scale the same answer.
    """

    name: str
    noise: Noise
    guesses: float
    straight: float


IDEAL: Final = Level("ideal", Noise(person=0.0, item=0.7, habit=0.3, skips=0.3), 0.0, 0.0)
"""They are as the role is: only how they answer is left to chance."""
LOW: Final = Level("low", Noise(person=0.4, item=0.4, habit=0.2, skips=0.2), 0.02, 0.02)
MIDDLE: Final = Level("middle", Noise(person=0.8, item=0.8, habit=0.4, skips=0.4), 0.05, 0.06)
"""More of everything than the people have whom calibration rests on."""
HIGH: Final = Level("high", Noise(person=1.2, item=1.2, habit=0.6, skips=0.6), 0.10, 0.12)
LEVELS: Final = (LOW, MIDDLE, HIGH)


@dataclass(frozen=True)
class People:
    """``rows``: (people,) the role each was drawn from; -1 for somebody of no role. ``traits``:
    (people, structured dimensions). ``whole``: answers to every question; ``answers``: what they
    had answered when they stopped."""

    rows: NDArray[np.intp]
    traits: Matrix
    whole: tuple[Answers, ...]
    answers: tuple[Answers, ...]

    def __len__(self) -> int:
        return len(self.rows)


def draw_people(
    traits: Matrix, questionnaire: Questionnaire, *, count: int, seed: int, level: Level
) -> People:
    """So many people, each role in turn. The same seed draws the same people.

    Args:
        traits: (roles, structured dimensions), standard deviations; NaN is taken for the middle.
    """
    draw = np.random.default_rng((seed, 0))
    rows = np.arange(count) % len(traits)
    astray = draw.normal(0.0, level.noise.person, (count, traits.shape[1]))
    return _answering(rows, np.nan_to_num(traits[rows]) + astray, questionnaire, level, draw)


def draw_neutral(
    traits: Matrix,
    groups: Sequence[object],
    questionnaire: Questionnaire,
    *,
    count: int,
    seed: int,
    level: Level,
) -> People:
    """So many people who lean to no group of roles: around the middle of the catalogue, as varied
    as roles are within their groups, so that nothing in them points from one group to another."""
    draw = np.random.default_rng((seed, 1))
    within = np.nan_to_num(traits).copy()
    for group in set(groups):
        members = np.array([one == group for one in groups])
        within[members] -= within[members].mean(axis=0)
    drawn = draw.multivariate_normal(
        np.zeros(traits.shape[1]), np.cov(within.T), count, method="eigh"
    )
    return _answering(np.full(count, -1), drawn, questionnaire, level, draw)


def answer_again(people: People, questionnaire: Questionnaire, seed: int, level: Level) -> People:
    """The same people on another day: as they were, with other slips, skips and moods."""
    draw = np.random.default_rng((seed, 2))
    return _answering(people.rows, people.traits, questionnaire, level, draw)


def _answering(
    rows: NDArray[np.intp], traits: Matrix, questionnaire: Questionnaire, level: Level, draw: Draw
) -> People:
    whole, answers = [], []
    for person in traits:
        given = answer_all(questionnaire, person, level, draw)
        whole.append(given)
        answers.append(stop(questionnaire, given, level, draw))
    return People(rows, traits, tuple(whole), tuple(answers))


def answer_all(
    questionnaire: Questionnaire, person: NDArray[np.float64], level: Level, draw: Draw
) -> Answers:
    """Every question answered, in the order of the item bank.

    Args:
        person: (structured dimensions,) traits in standard deviations.
    """
    traits = dict(zip(NAMES, person.tolist(), strict=True))
    items = questionnaire.items
    habit = draw.normal(0.0, level.noise.habit)
    slips = draw.normal(habit, level.noise.item, (len(items), max(len(i.options) for i in items)))
    guesses = draw.random(len(items)) < level.guesses
    straight = draw.random() < level.straight
    tired_at = int(draw.integers(len(items)))
    values: dict[str, Value] = {}
    usual: Value = SCALE_MIDDLE
    for number, item in enumerate(items):
        value = answer_as(item, traits, slips[number, : len(item.options)].tolist())
        if guesses[number]:
            value = _guess(item, draw)
        if item.kind == "scale":
            if straight and number >= tired_at:
                value = usual
            usual = value
        values[item.id] = value
    return Answers(values)


def stop(questionnaire: Questionnaire, whole: Answers, level: Level, draw: Draw) -> Answers:
    """What is left when half of the people stop after the first questions, and most skip some."""
    asked = questionnaire.first_pass if draw.random() < 0.5 else questionnaire.items
    skips = draw.uniform(0.0, level.noise.skips)
    skipped = draw.random(len(asked)) < skips
    kept = (item.id for item, left_out in zip(asked, skipped, strict=True) if not left_out)
    return Answers({item_id: whole.values[item_id] for item_id in kept})


def _guess(item: Item, draw: Draw) -> Value:
    if item.kind == "multi":
        ticked = draw.random(len(item.options)) < 0.3
        return tuple(str(o.value) for o, tick in zip(item.options, ticked, strict=True) if tick)
    return item.options[draw.integers(len(item.options))].value


# Which question comes next.

Order = Callable[[Questionnaire, Mapping[str, Value]], str | None]
"""The id of the next question after what was answered so far; None when there is none left."""


def in_turn(questionnaire: Questionnaire, given: Mapping[str, Value]) -> str | None:
    """The fixed order: that of the item bank."""
    return next((item.id for item in questionnaire.items if item.id not in given), None)


def most_telling(engine: Engine) -> Order:
    """The adaptive questionnaire, which goes on after the list is steady."""
    model = AnswerModel(engine.questionnaire, engine.space)

    def order(questionnaire: Questionnaire, given: Mapping[str, Value]) -> str | None:
        answers = Answers(given)
        # What the next answer would change only says when to stop.
        return next_question(questionnaire, model, answers, given, lambda _: 0.0).item_id

    return order


def first_answers(
    questionnaire: Questionnaire, whole: Answers, count: int, order: Order = in_turn
) -> Answers:
    """The first so many answers that somebody gives when asked in this order."""
    given: dict[str, Value] = {}
    while len(given) < count and (item_id := order(questionnaire, given)) is not None:
        given[item_id] = whole.values[item_id]
    return Answers(given)


# Their own words.


def sentences(engine: Engine, rows: NDArray[np.intp], seed: int) -> list[str]:
    """One sentence each, about a skill of their role's: no role's vector was made from those."""
    draw = np.random.default_rng((seed, 3))
    written = []
    for row in rows.tolist():
        skills = engine.catalogue.roles[row].skills
        written.append(f"I would like to be good at {skills[draw.integers(len(skills))]}")
    return written
