"""Light or dark: what the reader chose, and a cookie of its own that remembers it.

Without a choice there is no cookie, and the device says which (``prefers-color-scheme``). The
stylesheet knows the choice by ``data-colours`` on the root of every page; the colours are in
``web/assets/styles/_palette.scss``.
"""

from typing import Final, Literal, cast, get_args

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

Colours = Literal["light", "dark"]
"""A choice. No choice is None: as the device has it."""

BEHIND_THE_TOP: Final[dict[Colours, str]] = {"light": "#2a1240", "dark": "#10071b"}
"""What browsers draw above the page: the colour of the strip (``--deep``) by day and by night."""


def known(raw: str | None) -> Colours | None:
    """``raw`` if it is a choice."""
    return cast(Colours, raw) if raw in get_args(Colours) else None


def chosen() -> Colours | None:
    """What this reader chose, if anything."""
    return known(request.cookies.get(cookie_name()))


def remember(response: Response, choice: Colours | None) -> None:
    """Until the browser is closed. The cookie holds one word and nothing about anybody."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    if choice is None:
        response.delete_cookie(cookie_name(), secure=secure, httponly=True, samesite="Lax")
    else:
        response.set_cookie(cookie_name(), choice, secure=secure, httponly=True, samesite="Lax")


def cookie_name() -> str:
    """Bound to this host in production, like the other one."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return "__Host-compass-colours" if secure else "compass-colours"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(behind_the_top=BEHIND_THE_TOP)
    app.context_processor(lambda: {"colours": chosen()})
