"""What would change this: where a role would stand if one thing had been said otherwise.

Nothing is estimated. Each answer is changed by itself and the role's place is worked out again,
before anything is left to chance, so that a list made from the changed answers has it there.
All changes are worked out together: one answer is the role's row times the change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from matching.answers import Answers, Value
from matching.disputes import parts_of
from matching.profile import Matrix, Profile, counted, tallies
from matching.questionnaire import Item, Questionnaire
from matching.ranking import Ground, Rows
from matching.rules import Verdicts
from matching.space import COLUMNS, SQUARE_COLUMNS, pulls
from matching.variety import REACH

Subject = Literal["answer", "earn", "routes", "families", "settings", "ways"]
"""An answer to a question, having to earn, or one kind of filter."""


@dataclass(frozen=True)
class Move:
    """One change and the place it leads to. ``item_id``, ``value``, the new answer, and
    ``steps``, how far it is from the old one, are set where ``subject`` is an answer; anything
    else is a wish that is taken back."""

    subject: Subject
    rank: int
    item_id: str = ""
    value: Value = None
    steps: int = 1


@dataclass(frozen=True)
class WhatIf:
    """``rank``: where the role stands now, before exploration, from 1. ``moves``: every single
    change, in the order of the questions."""

    rank: int
    moves: tuple[Move, ...]

    def strongest(self, *, up: bool, most: int) -> tuple[Move, ...]:
        """The changes that move the role up, or down, furthest: one of each question or wish,
        the mildest of those that lead to one place."""
        best: dict[tuple[str, str], Move] = {}
        for move in sorted(self.moves, key=lambda m: (m.rank if up else -m.rank, m.steps)):
            if move.rank < self.rank if up else move.rank > self.rank:
                best.setdefault((move.subject, move.item_id), move)
        return tuple(best.values())[:most]


def other_answers(
    questionnaire: Questionnaire, answers: Answers
) -> Iterator[tuple[Item, Value, Value]]:
    """Every way to give one of the given answers otherwise: the item, the old and the new.

    Of an item with several choices, one more is made or one is taken back. Answers that speak of
    something disputed are left out: to give one again is to say that it counts.
    """
    for item_id, value in answers.values.items():
        item = questionnaire.item(item_id)
        if value is None or value == ():
            continue
        for other in _others(item, value):
            spoken_of = parts_of(item, value) | parts_of(item, other) if answers.disputed else ()
            if answers.disputed.isdisjoint(spoken_of):
                yield item, value, other


def _others(item: Item, value: Value) -> Iterator[Value]:
    for option in item.options:
        if isinstance(value, tuple):
            picked = set(value) ^ {option.value}
            yield tuple(str(o.value) for o in item.options if o.value in picked)
        elif option.value != value:
            yield option.value


def answer_moves(
    questionnaire: Questionnaire,
    answers: Answers,
    profile: Profile,
    ground: Ground,
    verdicts: Verdicts,
    row: int,
) -> Iterator[Move]:
    """The place of one role after each other answer. Changes that leave nothing said are left
    out: the list would be a starter set."""
    others = list(other_answers(questionnaire, answers))
    if not others:
        return
    people, says_something = changed_people(questionnaire, answers, profile, ground, others)
    places = ranks(ground, people, verdicts, row)
    for (item, old, value), rank, usable in zip(others, places, says_something, strict=True):
        if usable:
            yield Move("answer", rank, item.id, value, _steps(old, value))


def _steps(old: Value, new: Value) -> int:
    """How far apart two answers on a scale are; all others are one step."""
    return abs(new - old) if isinstance(old, int) and isinstance(new, int) else 1


def ranks(ground: Ground, people: Matrix, verdicts: Verdicts, row: int) -> list[int]:
    """Where one role stands for each of many person vectors, from 1."""
    level: Rows = np.flatnonzero(verdicts.counts == verdicts.counts[row])
    scores = ground.space.scores(people, level)
    own = scores[:, level == row]
    before = (scores > own) | ((scores == own) & (level < row))
    ahead = int((verdicts.counts < verdicts.counts[row]).sum())
    found = ahead + before.sum(axis=1) + 1
    if verdicts.passing[row] and ground.alike is not None:
        # Variety moves roles about among the first few only.
        moved = found <= REACH
        if moved.any():
            best = scores[moved]
            if len(level) > REACH:
                # Somebody's first, and those who tie with the last of them.
                last = np.partition(best, -REACH, axis=1)[:, -REACH]
                level = level[(best >= last[:, None]).any(axis=0)]
            orders = ground.order_passing(people[moved], level)
            found[moved] = (orders == row).argmax(axis=1) + 1
    return [int(rank) for rank in found]


def changed_people(
    questionnaire: Questionnaire,
    answers: Answers,
    profile: Profile,
    ground: Ground,
    others: Sequence[tuple[Item, Value, Value]],
) -> tuple[Matrix, list[bool]]:
    """One person vector a change, and whether that person still says something.

    Args:
        others: an item, the answer that is given to it, if any, and the answer instead.
    """
    now = tallies(questionnaire, answers)
    says = {block for block, answered in profile.blocks.items() if answered.says_something}
    people = np.tile(ground.space.person_vector(profile), (len(others), 1))
    usable = []
    for person, (item, old, new) in zip(people, others, strict=True):
        before = counted(item, old, answers.disputed)
        after = counted(item, new, answers.disputed)
        still = set(says)
        for block in {*before, *after}:
            without = now[block].counting(before.get(block, ()), -1)
            changed = without.counting(after.get(block, ())).profile()
            person[COLUMNS[block]], person[SQUARE_COLUMNS[block]] = pulls(block, changed.taken)
            still = still | {block} if changed.says_something else still - {block}
        usable.append(profile.text is not None or bool(still))
    return people, usable
