"""How the site answers programs: JSON that may be cached, and one shape for every error."""

import hashlib
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from flask import Response, make_response, request
from werkzeug.exceptions import HTTPException

from matching.as_json import write_json

FRESH_SECONDS: Final = 300
"""How long a copy of a GET may be used unasked; after that the ETag tells whether it changed."""

MESSAGES: Final[dict[int, tuple[str, str]]] = {
    400: ("bad_input", "The request cannot be used as it is."),
    404: ("not_found", "There is nothing at this address. /api lists the addresses."),
    405: ("method_not_allowed", "This address takes another method; the Allow header names it."),
    413: ("too_large", "The body is too large; 64 KB is the most."),
    415: ("not_json", "The body must be JSON, sent as Content-Type: application/json."),
    429: ("too_many", "Too many requests from one address. Wait as long as Retry-After says."),
    500: ("broken", "Something broke on our side. Try again later."),
    503: ("unavailable", "The database cannot be used just now. Try again in a minute."),
}
"""Code and message of each status we send."""

MOST_PROBLEMS: Final = 20
"""A body of nothing but mistakes must not come back larger than it was sent."""

KEPT_HEADERS: Final = ("Allow", "Retry-After")

OPEN_TO_OTHER_SITES: Final[dict[str, str]] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Allow, ETag, Link, Retry-After",
}
"""Sent with everything under /api/v1: scripts on other sites may read it. No cookie is read or
set there and nothing is kept, so a visitor's browser gets no more than any program would."""

PREFLIGHT: Final[dict[str, str]] = {
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
"""Sent beside them to OPTIONS, with the methods of the address."""


def json_response(value: object, status: int = 200) -> Response:
    """JSON that nobody may keep."""
    response = Response(write_json(value), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def cacheable(value: object) -> Response:
    """JSON that anybody may keep: 304 without a body to a client that has it already.

    The ETag is strong: a hash of the very bytes, which name the version of what they hold.
    Where they are compressed on their way out, Flask-Compress adds the way to it.
    """
    response = json_response(value)
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:20])
    response.make_conditional(request)
    return response


def cacheable_text(text: str, kind: str, *, seconds: int) -> Response:
    """Text that anybody may keep for so many seconds, and then ask whether it has changed."""
    response = Response(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={seconds}, must-revalidate"
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:20], weak=True)
    response.make_conditional(request)
    return response


def refusal(
    status: int, problems: Sequence[str] = (), *, message: str | None = None
) -> dict[str, Any]:
    """``{"error": {"code", "message", "problems"}}``; the problems say what would be right."""
    phrase = HTTPStatus(status).phrase
    code, usual = MESSAGES.get(status, (phrase.lower().replace(" ", "_"), f"{phrase}."))
    return {"error": {"code": code, "message": message or usual, "problems": _shortened(problems)}}


def error_response(
    status: int, problems: Sequence[str] = (), *, message: str | None = None
) -> Response:
    """A refusal with its status."""
    return json_response(refusal(status, problems, message=message), status)


def _shortened(problems: Sequence[str]) -> list[str]:
    shown, left = list(problems[:MOST_PROBLEMS]), len(problems) - MOST_PROBLEMS
    return [*shown, f"and {left} more."] if left > 0 else shown


def http_error(error: HTTPException) -> Response:
    """A refusal by Flask or one of our own views, in the same shape."""
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    response = error_response(error.code)
    for name, value in error.get_headers(request.environ):
        if name in KEPT_HEADERS:
            response.headers[name] = value
    return response
