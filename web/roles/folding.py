"""A long group of the list folded to a few jobs, so that a page fits a cheap phone."""

from collections.abc import Sequence
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role

FEW: Final = 3
"""So many jobs stand for a group that is folded."""

MOST_UNFOLDED: Final = 5
"""A group of so many is not folded: a link that hides one or two jobs saves nobody anything."""


def is_long(roles: Sequence[Role]) -> bool:
    """True for a group that is better folded."""
    return len(roles) > MOST_UNFOLDED


def a_few(roles: Sequence[Role], catalogue: Catalogue) -> tuple[Role, ...]:
    """The jobs that stand for a group, in the order of their titles.

    They are its crossroads: the jobs that most other jobs lead to or follow from, so that each
    opens a way to many of those left out. Titles break ties. Neither chance nor anybody's
    favour has a part in it: it follows from the moves in the catalogue.
    """

    def rank(role: Role) -> tuple[int, str]:
        return -len(role.leads_to) - len(catalogue.moves_into(role)), role.title

    return tuple(sorted(sorted(roles, key=rank)[:FEW], key=lambda role: role.title))
