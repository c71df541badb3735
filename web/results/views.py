"""The list, and where one job stands in it. Each time the list is served it is a list of its own,
and logged as one."""

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from roles_catalogue.catalogue import UnknownRole
from web.addresses import with_query
from web.device import require_journey
from web.measuring.figures import count_slate
from web.questions.disputes import changed
from web.results.asked import FIRST, parse
from web.results.changes import what_changed
from web.results.facets import make_facets
from web.results.further import different_page, like_page
from web.results.marks import marked_now
from web.results.page import results_page
from web.results.place import CHOICES, choices, place_page
from web.results.switches import switches
from web.roles.filters import clean_query, place_address, wish_fields, wish_pairs
from web.roles.what_if import what_if_words
from web.safety.beside import listen, listen_to_search, with_taken_before
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
    listen(journey.own_words)
    choices = bundle.engine.choices(journey.answers, asked.wishes, on=on)
    page = results_page(
        bundle,
        journey,
        shown,
        asked,
        asking=bundle.journeys.asking(journey),
        facets=make_facets(choices, asked),
        changed=changed(bundle.questionnaire, journey.answers, request.args, origin="list"),
        marked=marked_now(bundle.catalogue, journey, request.args),
        switches=switches(choices, asked, is_told=bool(journey.about)),
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
    typed = request.args.get("q", "")
    query, wishes = clean_query(typed), parse(request.args).wishes
    pairs = [("q", query)] if query else []
    without = with_query("/results/where", [*pairs, *wish_pairs(wishes)])
    if away := listen_to_search(typed, without):
        return away
    result = bundle.engine.search(query, limit=CHOICES)
    if query:
        known = bundle.engine.finder.is_known(query)
        bundle.journeys.search_run(journey, query, len(result.hits), known)
    role_id = result.only
    if role_id is not None:
        return redirect(with_taken_before(place_address(role_id, wishes)), 303)
    return render_template(
        "results/where.html",
        query=query,
        exact=result.found,
        choices=choices(result, wishes),
        wishes=wish_fields(wishes),
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
    ranked = engine.place_of(answers, role.id, on=on, wishes=wishes, policy=policy)
    there = engine.recommend(
        answers,
        on=on,
        limit=1,
        skip=ranked.position - 1 if ranked else 0,
        wishes=wishes,
        seed=journey.seed,
        policy=policy,
    )
    page = place_page(
        role,
        ranked,
        elsewhere=ranked is not None and there.roles[0].role_id != role.id,
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


@bp.get("/results/like/<role_id>")
def like(role_id: str) -> ResponseReturnValue:
    """The jobs most like one, those that fit best first. They are shown because they were asked
    for: like a place, that is no list, and nothing is logged as one."""
    journey, bundle = require_journey(), services()
    try:
        role = bundle.catalogue.get(role_id)
    except UnknownRole:
        abort(404)
    return render_template("results/like.html", page=like_page(bundle, journey, role, request.args))


@bp.get("/results/different")
def different() -> ResponseReturnValue:
    """A job that fits and is far from the first ten of the list; ``n`` asks for the next ones. It
    is asked for, and in no log."""
    journey, bundle = require_journey(), services()
    wishes, policy, on = parse(request.args).wishes, bundle.settings.ranking, bundle.today()
    first = bundle.engine.recommend(
        journey.answers, on=on, limit=FIRST, wishes=wishes, seed=journey.seed, policy=policy
    )
    page = different_page(bundle, journey, first, request.args)
    return render_template("results/different.html", page=page)
