"""What somebody is like so far, as a compass shows it: eight directions, and how each one pulls.

A direction gathers the parts of the picture that plainly speak of it. It is a summary to look at,
and nothing is ranked by it: the match goes by the parts. What was left unpicked, and what the
person says is not like them, does not count here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from matching.answers import Answers
from matching.profile import TOLERANCE_DISCOUNT, TOLERANCES, counted
from matching.questionnaire import BLOCKS, Questionnaire

Part = tuple[str, str]

PARTS_OF: Final[Mapping[str, tuple[Part, ...]]] = {
    "people": (
        ("interests", "social"),
        ("values", "relationships"),
        ("conditions", "people"),
        ("conditions", "team"),
        ("conditions", "children"),
        ("conditions", "adults"),
        ("conditions", "older_people"),
    ),
    "care": (
        ("conditions", "hands_on_care"),
        ("conditions", "blood_and_bodies"),
        ("conditions", "emotional_load"),
    ),
    "moving": (
        ("conditions", "on_the_move"),
        ("conditions", "physical"),
        ("conditions", "pace"),
        ("conditions", "desk"),
    ),
    "making": (
        ("interests", "realistic"),
        ("conditions", "technology"),
        ("subjects", "design_technology"),
        ("subjects", "computing"),
    ),
    "finding_out": (
        ("interests", "investigative"),
        ("conditions", "lab"),
        ("subjects", "biology"),
        ("subjects", "chemistry"),
        ("subjects", "physics"),
    ),
    "order": (("interests", "conventional"), ("conditions", "routine")),
    "ideas": (("interests", "artistic"), ("subjects", "creative_arts")),
    "leading": (("interests", "enterprising"), ("subjects", "business")),
}
"""The directions, clockwise from the top, and what speaks of each. What is alike stands side by
side: care beside people, order opposite care, ideas opposite moving about."""

AGAINST: Final[frozenset[Part]] = frozenset({("conditions", "desk")})
"""Parts that speak against their direction."""


@dataclass(frozen=True)
class Direction:
    """``pull`` is the mean of what the answers say, from -1 (away from it) to 1; None where no
    answer speaks of it. ``answers`` is how many do. Being willing counts half as much as wanting,
    as in the match."""

    id: str
    pull: float | None
    answers: int


def directions(questionnaire: Questionnaire, answers: Answers) -> tuple[Direction, ...]:
    """All eight, in their order round the compass."""
    said: dict[Part, list[float]] = {}
    from_items: dict[Part, set[str]] = {}
    for item_id, value in answers.values.items():
        item = questionnaire.item(item_id)
        for block, marks in counted(item, value, answers.disputed).items():
            for mark in marks:
                if mark.picked:
                    part = (block, BLOCKS[block][mark.column])
                    willing = mark.strength > 0 and part[1] in TOLERANCES
                    strength = mark.strength * (TOLERANCE_DISCOUNT if willing else 1.0)
                    said.setdefault(part, []).append(-strength if part in AGAINST else strength)
                    from_items.setdefault(part, set()).add(item_id)
    return tuple(
        _direction(
            name,
            [strength for part in parts for strength in said.get(part, ())],
            {item_id for part in parts for item_id in from_items.get(part, ())},
        )
        for name, parts in PARTS_OF.items()
    )


def _direction(name: str, strengths: list[float], items: set[str]) -> Direction:
    pull = sum(strengths) / len(strengths) if strengths else None
    return Direction(name, pull, len(items))
