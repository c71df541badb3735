"""Many people ranked at once, as ``Engine.recommend`` ranks each of them.

It leaves out what a list for show needs (reasons, ways in, chances), and works out the scores of
hundreds of people in one go. A test holds it to ``recommend``, person by person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.answers import Answers
from matching.exploration import explore
from matching.policies import Policy
from matching.profile import Profile
from matching.ranking import Ground
from matching.recommend import Engine

Orders = NDArray[np.intp]
"""(people, places) rows of roles, best first."""

AT_ONCE: Final = 500
"""People whose scores are worked out together: enough to pay, few enough for a small memory."""


def profiles_of(
    engine: Engine, answers: Sequence[Answers], texts: Sequence[str] | None = None
) -> list[Profile]:
    """Where people stand, with or without a sentence each. A sentence is encoded once, however
    many wrote it."""
    bare = [engine.profile(replace(one, text="")) for one in answers]
    if texts is None:
        return bare
    read = {text: engine.profile(Answers(text=text)).text for text in dict.fromkeys(texts)}
    return [replace(one, text=read[text]) for one, text in zip(bare, texts, strict=True)]


def without(profiles: Iterable[Profile], block: str) -> list[Profile]:
    """The same people, who have said nothing in one block."""
    return [
        replace(one, blocks={name: said for name, said in one.blocks.items() if name != block})
        for one in profiles
    ]


def rank(
    engine: Engine,
    profiles: Sequence[Profile],
    *,
    on: date,
    policy: Policy,
    places: int,
    seeds: Sequence[int] | None = None,
) -> Orders:
    """(people, places) the first roles of everybody's list, nobody having wishes or facts.

    Args:
        seeds: one for each person, for a policy that explores. Without, nothing is drawn.
    """
    starter = engine.recommend(Answers(), on=on, limit=len(engine.catalogue))
    row_of = engine.space.row_of
    start = np.array([row_of[role.role_id] for role in starter.roles])
    passing = np.array([row_of[role.role_id] for role in starter.roles if not role.relaxed])
    if len(passing) < places:
        raise ValueError(f"only {len(passing)} roles pass the rules; {places} are wanted")
    ascending = np.sort(passing)
    whole = np.tile(start[: len(passing)], (len(profiles), 1))
    for text in (False, True):
        who = [
            number
            for number, one in enumerate(profiles)
            if not one.is_empty and (one.text is not None) == text
        ]
        ground = engine.ground(policy, text=text)
        # The engine takes many people at once only if they have the same words.
        step = 1 if text else AT_ONCE
        for first in range(0, len(who), step):
            some = who[first : first + step]
            whole[some] = _order(ground, [profiles[number] for number in some], ascending)
    if seeds is None or policy.exploration == "none":
        return whole[:, :places]
    for number, (one, seed) in enumerate(zip(profiles, seeds, strict=True)):
        if not one.is_empty:
            drawn = explore(len(passing), len(passing), seed, places)
            whole[number, :places] = whole[number, [place.base_position - 1 for place in drawn]]
    return whole[:, :places]


def _order(ground: Ground, profiles: Sequence[Profile], passing: Orders) -> Orders:
    people = np.array([ground.space.person_vector(one) for one in profiles])
    return ground.order_passing(people, passing)


def shown(orders: Orders, roles: int) -> NDArray[np.intp]:
    """(roles,) in how many lists each role stands."""
    counts: NDArray[np.intp] = np.bincount(orders.ravel(), minlength=roles)
    return counts
