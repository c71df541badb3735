"""Simulated people, drawn from the roles' own traits: what calibration and benchmarks rest on.

Each has a role that would suit them. They are like it, but not quite (``person`` noise on every
trait); they do not answer quite as they are (``item`` noise on every answer, and a ``habit`` of
agreeing or disagreeing); half of them stop after the first questions, and most skip some. They
are no real people: designs can be compared with them, and nothing promised.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.answers import Answers, Value
from matching.ideal import answer_as, traits_of
from matching.profile import Matrix, Profile, make_profile
from matching.questionnaire import Questionnaire
from matching.space import Space
from roles_catalogue.schema import Role


@dataclass(frozen=True)
class Noise:
    """Standard deviations: ``person`` of each trait, in those of the catalogue; ``item`` of each
    answer and ``habit`` of all of a person's answers, in points of a scale from 1 to 5.
    ``skips``: the largest share of questions that somebody skips."""

    person: float
    item: float
    habit: float
    skips: float


REFERENCE: Final = Noise(person=0.7, item=0.7, habit=0.3, skips=0.3)
"""How noisy the people are that calibration rests on."""

SENTENCES: Final = 4
"""How many sentences ``could_write`` makes of a role."""

_FIRST_PERSON: Final = (
    (re.compile(r"\byou are\b", re.IGNORECASE), "I am"),
    (re.compile(r"\byou\b", re.IGNORECASE), "I"),
    (re.compile(r"\byour\b", re.IGNORECASE), "my"),
    (re.compile(r"\byourself\b", re.IGNORECASE), "myself"),
)


@dataclass(frozen=True)
class SimulatedPerson:
    """``role_id`` is the role that they were drawn from."""

    role_id: str
    answers: Answers


def draw_people(
    space: Space,
    questionnaire: Questionnaire,
    *,
    count: int,
    seed: int,
    noise: Noise,
    asked_all: bool = False,
) -> Iterator[SimulatedPerson]:
    """So many people without words, each role in turn. The same seed draws the same people.

    Half of them were asked the fixed form's first part only, unless ``asked_all``.
    """
    draw = np.random.default_rng(seed)
    traits = {role_id: traits_of(space, role_id) for role_id in space.role_ids}
    for number in range(count):
        role_id = space.role_ids[number % len(space.role_ids)]
        astray = draw.normal(0.0, noise.person, len(traits[role_id]))
        person = {
            dimension: value + moved
            for (dimension, value), moved in zip(traits[role_id].items(), astray, strict=True)
        }
        habit = draw.normal(0.0, noise.habit)
        skips = draw.uniform(0.0, noise.skips)
        part = questionnaire.first_pass if draw.random() < 0.5 else questionnaire.items
        asked = questionnaire.items if asked_all else part
        values: dict[str, Value] = {}
        for item in asked:
            slips = draw.normal(habit, noise.item, len(item.options))
            if draw.random() >= skips:
                values[item.id] = answer_as(item, person, slips.tolist())
        yield SimulatedPerson(role_id, Answers(values))


def could_write(role: Role) -> tuple[str, ...]:
    """``SENTENCES`` sentences that somebody whom the role suits might write about themselves."""
    wishes = [f"I would like to {deed[0].lower()}{deed[1:]}" for deed in role.what_you_do]
    traits = [_first_person(sentence) for sentence in re.split(r"(?<=\.)\s+", role.suits_you)]
    mixed = [sentence for pair in zip(wishes, traits, strict=False) for sentence in pair]
    # A role with fewer sentences says one of them again.
    return tuple((mixed * SENTENCES)[:SENTENCES])


def reference_profiles(
    space: Space,
    questionnaire: Questionnaire,
    people: Sequence[SimulatedPerson],
    words: Matrix,
    *,
    seed: int,
) -> tuple[tuple[Profile, ...], tuple[Profile, ...]]:
    """The same people twice: without words, and with one sentence of their role's.

    Args:
        words: (roles, sentences, text dimensions), as the encoder gives them.
    """
    draw = np.random.default_rng((seed, 1))
    silent = tuple(make_profile(questionnaire, person.answers) for person in people)
    writing = tuple(
        Profile(
            profile.blocks,
            space.centre_words(words[space.row_of[person.role_id], draw.integers(words.shape[1])]),
        )
        for person, profile in zip(people, silent, strict=True)
    )
    return silent, writing


def _first_person(sentence: str) -> str:
    for pattern, said in _FIRST_PERSON:
        sentence = pattern.sub(said, sentence)
    return sentence
