"""What an editor should look at again, and by when. A list to work through, never an error."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from roles_catalogue.catalogue import Catalogue


@dataclass(frozen=True, order=True)
class Due:
    """``where`` is a role, or a role and the number of one of its ways in."""

    by: date
    where: str
    what: str


def due(catalogue: Catalogue, on: date, within_days: int = 0) -> tuple[Due, ...]:
    """Everything whose day has come, or comes within so many days; the oldest first."""
    last = on + timedelta(days=within_days)
    return tuple(sorted(item for item in _dated(catalogue) if item.by <= last))


def _dated(catalogue: Catalogue) -> Iterator[Due]:
    for role in catalogue:
        read = f"read the page of {role.title} again (checked on {role.checked_on})"
        yield Due(role.review_by, role.id, read)
        for number, route in enumerate(role.entry_routes, start=1):
            place = f"{role.id} route {number}"
            if route.valid_until is not None:
                yield Due(route.valid_until, place, f"{route.label} ends: take it out, or go on")
            if route.valid_from is not None and route.valid_from > role.checked_on:
                yield Due(route.valid_from, place, f"{route.label} begins: is it really there?")
