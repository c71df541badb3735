"""Saving a role and taking it off again, from wherever its button is."""

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue

from compass.journeys.events import Surface
from roles_catalogue.catalogue import UnknownRole
from web.device import local_path, require_journey
from web.journey.blueprint import bp
from web.questions.forms import new_submission
from web.services import services

SURFACES: dict[str, Surface] = {
    "results": "results",
    "my_journey": "my_journey",
    "my_plan": "my_plan",
    "role": "role",
}


@bp.post("/roles/<role_id>/save")
def save(role_id: str) -> ResponseReturnValue:
    journey = require_journey()
    try:
        services().journeys.save_role(
            journey,
            role_id,
            submission=_submission(),
            list_id=request.form.get("list"),
            surface=_surface(),
        )
    except UnknownRole:
        abort(404)
    return _back(role_id)


@bp.post("/roles/<role_id>/unsave")
def unsave(role_id: str) -> ResponseReturnValue:
    journey = require_journey()
    services().journeys.unsave_role(
        journey,
        role_id,
        submission=_submission(),
        list_id=request.form.get("list"),
        surface=_surface(),
    )
    return _back(role_id)


def _submission() -> str:
    # Saving twice is saving once, so a form without a number does no harm here.
    return request.form.get("submission") or new_submission()


def _surface() -> Surface:
    return SURFACES.get(request.form.get("surface", ""), "role")


def _back(role_id: str) -> ResponseReturnValue:
    # A script that saves in place asks for JSON: a list that nobody sees must not be logged.
    if request.accept_mimetypes.best == "application/json":
        return "", 204
    known = role_id in services().catalogue
    default = f"/roles/{role_id}" if known else "/my-journey"
    return redirect(local_path(request.form.get("back"), default), 303)
