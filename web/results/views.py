"""The list, and where one job stands in it. Each time the list is served it is a list of its own,
and logged as one."""

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from roles_catalogue.catalogue import UnknownRole
from web.device import require_journey
from web.measuring.figures import count_slate
from web.questions.disputes import changed
from web.results.asked import parse
from web.results.changes import what_changed
from web.results.facets import make_facets
from web.results.page import results_page
from web.results.place import CHOICES, choices, place_page
from web.roles.filters import clean_query, place_address, wish_pairs
from web.roles.what_if import what_if_words
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
        changed=changed(bundle.questionnaire, journey.answers, request.args, origin="list"),
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


@bp.get("/results/where")
def where() -> ResponseReturnValue:
    """Which job is meant? Straight to its place if that is plain, else a choice."""
    journey, bundle = require_journey(), services()
    query, wishes = clean_query(request.args.get("q", "")), parse(request.args).wishes
    result = bundle.engine.search(query, limit=CHOICES)
    if query:
        known = bundle.engine.finder.is_known(query)
        bundle.journeys.search_run(journey, query, len(result.hits), known)
    role_id = result.only
    if role_id is not None:
        return redirect(place_address(role_id, wishes), 303)
    return render_template(
        "results/where.html",
        query=query,
        exact=result.found,
        choices=choices(result, wishes),
        wishes=wish_pairs(wishes),
    )


@bp.get("/results/where/<role_id>")
def place(role_id: str) -> ResponseReturnValue:
    """Where one job stands, wherever that is, and everything that speaks for it and against it.
    It is shown because it was asked for: that is no list, and nothing is logged as one."""
    journey, bundle = require_journey(), services()
    try:
        role = bundle.catalogue.get(role_id)
    except UnknownRole:
        abort(404)
    engine, on, policy = bundle.engine, bundle.today(), bundle.settings.ranking
    answers, wishes = journey.answers, parse(request.args).wishes
    found = engine.what_would_change(answers, role.id, on=on, wishes=wishes, policy=policy)
    best = engine.recommend(answers, on=on, limit=1, wishes=wishes, policy=policy)
    page = place_page(
        role,
        engine.place_of(answers, role.id, on=on, wishes=wishes, policy=policy),
        wishes=wishes,
        everything=len(bundle.catalogue),
        what_if=None
        if found is None
        else what_if_words(found, bundle.questionnaire, answers, wishes, len(bundle.catalogue)),
        first=bundle.catalogue.get(best.roles[0].role_id),
        changed=changed(bundle.questionnaire, answers, request.args, origin="list"),
    )
    by_chance = policy.exploration != "none"
    return render_template("results/place.html", page=page, by_chance=by_chance)
