"""The match in JSON: what comes in, read without traps, and what goes out, never rounded.

The command line and the API both use it, so the same answers give the same bytes.
"""

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NoReturn

from matching.answers import BadAnswers

if TYPE_CHECKING:  # names of shapes only: reading JSON need not wait for the engine's libraries
    from matching.adaptive import NextQuestion
    from matching.artefacts import Versions
    from matching.explain import Reason
    from matching.policies import Policy
    from matching.questionnaire import Questionnaire
    from matching.routes import RouteCheck
    from matching.rules import Wishes
    from matching.search import SearchResult
    from matching.slate import RankedRole, Slate
    from matching.space import Contribution
    from roles_catalogue.catalogue import Catalogue
    from roles_catalogue.schema import Role

MOST_ROLES: Final = 1000
LARGEST_SEED: Final = 2**63 - 1
"""What a client may ask for at most: roles in one list, and the number for the exploration."""

DEEPEST: Final = 8
"""Levels of nesting. Answers need three; a thousand would exhaust the stack later on."""


def read_json(raw: bytes) -> object:
    """What a JSON text says, in UTF-8 with or without a byte order mark.

    Raises:
        BadAnswers: not UTF-8, not JSON, NaN or Infinity, a name used twice in one object, or
            nested too deeply. The problem says where.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadAnswers((f"JSON must be UTF-8; byte {error.start + 1} is not.",)) from None
    try:
        value: object = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except BadAnswers:
        raise  # from the two hooks; it is a ValueError too
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BadAnswers(
            (f"that is not JSON: {error.msg.removesuffix(' at')} at {where}.",)
        ) from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        # Python itself refuses to read integers of more than some thousand digits.
        raise BadAnswers(("a number has too many digits.",)) from None
    _check_depth(value, DEEPEST)
    return value


def write_json(value: object, *, indent: int | None = None) -> str:
    """JSON with every digit of every float, always in the same order, ending in a new line."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    )
    return f"{text}\n"


def match_as_json(slate: "Slate", catalogue: "Catalogue", on: date) -> dict[str, Any]:
    """The answer to a match, with the day it holds for."""
    return {"on": on.isoformat(), **slate_as_json(slate, catalogue)}


def slate_as_json(slate: "Slate", catalogue: "Catalogue") -> dict[str, Any]:
    """A slate; ``math.fsum`` of a role's contributions is its score."""
    return {
        "basis": slate.basis,
        "notes": list(slate.notes),
        "candidate_count": slate.candidate_count,
        "passing_count": slate.passing_count,
        "policy": slate.policy,
        "seed": slate.seed,
        "wishes": wishes_as_json(slate.wishes),
        "roles": [ranked_as_json(ranked, catalogue) for ranked in slate.roles],
        "versions": asdict(slate.versions),
    }


def place_as_json(
    ranked: "RankedRole | None",
    catalogue: "Catalogue",
    *,
    wishes: "Wishes",
    policy: "Policy",
    versions: "Versions",
    on: date,
) -> dict[str, Any]:
    """Where one role stands, with everything that speaks for it and against it; ``role`` is null
    where nothing usable was answered."""
    return {
        "on": on.isoformat(),
        "basis": "starter" if ranked is None else "answers",
        "candidate_count": len(catalogue),
        "policy": policy.without_exploration.code,
        "wishes": wishes_as_json(wishes),
        "role": None if ranked is None else ranked_as_json(ranked, catalogue),
        "versions": asdict(versions),
    }


def wishes_as_json(wishes: "Wishes") -> dict[str, Any]:
    return {
        "routes": [kind.value for kind in wishes.routes],
        "families": [family.value for family in wishes.families],
        "settings": [setting.value for setting in wishes.settings],
        "ways": [way.value for way in wishes.ways],
    }


def ranked_as_json(ranked: "RankedRole", catalogue: "Catalogue") -> dict[str, Any]:
    """One role of a slate."""
    role = catalogue.get(ranked.role_id)
    return {
        "role_id": ranked.role_id,
        "title": ranked.title,
        "score": _plain(ranked.score),
        "position": ranked.position,
        "base_position": ranked.base_position,
        "propensity": _plain(ranked.propensity),
        "drawn": ranked.drawn,
        "contributions": [contribution_as_json(part) for part in ranked.contributions],
        "reasons": [reason_as_json(reason) for reason in ranked.reasons],
        "cautions": [reason_as_json(caution) for caution in ranked.cautions],
        "routes": [route_as_json(check, role) for check in ranked.routes],
        "relaxed": list(ranked.relaxed),
    }


def contribution_as_json(part: "Contribution") -> dict[str, Any]:
    return {"block": part.block, "dimension": part.dimension, "value": _plain(part.value)}


def reason_as_json(reason: "Reason") -> dict[str, Any]:
    """A reason or a caution."""
    return {
        "code": reason.code,
        "block": reason.block,
        "dimension": reason.dimension,
        "value": _plain(reason.value),
        "text": reason.text,
    }


def route_as_json(check: "RouteCheck", role: "Role") -> dict[str, Any]:
    """A way in; ``reference`` is the row of the reference table it rests on, or null."""
    return {
        "kind": check.kind.value,
        "label": check.label,
        "status": check.status.value,
        "why": check.why,
        "step": check.step,
        "failed": [asdict(unmet) for unmet in check.failed],
        "earn": check.earn,
        "certainty": check.certainty,
        "reference": role.entry_routes[check.index].reference,
    }


def next_as_json(
    following: "NextQuestion", questionnaire: "Questionnaire", versions: "Versions"
) -> dict[str, Any]:
    """What to ask next, whole, or null; how sure the list is; and whether that is enough."""
    item_id = following.item_id
    return {
        "item": None if item_id is None else asdict(questionnaire.item(item_id)),
        "asked": following.asked,
        "expected_change": _plain(following.expected_change),
        "certainty": following.certainty,
        "done": following.done,
        "versions": asdict(versions),
    }


def search_as_json(result: "SearchResult") -> dict[str, Any]:
    """What a search found; ``exact`` is false if no hit has the words, in a name or its text."""
    return {
        "query": result.query,
        "exact": result.exact,
        "hits": [{**asdict(hit), "score": _plain(hit.score)} for hit in result.hits],
    }


def _plain(value: float) -> float:
    """A Python float, whatever library it came from; minus zero, which says nothing, is zero."""
    return float(value) + 0.0


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadAnswers((f"{ascii(name)[:40]} is there twice; keep one of them.",))
        found[name] = value
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise BadAnswers((f"{name} is not JSON; leave the value out or write null.",))


def _check_depth(value: object, left: int) -> None:
    if not isinstance(value, dict | list):
        return
    if left == 0:
        raise _too_deep()
    for member in value.values() if isinstance(value, dict) else value:
        _check_depth(member, left - 1)


def _too_deep() -> BadAnswers:
    return BadAnswers((f"that is nested too deeply; {DEEPEST} levels are the most.",))
