"""Roles side by side: a page for everybody, and for one person what it means to them."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from web.compare.page import MOST, OFFERED, compare_page, named_roles, nearest
from web.roles.presenters import role_card, role_links
from web.services import current_journey, if_the_log_is_there, services

bp = Blueprint("compare", __name__)


@bp.get("/compare")
def show() -> ResponseReturnValue:
    """The roles that the address names, as ``roles=a,b`` or ``roles=a&roles=b``. One that we do
    not know costs nobody the others."""
    bundle, journey = services(), current_journey()
    roles, unknown = named_roles(bundle.catalogue, request.args.getlist("roles"))
    if unknown and not roles:
        abort(404)
    if len(roles) < 2:
        saved = role_links(journey.shortlist if journey else (), bundle.catalogue)
        return render_template(
            "compare/choose.html",
            one=role_card(roles[0]) if roles else None,
            saved=[card for card in saved if card.id not in {role.id for role in roles}],
            nearest=nearest(bundle.engine, bundle.catalogue, roles[0].id, OFFERED) if roles else (),
            unknown=unknown,
        )
    beside = roles[:MOST]
    if journey is not None:
        with if_the_log_is_there():
            bundle.journeys.roles_compared(journey, tuple(role.id for role in beside))
    page = compare_page(bundle, beside, bundle.today(), journey)
    return render_template(
        "compare/compare.html", page=page, most=MOST, more=len(roles) > MOST, unknown=unknown
    )
