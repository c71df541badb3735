"""Suggestions while somebody types in a search box: a small JSON of its own, outside the API.

It knows no journey, sets no cookie and logs nothing. The page asks for it without its cookie.
"""

from typing import Final

from flask import Blueprint, Response, request

from matching.search import Hit
from web.language.words import N_, Words, _
from web.responses import cacheable
from web.roles.filters import clean_query
from web.services import services

bp = Blueprint("suggestions", __name__)

MOST: Final = 7

NOTES: Final = Words(
    {"title": "", "words": N_("Has your words"), "meaning": N_("Close in meaning")}
)


@bp.get("/roles/suggestions")
def suggest() -> Response:
    """Jobs for what has been typed so far; none if nothing fits yet."""
    result = services().engine.search(clean_query(request.args.get("q", "")), limit=MOST)
    # Roles that are only close are for the results page, which can say so in full.
    shown = [_suggestion(hit) for hit in result.hits if hit.kind != "close"]
    return cacheable({"suggestions": shown})


def _suggestion(hit: Hit) -> dict[str, str]:
    note = (
        _("Also called %(name)s", name=hit.matched) if hit.kind == "other_name" else NOTES[hit.kind]
    )
    return {"title": hit.title, "note": note, "href": f"/roles/{hit.role_id}"}
