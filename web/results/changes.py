"""What the answers after the first run of questions have changed, compared with the run alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from compass.journeys.types import Journey
from matching.adaptive import FEWEST
from matching.answers import Answers, Value
from matching.disputes import set_aside
from matching.policies import Policy
from matching.questionnaire import Mode
from matching.recommend import Engine
from matching.rules import Wishes
from matching.slate import Slate

COMPARED: Final = 10
NAMED: Final = 3


@dataclass(frozen=True)
class Change:
    """``extra`` answers were given; ``titles`` are new among the first ten, best first. What
    chance alone has brought there or moved away does not count."""

    extra: int
    titles: tuple[str, ...]


def what_changed(
    engine: Engine, journey: Journey, slate: Slate, *, on: date, wishes: Wishes, mode: Mode
) -> Change | None:
    """Compare the list with one from the first run of questions only. None without extra
    answers, and on a further page, which does not have the first roles.

    The second list is computed and thrown away: nobody is shown it, so nothing is logged.
    """
    if slate.basis == "starter" or slate.roles[0].position > 1:
        return None
    policy = Policy.named(slate.policy)
    first = first_run(engine, journey.answers, policy, mode)
    values = journey.answers.values
    apart = first | set_aside(engine.questionnaire, journey.answers)
    extra = sum(key not in apart and value not in (None, ()) for key, value in values.items())
    if not extra:
        return None
    # Without a seed nothing is drawn: the list is the one before exploration.
    before = engine.recommend(
        replace(journey.answers, values=_some(values, first)),
        on=on,
        limit=COMPARED,
        wishes=wishes,
        policy=policy,
    )
    known = {role.role_id for role in before.roles}
    shown = (role for role in slate.roles[:COMPARED] if not role.drawn)
    titles = [role.title for role in shown if role.role_id not in known]
    return Change(extra, tuple(titles[:NAMED]))


def first_run(engine: Engine, answers: Answers, policy: Policy, mode: Mode) -> frozenset[str]:
    """The items that were met before enough was asked: of a fixed form its first part.

    Of an adaptive one those, in the order in which they were last answered, up to the first with
    which the questions would have ended by themselves. Own words come after the questions, so
    they have no part in it. Nothing is kept for this: it is worked out again from the answers.
    """
    if mode == "fixed":
        return frozenset(item.id for item in engine.questionnaire.first_pass)
    met = tuple(answers.values)
    for number in range(FEWEST, len(met)):
        so_far = Answers(_some(answers.values, met[:number]))
        if engine.next_question(so_far, policy=policy).done:
            return frozenset(met[:number])
    return frozenset(met)


def _some(values: Mapping[str, Value], items: Collection[str]) -> Mapping[str, Value]:
    return MappingProxyType({key: value for key, value in values.items() if key in items})
