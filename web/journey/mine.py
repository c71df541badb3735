"""My journey: everything we hold, in plain words, and what can be done about it."""

import json
from typing import Final
from uuid import UUID

from flask import Response, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from compass.errors import TooManyCodes
from compass.journeys.privacy import shown_code
from web.caching import no_compression
from web.device import require_journey
from web.journey.blueprint import bp
from web.journey.doors import leave
from web.journey.page import my_journey_page
from web.safety.beside import listen
from web.services import services

FILE_NAME: Final = "career-compass-my-journey.json"
NEW_CODE: Final = "code"
"""Where the cookie carries a new code from the press of the button to the page that shows it."""


@bp.get("/my-journey")
def mine() -> ResponseReturnValue:
    no_compression()
    journey, bundle = require_journey(), services()
    held = bundle.journeys.holdings(journey)
    listen(journey.own_words)
    return render_template("journey/mine.html", page=my_journey_page(bundle, journey, held))


@bp.get("/my-journey/here")
def here() -> ResponseReturnValue:
    """Somebody is reading a long page: the cookie is kept fresh, and nothing is logged."""
    require_journey()
    return "", 204


@bp.get("/my-journey/download")
def download() -> ResponseReturnValue:
    held = services().journeys.download(require_journey())
    response = make_response(json.dumps(held, ensure_ascii=False, indent=2))
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


@bp.get("/my-journey/delete")
def confirm_delete() -> ResponseReturnValue:
    require_journey()
    return render_template("journey/delete.html")


@bp.post("/my-journey/delete")
def delete() -> Response:
    services().journeys.delete(require_journey())
    return leave("deleted")


@bp.post("/my-journey/statistics")
def statistics() -> ResponseReturnValue:
    services().journeys.set_statistics(require_journey(), request.form.get("on") == "1")
    return redirect(url_for("journey.mine", _anchor="statistics"), 303)


@bp.post("/my-journey/code")
def make_code() -> ResponseReturnValue:
    """Make a code, and show it on the next page: reloading that page makes no second one."""
    journey = require_journey()
    try:
        # A button pressed twice must not leave a code that nobody has seen.
        if NEW_CODE not in session:
            session[NEW_CODE] = services().journeys.new_code(journey)
    except TooManyCodes:
        return redirect(url_for("journey.mine", _anchor="codes"), 303)
    return redirect(url_for("journey.show_code"), 303)


@bp.get("/my-journey/code")
def show_code() -> ResponseReturnValue:
    require_journey()
    code = session.pop(NEW_CODE, None)
    groups = shown_code(code).split() if code else []
    return render_template("journey/code.html", groups=groups)


@bp.post("/my-journey/code/<uuid:code_id>/revoke")
def revoke_code(code_id: UUID) -> ResponseReturnValue:
    services().journeys.revoke_code(require_journey(), code_id)
    return redirect(url_for("journey.mine", _anchor="codes"), 303)
