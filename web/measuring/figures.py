"""Every figure that ``/metrics`` shows, and the only labels it may have.

Labels are taken from closed sets: routes as rules (``/roles/<role_id>``), known methods, status
classes, steps, bases and policies. Nothing that a visitor sends can become one.

Under ``compass serve`` each process keeps its figures in a file of a folder that
``PROMETHEUS_MULTIPROC_DIR`` names (set before this is imported), and any worker can add them
all up. Without it, as in tests, there is one process.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Final, Literal

from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from compass import __version__
from matching.artefacts import Versions
from matching.slate import Slate

CONTENT_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
FOLDER_VARIABLE: Final = "PROMETHEUS_MULTIPROC_DIR"
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER: Final = "other"

Step = Literal["recommend", "search", "encode"]

_REGISTRY: Final = CollectorRegistry()

_REQUESTS: Final = Counter(
    "compass_requests",
    "Requests answered.",
    ("rule", "method", "status"),
    registry=_REGISTRY,
)
_SECONDS: Final = Histogram(
    "compass_request_seconds",
    "Time to answer a request.",
    ("rule", "method"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=_REGISTRY,
)
_MATCHING: Final = Histogram(
    "compass_matching_seconds",
    "Time of one step of matching: ranking the roles, searching, encoding a text.",
    ("step",),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1),
    registry=_REGISTRY,
)
_FAILURES: Final = Counter(
    "compass_database_failures",
    "Times that the database was away, locked for too long or full.",
    registry=_REGISTRY,
)
_SLATES: Final = Counter(
    "compass_slates_shown",
    "Lists of roles that were shown, by what they rest on and how exploration was done.",
    ("basis", "policy"),
    registry=_REGISTRY,
)
_INFO: Final = Gauge(
    "compass_info",
    "The versions in use; the value is 1.",
    ("version", "catalogue", "questionnaire", "model", "engine"),
    multiprocess_mode="max",
    registry=_REGISTRY,
)
_MEMORY: Final = Gauge(
    "compass_resident_memory_bytes",
    "Resident memory of each process that answers, as of its last request.",
    multiprocess_mode="liveall",
    registry=_REGISTRY,
)
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


def count_request(rule: str, method: str, status: int, seconds: float) -> None:
    """One request answered. ``rule`` is a route's rule, never the address that was asked for."""
    method = known_method(method)
    _REQUESTS.labels(rule, method, f"{status // 100}xx").inc()
    _SECONDS.labels(rule, method).observe(seconds)
    _MEMORY.set(_resident_bytes())


def known_method(method: str) -> str:
    """The method, or ``other``: anybody can send any word."""
    return method if method in METHODS else OTHER


@contextmanager
def timed(step: Step) -> Iterator[None]:
    """Measure a step of matching."""
    began = time.perf_counter()
    try:
        yield
    finally:
        _MATCHING.labels(step).observe(time.perf_counter() - began)


def count_database_failure() -> None:
    """A request met a database that could not be used."""
    _FAILURES.inc()


def count_slate(slate: Slate) -> None:
    """A list that is about to be shown."""
    _SLATES.labels(slate.basis, slate.policy).inc()


def say_versions(versions: Versions) -> None:
    """What this process works with. Called once, when the application is made: under
    ``compass serve`` by the parent, whose memory this is also the only moment to note."""
    in_use = asdict(versions)
    _INFO.labels(
        version=__version__,
        **{name: in_use[name] for name in ("catalogue", "questionnaire", "model", "engine")},
    ).set(1)
    _MEMORY.set(_resident_bytes())


def as_text() -> bytes:
    """All figures of all processes, as Prometheus reads them."""
    if FOLDER_VARIABLE not in os.environ:
        return generate_latest(_REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # its stub lacks it
    return generate_latest(registry)


def _resident_bytes() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):  # not Linux
        return 0
