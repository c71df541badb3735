"""What happens when somebody says "that is not like me", or takes it back.

The answers behind a reason stay as they were given. What is kept is the name of the part that is
not to count, until the person counts it again, by a press or by answering anew.
"""

from collections.abc import Collection
from uuid import UUID

from compass.journeys import events, showing
from compass.journeys.store import contents
from compass.journeys.work import Work


def dispute(work: Work, part: str, role_id: str, list_id: UUID | str | None) -> None:
    """Leave a part out from now on; nothing happens if it is left out already."""
    if contents.put_disputed(work.session, work.row.id, part, work.at):
        shown_in, _ = showing.origin(work, role_id, list_id)
        work.log(
            events.ReasonDisputed(role_id=role_id, list_id=shown_in, reason=part, undone=False)
        )


def count_again(work: Work, parts: Collection[str]) -> None:
    """Count parts again that were left out; nothing happens with the others."""
    for part in contents.drop_disputed(work.session, work.row.id, parts):
        work.log(events.ReasonDisputed(role_id=None, list_id=None, reason=part, undone=True))
