"""What happens when somebody says of a whole role that they want more like it, or that it is not
for them, and when they take that back."""

from uuid import UUID

from compass.journeys import events, showing
from compass.journeys.store import contents
from compass.journeys.types import Mark
from compass.journeys.work import Work


def mark(work: Work, role_id: str, mark: Mark | None, list_id: UUID | str | None) -> None:
    """Keep the mark, or drop it if None. The log says which role was hidden, or is so no more."""
    before = contents.mark_of(work.session, work.row.id, role_id)
    if before == mark:
        return
    if mark is None:
        contents.drop_mark(work.session, work.row.id, role_id)
    else:
        contents.put_mark(work.session, work.row.id, role_id, mark, work.at)
    if "not_for_me" in (before, mark):
        shown_in, _ = showing.origin(work, role_id, list_id)
        hidden = mark == "not_for_me"
        work.log(events.RoleHidden(role_id=role_id, list_id=shown_in, undone=not hidden))
