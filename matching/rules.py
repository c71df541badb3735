"""Hard wishes: which rules a role breaks for this person. A broken rule moves a role down
into the relaxed part of the list, under a heading that names it; it never hides the role."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.person import Person
from matching.routes import RouteCheck, RouteStatus
from roles_catalogue.schema import Family, Role, RouteKind, Setting


@dataclass(frozen=True)
class Wishes:
    """Filters of one request. An empty tuple asks for nothing."""

    routes: tuple[RouteKind, ...] = ()
    families: tuple[Family, ...] = ()
    settings: tuple[Setting, ...] = ()


def broken_rules(
    role: Role, checks: Sequence[RouteCheck], person: Person, wishes: Wishes
) -> tuple[str, ...]:
    """Codes of the rules this role breaks, in the order in which they are explained.

    ``route``: no way in of a wished kind that could be open. ``family``, ``setting``: outside
    the filter. ``earn``: the person must earn while training and no possible way in pays.
    ``no_open_route``: every way in is further off than one step.
    """
    possible = [check for check in checks if check.status is not RouteStatus.CLOSED]
    broken = {
        "route": bool(wishes.routes) and not any(c.kind in wishes.routes for c in possible),
        "family": bool(wishes.families) and role.family not in wishes.families,
        "setting": bool(wishes.settings) and not set(role.settings) & set(wishes.settings),
        "earn": person.earn == "must" and bool(possible) and not any(c.earn for c in possible),
        "no_open_route": not possible,
    }
    return tuple(code for code, applies in broken.items() if applies)
