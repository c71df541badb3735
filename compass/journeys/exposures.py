"""What is logged for one role that was shown. Closed, like the events: codes and numbers only."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from compass.journeys.events import Code, Count, Version
from matching.rules import WishKind
from matching.slate import RankedRole, Slate

Place = Annotated[int, Field(ge=1)]


class Exposure(BaseModel):
    """One role of one list, without the time, journey, session and surface it shares with it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    list_id: UUID
    role_id: Code
    position: Place
    base_position: Place
    score: float
    propensity: Annotated[float, Field(gt=0, le=1)]
    seed: Count | None
    policy: Code
    basis: Literal["answers", "starter"]
    model_version: Version
    catalogue_version: Version
    questionnaire_version: Version
    candidate_count: Count
    passing_count: Count
    filters: dict[WishKind, tuple[Code, ...]]
    relaxed: tuple[Code, ...]
    reasons: tuple[Code, ...]
    cautions: tuple[Code, ...]


def filters_of(slate: Slate) -> dict[WishKind, tuple[Code, ...]]:
    """The wishes of a slate as codes; kinds without a wish are left out."""
    return {
        kind: tuple(str(wish) for wish in getattr(slate.wishes, kind))
        for kind in slate.wishes.kinds
    }


def exposures_of(list_id: UUID, slate: Slate) -> tuple[Exposure, ...]:
    """What to log for a slate, one exposure a role, in the order shown."""
    return tuple(_exposure(list_id, slate, role) for role in slate.roles)


def _exposure(list_id: UUID, slate: Slate, role: RankedRole) -> Exposure:
    return Exposure(
        list_id=list_id,
        role_id=role.role_id,
        position=role.position,
        base_position=role.base_position,
        score=role.score,
        propensity=role.propensity,
        seed=slate.seed,
        policy=slate.policy,
        basis=slate.basis,
        model_version=slate.versions.model,
        catalogue_version=slate.versions.catalogue,
        questionnaire_version=slate.versions.questionnaire,
        candidate_count=slate.candidate_count,
        passing_count=slate.passing_count,
        filters=filters_of(slate),
        relaxed=role.relaxed,
        reasons=tuple(reason.code for reason in role.reasons),
        cautions=tuple(reason.code for reason in role.cautions),
    )
