"""The application factory: what is switched on, in which order, and nothing else."""

from collections.abc import Callable
from typing import Final

from flask import Blueprint, Flask
from jinja2 import StrictUndefined

from compass.settings import Settings
from web import assets_manifest, caching, device, errors, operations, security, templating
from web.api.page import bp as api_page
from web.api.views import bp as api
from web.colours import choice as colour_choice
from web.colours.views import bp as colours
from web.compare.views import bp as compare
from web.journey.views import bp as journey
from web.language import choice
from web.map import picture
from web.map.views import bp as role_map
from web.offline import onward
from web.offline import views as offline
from web.operations.views import bp as operators
from web.pages.views import bp as pages
from web.plan.views import bp as plan
from web.questions.views import bp as questions
from web.reports.views import bp as reports
from web.results.views import bp as results
from web.roles import glossary
from web.roles.suggestions import bp as suggestions
from web.roles.views import bp as roles
from web.safety import beside
from web.services import Services, build_services, install

# The order matters. Flask runs before_request hooks first to last: the form token is checked before
# the journey is opened. It runs after_request hooks last to first: security headers, then cache
# headers and ETag, then compression.
INITIALISERS: Final[tuple[Callable[[Flask], None], ...]] = (
    operations.init_app,
    caching.init_app,
    security.init_app,
    device.init_app,
    choice.init_app,
    templating.init_app,
    colour_choice.init_app,
    beside.init_app,
    offline.init_app,
    onward.init_app,
    errors.init_app,
    glossary.init_app,
    picture.init_app,
)

BLUEPRINTS: Final[tuple[Blueprint, ...]] = (
    pages,
    colours,
    roles,
    suggestions,
    questions,
    results,
    compare,
    role_map,
    offline.bp,
    reports,
    journey,
    plan,
    api,
    api_page,
    operators,
)


def create_app(settings: Settings | None = None, services: Services | None = None) -> Flask:
    """The site. ``services`` replaces the real catalogue, engine and database in tests.

    Raises:
        AssetsNotBuilt: outside tests, if ``npm run build`` has not run.
        ArtefactsMissing, ArtefactsStale: if ``compass build`` has not run for this catalogue.
        BadCatalogue: if a translation cannot be read.
    """
    settings = settings or (services.settings if services else Settings())
    app = Flask(__name__, static_folder=None)
    # Autoescaping for every template, whatever its suffix, and no silent names.
    app.jinja_options = {"autoescape": True, "undefined": StrictUndefined}
    install(app, services or build_services(settings))
    security.configure(app, settings)
    assets_manifest.init_app(app, settings)
    for initialise in INITIALISERS:
        initialise(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    operations.wrap(app, settings)
    return app
