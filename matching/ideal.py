"""The ideal person of a role: someone who answers exactly as the role is.

Used to find twins (roles that even their own ideal person does not find) and as the circular,
upper-bound figure of a benchmark. Nobody real answers like this.
"""

import numpy as np

from matching.answers import Answers, Value
from matching.questionnaire import SCALE_MIDDLE, SCALE_VALUES, Item, Questionnaire
from matching.space import Space

CHOSEN_FROM = 0.5
"""Standard deviations above the catalogue mean at which an option of a multi is ticked."""


def ideal_answers(space: Space, questionnaire: Questionnaire, role_id: str) -> Answers:
    """Answers to every item, read off the role's standardised traits."""
    return Answers({item.id: _ideal(space, item, role_id) for item in questionnaire.items})


def _ideal(space: Space, item: Item, role_id: str) -> Value:
    traits = {
        (block, dimension): float(np.nan_to_num(space.trait(role_id, block, dimension)))
        for block, dimension in {(m.block, m.dimension) for m in item.measures}
    }
    if item.kind == "scale":
        pull = sum(m.weight * traits[m.block, m.dimension] for m in item.measures)
        return int(np.clip(SCALE_MIDDLE + round(pull), SCALE_VALUES[0], SCALE_VALUES[-1]))
    pulls = {
        str(option.value): sum(m.weight * traits[m.block, m.dimension] for m in option.measures)
        for option in item.options
    }
    if item.kind == "choice":
        return max(pulls, key=lambda value: (pulls[value], value))
    return tuple(value for value, pull in pulls.items() if pull >= CHOSEN_FROM)
