"""Is a reason true? A finished one, held against the answers, the role and the score.

``explain`` makes reasons that are true; this does not trust it. It starts from the answers and
the catalogue and works out again, by the shortest way, what may be said.
"""

from collections.abc import Iterator
from typing import Final, Literal

from matching.answers import Answers
from matching.explain import (
    CLEARLY_SAID,
    CLEARLY_SO,
    CLOSE_TEXT,
    SOME_OF_MOST_DAYS,
    Reason,
    sentence,
)
from matching.parts import CODES, OWN_WORDS, code_of
from matching.profile import Vector, measured
from matching.questionnaire import BLOCKS, Questionnaire
from matching.space import SQUARES, Contributions, Space
from roles_catalogue.schema import Role

Kind = Literal["reason", "caution"]

_SIGNS: Final[dict[Kind, int]] = {"reason": 1, "caution": -1}


def faults(
    reason: Reason,
    kind: Kind,
    *,
    questionnaire: Questionnaire,
    answers: Answers,
    role: Role,
    space: Space,
    person: Vector,
) -> tuple[str, ...]:
    """What is untrue about a reason, or a caution, for this person and this role; nothing if all
    of it is true.

    Args:
        space: the one the role was ranked in.
        person: the person's vector in it.
    """
    if reason.code not in CODES or reason.code != code_of(reason.block, reason.dimension):
        return (f"{reason.code} is no part of a score.",)
    contributions = space.contributions(person, role.id)
    found = [*_of_the_score(reason, kind, contributions)]
    if reason.code == OWN_WORDS:
        found += _of_the_words(reason, answers, role, space, contributions)
        return tuple(found)
    found += _of_the_part(reason, kind, questionnaire, answers, role, space)
    if kind == "reason" and not _is_more_than_usual(reason, role, space, person):
        found.append("it adds as much to the score of the middle role.")
    return tuple(found)


def _of_the_score(reason: Reason, kind: Kind, contributions: Contributions) -> Iterator[str]:
    part = contributions.values[CODES.index(reason.code)]
    if part != reason.value:
        yield f"it gives {reason.value:.4f} to the score where the part is {part:.4f}."
    if part * _SIGNS[kind] <= 0:
        yield f"the part, {part:.4f}, does not speak {'for' if kind == 'reason' else 'against'} it."


def _of_the_words(
    reason: Reason, answers: Answers, role: Role, space: Space, contributions: Contributions
) -> Iterator[str]:
    if not answers.text or OWN_WORDS in answers.disputed:
        yield "nothing that counts was written."
    if space.text_cosine(contributions.text) < CLOSE_TEXT:
        yield "what was written is not close to the role."
    if reason.text != sentence(reason.block, reason.dimension, role, said=1, level=1, joined=True):
        yield "the words are not those for own words."


def _of_the_part(
    reason: Reason,
    kind: Kind,
    questionnaire: Questionnaire,
    answers: Answers,
    role: Role,
    space: Space,
) -> Iterator[str]:
    if reason.code in answers.disputed:
        yield "the person has said that it is not like them."
    strengths = said(questionnaire, answers, reason.code)
    mean = sum(strengths) / len(strengths) if strengths else 0.0
    if abs(mean) < CLEARLY_SAID:
        yield "the person has not clearly said it."
        return
    wish = 1 if mean > 0 else -1
    if any(strength * wish < 0 for strength in strengths):
        yield "another answer says the opposite."
    level = wish * _SIGNS[kind]
    yield from _of_the_role(reason, role, space, level)
    expected = sentence(
        reason.block, reason.dimension, role, said=wish, level=level, joined=kind == "reason"
    )
    if reason.text != expected:
        yield f"the words should be: {expected}"


def _of_the_role(reason: Reason, role: Role, space: Space, level: int) -> Iterator[str]:
    word = "high" if level > 0 else "low"
    row, column = space.row_of[role.id], CODES.index(reason.code)
    if not space.standardised[row, column] * level >= CLEARLY_SO:
        yield f"the role is not {word} in it."
    if reason.block == "conditions":
        rating = role.conditions[reason.dimension]
        if (rating >= SOME_OF_MOST_DAYS) != (level > 0):
            yield f"its rating of {rating} is not {word}."


def _is_more_than_usual(reason: Reason, role: Role, space: Space, person: Vector) -> bool:
    """True if the part is more of this role's score than of half of all roles' scores."""
    place = CODES.index(reason.code)
    square = SQUARES.start + place
    rows = space.exact_rows
    parts = person[place] * rows[:, place] + person[square] * rows[:, square]
    return bool((parts < parts[space.row_of[role.id]]).mean() >= 0.5)


def said(questionnaire: Questionnaire, answers: Answers, code: str) -> tuple[float, ...]:
    """What each given answer says of a part, -1 to 1; not what it leaves unpicked."""
    block, _, dimension = code.partition(".")
    column = BLOCKS[block].index(dimension)
    return tuple(
        mark.strength
        for item_id, value in answers.values.items()
        for mark in measured(questionnaire.item(item_id), value).get(block, ())
        if mark.picked and mark.column == column
    )
