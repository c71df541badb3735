"""Around every request: its number, one line in the log, its figures.

This is the outermost layer, so that built files, refusals and errors of our own layers are
counted as well. An entry has the rule of the route, the method, the status and the
milliseconds; never the address as asked for, a query, a network address or a browser's name.
"""

import re
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import structlog
from flask import Flask, request

from web.measuring import figures
from web.operations.logs import described

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADER: Final = "X-Request-ID"
NUMBER: Final = re.compile(r"[0-9A-Za-z-]{8,64}")
"""What a proxy may call a request. Anything else could be meant for whoever reads the log."""
NO_RULE: Final = "none"
STATIC_RULE: Final = "/static/<file>"
_NUMBER_KEY: Final = "compass.request_id"
_RULE_KEY: Final = "compass.rule"

log = structlog.get_logger(__name__)


def request_number() -> str:
    """The number of this request, for an error page: with it, its log entries can be found."""
    return str(request.environ.get(_NUMBER_KEY, ""))


class Requests:
    """The application inside, with numbers, log entries and figures around it.

    ``behind_proxy``: a proxy of ours is in front, so ``X-Request-ID`` is its word. Without one
    it would be a visitor's.
    """

    def __init__(self, inside: "WSGIApplication", *, behind_proxy: bool) -> None:
        self._inside = inside
        self._behind_proxy = behind_proxy

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        began = time.perf_counter()
        number = self._number(environ)
        environ[_NUMBER_KEY] = number
        status = 500

        def start(line: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            nonlocal status
            status = int(line.partition(" ")[0])
            return start_response(line, [*headers, (HEADER, number)], *rest)

        with structlog.contextvars.bound_contextvars(request_id=number):
            try:
                return self._inside(environ, start)
            except Exception as error:
                # Flask has a page for every error; this one comes from a layer around it.
                log.error("unexpected error", **described(error))
                return _broken(start)
            finally:
                _told(environ, status, time.perf_counter() - began)

    def _number(self, environ: "WSGIEnvironment") -> str:
        given = str(environ.get("HTTP_X_REQUEST_ID", ""))
        if self._behind_proxy and NUMBER.fullmatch(given):
            return given
        return uuid4().hex


def _told(environ: "WSGIEnvironment", status: int, seconds: float) -> None:
    rule = environ.get(_RULE_KEY)
    if rule is None:
        is_file = str(environ.get("PATH_INFO", "")).startswith("/static/") and status < 400
        rule = STATIC_RULE if is_file else NO_RULE
    method = str(environ.get("REQUEST_METHOD", ""))
    figures.count_request(rule, method, status, seconds)
    log.info(
        "request",
        rule=rule,
        method=figures.known_method(method),
        status=status,
        ms=round(seconds * 1000, 1),
    )


def _broken(start: Callable[..., Any]) -> Iterable[bytes]:
    body = b"Something broke on our side. Try again in a moment.\n"
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    ]
    start("500 Internal Server Error", headers)
    return [body]


def _note_rule() -> None:
    if request.url_rule is not None:
        request.environ[_RULE_KEY] = request.url_rule.rule


def init_app(app: Flask) -> None:
    """Before the hooks that may end a request, so that those have a rule too."""
    app.before_request(_note_rule)
