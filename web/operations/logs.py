"""The log: JSON, one line an entry, on standard error. No entry says who or what was typed.

An exception may carry a visitor's own words in its message, so entries have its kind and its
place in the code, never the message. JSON escapes line ends and control characters, so nothing
that gets into an entry can look like another one.
"""

import json
import logging
import sys
import traceback
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any, TextIO

import structlog


def configure(stream: TextIO = sys.stderr) -> None:
    """Set structlog up. Called once, by whoever serves; tests look at structlog's defaults."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            kind_and_place,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )


def described(error: BaseException) -> dict[str, Any]:
    """The kind of an exception and the calls that led to it."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "kind": type(error).__qualname__,
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def kind_and_place(
    _logger: Any, _method: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace ``exc_info``, whichever form it has, by what may be told of it."""
    given = entry.pop("exc_info", None)
    if given:
        error = given if isinstance(given, BaseException) else sys.exc_info()[1]
        entry.update(described(error) if error is not None else {})
    return entry


class JsonLines(logging.Formatter):
    """The same form for what a library logs, such as gunicorn on a worker that died."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            # Beside an exception gunicorn's text has the address of the request.
            entry |= {"event": "unexpected error", **described(error)}
        return json.dumps(entry)
