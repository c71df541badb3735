"""What the answers beyond the first twelve have changed, compared with the twelve alone."""

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from compass.journeys.types import Journey
from matching.disputes import set_aside
from matching.policies import Policy
from matching.recommend import Engine, Slate
from matching.rules import Wishes

COMPARED: Final = 10
NAMED: Final = 3


@dataclass(frozen=True)
class Change:
    """``extra`` answers were given; ``titles`` are new among the first ten, best first. What
    chance alone has brought there or moved away does not count."""

    extra: int
    titles: tuple[str, ...]


def what_changed(
    engine: Engine, journey: Journey, slate: Slate, *, on: date, wishes: Wishes
) -> Change | None:
    """Compare the list with one from the first twelve answers only. None without extra answers,
    and on a further page, which does not have the first roles.

    The second list is computed and thrown away: nobody is shown it, so nothing is logged.
    """
    first = {item.id for item in engine.questionnaire.first_pass}
    values = journey.answers.values
    apart = first | set_aside(engine.questionnaire, journey.answers)
    extra = [key for key, value in values.items() if key not in apart and value not in (None, ())]
    if not extra or slate.basis == "starter" or slate.roles[0].position > 1:
        return None
    fewer = replace(
        journey.answers,
        values=MappingProxyType({key: value for key, value in values.items() if key in first}),
    )
    # Without a seed nothing is drawn: the list is the one before exploration.
    before = engine.recommend(
        fewer, on=on, limit=COMPARED, wishes=wishes, policy=Policy.named(slate.policy)
    )
    known = {role.role_id for role in before.roles}
    shown = (role for role in slate.roles[:COMPARED] if not role.drawn)
    titles = [role.title for role in shown if role.role_id not in known]
    return Change(len(extra), tuple(titles[:NAMED]))
