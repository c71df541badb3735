"""What search reads of a role."""

import re
from typing import Final

from roles_catalogue.schema import Role

_ENDS: Final = re.compile(r"(?<=[.!?])\s+")


def names(role: Role) -> tuple[str, ...]:
    """The title, then the other names."""
    return (role.title, *role.other_names)


def sentences(role: Role) -> tuple[str, ...]:
    """Every sentence about the work, the hard parts too: people search for those as well."""
    return (
        role.pitch,
        *role.what_you_do,
        *_ENDS.split(role.suits_you),
        *_ENDS.split(role.day),
        *role.hard_parts,
        *role.skills,
    )


def card(role: Role) -> str:
    """The job in plain words: what it is called and what it does. A page tells stories, and a
    story lies near many a query by chance; its names and tasks do not."""
    return " ".join(f"{part}." for part in (*names(role), *role.short.does))


def with_title(role: Role) -> tuple[str, ...]:
    """The sentences as the encoder reads them: alone they do not say which job they are from."""
    return tuple(f"{role.title}: {sentence}" for sentence in sentences(role))


def whole(role: Role) -> str:
    """Everything that a word may be found in."""
    return " ".join((*names(role), *sentences(role), *band(role)))


def band(role: Role) -> tuple[str, ...]:
    """A sentence with the pay bands of an NHS job; none if it has none. People who know bands
    search by them, and no encoder tells one from another: only words are compared with it."""
    if not role.pay.bands:
        return ()
    return (f"Usually band {' or band '.join(role.pay.bands)}.",)
