"""``compass bench naive``: our match beside the way that comes to mind first.

The naive way writes a person's answers out as prose, encodes them with sentence-transformers at
each request, and takes the roles whose texts lie nearest. It is given a head start: the model
is loaded and the roles are encoded before the clock starts, and it checks no way in and explains
nothing. Both are timed for the same people in the same run, in turn a block of people at a time,
so what else the machine does slows both. Within a block each way runs as it would alone: the
threads of the naive way go on spinning for a moment after their work and would be counted
against ours, and a server would have only one of the two in its caches.
"""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, Final

import click
import numpy as np

from matching.answers import Answers
from matching.export_encoder import load_model, model_folder, model_version
from matching.questionnaire import Questionnaire
from matching.recommend import DEFAULT_LIMIT, Engine
from scripts.bench.speed import answer_sets, machine
from scripts.console import (
    echo_json,
    format_option,
    offline_settings,
    on_option,
    open_engine,
    seed_option,
)

BLOCK: Final = 25
"""People matched by one way before it is the other's turn."""

WARM_UP: Final = 5
"""People before each block who are matched and not counted."""

REST_S: Final = 0.3
"""Pause between the ways, in seconds: longer than threads without work go on spinning."""


@dataclass(frozen=True)
class Comparison:
    """Milliseconds by the clock, and of processor time, for one match without text."""

    machine: dict[str, str]
    people: int
    seed: int
    roles: int
    ours_p50_ms: float
    ours_p95_ms: float
    naive_p50_ms: float
    naive_p95_ms: float
    ours_processor_ms: float
    naive_processor_ms: float

    @property
    def ratio(self) -> float:
        """How many of our matches fit into a naive one: of the medians."""
        return self.naive_p50_ms / self.ours_p50_ms

    @property
    def processor_ratio(self) -> float:
        """The same of all the processor time that both took."""
        return self.naive_processor_ms / self.ours_processor_ms


@click.command()
@click.option(
    "--people",
    type=click.IntRange(50, 100_000),
    default=300,
    show_default=True,
    help="How many different sets of answers to match in both ways.",
)
@seed_option(1)
@on_option
@format_option
def naive(people: int, seed: int, on: Any, form: str) -> None:
    """One match without text, beside encoding the answers as prose at each request."""
    engine = open_engine()
    found = compare(engine, naive_match(engine), people=people, seed=seed, on=on.date())
    if form == "json":
        echo_json(asdict(found) | {"ratio": found.ratio, "processor_ratio": found.processor_ratio})
        return
    for line in lines(found):
        click.echo(line)


def prose(bank: Questionnaire, answers: Answers) -> str:
    """The answers as somebody would write them out for a language model."""
    written = []
    for item_id, value in answers.values.items():
        item = bank.item(item_id)
        chosen = value if isinstance(value, tuple) else (value,)
        labels = [option.label for option in item.options if option.value in chosen]
        written.append(f"{item.text} {', '.join(labels)}.")
    return " ".join(written)


def naive_match(engine: Engine) -> Callable[[Answers], Sequence[str]]:
    """The naive way: answers in, ids of the nearest roles out."""
    model = offline_settings().model
    with model_folder(model) as source:
        loaded = load_model(source, model_version(source, model))
        loaded.encode(["The model is loaded when it first encodes something."])
    texts = engine.space.texts

    def match(answers: Answers) -> Sequence[str]:
        vector = loaded.encode([prose(engine.questionnaire, answers)])[0]
        nearest = np.argsort(-(texts @ vector), kind="stable")[:DEFAULT_LIMIT]
        return [engine.space.role_ids[row] for row in nearest]

    return match


def compare(
    engine: Engine,
    naive_way: Callable[[Answers], Sequence[str]],
    *,
    people: int,
    seed: int,
    on: date,
) -> Comparison:
    """Time both ways for the same people, a block at a time; its first few only warm up."""

    def our_way(answers: Answers) -> object:
        return engine.recommend(answers, on=on, seed=seed)

    box = machine()
    ours, theirs = Timer(), Timer()
    blocks = math.ceil(people / BLOCK)
    drawn = answer_sets(people + blocks * WARM_UP, seed, engine, text=False)
    while block := list(islice(drawn, WARM_UP + BLOCK)):
        for timer, way in ((ours, our_way), (theirs, naive_way)):
            time.sleep(REST_S)
            for answers in block[:WARM_UP]:
                way(answers)
            for answers in block[WARM_UP:]:
                timer.time(partial(way, answers))
    return Comparison(
        machine=box,
        people=people,
        seed=seed,
        roles=len(engine.catalogue),
        ours_p50_ms=ours.percentile(50),
        ours_p95_ms=ours.percentile(95),
        naive_p50_ms=theirs.percentile(50),
        naive_p95_ms=theirs.percentile(95),
        ours_processor_ms=ours.processor_ms / people,
        naive_processor_ms=theirs.processor_ms / people,
    )


class Timer:
    """Times of one of the two ways."""

    def __init__(self) -> None:
        self._wall_ms: list[float] = []
        self.processor_ms = 0.0

    def time(self, call: Callable[[], object]) -> None:
        began, used = time.perf_counter(), time.process_time()
        call()
        self.processor_ms += (time.process_time() - used) * 1000
        self._wall_ms.append((time.perf_counter() - began) * 1000)

    def percentile(self, share: int) -> float:
        return statistics.quantiles(self._wall_ms, n=100)[share - 1]


def lines(found: Comparison) -> Sequence[str]:
    """The comparison for people."""
    box = found.machine
    return (
        f"machine        {box['processor']}, {box['cores']} cores, load {box['load']}",
        f"people         {found.people}, seed {found.seed}, {found.roles} roles, no text",
        f"ours           p50 {found.ours_p50_ms:.1f} ms, p95 {found.ours_p95_ms:.1f} ms, "
        f"processor {found.ours_processor_ms:.1f} ms a match",
        f"naive          p50 {found.naive_p50_ms:.1f} ms, p95 {found.naive_p95_ms:.1f} ms, "
        f"processor {found.naive_processor_ms:.1f} ms a match",
        f"ratio          {found.ratio:.1f} times faster by the clock, "
        f"{found.processor_ratio:.1f} times less processor time",
    )
