"""All jobs on one picture: public for everybody, and for one person what suits them."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from web.map.page import map_page
from web.map.picture import picture
from web.roles import filters
from web.safety.beside import listen_to_search
from web.services import current_journey, if_the_log_is_there, services

bp = Blueprint("map", __name__)


@bp.get("/map")
def show() -> ResponseReturnValue:
    """Every job as a dot, near means alike; a search and filters as on the list of roles."""
    bundle, journey = services(), current_journey()
    wanted = filters.parse(request.args)
    if away := listen_to_search(request.args.get("q", ""), wanted.address("/map")):
        return away
    result = None
    if wanted.query:
        result = bundle.engine.search(wanted.query, limit=len(bundle.catalogue))
    page = map_page(bundle, picture(), wanted, result, request.args.get("near", ""), journey)
    if journey is not None and result is not None:
        known = bundle.engine.finder.is_known(wanted.query)
        with if_the_log_is_there():
            bundle.journeys.search_run(journey, wanted.query, page.found, known)
    return render_template("map/map.html", page=page, filters=wanted)
