"""Does a list stay as it is when little changes?"""

from collections.abc import Sequence

import numpy as np

from matching.answers import Answers
from matching.profile import Vector
from matching.questionnaire import Questionnaire
from matching.what_if import other_answers
from scripts.bench.matching.measures import SHOWN
from scripts.bench.matching.ranking import Orders


def one_answer_changed(
    questionnaire: Questionnaire, answers: Sequence[Answers], seed: int
) -> list[Answers]:
    """The same people, each with one answer by chance a step away from what it was."""
    draw = np.random.default_rng((seed, 8))
    changed = []
    for one in answers:
        others = [
            (item.id, new)
            for item, old, new in other_answers(questionnaire, one)
            if not (isinstance(old, int) and isinstance(new, int)) or abs(old - new) == 1
        ]
        if others:
            # First which question, so that one with many choices is no likelier than others.
            ids = list(dict.fromkeys(item_id for item_id, _ in others))
            asked = ids[draw.integers(len(ids))]
            values = [new for item_id, new in others if item_id == asked]
            one = Answers({**one.values, asked: values[draw.integers(len(values))]})
        changed.append(one)
    return changed


def in_common(some: Orders, others: Orders) -> Vector:
    """(people,) the share of a first list that two lists have in common."""
    return np.array(
        [
            len({*one[:SHOWN].tolist()} & {*other[:SHOWN].tolist()}) / SHOWN
            for one, other in zip(some, others, strict=True)
        ]
    )


def same_first(some: Orders, others: Orders) -> Vector:
    """(people,) 1 where two lists have the same role first."""
    same: Vector = (some[:, 0] == others[:, 0]).astype(float)
    return same
