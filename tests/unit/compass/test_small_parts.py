"""Ids, sittings, months, JSON: the pure parts."""

import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compass import __version__
from compass.journeys.answering import Logged, questionnaire_events
from compass.journeys.events import Part, QuestionnaireAnswered, QuestionnaireCompleted
from compass.journeys.ids import EventIds
from compass.journeys.json_form import json_form
from compass.journeys.retention import months_before
from compass.journeys.store.log import starts_new_sitting
from compass.journeys.types import Asking, CodeInfo
from matching.adaptive import NextQuestion
from matching.questionnaire import Item, Mode, Questionnaire

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
moments = st.datetimes(
    min_value=datetime(2020, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)
)


@settings(deadline=None)
@given(moments)
def test_an_id_is_a_uuid_7_of_its_millisecond(at: datetime) -> None:
    made = EventIds().next(at)
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    milliseconds = made.int >> 80
    assert milliseconds == int(at.timestamp()) * 1000 + at.microsecond // 1000


@settings(deadline=None)
@given(st.lists(moments, min_size=2, max_size=50))
def test_ids_only_ever_grow(at: list[datetime]) -> None:
    ids = EventIds()
    made = [ids.next(moment) for moment in at]
    assert all(one < other for one, other in pairwise(made))
    assert [str(one) for one in made] == sorted(str(one) for one in made)


def test_ids_grow_while_the_clock_stands_still() -> None:
    ids = EventIds()
    made = [ids.next(NOON) for _ in range(10_000)]
    assert made == sorted(set(made))


def test_ids_of_two_processes_differ() -> None:
    assert EventIds().next(NOON) != EventIds().next(NOON)


@pytest.mark.parametrize(
    ("since_start", "since_last", "new"),
    [
        (timedelta(0), timedelta(0), False),
        (timedelta(hours=2), timedelta(minutes=30), False),
        (timedelta(hours=2), timedelta(minutes=30, seconds=1), True),
        (timedelta(hours=24), timedelta(minutes=1), False),
        (timedelta(hours=24, seconds=1), timedelta(minutes=1), True),
    ],
)
def test_when_a_new_sitting_begins(
    since_start: timedelta, since_last: timedelta, new: bool
) -> None:
    assert starts_new_sitting(NOON - since_start, NOON - since_last, NOON) is new


@pytest.mark.parametrize(
    ("moment", "months", "expected"),
    [
        ((2026, 11, 21), 24, (2024, 11, 21)),
        ((2028, 2, 29), 24, (2026, 2, 28)),
        ((2026, 1, 31), 1, (2025, 12, 31)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2026, 12, 1), 12, (2025, 12, 1)),
    ],
)
def test_months_before(
    moment: tuple[int, int, int], months: int, expected: tuple[int, int, int]
) -> None:
    before = months_before(datetime(*moment, tzinfo=UTC), months)
    assert before == datetime(*expected, tzinfo=UTC)


def test_values_become_plain_json() -> None:
    info = CodeInfo(UUID(int=1), datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1))), "hand")
    assert json_form({"codes": (info,), "n": 1, "none": None, "day": date(2026, 1, 1)}) == {
        "codes": [
            {
                "id": "00000000-0000-0000-0000-000000000001",
                "created_at": "2026-01-01T00:00:00+01:00",
                "made_for": "hand",
            }
        ],
        "n": 1,
        "none": None,
        "day": "2026-01-01",
    }


def _item(item_id: str, first_pass: bool) -> Item:
    return Item(item_id, "interests", "scale", "?", "", (), (), first_pass)


BANK = Questionnaire(
    "1", (*(_item(f"a{n}", True) for n in range(3)), *(_item(f"b{n}", False) for n in range(2))), ()
)


@settings(deadline=None)
@given(
    st.sampled_from(["adaptive", "fixed"]),
    st.lists(
        st.tuples(st.sampled_from([item.id for item in BANK.items]), st.booleans(), st.booleans()),
        max_size=20,
    ),
)
def test_parts_start_and_complete_once_whatever_the_order(
    mode: Mode, steps: list[tuple[str, bool, bool]]
) -> None:
    """``steps``: an item, whether it is skipped, and whether the list is then steady."""
    touched: dict[str, bool] = {}
    names: list[str] = []
    parts: list[Part] = []
    for item_id, skipped, steady in steps:
        answered = QuestionnaireAnswered(item=item_id, skipped=skipped, changed=False, ms=None)
        asking = Asking(mode, NextQuestion(None, 0, 0.0, "steady", steady))
        logged = Logged(lambda: parts, lambda: frozenset(touched))
        for event in questionnaire_events(BANK, touched, answered, asking, logged):
            names.append(event.NAME)
            if isinstance(event, QuestionnaireCompleted):
                parts.append(event.part)
                assert event.mode == mode and event.certainty == "steady"
        touched[item_id] = not skipped
    assert names.count("questionnaire.started") == min(1, len(steps))
    assert names[:1] == ["questionnaire.started"][: len(steps)]
    assert names.count("questionnaire.answered") == len(steps)
    if mode == "fixed":
        ended = [
            all(item.id in touched for item in items)
            for items in (BANK.first_pass, BANK.second_pass)
        ]
    else:
        ended = [any(steady for *_, steady in steps), len(touched) == len(BANK.items)]
    complete = [part for part, is_met in zip(("first", "second"), ended, strict=True) if is_met]
    assert sorted(parts) == complete


def test_the_version_in_the_log_is_the_version_of_the_package() -> None:
    project = Path(__file__).parents[3] / "pyproject.toml"
    assert tomllib.loads(project.read_text())["project"]["version"] == __version__
