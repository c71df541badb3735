"""More like this, not for me, and taking either back, from wherever the button is."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from compass.journeys.events import Surface
from compass.journeys.types import Mark
from roles_catalogue.catalogue import UnknownRole
from web.device import local_path, require_journey
from web.journey.blueprint import bp
from web.questions.disputes import AT
from web.questions.forms import new_submission
from web.results.marks import marked_address
from web.services import services

SURFACES: dict[str, Surface] = {"results": "results", "my_journey": "my_journey"}


@bp.post("/roles/<role_id>/more-like-this")
def more_like_this(role_id: str) -> ResponseReturnValue:
    """Keep the wish, and show the jobs most like this one."""
    _mark(role_id, "more_like_this")
    return redirect(url_for("results.like", role_id=role_id), 303)


@bp.post("/roles/<role_id>/not-for-me")
def not_for_me(role_id: str) -> ResponseReturnValue:
    """Put the job at the end of the list, and go back to the list without it."""
    _mark(role_id, "not_for_me")
    return _back(role_id)


@bp.post("/roles/<role_id>/as-before")
def as_before(role_id: str) -> ResponseReturnValue:
    """Take back what was said of a job."""
    _mark(role_id, None)
    return _back(role_id)


def _mark(role_id: str, mark: Mark | None) -> None:
    journey = require_journey()
    try:
        services().journeys.mark_role(
            journey,
            role_id,
            mark,
            submission=new_submission(),
            list_id=request.form.get("list"),
            surface=SURFACES.get(request.form.get("surface", ""), "results"),
        )
    except UnknownRole:
        abort(404)


def _back(role_id: str) -> ResponseReturnValue:
    path = local_path(request.form.get("back"), "/results")
    if role_id not in services().catalogue:
        return redirect(path, 303)
    return redirect(marked_address(path, role_id, request.form.get(AT, "")), 303)
