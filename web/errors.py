"""Errors as people meet them: what happened, in plain words, and a way on."""

from dataclasses import dataclass
from typing import Final

import structlog
from flask import Flask, Response, current_app, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import HTTPException

from compass.errors import ServiceUnavailable
from web import responses
from web.operations.logs import described
from web.operations.requests import request_number

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ErrorWords:
    """``again`` offers a link to the same address: only where trying again may help."""

    title: str
    lines: tuple[str, ...]
    again: bool = False


SAFE: Final = "Your answers are safe."

WORDS: Final[dict[int, ErrorWords]] = {
    400: ErrorWords(
        "That did not arrive in one piece",
        (
            "The page you sent was not what we expected. It may have been open for a long time.",
            f"{SAFE} Go back, load the page again and send it once more.",
        ),
    ),
    403: ErrorWords(
        "That came from somewhere else",
        (
            "Another website tried to send this, or something on this network changed it. "
            "To keep you safe we did not accept it.",
            "Open Career Compass itself and do it from there.",
        ),
    ),
    404: ErrorWords(
        "There is no page here",
        (
            "The address may have a slip in it, or the page has moved.",
            "Every job is one step away: search for it or look through the families.",
        ),
    ),
    405: ErrorWords(
        "This page works another way",
        (
            "The address is right, but it is for sending something, not for opening.",
            "Go back to the page you came from and use its button.",
        ),
    ),
    410: ErrorWords(
        "This is gone for good",
        (
            "It was deleted, as somebody asked. We cannot bring it back.",
            "You can start again whenever you like.",
        ),
    ),
    413: ErrorWords(
        "That is more than we can take",
        ("What you sent is too long. Make it shorter and send it again.",),
    ),
    429: ErrorWords(
        "That was a lot of tries",
        (
            "We pause for a moment after many tries in a row, to stop people guessing codes.",
            "Wait a minute, then try again.",
        ),
        again=True,
    ),
    500: ErrorWords(
        "Something broke on our side",
        (
            f"It was not you. {SAFE}",
            "Try again in a moment, or come back later with your code.",
        ),
        again=True,
    ),
    503: ErrorWords(
        "We need a minute",
        (
            "The part that keeps answers is busy or away. Nothing you just sent was lost half way: "
            "it was either saved or not saved.",
            "Try again in a minute. You can still look through all the jobs.",
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
    again = words.again and _can_be_opened()
    number = request_number() if code >= 500 else ""
    page = render_template("errors/error.html", words=words, code=code, again=again, number=number)
    return make_response(page, code)


def _can_be_opened() -> bool:
    """False for an address that a form is sent to and that shows nothing by itself."""
    return current_app.url_map.bind("").test(request.path, "GET")


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
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
