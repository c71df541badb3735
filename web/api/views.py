"""The API's addresses. Every view is stateless: no cookie is read or set, nothing is logged.

The docstrings are what the description of the API says of each address.
"""

from typing import Final

from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from matching.as_json import read_json, search_as_json
from roles_catalogue.catalogue import UnknownRole
from web.api.blueprint import V1, bp
from web.api.description import described, document
from web.api.inputs import MatchBody, NextBody, PathsBody, PlaceBody, RolesQuery, SearchQuery
from web.api.presenters import (
    filters_as_json,
    glossary_as_json,
    health_as_json,
    match_answer,
    next_answer,
    paths_answer,
    place_answer,
    role_as_json,
    roles_page,
)
from web.api.reading import read_match, read_next, read_paths, read_place, read_query
from web.api.shapes import (
    FiltersAnswer,
    GlossaryAnswer,
    Health,
    MatchAnswer,
    NextAnswer,
    PathsAnswer,
    PlaceAnswer,
    QuestionnaireAnswer,
    RolesAnswer,
    SearchAnswer,
    WholeRole,
)
from web.responses import cacheable, error_response, json_response
from web.services import services

__all__ = ["bp"]

LARGEST_BODY: Final = 64 * 1024


@bp.get(f"{V1}/questionnaire")
@described(QuestionnaireAnswer, refusals=(429,))
def questionnaire() -> Response:
    """What is asked.

    `kind` says how to answer: a `scale` with a number from 1 to 5, a `choice` with one option's
    value, a `multi` with a list of them. Everything may be left out.
    """
    return cacheable(services().questionnaire.as_json())


@bp.get(f"{V1}/filters")
@described(FiltersAnswer, refusals=(429,))
def filters() -> Response:
    """What roles can be filtered by.

    Families, sectors, settings and kinds of ways in, with their labels and how many roles each has.
    """
    return cacheable(filters_as_json(services().catalogue))


@bp.get(f"{V1}/glossary")
@described(GlossaryAnswer, refusals=(429,))
def glossary() -> Response:
    """Words of health and care work, and of courses and exams, each explained once.

    Look for whole words, the longest form first; capitals matter only in forms that are all
    capitals.
    """
    return cacheable(glossary_as_json(services().catalogue))


@bp.get(f"{V1}/roles")
@described(RolesAnswer, query=RolesQuery, refusals=(400, 429))
def roles() -> Response:
    """The roles in brief, a page at a time.

    Always in the order of their ids. The values of one filter widen it; filters narrow each other.
    """
    bundle = services()
    query = read_query(RolesQuery, request.args)
    page = roles_page(bundle.catalogue, query, bundle.today())
    response = cacheable(page.answer)
    for relation, address in page.links.items():
        response.headers.add("Link", f'<{address}>; rel="{relation}"')
    return response


@bp.get(f"{V1}/roles/<role_id>")
@described(WholeRole, refusals=(404, 429), path="The role's id.")
def role(role_id: str) -> Response:
    """One whole role.

    All of its file, with its pay and the rows of the tables that its facts come from.
    """
    bundle = services()
    try:
        found = bundle.catalogue.get(role_id)
    except UnknownRole:
        return error_response(404, (f"no role has this id; {V1}/roles lists them.",))
    return cacheable(role_as_json(found, bundle.catalogue, bundle.today()))


@bp.get(f"{V1}/search")
@described(SearchAnswer, query=SearchQuery, refusals=(400, 429))
def search() -> Response:
    """Roles by what somebody typed.

    If nothing has the words, the closest are found and `exact` is false.
    """
    query = read_query(SearchQuery, request.args)
    return cacheable(search_as_json(services().engine.search(query.q, query.limit)))


@bp.post(f"{V1}/match")
@described(MatchAnswer, body=MatchBody, refusals=(400, 413, 415, 429))
def match() -> Response:
    """Ranked roles for a set of answers.

    Everything in the body may be left out. Nothing of it is stored or logged.
    """
    bundle = services()
    wanted = read_match(read_json(_body()), bundle.questionnaire, bundle.today())
    return json_response(match_answer(bundle, wanted))


@bp.post(f"{V1}/roles/<role_id>/paths")
@described(PathsAnswer, body=PathsBody, refusals=(400, 404, 413, 415, 429), path="The role's id.")
def paths(role_id: str) -> Response:
    """The best few paths from where somebody is to a role.

    Everything in the body may be left out: what is not said is assumed, and `assumed` says so.
    If there is no way there, `nearest` has the nearest role that has one. Nothing is stored or
    logged.
    """
    bundle = services()
    wanted = read_paths(read_json(_body()), bundle.questionnaire, bundle.today())
    try:
        return json_response(paths_answer(bundle, role_id, wanted))
    except UnknownRole as error:
        return error_response(404, (f"{error}; {V1}/roles lists them.",))


@bp.post(f"{V1}/next")
@described(NextAnswer, body=NextBody, refusals=(400, 413, 415, 429))
def next_question() -> Response:
    """The next question for a set of answers.

    The one whose answer is expected to tell most about this person's list, with something of
    every part of the questionnaire. Ask it, add the answer, send all of it again; `done` says when
    to show the list. Nothing of it is stored or logged.
    """
    bundle = services()
    wanted = read_next(read_json(_body()), bundle.questionnaire)
    return json_response(next_answer(bundle, wanted))


@bp.post(f"{V1}/match/place")
@described(PlaceAnswer, body=PlaceBody, refusals=(400, 404, 413, 415, 429))
def place() -> Response:
    """Where any one role stands for a set of answers.

    With everything that speaks for it and against it. Nothing of the body is stored or logged.
    """
    bundle = services()
    wanted = read_place(read_json(_body()), bundle.questionnaire, bundle.today())
    try:
        bundle.catalogue.get(wanted.role_id)
        return json_response(place_answer(bundle, wanted))
    except UnknownRole as error:
        return error_response(404, (f"{error}; {V1}/roles lists them.",))


@bp.get("/healthz")
@described(Health, unavailable=Health)
def health() -> Response:
    """Whether the site is well.

    200 if it can answer and remember, 503 while the database is away. Reading and matching work
    on without it.
    """
    answer = health_as_json(services())
    return json_response(answer, 200 if answer["status"] == "ok" else 503)


@bp.get(f"{V1}/openapi.json")
@described(None, refusals=(429,))
def openapi() -> Response:
    """This description, in OpenAPI 3.1."""
    return cacheable(document(services().questionnaire))


def _body() -> bytes:
    """The bytes of a JSON body; another kind or too many of them are refused."""
    if not request.is_json:
        raise UnsupportedMediaType
    # A body sent in chunks is cut off at the limit in silence: one byte more shows that it was.
    request.max_content_length = LARGEST_BODY + 1
    raw = request.get_data()
    if len(raw) > LARGEST_BODY:
        raise RequestEntityTooLarge
    return raw
