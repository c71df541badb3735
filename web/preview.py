"""The page of a role for whoever is writing it: as it will look, with what is wrong above it.

A role page rests on the catalogue alone. So there is no engine here, no database and no journey,
and nothing has to be built; every other address says that a preview has only the pages of roles.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined

from compass.settings import Settings
from roles_catalogue.catalogue import Catalogue, Problem
from roles_catalogue.checks import QUICK_RULES, check
from web import assets_manifest, security, templating
from web.app import BLUEPRINTS
from web.colours import choice as colour_choice
from web.language import choice
from web.language.catalogues import ENGLISH
from web.roles.glossary import find_terms
from web.roles.linked_data import occupation
from web.roles.page import role_page

Loaded = tuple[Catalogue | None, tuple[Problem, ...]]
"""What could be read of a catalogue, and what is wrong with the rest."""

ROLE_PAGE: Final = "roles.show"


@dataclass(frozen=True)
class Remark:
    """Something about a role file: an error keeps it out of the catalogue, a warning does not."""

    is_error: bool
    text: str


def create_preview(settings: Settings, read: Callable[[], Loaded], on: date) -> Flask:
    """A site of role pages only, which asks ``read`` for the catalogue at every request.

    Raises:
        AssetsNotBuilt: if ``npm run build`` has not run.
    """
    app = Flask(__name__, static_folder=None)
    app.jinja_options = {"autoescape": True, "undefined": StrictUndefined}
    security.configure(app, settings)
    assets_manifest.init_app(app, settings)
    security.init_app(app)
    choice.offer(app, {ENGLISH.code: ENGLISH})
    templating.init_app(app)
    colour_choice.init_app(app)
    # Only for their addresses, which every page links to: none of their views is called.
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)

    @app.before_request
    def answer() -> ResponseReturnValue:
        if request.endpoint != ROLE_PAGE:
            return render_template("roles/preview_only.html"), 404
        return _role_page((request.view_args or {})["role_id"], read(), on)

    return app


def remarks_on(role_id: str, loaded: Loaded, on: date) -> tuple[Remark, ...]:
    """What is wrong with one role's file, by the schema and by the rules that take no time."""
    catalogue, problems = loaded
    if catalogue is None:
        return tuple(Remark(True, str(problem)) for problem in problems)
    of_file = re.compile(rf"{re.escape(role_id)}|[^/]+/{re.escape(role_id)}\.yaml(?: (.+))?")
    findings = (
        *((True, problem.where, problem.message) for problem in problems),
        *(
            (finding.severity == "error", finding.where, finding.message)
            for finding in check(catalogue, on, QUICK_RULES)
        ),
    )
    return tuple(
        Remark(is_error, f"{named[1]}: {message}" if named[1] else message)
        for is_error, where, message in findings
        if (named := of_file.fullmatch(where))
    )


def _role_page(role_id: str, loaded: Loaded, on: date) -> ResponseReturnValue:
    catalogue, _ = loaded
    remarks = remarks_on(role_id, loaded, on)
    if catalogue is None or role_id not in catalogue:
        return _no_page(role_id, remarks)
    role = catalogue.get(role_id)
    try:
        return render_template(
            "roles/preview.html",
            page=role_page(role, catalogue, on, terms=find_terms(role, catalogue, on)),
            opened_from=None,
            by_chance=False,
            linked_data=occupation(role, catalogue, on, request.path),
            remarks=remarks,
        )
    except KeyError:
        # A row or a role that is not there, which the rules have found as well.
        if not any(remark.is_error for remark in remarks):
            raise
        return _no_page(role_id, remarks)


def _no_page(role_id: str, remarks: tuple[Remark, ...]) -> ResponseReturnValue:
    status = 200 if remarks else 404
    return render_template("roles/preview_problems.html", role_id=role_id, remarks=remarks), status
