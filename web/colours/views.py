"""The page where a reader chooses light or dark."""

from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.addresses import can_be_opened
from web.colours.choice import known, remember
from web.device import local_path
from web.language.words import N_

bp = Blueprint("colours", __name__)

AS_DEVICE: Final = "device"

CHOICES: Final[dict[str, tuple[str, str]]] = {
    AS_DEVICE: (
        N_("Like my device"),
        N_("Light by day and dark by night, if your device does that."),
    ),
    "light": (N_("Light"), N_("Dark letters on cream paper.")),
    "dark": (N_("Dark"), N_("Cream letters on deep purple. Kinder to eyes in a dark room.")),
}
"""Each choice with its name and what it is."""


@bp.get("/light-or-dark")
def choose() -> ResponseReturnValue:
    """The form, and the way back to the page that led here."""
    back = _came_from()
    page = render_template("colours/choose.html", choices=CHOICES, back=back)
    # With a way back it says where this reader was.
    return page, ({"Cache-Control": "private, no-store"} if back else {})


@bp.post("/light-or-dark")
def keep() -> ResponseReturnValue:
    """Remember the choice, and lead back."""
    wanted = request.form.get("colours")
    if wanted not in CHOICES:
        abort(400)
    back = local_path(request.form.get("back"), url_for("colours.choose"))
    response = redirect(back, 303)
    remember(response, known(wanted))
    return response


def _came_from() -> str:
    """The page of ours that the browser says it came from, but this one; else
    nothing. A form that was not accepted is shown where it was sent to: no way leads back there."""
    came = urlsplit(request.referrer or "")
    if came.netloc != request.host or came.path == request.path or not can_be_opened(came.path):
        return ""
    return local_path(came.path + (f"?{came.query}" if came.query else ""), "")
