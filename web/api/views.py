"""The API's addresses. Every view is stateless: no cookie is read or set, nothing is logged."""

from dataclasses import asdict
from typing import Final

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import (
    HTTPException,
    MethodNotAllowed,
    NotFound,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from matching.answers import BadAnswers
from matching.as_json import match_as_json, read_json, search_as_json
from roles_catalogue.catalogue import UnknownRole
from web.api.inputs import EXPECTED, read_match, read_search
from web.api.presenters import list_as_json, role_as_json
from web.api.responses import cacheable, error_response, http_error, json_response
from web.services import services

V1: Final = "/api/v1"
LARGEST_BODY: Final = 64 * 1024
METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")

bp = Blueprint("api", __name__)


@bp.get(f"{V1}/questionnaire")
def questionnaire() -> Response:
    """The item bank."""
    return cacheable(services().questionnaire.as_json())


@bp.get(f"{V1}/roles")
def roles() -> Response:
    """Every role in brief."""
    bundle = services()
    return cacheable(list_as_json(bundle.catalogue, bundle.today()))


@bp.get(f"{V1}/roles/<role_id>")
def role(role_id: str) -> Response:
    """One role with its pay and the rows its facts come from."""
    bundle = services()
    try:
        found = bundle.catalogue.get(role_id)
    except UnknownRole:
        return error_response(404, (f"no role has this id; {V1}/roles lists them.",))
    return cacheable(role_as_json(found, bundle.catalogue, bundle.today()))


@bp.get(f"{V1}/search")
def search() -> Response:
    """Roles by title or another name."""
    query = read_search(request.args.to_dict())
    result = services().engine.search(query.q, query.limit)
    if not result.hits:
        raise BadAnswers((f"q {EXPECTED['q']}.",))
    return cacheable(search_as_json(result))


@bp.post(f"{V1}/match")
def match() -> Response:
    """Ranked roles for the answers in the body."""
    bundle = services()
    wanted = read_match(read_json(_body()), bundle.questionnaire, bundle.today())
    slate = bundle.engine.recommend(
        wanted.answers,
        on=wanted.on,
        limit=wanted.limit,
        wishes=wanted.wishes,
        seed=wanted.seed,
    )
    return json_response(match_as_json(slate, bundle.catalogue, wanted.on))


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


@bp.get("/healthz")
def health() -> Response:
    """200 if the site can answer and remember, 503 if the database is away."""
    bundle = services()
    healthy = bundle.journeys.healthy()
    body = {
        "status": "ok" if healthy else "unavailable",
        "versions": asdict(bundle.engine.versions),
        "checks": {"database": healthy, "encoder": bundle.engine.encoder_available},
    }
    return json_response(body, 200 if healthy else 503)


@bp.route("/api/", defaults={"rest": ""}, methods=METHODS)
@bp.route("/api/<path:rest>", methods=METHODS)
def nowhere(rest: str) -> Response:
    """Any other address or method under /api: refused here, so that it is refused in JSON."""
    allowed = _methods_elsewhere(request.path)
    if allowed:
        raise MethodNotAllowed(valid_methods=allowed)
    raise NotFound


def _methods_elsewhere(path: str) -> list[str]:
    """The methods with which this address leads to another view than ``nowhere``."""
    adapter = current_app.url_map.bind("")
    found: set[str] = set()
    for method in METHODS:
        rule, _ = adapter.match(path, method, return_rule=True)
        if rule.endpoint != f"{bp.name}.{nowhere.__name__}":
            found |= rule.methods or set()
    return sorted(found)


@bp.errorhandler(BadAnswers)
def bad_input(error: BadAnswers) -> Response:
    return error_response(400, error.problems)


@bp.errorhandler(HTTPException)
def refused(error: HTTPException) -> Response:
    return http_error(error)
