"""Headers on every response, and two checks on every request that changes something.

First, where it comes from: a browser says so in ``Sec-Fetch-Site`` or ``Origin``, and a request
from another site is refused. Second, a form token (Flask-WTF), wherever the visitor has a
session that a foreign page could ride on. A visitor without a session has nothing to ride on,
so the public pages need no token, set no cookie and can be cached.
"""

from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request, session
from flask_wtf.csrf import CSRFProtect

from compass.keys import derive_key
from compass.settings import Settings

CONTENT_SECURITY_POLICY: Final[dict[str, tuple[str, ...]]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'",),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "manifest-src": ("'self'",),
    "form-action": ("'self'",),
    "frame-ancestors": ("'none'",),
    "base-uri": ("'none'",),
    "object-src": ("'none'",),
}

HEADERS: Final[dict[str, str]] = {
    "Content-Security-Policy": "; ".join(
        f"{name} {' '.join(values)}" for name, values in CONTENT_SECURITY_POLICY.items()
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FILE_HEADERS: Final = ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")
"""All that a style, a script or a font needs: the others are about documents, half a kilobyte of
every file on a thin network."""
TRANSPORT_SECURITY: Final = "max-age=31536000; includeSubDomains"
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OWN_SITE: Final = frozenset({"same-origin", "none"})

# Starting only ever makes a new journey. A page kept by the back button holds no token for a
# session that began after it, and must still be able to start.
WITHOUT_TOKEN: Final = frozenset({"journey.start"})

csrf = CSRFProtect()


def configure(app: Flask, settings: Settings) -> None:
    """Flask's own settings: the signed cookie, form tokens, and how large a request may be."""
    production = settings.environment == "production"
    app.config.update(
        SECRET_KEY=derive_key(settings.secret, "web-session"),
        SESSION_COOKIE_NAME="__Host-compass" if production else "compass",
        SESSION_COOKIE_SECURE=production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        MAX_CONTENT_LENGTH=64 * 1024,
        MAX_FORM_MEMORY_SIZE=64 * 1024,
        MAX_FORM_PARTS=200,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=None,
        TESTING=settings.environment == "test",
    )


def comes_from_elsewhere(fetch_site: str | None, origin: str | None, host: str) -> bool:
    """True if the browser says that another site sent this request.

    With neither header it is no current browser, and carries no cookie it was tricked into.
    """
    if fetch_site is not None:
        return fetch_site not in OWN_SITE
    if origin is not None:
        try:
            return urlsplit(origin).netloc != host
        except ValueError:  # no address at all
            return True
    return False


def _check_request() -> None:
    if request.method in SAFE_METHODS or request.blueprint == "api":
        return
    headers = request.headers
    if comes_from_elsewhere(headers.get("Sec-Fetch-Site"), headers.get("Origin"), request.host):
        abort(403)
    if session and request.endpoint not in WITHOUT_TOKEN:
        csrf.protect()


def _set_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", TRANSPORT_SECURITY)
    return response


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    app.before_request(_check_request)
    app.after_request(_set_headers)
