"""A role in its city: who employs people in it, where it is taught, and who says so."""

from dataclasses import dataclass

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.reference import Provenance
from roles_catalogue.schema import Role
from web.roles.provenance import Reference, references


@dataclass(frozen=True)
class InTheCity:
    """Names, each once, with the rows that they rest on."""

    employers: tuple[str, ...]
    employer_sources: tuple[Reference, ...]
    places: tuple[str, ...]
    place_sources: tuple[Reference, ...]


def in_the_city(role: Role, catalogue: Catalogue) -> InTheCity:
    """What the tables know of a role in the city. Either list may be empty."""
    reference = catalogue.reference
    employers = [
        reference.employers_by_key[key][0]
        for key in role.employers
        if key in reference.employers_by_key
    ]
    places = [
        reference.providers[row]
        for route in role.entry_routes
        for row in route.providers
        if row in reference.providers
    ]
    return InTheCity(
        employers=tuple(dict.fromkeys(row.name for row in employers)),
        employer_sources=_sources([row.provenance for row in employers]),
        places=tuple(dict.fromkeys(row.name for row in places)),
        place_sources=_sources([row.provenance for row in places]),
    )


def _sources(provenances: list[Provenance]) -> tuple[Reference, ...]:
    return tuple(dict.fromkeys(ref for item in provenances for ref in references(item)))
