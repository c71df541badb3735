"""Built assets: from a logical name (``site.css``) to the hashed file in ``web/static``.

``npm run build`` writes the files and ``web/static/manifest.json``. WhiteNoise serves the
folder under ``/static/``: a hashed name never changes its content, so it may be kept for ever.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast
from wsgiref.headers import Headers

from flask import Flask, current_app
from whitenoise import WhiteNoise

from compass.settings import Settings
from web.security import FILE_HEADERS, HEADERS

STATIC: Final = Path(__file__).parent / "static"
PREFIX: Final = "/static/"
_KEY: Final = "compass-assets"
_HASHED: Final = re.compile(r"[-.][0-9A-Za-z]{8,}\.\w+$")


class AssetsNotBuilt(RuntimeError):
    """``web/static`` has no manifest: the assets were never built."""


@dataclass(frozen=True)
class Assets:
    """``names`` maps logical to built names, both relative to the static folder."""

    names: dict[str, str]
    built: bool = True

    def knows(self, name: str) -> bool:
        """True for a name that a page may link to. Without a build, which only tests may be, it is
        any name."""
        return name in self.names or not self.built

    def url(self, name: str) -> str:
        """The address of one asset. Raises KeyError for a name that the build did not make."""
        return PREFIX + (self.names[name] if self.built else name)


def load(folder: Path = STATIC) -> Assets:
    """Read the manifest. Raises AssetsNotBuilt with what to do."""
    path = folder / "manifest.json"
    try:
        names = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = f"{path} is missing: run `npm ci --ignore-scripts` and `npm run build`"
        raise AssetsNotBuilt(message) from error
    return Assets(names=names)


def is_immutable(path: str, url: str) -> bool:
    """True for a name with a content hash in it: such a file may be cached for ever."""
    return _HASHED.search(url) is not None


def _add_headers(headers: Headers, path: str, url: str) -> None:
    """Files are answered before Flask's own hooks, so they get the same headers here. A picture
    may be opened as a document; a style, a script or a font cannot."""
    is_document = not url.endswith((".css", ".js", ".woff2"))
    for name, value in HEADERS.items():
        if is_document or name in FILE_HEADERS:
            headers[name] = value


def init_app(app: Flask, settings: Settings, folder: Path = STATIC) -> None:
    """Serve the folder and offer ``asset('site.css')`` to templates.

    Tests may run without a build: there, names are used as they are.
    """
    try:
        assets = load(folder)
    except AssetsNotBuilt:
        if settings.environment != "test":
            raise
        assets = Assets(names={}, built=False)
    app.extensions[_KEY] = assets
    app.jinja_env.globals["asset"] = assets.url
    if assets.built:
        served = WhiteNoise(
            app.wsgi_app,
            root=str(folder),
            prefix=PREFIX,
            immutable_file_test=is_immutable,
            max_age=300,
            charset="utf-8",
            allow_all_origins=False,
            add_headers_function=_add_headers,
        )
        cast(Any, app).wsgi_app = served


def assets() -> Assets:
    """The assets of the running application."""
    return cast(Assets, current_app.extensions[_KEY])
