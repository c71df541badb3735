"""A small form for whoever finds a mistake on the page of a role, and thanks.

Nothing of the journey goes with a report, and nothing of the report into the journey's log.
"""

from typing import Final, cast

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from compass.reports.service import TEXT_LIMIT, BadReport, QueueFull
from roles_catalogue.catalogue import UnknownRole
from roles_catalogue.schema import Role
from web import device
from web.api.limits import Allowance
from web.caching import no_compression
from web.questions.forms import new_submission
from web.reports.words import REFUSED, WRONG_WORDS
from web.safety.beside import listen, with_taken
from web.services import services

bp = Blueprint("reports", __name__)

WRONG: Final = "wrong"
TEXT: Final = "text"
TRAP: Final = "website"
"""A field that people do not see. Programs fill it in, and are thanked for nothing."""

AT_ONCE: Final = 40
PER_MINUTE: Final = 2
"""A class behind one address may report at once; a program soon has to wait."""

_KEY: Final = "compass-reports-allowance"

bp.record_once(lambda state: state.app.extensions.update({_KEY: Allowance(PER_MINUTE, AT_ONCE)}))


@bp.get("/roles/<role_id>/report")
def form(role_id: str) -> ResponseReturnValue:
    return _form_page(_role(role_id))


@bp.post("/roles/<role_id>/report")
def send(role_id: str) -> ResponseReturnValue:
    role = _role(role_id)
    wrong, text = request.form.get(WRONG, ""), request.form.get(TEXT, "")
    thanks = url_for("reports.thanks", role_id=role.id)
    if request.form.get(TRAP):
        return redirect(thanks, 303)
    wait = cast(Allowance, current_app.extensions[_KEY]).take(
        request.remote_addr or "", device.now()
    )
    if wait:
        return _not_now(role, wait)
    try:
        details = services().reports.keep(
            role.id, wrong, text, submission=request.form.get("submission", "")
        )
    except BadReport as bad:
        return _form_page(role, wrong, text, REFUSED[bad.reason] % {"most": TEXT_LIMIT})
    except QueueFull:
        return _not_now(role, 24 * 60 * 60)
    if listen(text):
        # Not by an address that says so, which would stay in the browser.
        return _thanks_page(role)
    return redirect(with_taken(thanks, details), 303)


@bp.get("/roles/<role_id>/report/thanks")
def thanks(role_id: str) -> ResponseReturnValue:
    return _thanks_page(_role(role_id))


def _role(role_id: str) -> Role:
    try:
        return services().catalogue.get(role_id)
    except UnknownRole:
        abort(404)


def _form_page(
    role: Role, wrong: str = "", text: str = "", problem: str = ""
) -> ResponseReturnValue:
    no_compression()
    listen(text)
    page = render_template(
        "reports/form.html",
        role=role,
        choices=WRONG_WORDS.items(),
        wrong=wrong,
        text=text,
        limit=TEXT_LIMIT,
        problem=problem,
        field=WRONG if wrong not in WRONG_WORDS else TEXT,
        submission=new_submission(),
    )
    return page, (422 if problem else 200)


def _thanks_page(role: Role) -> str:
    return render_template("reports/thanks.html", role=role)


def _not_now(role: Role, wait: int) -> Response:
    response = make_response(render_template("reports/not_now.html", role=role), 429)
    response.headers["Retry-After"] = str(wait)
    return response
