"""What the log says of a list that was shown, of a link that was followed and of a search."""

from collections.abc import Mapping
from uuid import UUID

from compass.journeys import events
from compass.journeys.exposures import filters_of
from compass.journeys.store import log
from compass.journeys.types import Shown
from compass.journeys.work import Work
from roles_catalogue.catalogue import Catalogue


def shown_event(shown: Shown, took_ms: int) -> events.RecommendationsShown:
    """The one event of a list; its roles are in the exposures."""
    slate = shown.slate
    return events.RecommendationsShown(
        list_id=shown.list_id,
        n=len(slate.roles),
        candidates=slate.candidate_count,
        passing=slate.passing_count,
        model_version=slate.versions.model,
        policy=slate.policy,
        basis=slate.basis,
        notes=slate.notes,
        filters=tuple(filters_of(slate)),
        latency_ms=events.capped_ms(took_ms) or 0,
    )


def origin(
    work: Work, role_id: str, list_id: UUID | str | None, position: int | None = None
) -> tuple[UUID | None, int | None]:
    """The list a link says it comes from and the place there, if this journey was shown it.

    Anybody can make up a link, so only what the exposures confirm gets into the log.
    """
    given = _as_uuid(list_id)
    if given is None:
        return None, None
    place = log.place_shown(work.session, work.row.id, given, role_id, position)
    return (None, None) if place is None else (given, place)


def known_names(catalogue: Catalogue) -> Mapping[str, str]:
    """Every title and other name as the catalogue has it, by its folded form."""
    return {
        folded(name): name for role in catalogue.roles for name in (*role.other_names, role.title)
    }


def folded(text: str) -> str:
    """Text for comparing: no capitals, single spaces."""
    return " ".join(text.split()).casefold()


def _as_uuid(value: UUID | str | None) -> UUID | None:
    if value is None or isinstance(value, UUID):
        return value
    try:
        return UUID(value)
    except ValueError:
        return None
