"""Pathways in JSON, the same for the command line and the API."""

from typing import Any

from matching.pathways.find import Pathway, Pathways
from matching.pathways.lengths import Years
from matching.pathways.ways import Ways
from matching.pathways.words import (
    ToldStep,
    help_with,
    told,
    total_in_words,
    unpaid_in_words,
)
from matching.person import Person


def pathways_as_json(found: Pathways, ways: Ways, person: Person) -> dict[str, Any]:
    """A JSON-ready value: numbers to two decimals, None where nothing is known."""
    return {
        "role_id": found.role.id,
        "title": found.role.title,
        "on": ways.on.isoformat(),
        "catalogue_version": ways.catalogue.version,
        "prefer": found.preference.value,
        "assumed": list(found.assumed),
        "paths": [_path(path, ways, person) for path in found.paths],
        "nearest": _nearest(found.nearest, ways, person) if found.nearest else None,
    }


def _nearest(found: Pathways, ways: Ways, person: Person) -> dict[str, Any]:
    return {
        "role_id": found.role.id,
        "title": found.role.title,
        "path": _path(found.paths[0], ways, person),
    }


def _path(path: Pathway, ways: Ways, person: Person) -> dict[str, Any]:
    programme = help_with(path, ways, person)
    return {
        "steps": [_step(step) for step in told(path, ways, person)],
        "years": _years(path.years),
        "length": total_in_words(path),
        "steps_of_unknown_length": path.unknown,
        "pay": unpaid_in_words(path),
        "help": None
        if programme is None
        else {"name": programme.name, "first": programme.first, "source": programme.source},
    }


def _step(step: ToldStep) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "title": step.title,
        "detail": step.detail,
        "years": _years(step.years),
        "length": step.length,
        "money": step.money.value,
        "certainty": step.certainty.value,
        "source": step.source,
        "first": step.first,
        "first_source": step.first_source,
        "checks": list(step.checks),
        "role_id": step.role_id,
        "route_index": step.route_index,
        "after_role_id": step.after_role_id,
    }


def _years(years: Years) -> dict[str, float | None]:
    return {"low": _rounded(years.low), "high": _rounded(years.high)}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)
