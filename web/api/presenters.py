"""Answers in JSON: a page of roles, the filters, a whole role with its rows, a match."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlencode

from pydantic_core import to_jsonable_python

from matching.as_json import match_as_json, next_as_json, place_as_json
from matching.pathways.as_json import pathways_as_json
from matching.policies import PLAIN
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.export import CREDITS
from roles_catalogue.glossary import Glossary
from roles_catalogue.schema import Family, Role, RouteKind, Sector, Setting
from web.api.inputs import RolesQuery
from web.api.reading import MatchRequest, NextRequest, PathsRequest, PlaceRequest
from web.measuring.figures import count_slate
from web.roles.words import FAMILY_LABELS, ROUTE_LABELS, SECTOR_LABELS, SETTING_LABELS
from web.services import Services

ROLES: Final = "/api/v1/roles"

FILTERS: Final[dict[str, Callable[[Role], Iterable[str]]]] = {
    "family": lambda role: (role.family,),
    "sector": lambda role: role.sectors,
    "setting": lambda role: role.settings,
    "route": lambda role: {way.kind for way in role.entry_routes},
}
"""The values a role has for each filter of the list."""

LABELS: Final[dict[str, Mapping[Any, str]]] = {
    "family": FAMILY_LABELS,
    "sector": SECTOR_LABELS,
    "setting": SETTING_LABELS,
    "route": ROUTE_LABELS,
}
CHOICES: Final[dict[str, type[StrEnum]]] = {
    "family": Family,
    "sector": Sector,
    "setting": Setting,
    "route": RouteKind,
}


@dataclass(frozen=True)
class RolesPage:
    """One page of the list. ``links`` has the addresses of the pages beside it, by relation."""

    answer: dict[str, Any]
    links: dict[str, str]


def roles_page(catalogue: Catalogue, query: RolesQuery, on: date) -> RolesPage:
    """The roles that the filters leave, by id, from ``offset`` on."""
    found = [role for role in catalogue.roles if _passes(role, query)]
    links: dict[str, str] = {}
    if query.offset + query.limit < len(found):
        links["next"] = _address(query, query.offset + query.limit)
    if query.offset > 0:
        links["prev"] = _address(query, max(0, min(query.offset, len(found)) - query.limit))
    shown = found[query.offset : query.offset + query.limit]
    answer = {
        "catalogue_version": catalogue.version,
        "on": on.isoformat(),
        "total": len(found),
        "limit": query.limit,
        "offset": query.offset,
        "next": links.get("next"),
        "previous": links.get("prev"),
        "roles": [_brief(role, catalogue, on) for role in shown],
    }
    return RolesPage(answer, links)


def _passes(role: Role, query: RolesQuery) -> bool:
    if query.needs_no_degree not in (None, role.needs_no_degree):
        return False
    wanted = {name: set(getattr(query, name)) for name in FILTERS}
    return all(
        not values or not values.isdisjoint(FILTERS[name](role)) for name, values in wanted.items()
    )


def _address(query: RolesQuery, offset: int) -> str:
    asked = query.model_copy(update={"offset": offset}).model_dump(mode="json", exclude_none=True)
    asked = {k: str(v).lower() if isinstance(v, bool) else v for k, v in asked.items()}
    return f"{ROLES}?{urlencode(asked, doseq=True)}"


def filters_as_json(catalogue: Catalogue) -> dict[str, Any]:
    """What the list can be filtered by, in the schema's order; families without roles are not."""
    answer: dict[str, Any] = {"catalogue_version": catalogue.version}
    for name, values_of in FILTERS.items():
        having = [value for role in catalogue.roles for value in values_of(role)]
        answer[name] = [
            {
                "value": choice.value,
                "label": LABELS[name][choice],
                "roles": having.count(choice),
                "url": f"{ROLES}?{name}={choice.value}",
            }
            for choice in CHOICES[name]
            if choice in having
        ]
    return answer


def glossary_as_json(catalogue: Catalogue) -> dict[str, Any]:
    """Every word that the site explains, in the order of the alphabet."""
    terms = Glossary(catalogue.reference.glossary.values()).terms
    return {
        "catalogue_version": catalogue.version,
        "terms": [to_jsonable_python(term) for term in terms],
    }


def role_as_json(role: Role, catalogue: Catalogue, on: date) -> dict[str, Any]:
    """A role as in its file, with its pay on a day and the rows that its facts come from.

    ``comes_from`` holds the ids of the roles that lead to this one. ``pay_range`` is in pounds a
    year for full time, null where no NHS band is known. ``rows`` holds a list for each reference
    table; each row says where it comes from and when it was checked. ``credits`` are the words
    that the licences of the tables ask for.
    """
    rows: dict[str, list[Any]] = {}
    for table, row in _rows(role, catalogue, on):
        plain = to_jsonable_python(row, fallback=dict)
        if plain not in rows.setdefault(table, []):
            rows[table].append(plain)
    return {
        **role.model_dump(mode="json"),
        "comes_from": list(catalogue.comes_from(role)),
        "needs_no_degree": role.needs_no_degree,
        "pay_range": to_jsonable_python(catalogue.pay_range(role, on)),
        "rows": rows,
        "credits": list(CREDITS),
        "catalogue_version": catalogue.version,
        "on": on.isoformat(),
    }


