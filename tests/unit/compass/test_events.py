"""The log can say a closed set of things, and nothing about who somebody is."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from compass.journeys.events import (
    EVENT_NAMES,
    EVENTS,
    MS_CAP,
    Event,
    QuestionnaireAnswered,
    RecommendationsShown,
    RoleOpened,
    capped_ms,
    is_reason,
)
from compass.journeys.exposures import Exposure

LIST = UUID(int=7)

EXAMPLES: dict[str, dict[str, Any]] = {
    "journey.started": {"entry": "direct"},
    "journey.resumed": {"kind": "code"},
    "journey.forgotten": {"erased": True},
    "questionnaire.started": {"instrument": "1", "mode": "fixed", "n_items": 12},
    "questionnaire.answered": {"item": "q01", "skipped": False, "changed": False, "ms": 900},
    "questionnaire.completed": {
        "instrument": "1",
        "mode": "adaptive",
        "part": "first",
        "answered": 9,
        "skipped": 3,
        "certainty": "steady",
    },
    "about.answered": {"field": "stage", "skipped": False, "changed": False},
    "own_words.written": {"cleared": False},
    "recommendations.shown": {
        "list_id": LIST,
        "n": 10,
        "candidates": 400,
        "passing": 210,
        "model_version": "minilm-1/int8",
        "policy": "none",
        "basis": "answers",
        "notes": ("few_answers",),
        "filters": ("routes",),
        "latency_ms": 12,
    },
    "reason.disputed": {
        "role_id": "porter",
        "list_id": LIST,
        "reason": "interests.social",
        "undone": False,
    },
    "role.hidden": {"role_id": "porter", "list_id": LIST, "undone": False},
    "role.compared": {"role_ids": ("porter", "care-worker")},
    "role.opened": {"role_id": "porter", "list_id": LIST, "position": 1},
    "role.saved": {"role_id": "porter", "list_id": None},
    "role.unsaved": {"role_id": "porter", "list_id": None},
    "search.run": {"query": "Porter", "query_length": 6, "results": 1},
    "code.made": {"live": 1},
    "code.revoked": {"live": 0},
    "plan.exported": {"kind": "pdf", "roles": 3, "code": True},
    "data.viewed": {},
    "data.downloaded": {},
}

EXPOSURE: dict[str, Any] = {
    "list_id": LIST,
    "role_id": "porter",
    "position": 1,
    "base_position": 2,
    "score": -0.5,
    "propensity": 0.5,
    "seed": 12,
    "policy": "swap-pairs",
    "basis": "answers",
    "model_version": "minilm-1",
    "catalogue_version": "c0ffee123456",
    "questionnaire_version": "1",
    "candidate_count": 4,
    "passing_count": 3,
    "filters": {"families": ("nursing",)},
    "relaxed": (),
    "reasons": ("interests.social",),
    "cautions": (),
}

every_event = pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.NAME)


def test_there_is_an_example_of_every_event() -> None:
    assert set(EXAMPLES) == EVENT_NAMES == {event.NAME for event in EVENTS}
    assert set(Event.__subclasses__()) == set(EVENTS)
    assert len(EVENTS) == len(EVENT_NAMES)


@every_event
def test_an_event_takes_what_it_is_for(event: type[Event]) -> None:
    made = event(**EXAMPLES[event.NAME])
    assert set(made.model_dump(mode="json")) == set(EXAMPLES[event.NAME])


@every_event
@settings(deadline=None)
@given(name=st.text(min_size=1), value=st.one_of(st.text(), st.integers(), st.none()))
def test_an_unknown_property_is_refused(event: type[Event], name: str, value: object) -> None:
    if name in event.model_fields:
        return
    with pytest.raises(ValidationError):
        event.model_validate(EXAMPLES[event.NAME] | {name: value})


@every_event
def test_a_missing_property_is_refused(event: type[Event]) -> None:
    for name in EXAMPLES[event.NAME]:
        incomplete = {key: v for key, v in EXAMPLES[event.NAME].items() if key != name}
        with pytest.raises(ValidationError):
            event.model_validate(incomplete)


PERSONAL = ("Sam Smith", "sam@example.org", "LS1 4AP", "I like dogs.", "", "a\nb")


@every_event
@pytest.mark.parametrize("words", PERSONAL)
def test_no_text_of_an_event_takes_words_or_addresses(event: type[Event], words: str) -> None:
    example = EXAMPLES[event.NAME]
    texts = [key for key, value in example.items() if isinstance(value, str)]
    for name in texts:
        # The one text that is not a code: the service fills it from the catalogue only.
        if (event.NAME, name) == ("search.run", "query"):
            continue
        with pytest.raises(ValidationError):
            event.model_validate(example | {name: words})


@every_event
def test_an_event_cannot_be_changed(event: type[Event]) -> None:
    made = event(**EXAMPLES[event.NAME])
    for name in EXAMPLES[event.NAME]:
        with pytest.raises(ValidationError):
            setattr(made, name, "x")


def test_lists_hold_codes_only() -> None:
    for changes in ({"notes": ("I like dogs",)}, {"filters": ("LS1",)}, {"notes": "few"}):
        with pytest.raises(ValidationError):
            RecommendationsShown.model_validate(EXAMPLES["recommendations.shown"] | changes)


def test_numbers_stay_within_reason() -> None:
    answered = EXAMPLES["questionnaire.answered"]
    for ms in (-1, MS_CAP + 1, "12", 1.5, True):
        with pytest.raises(ValidationError):
            QuestionnaireAnswered.model_validate(answered | {"ms": ms})
    with pytest.raises(ValidationError):
        RoleOpened.model_validate(EXAMPLES["role.opened"] | {"position": 0})


@settings(deadline=None)
@given(st.integers(min_value=-(10**15), max_value=10**15) | st.none())
def test_time_taken_is_within_the_cap_or_left_out(took: int | None) -> None:
    capped = capped_ms(took)
    assert capped is None or 0 <= capped <= MS_CAP
    if took is not None and 0 <= took <= MS_CAP:
        assert capped == took


def test_an_exposure_takes_what_it_is_for() -> None:
    assert Exposure(**EXPOSURE).propensity == 0.5


@settings(deadline=None)
@given(name=st.text(min_size=1))
def test_an_unknown_column_of_an_exposure_is_refused(name: str) -> None:
    if name not in EXPOSURE:
        with pytest.raises(ValidationError):
            Exposure.model_validate(EXPOSURE | {name: "x"})


@pytest.mark.parametrize(
    "changes",
    [
        {"propensity": 0.0},
        {"propensity": 1.5},
        {"score": float("nan")},
        {"score": float("inf")},
        {"position": 0},
        {"base_position": 0},
        {"basis": "guess"},
        {"reasons": ("You like people.",)},
        {"cautions": ("Long shifts, nights",)},
        {"filters": {"postcode": ("ls1",)}},
        {"role_id": "Sam Smith"},
    ],
)
def test_an_exposure_with_nonsense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Exposure.model_validate(EXPOSURE | changes)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("bad_value", True),
        ("late", True),
        ("", False),
        ("Bad value", False),
        ("x" * 41, False),
        ("late\n", False),
        ("_late", False),
    ],
)
def test_a_reason_is_a_short_code(text: str, good: bool) -> None:
    assert is_reason(text) is good
