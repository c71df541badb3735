"""A row for every table, for trying migrations on a database that is in use.

A migration that adds a table adds its row here; one that adds a column adds a value, unless the
column may be empty. Values are as the database takes them: a row written long ago does not know
today's models.
"""

from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

JOURNEY: Final = UUID("00000000-0000-4000-8000-000000000001")
DEVICE: Final = UUID("00000000-0000-4000-8000-000000000002")
SITTING: Final = UUID("00000000-0000-4000-8000-000000000003")
AT: Final = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
VERSIONS: Final = {"catalogue_version": "c0ffee123456", "questionnaire_version": "1"}

SAMPLES: Final[dict[str, dict[str, Any]]] = {
    "journeys": {
        "id": JOURNEY,
        "seed": 2**48 - 1,
        "statistics": True,
        "started_at": AT,
        "active_at": AT,
    },
    "devices": {"id": DEVICE, "journey_id": JOURNEY, "token_hash": "a" * 64, "started_at": AT},
    "answers": {
        "journey_id": JOURNEY,
        "item_id": "stopped-machine",
        "value": 5,
        "questionnaire_version": "1",
        "answered_at": AT,
    },
    "disputed_parts": {"journey_id": JOURNEY, "part": "interests.social", "disputed_at": AT},
    "reports": {
        "id": 1,
        "role_id": "porter",
        "wrong": "pay",
        "text": "The band is out of date.",
        "submission": "form-2",
        "reported_on": AT.date(),
    },
    "about": {"journey_id": JOURNEY, "field": "stage", "value": "adult", "told_at": AT},
    "own_words": {"journey_id": JOURNEY, "text": "I like people.", "written_at": AT},
    "saved_roles": {"journey_id": JOURNEY, "role_id": "porter", "saved_at": AT},
    "role_notes": {
        "journey_id": JOURNEY,
        "role_id": "porter",
        "text": "Ask Aunt Jo about the early shifts.",
        "written_at": AT,
    },
    "role_marks": {
        "journey_id": JOURNEY,
        "role_id": "porter",
        "mark": "not_for_me",
        "marked_at": AT,
    },
    "recovery_codes": {
        "id": UUID("00000000-0000-4000-8000-000000000004"),
        "journey_id": JOURNEY,
        "slot": 1,
        "code_hash": "b" * 64,
        "created_at": AT,
    },
    "submissions": {
        "journey_id": JOURNEY,
        "submission": "form-1",
        "digest": "c" * 32,
        "received_at": AT,
    },
    "device_sessions": {
        "id": SITTING,
        "journey_id": JOURNEY,
        "device_id": DEVICE,
        "started_at": AT,
    },
    "events": {
        "event_id": UUID("01933333-0000-7000-8000-000000000005"),
        "name": "questionnaire.answered",
        "schema_version": 1,
        "occurred_at": AT,
        "received_at": AT,
        "journey_id": JOURNEY,
        "session_id": SITTING,
        "actor_role": "young_person",
        "surface": "questions",
        "app_version": "0.1.0",
        "props": {"item": "stopped-machine"},
        **VERSIONS,
    },
    "exposures": {
        "list_id": UUID("00000000-0000-4000-8000-000000000006"),
        "served_at": AT,
        "journey_id": JOURNEY,
        "session_id": SITTING,
        "surface": "results",
        "role_id": "porter",
        "position": 1,
        "base_position": 2,
        "score": 0.5,
        "propensity": 0.5,
        "seed": 2**48 - 1,
        "policy": "swap-pairs",
        "basis": "answers",
        "model_version": "1",
        "candidate_count": 60,
        "passing_count": 40,
        "filters": {"families": ["nursing"]},
        "relaxed": [],
        "reasons": ["interests.social"],
        "cautions": [],
        **VERSIONS,
    },
    "tombstones": {"journey_hash": "d" * 64, "deleted_on": date(2026, 11, 21)},
    "rejected_counts": {
        "day": date(2026, 11, 21),
        "name": "questionnaire.answered",
        "reason": "bad_value",
        "n": 3,
    },
}
