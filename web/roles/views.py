"""The list of roles and the page of one role."""

from typing import Final
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from compass.journeys.types import Journey
from roles_catalogue.catalogue import UnknownRole
from web.addresses import with_query
from web.questions.disputes import changed
from web.roles import filters
from web.roles.glossary import terms_on_page
from web.roles.linked_data import occupation
from web.roles.listing import make_listing
from web.roles.page import ToldWords, role_page
from web.roles.presenters import role_links
from web.roles.ways import best_way, ways_page
from web.roles.what_if import WhatIfWords, what_if_words
from web.safety.beside import listen_to_search
from web.services import Services, current_journey, if_the_log_is_there, services

bp = Blueprint("roles", __name__)

TEXT: Final = "text"
SHORT: Final = "short"
"""The name and value that ask for a short page."""

BESIDE: Final = 3
"""So many of the roles most like this one are named, and offered to compare it with."""
SURPRISING: Final = 3


@bp.get("/roles")
def index() -> ResponseReturnValue:
    """Every role, or those that the address asks for."""
    bundle = services()
    wanted = filters.parse(request.args)
    if away := listen_to_search(request.args.get("q", ""), wanted.address()):
        return away
    listing = make_listing(bundle.catalogue, bundle.engine, wanted)
    journey = current_journey()
    if journey is not None and wanted.query:
        known = bundle.engine.finder.is_known(wanted.query)
        with if_the_log_is_there():
            bundle.journeys.search_run(journey, wanted.query, listing.found, known)
    return render_template("roles/index.html", listing=listing, filters=wanted)


@bp.get("/roles/<role_id>")
def show(role_id: str) -> ResponseReturnValue:
    """One role, with the ways in held against what the person told us, if anything."""
    bundle = services()
    try:
        role = bundle.catalogue.get(role_id)
    except UnknownRole:
        return _unknown(role_id)
    journey = current_journey()
    list_id, position = _opened_from()
    if journey is not None:
        with if_the_log_is_there():
            bundle.journeys.role_opened(
                journey, role.id, list_id=list_id, position=position, surface="role"
            )
    page = role_page(
        role,
        bundle.catalogue,
        bundle.today(),
        journey,
        what_if=_what_if(bundle, journey, role.id),
        terms=terms_on_page(role.id),
        told=_told(bundle, journey, role.id),
        nearest=bundle.engine.nearest(role.id, BESIDE),
        surprises=bundle.engine.surprising(role.id, SURPRISING),
        way=best_way(role, bundle.engine, bundle.today(), journey),
    )
    return render_template(
        "roles/role.html",
        page=page,
        opened_from=list_id,
        by_chance=bundle.settings.ranking.exploration != "none",
        linked_data=occupation(role, bundle.catalogue, bundle.today(), request.path),
        short=request.args.get(TEXT) == SHORT,
        other_length=_other_length(),
    )


def _other_length() -> str:
    """This page with the short text, or with all of it if it is short."""
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != TEXT]
    if request.args.get(TEXT) != SHORT:
        pairs.append((TEXT, SHORT))
    return with_query(request.path, pairs)


@bp.get("/roles/<role_id>/ways")
def ways(role_id: str) -> ResponseReturnValue:
    """The best few ways to one role from where somebody is, by what matters to them."""
    bundle = services()
    try:
        role = bundle.catalogue.get(role_id)
    except UnknownRole:
        return _unknown(role_id)
    page = ways_page(role, bundle.engine, bundle.today(), current_journey(), request.args)
    return render_template("roles/ways.html", page=page)


def _what_if(bundle: Services, journey: Journey | None, role_id: str) -> WhatIfWords | None:
    """What would change this role's place in the list it was opened from, filters and all, for
    somebody who has a list. Lists only thought of are shown to nobody, so nothing is logged."""
    if journey is None:
        return None
    wishes = filters.parse(request.args).wishes
    found = bundle.engine.what_would_change(
        journey.answers, role_id, on=bundle.today(), wishes=wishes, policy=bundle.settings.ranking
    )
    if found is None:
        return None
    return what_if_words(
        found, bundle.questionnaire, journey.answers, wishes, len(bundle.catalogue)
    )


def _told(bundle: Services, journey: Journey | None, role_id: str) -> ToldWords | None:
    """Why this role fits somebody who has a list, or has just taken all that counts out of it."""
    if journey is None:
        return None
    wishes = filters.parse(request.args).wishes
    just_now = changed(bundle.questionnaire, journey.answers, request.args, origin="list")
    place = bundle.engine.place_of(
        journey.answers,
        role_id,
        on=bundle.today(),
        wishes=wishes,
        policy=bundle.settings.ranking,
        everything=False,
    )
    if place is None and just_now is None:
        return None
    return ToldWords(
        reasons=place.reasons if place else (),
        cautions=place.cautions if place else (),
        changed=just_now,
        address=with_query(f"/roles/{role_id}", filters.wish_pairs(wishes)),
        everything=filters.place_address(role_id, wishes) if place else "",
    )


def _opened_from() -> tuple[UUID | None, int | None]:
    """The list and the place in it that a link named, or nothing if it named no such thing."""
    try:
        list_id = UUID(request.args.get("list", ""))
        position = int(request.args.get("position", ""))
    except ValueError:
        return None, None
    longest = len(services().catalogue)
    return (list_id, position) if 1 <= position <= longest else (None, None)


def _unknown(role_id: str) -> Response:
    """A friendly 404: the titles closest to what the address says."""
    bundle = services()
    guess = role_id.replace("-", " ")[:80]
    hits = bundle.engine.search(guess, limit=5).hits
    cards = role_links([hit.role_id for hit in hits], bundle.catalogue)
    return make_response(render_template("roles/unknown.html", guess=guess, cards=cards), 404)
