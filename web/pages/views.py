"""The start page and the pages about the site itself."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from compass.support.help_with_costs import help_with_costs
from matching.adaptive import MOST
from web.pages.money import money_parts
from web.pages.presenters import glossary_letters, home_page
from web.questions.certainty import USUAL
from web.services import services

bp = Blueprint("pages", __name__)


@bp.get("/")
def home() -> ResponseReturnValue:
    """What this is, what you get in five minutes, and the way in."""
    bundle = services()
    return render_template("pages/home.html", page=home_page(bundle.catalogue, bundle.today()))


@bp.get("/how-matching-works")
def how_matching_works() -> ResponseReturnValue:
    """How a list comes about, in plain words."""
    bundle = services()
    return render_template(
        "pages/how-matching-works.html",
        adaptive=bundle.settings.questions == "adaptive",
        first=len(bundle.questionnaire.first_pass),
        usual=USUAL,
        most=MOST,
        all=len(bundle.questionnaire.items),
        total=len(bundle.catalogue),
        by_chance=bundle.settings.ranking.exploration != "none",
    )


@bp.get("/glossary")
def glossary() -> ResponseReturnValue:
    """Every word that a role page explains, by its first letter."""
    terms = services().catalogue.reference.glossary.values()
    return render_template("pages/glossary.html", letters=glossary_letters(terms))


@bp.get("/money")
def money() -> ResponseReturnValue:
    """Money, childcare and learning until 18: what there is, for whom, and how to get it."""
    return render_template("pages/money.html", parts=money_parts(help_with_costs()))


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept, for how long, and what you can do about it."""
    settings = services().settings
    return render_template("pages/privacy.html", settings=settings)


@bp.get("/cookies")
def cookies() -> ResponseReturnValue:
    """The one cookie."""
    return render_template("pages/cookies.html", settings=services().settings)


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("pages/accessibility.html")


@bp.get("/credits")
def credits() -> ResponseReturnValue:
    """Whose data, drawings, type and code this stands on."""
    return render_template("pages/credits.html")
