"""For whoever runs the site: is it ready, how is it doing, and one log line a request."""

from typing import Any, cast

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from compass.settings import Settings
from web.measuring import figures
from web.operations import requests
from web.services import bundle_of


def init_app(app: Flask) -> None:
    requests.init_app(app)
    figures.say_versions(bundle_of(app).engine.versions)


def wrap(app: Flask, settings: Settings) -> None:
    """Put the layers around the application: last, so that they see all of it."""
    inside: Any = app.wsgi_app
    if settings.proxies:
        # The host is not taken from X-Forwarded-Host: a proxy passes on Host itself, and drops
        # or sets the two headers that count here (deploy/nginx).
        inside = ProxyFix(inside, x_for=settings.proxies, x_proto=settings.proxies, x_host=0)
    cast(Any, app).wsgi_app = requests.Requests(inside, behind_proxy=settings.proxies > 0)
