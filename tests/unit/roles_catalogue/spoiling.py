"""Tools that spoil one thing in a sound catalogue."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.unit.roles_catalogue.workbench import HELPER, NURSE, Fields, role_like

DIRECT, APPRENTICESHIP, T_LEVEL, TALENT_HUB = range(4)
DEGREE, PROMOTION = range(2)

BAND_UNKNOWN = {
    "framework": "agenda_for_change",
    "varies_because": "The band goes up with the nights. Ask which it is.",
}
"""The pay of an NHS job whose band no table knows."""

Roles = dict[str, Fields]


@dataclass(frozen=True)
class Broken:
    """A rule, a way to break it, and what must be said about which place."""

    rule: str
    spoil: Callable[[Roles], object]
    says: str
    where: str = HELPER


def put(role_id: str, *path: str | int, value: Any) -> Callable[[Roles], object]:
    """Set one value somewhere inside a role."""

    def spoil(roles: Roles) -> None:
        target: Any = roles[role_id]
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value

    return spoil


def route(number: int, field: str, value: Any, role_id: str = HELPER) -> Callable[[Roles], object]:
    return put(role_id, "entry_routes", number, field, value=value)


def twin(**changes: Any) -> Callable[[Roles], object]:
    """Add a copy of the helper's role under another name, with some fields changed."""
    return lambda roles: roles.update(
        other=role_like(roles[HELPER], "other", **({"other_names": [], "leads_to": []} | changes))
    )


def threefold(pitch: str) -> Callable[[Roles], object]:
    """Let the nurse, and a copy of the helper, say something in the helper's own words."""

    def spoil(roles: Roles) -> None:
        twin()(roles)
        roles[NURSE]["pitch"] = pitch

    return spoil
