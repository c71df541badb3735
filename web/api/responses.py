"""How the API answers: JSON that may be cached, and one shape for every error."""

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
    404: ("not_found", "There is nothing at this address. docs/api.md lists the addresses."),
    405: ("method_not_allowed", "This address takes another method; the Allow header names it."),
    413: ("too_large", "The body is too large; 64 KB is the most."),
    415: ("not_json", "The body must be JSON, sent as Content-Type: application/json."),
    500: ("broken", "Something broke on our side. Try again later."),
    503: ("unavailable", "The database cannot be used just now. Try again in a minute."),
}
"""Code and message of each status we send."""

MOST_PROBLEMS: Final = 20
"""A body of nothing but mistakes must not come back larger than it was sent."""

KEPT_HEADERS: Final = ("Allow", "Retry-After")


def json_response(value: object, status: int = 200) -> Response:
    """JSON that nobody may keep."""
    response = Response(write_json(value), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def cacheable(value: object) -> Response:
    """JSON that anybody may keep: 304 without a body to a client that has it already."""
    response = json_response(value)
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    digest = hashlib.sha256(response.get_data()).hexdigest()[:20]
    # Weak, because the same answer may go out compressed in different ways.
    response.set_etag(digest, weak=True)
    response.make_conditional(request)
    return response


def error_response(
    status: int, problems: Sequence[str] = (), *, message: str | None = None
) -> Response:
    """``{"error": {"code", "message", "problems"}}``; the problems say what would be right."""
    phrase = HTTPStatus(status).phrase
    code, usual = MESSAGES.get(status, (phrase.lower().replace(" ", "_"), f"{phrase}."))
    body: dict[str, Any] = {
        "code": code,
        "message": message or usual,
        "problems": _shortened(problems),
    }
    return json_response({"error": body}, status)


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
