"""Suggestions while somebody types in a search box: a small JSON of its own, outside the API.

It knows no journey, sets no cookie and logs nothing. The page asks for it without its cookie.
"""

import json
from typing import Final

from flask import Blueprint, Response, request

from matching.search import Hit, SearchResult
from web.roles.filters import clean_query
from web.services import services

bp = Blueprint("suggestions", __name__)

MOST: Final = 7
FRESH_SECONDS: Final = 300

NOTES: Final = {"title": "", "words": "Has your words", "meaning": "Close in meaning"}


@bp.get("/roles/suggestions")
def suggest() -> Response:
    """Jobs for what has been typed so far; none if nothing fits yet."""
    result = services().engine.search(clean_query(request.args.get("q", "")), limit=MOST)
    response = Response(as_json(result), mimetype="application/json")
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return response


def as_json(result: SearchResult) -> str:
    """What the script reads. Roles that are only close are for the results page, which can
    say so in full."""
    shown = [_suggestion(hit) for hit in result.hits if hit.kind != "close"]
    return json.dumps({"suggestions": shown}, ensure_ascii=False)


def _suggestion(hit: Hit) -> dict[str, str]:
    note = f"Also called {hit.matched}" if hit.kind == "other_name" else NOTES[hit.kind]
    return {"title": hit.title, "note": note, "href": f"/roles/{hit.role_id}"}
