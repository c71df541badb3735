"""The ideal person of a role: someone who answers exactly as the role is.

Used to find twins (roles that even their own ideal person does not find) and as the circular,
upper-bound figure of a benchmark. Nobody real answers like this; ``reference_people`` adds noise.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np

from matching.answers import Answers, Value
from matching.questionnaire import BLOCKS, SCALE_MIDDLE, SCALE_VALUES, Item, Questionnaire
from matching.space import Space

CHOSEN_FROM: Final = 0.5
"""Standard deviations above the catalogue mean at which an option of a multi is ticked."""

Traits: TypeAlias = Mapping[tuple[str, str], float]
"""Distance from the catalogue mean in standard deviations, by block and dimension."""


def ideal_answers(space: Space, questionnaire: Questionnaire, role_id: str) -> Answers:
    """Answers to every item, read off the role's standardised traits."""
    traits = traits_of(space, role_id)
    return Answers({item.id: answer_as(item, traits) for item in questionnaire.items})


def traits_of(space: Space, role_id: str) -> Traits:
    """A role's traits; what is not known is taken to be as in most roles."""
    return {
        (block, dimension): float(np.nan_to_num(space.trait(role_id, block, dimension)))
        for block, dimensions in BLOCKS.items()
        for dimension in dimensions
    }


def answer_as(item: Item, traits: Traits, slips: Sequence[float] | None = None) -> Value:
    """How somebody with these traits answers an item.

    Args:
        slips: what is added to the pull of each option, in the item's order; of a scale only
            the first counts. None for somebody who answers exactly as they are.
    """
    slips = [0.0] * len(item.options) if slips is None else slips
    if item.kind == "scale":
        pull = sum(m.weight * traits[m.block, m.dimension] for m in item.measures) + slips[0]
        return int(np.clip(SCALE_MIDDLE + round(pull), SCALE_VALUES[0], SCALE_VALUES[-1]))
    pulls = {
        str(option.value): sum(m.weight * traits[m.block, m.dimension] for m in option.measures)
        + slip
        for option, slip in zip(item.options, slips, strict=True)
    }
    if item.kind == "choice":
        return max(pulls, key=lambda value: (pulls[value], value))
    return tuple(value for value, pull in pulls.items() if pull >= CHOSEN_FROM)
