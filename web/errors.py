"""Errors as people meet them: what happened, in plain words, and a way on."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import structlog
from flask import Flask, Response, make_response, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import HTTPException

from compass.errors import ServiceUnavailable
from web import responses
from web.addresses import can_be_opened
from web.language.words import N_
from web.operations.logs import described
from web.operations.requests import request_number

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ErrorWords:
    """To be translated where it is shown. ``again`` offers a link to the same address: only where
    trying again may help."""

    title: str
    lines: tuple[str, ...]
    again: bool = False


WORDS: Final[dict[int, ErrorWords]] = {
    400: ErrorWords(
        N_("That did not arrive in one piece"),
        (
            N_(
                "The page you sent was not what we expected. It may have been open for a long time."
            ),
            N_("Your answers are safe. Go back, load the page again and send it once more."),
        ),
    ),
    403: ErrorWords(
        N_("That came from somewhere else"),
        (
            N_(
                "Another website tried to send this, or something on this network changed it. "
                "To keep you safe we did not accept it."
            ),
            N_("Open Career Compass itself and do it from there."),
        ),
    ),
    404: ErrorWords(
        N_("There is no page here"),
        (
            N_("The address may have a slip in it, or the page has moved."),
            N_("Every job is one step away: search for it or look through the families."),
        ),
    ),
    405: ErrorWords(
        N_("This page works another way"),
        (
            N_("The address is right, but it is for sending something, not for opening."),
            N_("Go back to the page you came from and use its button."),
        ),
    ),
    410: ErrorWords(
        N_("This is gone for good"),
        (
            N_("It was deleted, as somebody asked. We cannot bring it back."),
            N_("You can start again whenever you like."),
        ),
    ),
    413: ErrorWords(
        N_("That is more than we can take"),
        (N_("What you sent is too long. Make it shorter and send it again."),),
    ),
    429: ErrorWords(
        N_("That was a lot of tries"),
        (
            N_("We pause for a moment after many tries in a row, to stop people guessing codes."),
            N_("Wait a minute, then try again."),
        ),
        again=True,
    ),
    500: ErrorWords(
        N_("Something broke on our side"),
        (
            N_("It was not you. Your answers are safe."),
            N_("Try again in a moment, or come back later with your code."),
        ),
        again=True,
    ),
    503: ErrorWords(
        N_("We need a minute"),
        (
            N_(
                "The part that keeps answers is busy or away. Nothing you just sent was lost half "
                "way: it was either saved or not saved."
            ),
            N_("Try again in a minute. You can still look through all the jobs."),
        ),
        again=True,
    ),
}


def is_api() -> bool:
    """True for a request that expects JSON, errors included."""
    return request.path.startswith("/api/")


def error_response(code: int) -> Response:
    """The page or the JSON object for one status code."""
    if is_api():
        return responses.error_response(code)
    words = WORDS.get(code, WORDS[400] if code < 500 else WORDS[500])
    again = words.again and can_be_opened(request.path)
    number = request_number() if code >= 500 else ""
    page = render_template("errors/error.html", words=words, code=code, again=again, number=number)
    return make_response(page, code)


def _without_slash() -> str:
    """The address asked for without the slash at its end, if a page is there; empty if not."""
    path = request.path.rstrip("/")
    # Two slashes at its beginning would lead to another site.
    if request.method not in {"GET", "HEAD"} or path == request.path or path[:2] in {"", "//"}:
        return ""
    if is_api() or not can_be_opened(path):
        return ""
    query = request.query_string.decode("ascii", "replace")
    return quote(path) + (f"?{query}" if query else "")


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    if error.code == 404 and (address := _without_slash()):
        return make_response(redirect(address, 308))
    response = error_response(error.code)
    for name, value in error.get_headers(request.environ):
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _csrf(error: CSRFError) -> Response:
    return error_response(400)


def _unavailable(error: ServiceUnavailable) -> Response:
    log.warning("service unavailable", endpoint=request.endpoint)
    response = error_response(503)
    response.headers["Retry-After"] = "30"
    return response


def _unexpected(error: Exception) -> Response:
    # The kind and the place, never the message: it may repeat what somebody typed.
    log.error("unexpected error", endpoint=request.endpoint, **described(error))
    return error_response(500)


def _broken_body(error: ParseException) -> Response:
    """A body whose chunks do not add up: gunicorn notices only while we read it."""
    return error_response(400)


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(ServiceUnavailable, _unavailable)
    app.register_error_handler(ParseException, _broken_body)
    app.register_error_handler(Exception, _unexpected)
