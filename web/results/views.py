"""The list. Each time it is served it is a list of its own, and logged as one."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from web.device import require_journey
from web.measuring.figures import count_slate
from web.results.asked import parse
from web.results.changes import what_changed
from web.results.facets import make_facets
from web.results.page import results_page
from web.services import services

bp = Blueprint("results", __name__)


@bp.get("/results")
def show() -> ResponseReturnValue:
    journey, bundle = require_journey(), services()
    everything, on = len(bundle.catalogue), bundle.today()
    asked = parse(request.args).within(everything)
    shown = bundle.journeys.recommend(
        journey,
        asked.wishes,
        on=on,
        surface="results",
        limit=asked.limit(everything),
        skip=asked.skip,
    )
    count_slate(shown.slate)
    page = results_page(
        bundle,
        journey,
        shown,
        asked,
        asking=bundle.journeys.asking(journey),
        facets=make_facets(bundle.engine, journey.about, asked, on),
        change=what_changed(
            bundle.engine,
            journey,
            shown.slate,
            on=on,
            wishes=asked.wishes,
            mode=bundle.journeys.mode_of(journey),
        ),
    )
    return render_template("results/results.html", page=page)
