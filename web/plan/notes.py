"""The notes of a plan: those that are kept, and one that could not be, as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from compass.journeys.planning import version_of
from roles_catalogue.catalogue import Catalogue
from web.roles.presenters import title_of


@dataclass(frozen=True)
class Refused:
    """A note that was not kept, as it was typed. ``message`` says why, ``headline`` the same for
    the top of the page. ``seen`` is the version of the note that it was written over.

    ``is_outdated``: another note was kept meanwhile, which is to be seen before it is replaced.
    """

    role_id: str
    text: str
    headline: str
    message: str
    seen: str
    is_outdated: bool = False


@dataclass(frozen=True)
class Note:
    """The note on one job: the one that is ``kept``, and the ``text`` in the box. They differ if
    what was typed is refused; ``error`` then says why. ``seen`` is the version of the kept note
    that the person has before them. ``is_known`` is False for a job that has left the catalogue.
    """

    role_id: str
    title: str
    is_known: bool
    kept: str
    text: str
    seen: str
    headline: str = ""
    error: str = ""
    is_outdated: bool = False

    @property
    def field(self) -> str:
        return f"note-{self.role_id}"


def note_on(
    role_id: str, notes: Mapping[str, str], catalogue: Catalogue, refused: Refused | None
) -> Note:
    """The note on one job, with what was typed and refused if it is on that job."""
    kept = notes.get(role_id, "")
    note = Note(
        role_id,
        title_of(role_id, catalogue),
        is_known=role_id in catalogue,
        kept=kept,
        text=kept,
        seen=version_of(kept),
    )
    if refused is None or refused.role_id != role_id:
        return note
    typed = replace(
        note,
        text=refused.text,
        headline=refused.headline,
        error=refused.message,
        is_outdated=refused.is_outdated,
    )
    # Only a note that is shown beside it has been seen.
    return typed if refused.is_outdated else replace(typed, seen=refused.seen)
