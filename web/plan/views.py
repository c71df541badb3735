"""My plan: the page, what can be changed on it, and the paper."""

from typing import Final

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from flask import url_for as address_of
from flask.typing import ResponseReturnValue

from compass.errors import NoteChanged, NoteTooLong, TooManyCodes
from compass.journeys.types import NOTE_LIMIT
from roles_catalogue.catalogue import UnknownRole
from web.caching import no_compression
from web.device import require_journey
from web.language.choice import everybody_in_english
from web.language.words import _, ngettext
from web.plan.notes import Refused
from web.plan.page import plan_page
from web.plan.paper import plan_pdf
from web.questions.forms import new_submission
from web.safety.beside import listen, with_taken
from web.services import services

bp = Blueprint("plan", __name__)

FILE_NAME: Final = "my-career-compass-plan.pdf"
MOVES: Final[dict[str, int]] = {"up": -1, "down": 1}


@bp.get("/my-plan")
def show() -> ResponseReturnValue:
    return _page()


@bp.post("/my-plan/order")
def move() -> ResponseReturnValue:
    """One place up or down, and back to the job where it stands now."""
    journey, role_id = require_journey(), request.form.get("role", "")
    by = MOVES.get(request.form.get("move", ""))
    if by is None:
        abort(400)
    services().journeys.plan.move(
        journey, role_id, by, submission=request.form.get("submission", "")
    )
    return redirect(address_of("plan.show", _anchor=f"job-{role_id}"), 303)


@bp.post("/my-plan/notes/<role_id>")
def write_note(role_id: str) -> ResponseReturnValue:
    journey = require_journey()
    text = "" if request.form.get("do") == "erase" else request.form.get("note", "")
    seen = request.form.get("seen", "")
    try:
        details = services().journeys.plan.write_note(
            journey, role_id, text, submission=request.form.get("submission", ""), seen=seen
        )
    except UnknownRole:
        abort(404)
    except NoteTooLong as error:
        headline = _("Your note is a little too long")
        return _page(Refused(role_id, text, headline, _too_long(error.over), seen))
    except NoteChanged:
        if text.strip():
            headline = _("You have written two notes on this job")
            message = _("Read both, then save the one that you want to keep")
        else:
            headline = _("Your note has changed since you opened the page")
            message = _("Read it. Save the empty box if you want to erase it")
        return _page(Refused(role_id, text, headline, message, seen, is_outdated=True))
    if details:
        # To the top, where it is said what was taken out.
        return redirect(with_taken(address_of("plan.show"), details), 303)
    return redirect(address_of("plan.show", _anchor=f"job-{role_id}"), 303)


@bp.post("/my-plan/pdf")
def take_away() -> ResponseReturnValue:
    """The plan as a PDF, with a recovery code on it if that is wanted and there is room."""
    journey, bundle = require_journey(), services()
    wants_code = request.form.get("code") == "1"
    try:
        code = bundle.journeys.plan.code(journey) if wants_code else ""
    except TooManyCodes:
        return redirect(address_of("plan.show", _anchor="paper"), 303)
    # The letters of other languages may not be in the paper's typeface, which lays out no lines
    # from right to left either.
    with everybody_in_english():
        page = plan_page(bundle, journey, bundle.today(), request.url_root)
        pdf = plan_pdf(page, code, request.url_root)
    bundle.journeys.plan.exported(journey, len(page.jobs), with_code=bool(code))
    return _attached(pdf)


def _page(refused: Refused | None = None) -> ResponseReturnValue:
    no_compression()
    journey, bundle = require_journey(), services()
    page = plan_page(bundle, journey, bundle.today(), request.url_root, refused)
    any(listen(text) for note in page.notes for text in (note.text, note.kept))
    html = render_template("plan/plan.html", page=page, submission=new_submission())
    return html, (422 if refused else 200)


def _too_long(over: int) -> str:
    return ngettext(
        "Make it %(num)s character shorter: %(most)s is the most",
        "Make it %(num)s characters shorter: %(most)s is the most",
        over,
        most=NOTE_LIMIT,
    )


def _attached(pdf: bytes) -> Response:
    response = make_response(pdf)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
