"""Two roles side by side: a page for everybody, and for one person what it means to them."""

from typing import Final

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from roles_catalogue.catalogue import UnknownRole
from web.compare.page import compare_page, nearest
from web.roles.presenters import role_card, role_links
from web.services import current_journey, if_the_log_is_there, services

bp = Blueprint("compare", __name__)

MOST: Final = 2
"""So many roles stand side by side."""
OFFERED: Final = 6
"""So many roles are offered to compare one with."""


@bp.get("/compare")
def show() -> ResponseReturnValue:
    """The roles that the address names, as ``roles=a,b`` or ``roles=a&roles=b``."""
    bundle, journey = services(), current_journey()
    named = [part for value in request.args.getlist("roles") for part in value.split(",") if part]
    ids = list(dict.fromkeys(named))
    try:
        roles = [bundle.catalogue.get(role_id) for role_id in ids]
    except UnknownRole:
        abort(404)
    if len(roles) < 2:
        saved = role_links(journey.shortlist if journey else (), bundle.catalogue)
        return render_template(
            "compare/choose.html",
            one=role_card(roles[0]) if roles else None,
            saved=[card for card in saved if card.id not in ids],
            nearest=nearest(bundle.engine, bundle.catalogue, ids[0], OFFERED) if roles else (),
        )
    beside = roles[:MOST]
    if journey is not None:
        with if_the_log_is_there():
            bundle.journeys.roles_compared(journey, tuple(role.id for role in beside))
    page = compare_page(bundle, beside, bundle.today(), journey)
    return render_template("compare/compare.html", page=page, more=len(roles) > MOST)
