"""What stands round every view of the API: refusals in JSON, limits, OPTIONS, other sites."""

import time
from collections.abc import Callable
from typing import Final

from flask import Blueprint, Response, current_app, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, TooManyRequests
from werkzeug.routing import Rule

from matching.answers import BadAnswers
from web.api.limits import Allowance
from web.responses import OPEN_TO_OTHER_SITES, PREFLIGHT, error_response, http_error

V1: Final = "/api/v1"
METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
ALLOWANCE: Final = "api-allowance"
"""Where an application keeps what it knows of the addresses that ask."""

bp = Blueprint("api", __name__)

now: Callable[[], float] = time.monotonic
"""Seconds of a clock that never goes back. A name of its own so that tests can move time."""


def nowhere(rest: str) -> Response:
    """Any other address or method under /api/: refused here, so that it is refused in JSON."""
    allowed = _methods_elsewhere(request.path)
    if allowed:
        raise MethodNotAllowed(valid_methods=allowed)
    raise NotFound


def _methods_elsewhere(path: str) -> list[str]:
    """The methods with which this address leads to another view than ``nowhere``."""
    adapter = current_app.url_map.bind("")
    found: set[str] = set()
    for method in METHODS:
        rule, _ = adapter.match(path, method, return_rule=True)
        found |= rule.methods or set()
    return sorted(found)


@bp.record
def _take_the_rest(state: BlueprintSetupState) -> None:
    app = state.app
    app.extensions[ALLOWANCE] = Allowance()
    # Made by hand: Flask insists on naming the methods, and this one takes whatever there is.
    endpoint = f"{bp.name}.{nowhere.__name__}"
    app.url_map.add(Rule("/api/<path:rest>", endpoint=endpoint))
    # The page about the API is at /api, without a slash.
    app.url_map.add(Rule("/api/", endpoint=endpoint, redirect_to="/api"))
    app.view_functions[endpoint] = nowhere


@bp.before_request
def _count() -> None:
    """Refuse an address that floods; nobody can be told apart where the address is unknown."""
    if request.path.startswith("/api/") and request.remote_addr:
        wait = current_app.extensions[ALLOWANCE].take(request.remote_addr, now())
        if wait:
            raise TooManyRequests(retry_after=wait)


@bp.before_request
def _options() -> Response | None:
    """What may be done here. Flask's own answer would count what ``nowhere`` takes."""
    if request.method != "OPTIONS" or not request.path.startswith("/api/"):
        return None
    allowed = _methods_elsewhere(request.path)
    if not allowed:
        raise NotFound
    response = Response(status=204)
    del response.headers["Content-Type"]
    response.headers["Allow"] = ", ".join(allowed)
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(PREFLIGHT)
    response.headers["Access-Control-Allow-Methods"] = ", ".join(allowed)
    return response


@bp.after_request
def _open_to_other_sites(response: Response) -> Response:
    if request.path.startswith(f"{V1}/"):
        response.headers.update(OPEN_TO_OTHER_SITES)
    return response


@bp.errorhandler(BadAnswers)
def bad_input(error: BadAnswers) -> Response:
    return error_response(400, error.problems)


@bp.errorhandler(HTTPException)
def refused(error: HTTPException) -> Response:
    return http_error(error)
