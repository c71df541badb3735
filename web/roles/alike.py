"""Jobs like one, and jobs that nobody would have thought of, in ready words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matching.surprises import Surprise
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role
from web.language.words import _, translated
from web.roles.presenters import RoleCard, role_card
from web.roles.words import CONDITION_LABELS, CONDITION_WORDS


@dataclass(frozen=True)
class Like:
    """A job from another family. ``shared`` says what a day in both is like, ``apart`` what is
    most different there, empty if nothing is."""

    card: RoleCard
    shared: tuple[str, ...]
    apart: str


def surprising(role: Role, found: Sequence[Surprise], catalogue: Catalogue) -> tuple[Like, ...]:
    """The surprising jobs of one role, in words."""
    return tuple(
        Like(
            card=role_card(other),
            shared=tuple(_said(name, role) for name in surprise.shared),
            apart=_said(surprise.apart, other) if surprise.apart else "",
        )
        for surprise in found
        for other in [catalogue.get(surprise.role_id)]
    )


def comparisons(
    role: Role, others: Iterable[str], catalogue: Catalogue
) -> tuple[tuple[str, str], ...]:
    """Comparisons with other roles, each once: title and address."""
    return tuple(
        (catalogue.get(other).title, f"/compare?roles={role.id},{other}")
        for other in dict.fromkeys(others)
        if other != role.id and other in catalogue
    )


def _said(name: str, role: Role) -> str:
    """Shift work: nights, weekends and bank holidays."""
    words = translated(CONDITION_WORDS[name][role.conditions[name]])
    return _("%(label)s: %(words)s", label=CONDITION_LABELS[name], words=words)
