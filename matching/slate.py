"""What a match comes to: ranked, explained roles, and codes for the words around the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from matching.answers import Answers
from matching.artefacts import Versions
from matching.disputes import counted_text, set_aside
from matching.explain import Reason
from matching.exploration import Place
from matching.profile import Profile
from matching.questionnaire import Questionnaire
from matching.routes import RouteCheck
from matching.rules import Wishes
from matching.space import Contribution, Contributions
from roles_catalogue.schema import Role

FEW_ANSWERS: Final = 6
"""With fewer answers the list says how few it rests on."""


@dataclass(frozen=True)
class RankedRole:
    """One role of a slate. The contributions sum to the score exactly; ``relaxed`` names the
    rules it breaks, none for a role that passes. ``base_position`` is its place after
    calibration and variety, before exploration; ``propensity`` the probability of this role in
    this place; ``drawn`` is True for the one that chance has brought up from further down."""

    role_id: str
    title: str
    score: float
    position: int
    base_position: int
    propensity: float
    drawn: bool
    contributions: Sequence[Contribution]
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    routes: tuple[RouteCheck, ...]
    relaxed: tuple[str, ...]


@dataclass(frozen=True)
class Slate:
    """What is shown for one set of answers: never empty.

    ``roles`` follow each other in their places; a part of a long list begins further down.
    ``basis`` is ``starter`` when nothing usable was answered: roles spread over the families,
    with no reasons claimed. ``policy`` names what was done to the order. ``notes`` are codes for
    the words around the list.
    """

    basis: Literal["answers", "starter"]
    roles: tuple[RankedRole, ...]
    candidate_count: int
    passing_count: int
    policy: str
    seed: int | None
    wishes: Wishes
    notes: tuple[str, ...]
    versions: Versions


def ranked_role(
    role: Role,
    place: Place,
    parts: Contributions,
    told: tuple[tuple[Reason, ...], tuple[Reason, ...]],
    routes: tuple[RouteCheck, ...],
    relaxed: tuple[str, ...],
) -> RankedRole:
    """A role in its place, with what was ``told`` of it: reasons and cautions."""
    reasons, cautions = told
    return RankedRole(
        role_id=role.id,
        title=role.title,
        score=parts.total,
        position=place.position,
        base_position=place.base_position,
        propensity=place.propensity,
        drawn=place.drawn,
        contributions=parts,
        reasons=reasons,
        cautions=cautions,
        routes=routes,
        relaxed=relaxed,
    )


def notes_on(
    questionnaire: Questionnaire,
    answers: Answers,
    profile: Profile,
    *,
    any_relaxed: bool,
    can_read: bool,
    is_english: bool = True,
) -> tuple[str, ...]:
    """Codes for the words around a list; ``can_read``: own words can be read at all,
    ``is_english``: these can be."""
    aside, text = set_aside(questionnaire, answers), counted_text(answers)
    given = [
        value
        for item_id, value in answers.values.items()
        if value not in (None, ()) and item_id not in aside
    ]
    scale = [value for value in given if isinstance(value, int)]
    unread = bool(text) and profile.text is None
    found = {
        "nothing_answered": not given and not text,
        "all_same": len(scale) >= FEW_ANSWERS and len(set(scale)) == 1,
        "few_answers": 0 < len(given) < FEW_ANSWERS and profile.text is None,
        "text_not_used": unread and not can_read,
        "text_not_english": unread and can_read and not is_english,
        "text_unclear": unread and can_read and is_english,
        "relaxed": any_relaxed,
    }
    return tuple(code for code, applies in found.items() if applies)
