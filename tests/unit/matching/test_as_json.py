"""JSON in and out of the match: read without traps, written without rounding."""

import json
import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.answers import Answers, BadAnswers, parse_answers
from matching.as_json import match_as_json, read_json, search_as_json, slate_as_json, write_json
from matching.rules import Wishes
from roles_catalogue.schema import RouteKind
from tests.support.engines import toy_engine
from tests.support.strategies import all_answers, wishes

ON = date(2026, 11, 21)
ENGINE = toy_engine()

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def problem(raw: bytes) -> str:
    with pytest.raises(BadAnswers) as caught:
        read_json(raw)
    (only,) = caught.value.problems
    return only


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "that is not JSON: Expecting value at line 1, column 1."),
        (b'{"answers":\n {,}}', "at line 2, column 3."),
        (b'["\x01"]', "that is not JSON: Invalid control character at line 1, column 3."),
        (b"\xff\xfe{\x00", "JSON must be UTF-8; byte 1 is not."),
        (b'{"text": NaN}', "NaN is not JSON; leave the value out or write null."),
        (b"[-Infinity]", "-Infinity is not JSON"),
        (b'{"text": "a", "text": "b"}', "'text' is there twice; keep one of them."),
        (b"1" * 10_000, "a number has too many digits."),
        (b"[" * 9 + b"]" * 9, "that is nested too deeply; 8 levels are the most."),
        (b"[" * 100_000, "that is nested too deeply; 8 levels are the most."),
        (b'{"a":' * 100_000, "that is nested too deeply; 8 levels are the most."),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(raw: bytes, said: str) -> None:
    assert said in problem(raw)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_json(b'\xef\xbb\xbf{"answers": {}}') == {"answers": {}}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        read_json(raw)
    except BadAnswers as bad:
        assert bad.problems


@given(anything)
def test_any_json_value_survives_reading_or_is_refused_by_name(value: Any) -> None:
    try:
        read = read_json(json.dumps(value).encode())
    except BadAnswers as bad:
        assert "nested" in bad.problems[0]
        return
    assert read == value
    try:
        parse_answers(ENGINE.questionnaire, read)
    except BadAnswers as bad:
        assert all(problem.isprintable() for problem in bad.problems)


@settings(max_examples=60, deadline=None)
@given(all_answers(), wishes(), st.none() | st.integers(0, 2**63 - 1))
def test_a_slate_is_written_whole_and_its_parts_still_add_up(
    answers: Answers, asked: Wishes, seed: int | None
) -> None:
    slate = ENGINE.recommend(answers, on=ON, wishes=asked, seed=seed)
    text = write_json(match_as_json(slate, ENGINE.catalogue, ON))
    read = json.loads(text)
    assert [role["score"] for role in read["roles"]] == [role.score for role in slate.roles]
    for role in read["roles"]:
        assert math.fsum(part["value"] for part in role["contributions"]) == role["score"]
    again = ENGINE.recommend(answers, on=ON, wishes=asked, seed=seed)
    assert write_json(match_as_json(again, ENGINE.catalogue, ON)) == text


def test_a_slate_has_the_promised_names() -> None:
    answers = parse_answers(
        ENGINE.questionnaire, {"answers": {"stopped-machine": 5, "screen-day": 1}}
    )
    kinds = (RouteKind.APPRENTICESHIP,)
    slate = ENGINE.recommend(answers, on=ON, limit=3, wishes=Wishes(routes=kinds), seed=7)
    body = slate_as_json(slate, ENGINE.catalogue)
    assert list(body) == [
        "basis", "notes", "candidate_count", "passing_count", "policy", "seed", "wishes",
        "roles", "versions",
    ]  # fmt: skip
    assert body["seed"] == 7
    assert body["wishes"] == {
        "routes": ["apprenticeship"],
        "families": [],
        "settings": [],
        "ways": [],
    }
    assert set(body["versions"]) == {"catalogue", "questionnaire", "model", "engine", "artefacts"}
    first = body["roles"][0]
    assert list(first) == [
            "role_id", "title", "score", "position", "base_position", "propensity", "drawn",
            "contributions",
        "reasons", "cautions", "routes", "relaxed",
    ]  # fmt: skip
    assert list(first["contributions"][0]) == ["block", "dimension", "value"]
    assert list(first["routes"][0]) == [
        "kind", "label", "status", "why", "step", "failed", "earn", "certainty", "reference",
    ]  # fmt: skip
    said = [reason for role in body["roles"] for reason in role["reasons"] + role["cautions"]]
    assert said
    assert all(list(r) == ["code", "block", "dimension", "value", "text"] for r in said)


def test_a_route_names_the_row_it_rests_on() -> None:
    slate = ENGINE.recommend(Answers(), on=ON, limit=len(ENGINE.catalogue.roles))
    body = slate_as_json(slate, ENGINE.catalogue)
    references = {
        route["reference"]
        for role in body["roles"]
        for route in role["routes"]
        if route["kind"] == "apprenticeship"
    }
    assert references - {None} <= set(ENGINE.catalogue.reference.apprenticeships)
    assert references - {None}


def test_minus_zero_is_written_as_zero() -> None:
    slate = ENGINE.recommend(Answers({"stopped-machine": 1}), on=ON)
    assert "-0.0" not in write_json(slate_as_json(slate, ENGINE.catalogue)).split('"value":')


def test_a_search_says_whether_it_is_exact() -> None:
    body = search_as_json(ENGINE.search("nurse", 2))
    assert body["query"] == "nurse"
    assert body["exact"] is True
    assert list(body["hits"][0]) == ["role_id", "title", "matched", "score", "kind"]
    assert search_as_json(ENGINE.search("zzzzzz", 2))["exact"] is False
