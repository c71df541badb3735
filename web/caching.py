"""Who may keep a page: everybody a public one, nobody one that belongs to a journey."""

import hashlib
from typing import Final

from flask import Flask, Response, g, request, session
from flask_compress import Compress

# These neither read nor set a cookie, and say themselves who may keep what they send.
WITHOUT_COOKIE: Final = frozenset({"api"})

_compress = Compress()


def no_compression() -> None:
    """Call in a view whose page holds a form token next to something the visitor typed.

    Compressing both together would let an attacker guess the token from the page's size.
    """
    g.uncompressed = True


def _set_cache_headers(response: Response) -> Response:
    if request.blueprint in WITHOUT_COOKIE:
        return response
    response.vary.add("Cookie")
    if "Cache-Control" in response.headers:
        return response
    public = (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and not session
        and not session.modified
        and not response.is_streamed
    )
    if not public:
        response.headers["Cache-Control"] = "private, no-store"
        return response
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    digest = hashlib.sha256(response.get_data()).hexdigest()[:20]
    response.set_etag(digest, weak=True)
    response.make_conditional(request)
    return response


def _compress_response(response: Response) -> Response:
    if g.get("uncompressed"):
        return response
    return _compress.after_request(response)


def init_app(app: Flask) -> None:
    """Register the two hooks. Flask runs them in reverse order: cache headers, then compression."""
    app.config["COMPRESS_REGISTER"] = False
    # Brotli before the others: our pages come out a tenth smaller in as much time. At 5, for the
    # most part of what higher levels gain at several times the cost.
    app.config["COMPRESS_ALGORITHM"] = ["br", "zstd", "gzip", "deflate"]
    app.config["COMPRESS_BR_LEVEL"] = 5
    _compress.init_app(app)
    app.after_request(_compress_response)
    app.after_request(_set_cache_headers)
