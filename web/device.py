"""Which journey this browser holds: one signed cookie, and how long it may stay unused.

The cookie is Flask's session. It carries the device's token (``t``) and the second it was last
seen (``at``), and the raw form token that Flask-WTF adds. Everything else is in the database.

Ways a journey leaves a browser: nobody used it for ``settings.idle_minutes`` (the cookie's own
``at`` decides, so a restored or copied cookie is as old as it says); the service no longer knows
the token; the person finished or deleted it. In each case the whole cookie goes.
"""

import re
import time
from collections.abc import Callable
from typing import Final, Literal

from flask import Flask, abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from compass.errors import BadSubmission, JourneyEnded, ServiceUnavailable
from compass.journeys.types import Device, Journey
from web.errors import error_response
from web.security import SAFE_METHODS
from web.services import current_journey, services

TOKEN: Final = "t"
SEEN: Final = "at"
REFRESH_SECONDS: Final = 15
"""The cookie is written again only if it is older than this: fewer cookies, fewer races."""

CLEAR_SITE_DATA: Final = '"cache", "storage"'
"""Sent when a person has finished: no page stays in the browser's memory. ``cookies`` is left
out on purpose: it would reach every site under the same registered domain. We drop our own."""

# A journey is never opened for these: they must not read or write the cookie.
WITHOUT_JOURNEY: Final = frozenset({"api", "offline", "suggestions"})
# Somebody who starts, comes back or leaves needs no telling that the old page was closed.
NEVER_INTERRUPTED: Final = frozenset({"journey.start", "journey.come_back", "journey.finish"})

Closed = Literal["idle", "none", "ended"]
"""Why there is no journey: unused for too long, never begun here, or over."""

_LOCAL_PATH: Final = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]*")
_ROLE_PAGE: Final = re.compile(r"/roles(/[a-z0-9-]+)?")

now: Callable[[], float] = time.time
"""Seconds since 1970. A name of its own so that tests can move time."""


def is_idle(seen: object, at: float, idle_minutes: int) -> bool:
    """True if a cookie last seen at ``seen`` has been left alone for too long.

    A cookie without a usable time, or from the future, counts as idle.
    """
    if not isinstance(seen, int) or isinstance(seen, bool):
        return True
    return not -60 <= at - seen <= idle_minutes * 60


def open_journey() -> ResponseReturnValue | None:
    """Before each request: put this device's journey into ``g.journey``.

    If the database is away, a page that can do without a journey is still shown;
    ``require_journey`` raises for the others.
    """
    g.journey, g.journey_error, g.journey_closed = None, None, "none"
    token = None if request.blueprint in WITHOUT_JOURNEY else session.get(TOKEN)
    if token is None:
        return None
    at = int(now())
    if is_idle(session.get(SEEN), at, services().settings.idle_minutes):
        detach()
        return None if request.endpoint in NEVER_INTERRUPTED else _to_closed("idle")
    if abs(at - session[SEEN]) >= REFRESH_SECONDS:
        session[SEEN] = at
    try:
        g.journey = _opened(str(token))
    except ServiceUnavailable as error:
        g.journey_error = error
        return None
    if g.journey is None:
        detach()
        g.journey_closed = "ended"
    return None


def _opened(token: str) -> Journey | None:
    journey = services().journeys.open(token)
    if journey is not None and request.method in SAFE_METHODS:
        # A page is going to look at what was told. A database that goes away meanwhile must not
        # take down the pages that can do without.
        _ = journey.told
    return journey


def device_token() -> str:
    """The token of this browser. Only for telling the service which device is meant."""
    return str(session.get(TOKEN, ""))


def require_journey() -> Journey:
    """The journey of this device. Without one, the request ends on a page that says why.

    Raises:
        ServiceUnavailable: there may be one, but the database cannot say.
    """
    journey = find_journey()
    if journey is None:
        abort(_to_closed(g.journey_closed))
    return journey


def find_journey() -> Journey | None:
    """The journey of this device, or None if it surely has none.

    Raises:
        ServiceUnavailable: there may be one, but the database cannot say.
    """
    if g.get("journey_error") is not None:
        raise g.journey_error
    return current_journey()


def attach(device: Device) -> Journey | None:
    """Give this browser a journey; whatever the cookie held before is gone."""
    session.clear()
    session[TOKEN] = device.token
    session[SEEN] = int(now())
    g.journey = services().journeys.open(device.token)
    return current_journey()


def detach() -> None:
    """Drop the cookie. The journey itself is the service's business."""
    session.clear()
    g.journey = None


def local_path(raw: str | None, default: str) -> str:
    """``raw`` if it is a path on this site, else ``default``: redirects never leave."""
    if raw is not None and len(raw) <= 600 and _LOCAL_PATH.fullmatch(raw):
        return raw
    return default


def _to_closed(why: Closed) -> Response:
    """To the page that says why nothing is open and how to come back."""
    wanted = request.path
    on_to = wanted if request.method in SAFE_METHODS and _ROLE_PAGE.fullmatch(wanted) else None
    return redirect(url_for("journey.come_back", closed=why, to=on_to), 303)


def _ended(error: JourneyEnded) -> ResponseReturnValue:
    # Finished or deleted in another tab while this request was on its way.
    detach()
    return _to_closed("ended")


def _bad_submission(error: BadSubmission) -> ResponseReturnValue:
    # No form of ours comes without its number.
    return error_response(400)


def init_app(app: Flask) -> None:
    """After ``security.init_app``: a form token is checked against the cookie it came with."""
    app.before_request(open_journey)
    app.context_processor(lambda: {"idle_minutes": services().settings.idle_minutes})
    app.register_error_handler(JourneyEnded, _ended)
    app.register_error_handler(BadSubmission, _bad_submission)
