"""Simpler ways to rank the same people, for our own to be measured against."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from matching import calibration
from matching.answers import Answers
from matching.policies import FULL
from matching.profile import Matrix, Profile
from matching.questionnaire import SCALE_MIDDLE, Questionnaire
from matching.recommend import Engine
from matching.reference_people import REFERENCE, draw_people
from matching.search.words import shares, stems
from roles_catalogue.traits import INTERESTS
from scripts.bench.matching.measures import SHOWN
from scripts.bench.matching.outside import linked
from scripts.bench.matching.ranking import Orders, profiles_of, rank, shown


def by_chance(people: int, roles: int, places: int, seed: int) -> Orders:
    """Everybody gets roles drawn by lot."""
    draw = np.random.default_rng((seed, 6))
    return draw.permuted(np.tile(np.arange(roles), (people, 1)), axis=1)[:, :places]


def most_shown(engine: Engine, on: date) -> Orders:
    """(1, roles): the roles that the people of the calibration are shown most, for everybody."""
    drawn = draw_people(
        engine.space,
        engine.questionnaire,
        count=calibration.PEOPLE_PER_ROLE * len(engine.catalogue),
        seed=calibration.SEED,
        noise=REFERENCE,
    )
    profiles = profiles_of(engine, [person.answers for person in drawn])
    lists = rank(engine, profiles, on=on, policy=FULL.without_exploration, places=SHOWN)
    return np.argsort(-shown(lists, len(engine.catalogue)), kind="stable")[None, :]


def six_numbers(engine: Engine, profiles: Sequence[Profile], places: int) -> Orders:
    """O*NET's own way: the correlation of six interests with a role's six, both as they are.

    What somebody did not say stands in the middle.
    """
    said = np.array(
        [
            np.nan_to_num(one.blocks["interests"].said)
            if "interests" in one.blocks
            else np.zeros(len(INTERESTS))
            for one in profiles
        ]
    )
    return _best(_unit(said) @ _unit(_raw_interests(engine)).T, places)


def embedded_prose(engine: Engine, written: Sequence[str], places: int) -> Orders:
    """The answers as prose, embedded, and the roles whose texts lie nearest.

    Raises:
        ValueError: the engine has no encoder.
    """
    if engine.encoder is None:
        raise ValueError("embedding prose needs the text encoder")
    vectors = np.array([engine.encoder.encode(text) for text in written])
    return _best(vectors @ engine.space.texts.T, places)


def keywords(engine: Engine, written: Sequence[str], places: int) -> Orders:
    """The answers as prose, searched for like any other query, by words alone (BM25)."""
    return _best(np.array([shares(engine.finder.words, stems(text)) for text in written]), places)


def liked(bank: Questionnaire, answers: Answers) -> str:
    """The questions that somebody would like to say yes to, and what they ticked, as prose."""
    written = []
    for item_id, value in answers.values.items():
        item = bank.item(item_id)
        if isinstance(value, int):
            if value > SCALE_MIDDLE:
                written.append(item.text)
            continue
        chosen = value if isinstance(value, tuple) else (value,)
        wanted = [
            option.label
            for option in item.options
            if option.value in chosen and all(m.weight > 0 for m in option.measures)
        ]
        if wanted:
            written.append(f"{', '.join(wanted)}.")
    return " ".join(written)


def _raw_interests(engine: Engine) -> Matrix:
    known = engine.catalogue.reference.onet
    table = {
        code: np.array([occupation.interests.get(name, np.nan) for name in INTERESTS])
        for code, occupation in known.items()
        if occupation.interests
    }
    raw = linked(engine.catalogue.roles, table)
    for row, role in enumerate(engine.catalogue.roles):
        if role.editorial_interests is not None:
            raw[row] = [role.editorial_interests[name] for name in INTERESTS]
    return raw


def _unit(rows: Matrix) -> Matrix:
    centred = rows - rows.mean(axis=1, keepdims=True)
    unit: Matrix = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-12)
    return unit


def _best(scores: Matrix, places: int) -> Orders:
    """Rows by score, ties by role id."""
    return np.argsort(-np.round(scores, 12), axis=1, kind="stable")[:, :places]
