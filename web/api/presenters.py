"""Roles in JSON: a line for the list, and the whole role with the rows it rests on."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic_core import to_jsonable_python

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.export import CREDITS
from roles_catalogue.schema import Role, RouteKind


def list_as_json(catalogue: Catalogue, on: date) -> dict[str, Any]:
    """Every role in brief, by id."""
    return {
        "catalogue_version": catalogue.version,
        "on": on.isoformat(),
        "roles": [_brief(role, catalogue, on) for role in catalogue.roles],
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
        "url": f"/api/v1/roles/{role.id}",
    }


def _rows(role: Role, catalogue: Catalogue, on: date) -> Iterator[tuple[str, object]]:
    """Every reference row the role rests on, with the name of its table."""
    reference = catalogue.reference
    named: list[tuple[str, object]] = [
        ("soc2020", reference.soc.get(role.soc2020)),
        *(("onet", reference.onet.get(link.code)) for link in role.onet),
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