def _brief(role: Role, catalogue: Catalogue, on: date) -> dict[str, Any]:
    pay = catalogue.pay_range(role, on)
    return {
        "id": role.id,
        "title": role.title,
        "other_names": list(role.other_names),
        "family": role.family.value,
        "sectors": [sector.value for sector in role.sectors],
        "settings": [setting.value for setting in role.settings],
        "pitch": role.pitch,
        "needs_no_degree": role.needs_no_degree,
        "routes": list(dict.fromkeys(route.kind.value for route in role.entry_routes)),
        "pay_range": {"min_gbp": pay.min_gbp, "max_gbp": pay.max_gbp} if pay else None,
        "url": f"{ROLES}/{role.id}",
    }


def _rows(role: Role, catalogue: Catalogue, on: date) -> Iterator[tuple[str, object]]:
    """Every reference row the role rests on, with the name of its table."""
    reference = catalogue.reference
    named: list[tuple[str, object]] = [
        ("soc2020", reference.soc.get(role.soc2020)),
        *(("onet", reference.onet.get(link.code)) for link in role.onet),
        *(("esco", reference.esco.get(link.code)) for link in role.esco),
        *(("pay_bands", reference.pay_band(band, on)) for band in role.pay.bands),
        ("role_bands", reference.role_bands.get(role.pay.band_row or "")),
        ("regulated_professions", reference.regulators.get(role.regulation.row or "")),
        ("leeds", reference.leeds_row(role.next_step.row)),
    ]
    for route in role.entry_routes:
        row_id = route.reference or ""
        if route.kind is RouteKind.APPRENTICESHIP:
            named.append(("apprenticeship_standards", reference.apprenticeships.get(row_id)))
        elif route.kind is RouteKind.T_LEVEL:
            named.append(("t_levels", reference.t_levels.get(row_id)))
        else:
            named.append(("leeds", reference.leeds_row(row_id)))
        named += [("leeds", reference.providers.get(provider)) for provider in route.providers]
    for employer in role.employers:
        named += [("leeds", row) for row in reference.employers_by_key.get(employer, ())]
    return ((table, row) for table, row in named if row is not None)


def match_answer(bundle: Services, wanted: MatchRequest) -> dict[str, Any]:
    """The ranked roles for a checked request."""
    slate = bundle.engine.recommend(
        wanted.answers,
        on=wanted.on,
        limit=wanted.limit,
        wishes=wanted.wishes,
        seed=wanted.seed,
        policy=wanted.policy or bundle.settings.ranking,
    )
    count_slate(slate)
    return match_as_json(slate, bundle.catalogue, wanted.on)


def paths_answer(bundle: Services, role_id: str, wanted: PathsRequest) -> dict[str, Any]:
    """The paths to a role for a checked request. Raises UnknownRole."""
    found = bundle.engine.pathways(
        wanted.person, role_id, on=wanted.on, preference=wanted.prefer, job=wanted.job
    )
    return pathways_as_json(found, bundle.engine.ways(wanted.on), wanted.person)


def next_answer(bundle: Services, wanted: NextRequest) -> dict[str, Any]:
    """What to ask next, for a checked request."""
    following = bundle.engine.next_question(
        wanted.answers, met=wanted.skipped, policy=wanted.policy or bundle.settings.ranking
    )
    return next_as_json(following, bundle.questionnaire, bundle.engine.versions)


def place_answer(bundle: Services, wanted: PlaceRequest) -> dict[str, Any]:
    """One role's place for a checked request."""
    policy = wanted.policy or bundle.settings.ranking
    ranked = bundle.engine.place_of(
        wanted.answers, wanted.role_id, on=wanted.on, wishes=wanted.wishes, policy=policy
    )
    return place_as_json(
        ranked,
        bundle.catalogue,
        wishes=wanted.wishes,
        policy=policy if ranked is not None else PLAIN,
        versions=bundle.engine.versions,
        on=wanted.on,
    )


def health_as_json(bundle: Services) -> dict[str, Any]:
    """Whether the site can answer and remember, and what it serves."""
    healthy = bundle.journeys.healthy()
    return {
        "status": "ok" if healthy else "unavailable",
        "versions": asdict(bundle.engine.versions),
        "checks": {"database": healthy, "encoder": bundle.engine.encoder_available},
    }
