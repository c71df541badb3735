"""The ways into a journey and out of it: start, come back with a code, finish."""

from typing import Final

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from compass.errors import ServiceUnavailable
from web import device
from web.addresses import with_query
from web.caching import no_compression
from web.device import find_journey, local_path
from web.journey.blueprint import bp, wrong_guesses
from web.journey.words import CLOSED, DONE
from web.language.words import N_, _, translated
from web.questions.flow import read_walk
from web.questions.forms import new_submission
from web.services import services

CODE: Final = "code"
NO_SUCH_CODE: Final = N_("No journey has this code. Check it against your paper, letter by letter")
NO_CODE: Final = N_("Type your code: 13 letters and numbers")


@bp.post("/start")
def start() -> ResponseReturnValue:
    """Begin, or carry on where this browser left off. With ``save``, keep that role and go back."""
    bundle = services()
    journey = find_journey() or device.attach(bundle.journeys.begin())
    role_id = request.form.get("save", "")
    if journey is not None and role_id in bundle.catalogue:
        bundle.journeys.save_role(journey, role_id, submission=new_submission(), surface="role")
        return redirect(f"/roles/{role_id}", 303)
    # Whoever has filled in the form on paper types it in as it stands there.
    return redirect(with_query(url_for("questions.resume"), read_walk(request.form).pairs), 303)


@bp.get("/come-back")
def come_back() -> ResponseReturnValue:
    return _come_back_page()


@bp.post("/come-back")
def use_code() -> ResponseReturnValue:
    """Open the journey of a code in this browser. What was open here before is closed first."""
    journeys, address, at = services().journeys, request.remote_addr or "", device.now()
    shut_out = wrong_guesses().shut_out(address, at)
    if shut_out:
        return _too_many(shut_out)
    before, token = find_journey(), device.device_token()
    typed = request.form.get(CODE, "")
    found = journeys.resume(typed)
    if found is None:
        return _no_such_code(typed, address, at)
    if before is not None and before.id != found.journey_id:
        journeys.forget(before, token)
    device.attach(found)
    return redirect(url_for("results.show"), 303)


def _no_such_code(typed: str, address: str, at: float) -> ResponseReturnValue:
    wait = wrong_guesses().wait(address, at)
    if typed.strip():
        wrong_guesses().add(address, at)
    if wait:
        return _too_many(wait)
    return _come_back_page(typed, NO_SUCH_CODE if typed.strip() else NO_CODE)


def _come_back_page(typed: str = "", error: str = "") -> ResponseReturnValue:
    no_compression()
    idle = services().settings.idle_minutes
    words = CLOSED.get(request.args.get("closed", ""), CLOSED[""])
    return render_template(
        "journey/come_back.html",
        title=translated(words.title),
        lines=[_(line, minutes=idle) for line in words.lines],
        closed=bool(words.lines),
        on_to=local_path(request.args.get("to"), ""),
        errors=((CODE, translated(error)),) if error else (),
        typed=typed[:40],
    ), (422 if error else 200)


def _too_many(wait: int) -> Response:
    minutes = -(-wait // 60)
    response = make_response(render_template("journey/too_many.html", minutes=minutes), 429)
    response.headers["Retry-After"] = str(wait)
    return response


@bp.get("/finish")
def finish() -> ResponseReturnValue:
    done = DONE.get(request.args.get("done", ""))
    if done is not None and find_journey() is None:
        return render_template("journey/finished.html", done=done)
    return render_template("journey/finish.html")


@bp.post("/finish")
def forget_me() -> ResponseReturnValue:
    """End this device's hold on the journey. It works without one, and when sent twice."""
    token = device.device_token()
    done = "forgotten"
    try:
        journey = find_journey()
        if journey is not None:
            services().journeys.forget(journey, token)
            done = "kept" if journey.has_code else "forgotten"
    except ServiceUnavailable:
        # On a shared machine the browser must forget even if the database cannot.
        done = "here_only"
    return leave(done)


def leave(done: str) -> Response:
    """Drop the cookie and clear what the browser remembers, then say that it is done."""
    device.detach()
    response = make_response(redirect(url_for("journey.finish", done=done), 303))
    response.headers["Clear-Site-Data"] = device.CLEAR_SITE_DATA
    return response
