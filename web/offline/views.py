"""What a browser keeps for when the network is away: the worker, a page, copies of roles.

All of it is public. The blueprint never opens a journey, and the worker asks without a cookie, so a
copy is the same for everybody, and the page of one person can never be what is kept.
"""

import json
from hashlib import sha256
from typing import Final

from flask import Blueprint, Flask, Response, g, render_template
from flask.typing import ResponseReturnValue

from web import assets_manifest
from web.responses import cacheable_text
from web.roles.views import show as role_page
from web.services import services

bp = Blueprint("offline", __name__)

WORKER: Final = "offline-worker.js"
ASSETS: Final = (
    "site.css",
    "role.css",
    "main.js",
    "icons.svg",
    "compass.svg",
    "atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "skyline.svg",
    "needle.svg",
)
"""What a kept page needs to look and work as it should."""

MOST_COPIES: Final = 30
DAYS_KEPT: Final = 7


@bp.get("/service-worker.js")
def worker() -> Response:
    """The script that keeps public pages; with ``COMPASS_OFFLINE=off``, one that undoes it all.

    Its text changes with every built file, and with it the version of what is kept.
    """
    assets = assets_manifest.assets()
    on = services().settings.offline == "on" and WORKER in assets.names
    told = {
        "on": on,
        "version": _version(assets),
        "page": "/offline",
        "assets": [assets.url(name) for name in ASSETS if name in assets.names],
        "mostCopies": MOST_COPIES,
        "daysKept": DAYS_KEPT,
    }
    code = (assets_manifest.STATIC / assets.names[WORKER]).read_text("utf-8") if on else _UNDO
    return cacheable_text(f"self.SITE={json.dumps(told)};\n{code}", "text/javascript", seconds=0)


# Needs no build, so that it works whatever else does not.
_UNDO: Final = """\
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await self.registration.unregister();
})()));
"""


def _version(assets: assets_manifest.Assets) -> str:
    return sha256(json.dumps(sorted(assets.names.items())).encode()).hexdigest()[:12]


@bp.get("/offline")
def page() -> ResponseReturnValue:
    """Shown in place of any page that cannot be reached."""
    return render_template("offline/page.html", days_kept=DAYS_KEPT)


@bp.get("/offline/roles/<role_id>")
def role(role_id: str) -> ResponseReturnValue:
    """The page of a role as everybody gets it, with a note that it is a copy, and no forms."""
    g.kept_copy = True
    return role_page(role_id)


@bp.after_request
def _not_for_search_engines(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def init_app(app: Flask) -> None:
    app.context_processor(
        lambda: {
            "kept_copy": g.get("kept_copy", False),
            "offline": services().settings.offline == "on"
            and assets_manifest.assets().knows(WORKER),
        }
    )
