"""``/readyz`` for a load balancer and ``/metrics`` for a monitoring system."""

import hmac
from dataclasses import asdict
from ipaddress import ip_address
from typing import Final

from flask import Blueprint, Response, request

from matching.answers import Answers
from matching.as_json import write_json
from matching.recommend import Engine
from web.measuring import figures
from web.services import services

bp = Blueprint("operations", __name__)

FORWARDED: Final = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")
"""Headers with which a proxy says that it passes on somebody else's request."""


@bp.get("/readyz")
def ready() -> Response:
    """200 if this worker can serve a journey from start to end, else 503 and the part that fails.

    It reads, and really writes, over the connections that visitors use, and ranks the roles.
    """
    database = services().journeys.readiness()
    checks = {
        **{f"database_{name}": value for name, value in asdict(database).items()},
        "artefacts": _can_rank(),
    }
    is_ready = all(checks.values())
    body = {"status": "ready" if is_ready else "unavailable", "checks": checks}
    return _answer(write_json(body), "application/json", 200 if is_ready else 503)


@bp.get("/metrics")
def metrics() -> Response:
    """The figures, for who shows the token; without a token set, for this machine alone."""
    token = services().settings.metrics_token
    if token is None and not _comes_from_this_machine():
        return _answer("There is nothing here.\n", "text/plain", 404)
    if token is not None and not _shows(token.get_secret_value()):
        refused = _answer("Show the token: Authorization: Bearer …\n", "text/plain", 401)
        refused.headers["WWW-Authenticate"] = "Bearer"
        return refused
    return _answer(figures.as_text(), figures.CONTENT_TYPE)


def _can_rank() -> bool:
    bundle = services()
    try:
        # The plain engine's method: a check is no ranking that anybody asked for, so untimed.
        Engine.recommend(bundle.engine, Answers(), on=bundle.today(), limit=1)
    except Exception:  # whatever it is, nobody gets a list
        return False
    return True


def _comes_from_this_machine() -> bool:
    """A proxy on this machine is no proof: with one set or showing, it may be anybody."""
    passed_on = any(name in request.headers for name in FORWARDED)
    if services().settings.proxies or passed_on:
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _shows(token: str) -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(given.encode(), token.encode())


def _answer(body: str | bytes, content_type: str, status: int = 200) -> Response:
    response = Response(body, status, content_type=content_type)
    response.headers["Cache-Control"] = "no-store"
    return response
