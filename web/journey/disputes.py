"""That is not like me, and taking it back, from wherever the button is."""

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue

from compass.journeys.events import Surface
from matching.answers import BadAnswers
from roles_catalogue.catalogue import UnknownRole
from web.device import local_path, require_journey
from web.journey.blueprint import bp
from web.questions.disputes import AT, marked
from web.questions.forms import new_submission
from web.services import services

SURFACES: dict[str, Surface] = {
    "results": "results",
    "role": "role",
    "place": "place",
    "my_journey": "my_journey",
}


@bp.post("/roles/<role_id>/not-like-me")
def dispute(role_id: str) -> ResponseReturnValue:
    """Leave out what a reason of this role rests on, and go back to the list without it."""
    journey, part = require_journey(), request.form.get("part", "")
    try:
        services().journeys.dispute(
            journey,
            part,
            role_id=role_id,
            submission=new_submission(),
            list_id=request.form.get("list"),
            surface=_surface(),
        )
    except UnknownRole:
        abort(404)
    except BadAnswers:
        abort(400)
    return _back(part)


@bp.post("/my-journey/count-again")
def count_again() -> ResponseReturnValue:
    """Take it back."""
    journey, part = require_journey(), request.form.get("part", "")
    services().journeys.count_again(journey, part, submission=new_submission(), surface=_surface())
    return _back(part)


def _surface() -> Surface:
    return SURFACES.get(request.form.get("surface", ""), "results")


def _back(part: str) -> ResponseReturnValue:
    path = local_path(request.form.get("back"), "/results")
    return redirect(marked(path, part, request.form.get(AT, "")), 303)
