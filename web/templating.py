"""Two Jinja environments: ours is strict, the component kit's is as forgiving as it needs.

The kit (nhsuk-frontend-jinja) relies on undefined values being empty. Giving our own templates
the same latitude would hide our spelling mistakes, so the kit's macros are made in an
environment of their own and handed to ours as ``kit.radios(...)``, ``kit.error_summary(...)``.
"""

from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any, Final

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from jinja2 import ChainableUndefined, Environment, PackageLoader
from markupsafe import Markup

from matching.search import LONGEST_QUERY
from web.questions.certainty import promised
from web.questions.school_year import old_stage
from web.services import current_journey, services

KIT_COMPONENTS: Final[dict[str, str]] = {
    "character_count": "character-count/macro.jinja:characterCount",
    "checkboxes": "checkboxes/macro.jinja:checkboxes",
    "details": "details/macro.jinja:details",
    "error_message": "error-message/macro.jinja:errorMessage",
    "error_summary": "error-summary/macro.jinja:errorSummary",
    "fieldset": "fieldset/macro.jinja:fieldset",
    "hint": "hint/macro.jinja:hint",
    "input": "input/macro.jinja:input",
    "label": "label/macro.jinja:label",
    "radios": "radios/macro.jinja:radios",
    "select": "select/macro.jinja:select",
    "summary_list": "summary-list/macro.jinja:summaryList",
    "textarea": "textarea/macro.jinja:textarea",
}


@cache
def kit_macros() -> SimpleNamespace:
    """The kit's components as functions: each takes the kit's own dict of parameters."""
    kit = Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    macros: dict[str, Callable[..., Any]] = {}
    for name, where in KIT_COMPONENTS.items():
        path, _, macro = where.partition(":")
        macros[name] = getattr(kit.get_template(f"nhsuk/components/{path}").module, macro)
    return SimpleNamespace(**macros)


def csrf_field() -> Markup:
    """The hidden form token, or nothing for a visitor without a session (see web.security)."""
    if not session:
        return Markup("")
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


# What the layout asks for, where no part of the site says otherwise.
LAYOUT: Final[dict[str, Any]] = {
    "help_lines": (),
    "kept_copy": False,
    "offline": False,
    "taken_out": "",
}


def _promised() -> str:
    """How many questions come before the list, as this site asks them."""
    return promised(services().questionnaire, services().settings.questions)


def _old_stage() -> str:
    """Where this visitor was when they told us, if that was before the summer; usually nothing."""
    journey, bundle = current_journey(), services()
    return "" if journey is None else old_stage(bundle.questionnaire, journey.told, bundle.today())


def init_app(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        **LAYOUT,
        kit=kit_macros(),
        csrf_field=csrf_field,
        old_stage=_old_stage,
        promised_questions=_promised,
        longest_query=LONGEST_QUERY,
    )
    app.context_processor(lambda: {"journey": current_journey()})
