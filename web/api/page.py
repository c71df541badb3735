"""The page that explains the API to people, made from the same description that programs read."""

from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from matching.answers import BadAnswers
from roles_catalogue.export import CREDITS
from web.api.description import document
from web.api.examples import examples
from web.api.page_presenters import reference_page
from web.api.reading import read_match
from web.responses import refusal
from web.services import services

bp = Blueprint("reference", __name__)

MISTAKE: Final = {"limit": 0}
"""A body that shows what a refusal looks like."""


@bp.get("/api")
def show() -> ResponseReturnValue:
    """Every address of the API, with fields, meanings and real examples."""
    bundle = services()
    mistakes: tuple[str, ...] = ()
    try:
        read_match(MISTAKE, bundle.questionnaire, bundle.today())
    except BadAnswers as bad:
        mistakes = bad.problems
    page = reference_page(
        document(bundle.questionnaire),
        examples(bundle),
        refusal(400, mistakes),
        CREDITS,
        request.url_root.rstrip("/"),
    )
    return render_template("api/reference.html", page=page)
