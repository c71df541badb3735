"""The notes of a plan: those that are kept, and one that could not be, as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass

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
    seen: str | None
    is_outdated: bool = False


@dataclass(frozen=True)
class Note:
    """What stands in the box of one job. ``seen`` is the version of the kept note that the person
    has before them. ``error`` says why ``text`` is not kept, and ``newer`` is the note that it
    would replace. ``is_known`` is False for a job that has left the catalogue."""

    role_id: str
    title: str
    is_known: bool = True
    text: str = ""
    seen: str = ""
    headline: str = ""
    error: str = ""
    newer: str = ""

    @property
    def field(self) -> str:
        return f"note-{self.role_id}"


def note_on(
    role_id: str, kept: Mapping[str, str], catalogue: Catalogue, refused: Refused | None
) -> Note:
    """The note on one job: the refused one if it is on that job, or else the one that is kept."""
    title, is_known = title_of(role_id, catalogue), role_id in catalogue
    text = kept.get(role_id, "")
    if refused is None or refused.role_id != role_id:
        return Note(role_id, title, is_known, text, version_of(text))
    seen = version_of(text) if refused.is_outdated or refused.seen is None else refused.seen
    return Note(
        role_id,
        title,
        is_known,
        refused.text,
        seen,
        refused.headline,
        refused.message,
        text if refused.is_outdated else "",
    )
