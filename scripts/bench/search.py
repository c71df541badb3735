"""``compass bench search``: how well and how fast search finds what people ask for.

The questions are CSV files: what somebody might type, the ids of the roles that would be right
(any of them counts), and a note; a voice and a half may be said too. Lines at the head that begin
with # say how a file came about, and are not read. tests/quality has two that were written
without reading the catalogue. Queries of a half called held-out are counted and never shown:
whoever sees what they miss can tune on them.
"""

import csv
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

from matching.recommend import Engine
from matching.search import SearchResult
from roles_catalogue.catalogue import Catalogue
from scripts.console import echo_json, format_option, open_engine
from scripts.running_site import ROOT

QUALITY: Final = ROOT / "tests" / "quality"
QUERIES: Final = (QUALITY / "unseen_queries.csv", QUALITY / "everyday_queries.csv")
COLUMNS: Final = ("query", "role_ids", "note")
MORE_COLUMNS: Final = ("voice", "half")
HELD_OUT: Final = "held-out"
OPEN_NOTES: Final = ("alone", "capped", "open wish", "broad")
"""Words of notes on queries to which more roles would be right than are listed."""
DEPTHS: Final = (1, 5, 10)
FEWEST: Final = 15
"""Queries of a voice below which its own figures would say little."""
LOOKED_AT: Final = 20
"""Roles of a list that are looked at: the mean reciprocal rank counts nothing below."""


@dataclass(frozen=True)
class Question:
    """``voice`` and ``half`` are empty in a file that has none; ``file`` is its name."""

    query: str
    role_ids: frozenset[str]
    note: str
    voice: str = ""
    half: str = ""
    file: str = ""

    @property
    def part(self) -> str:
        """The list that it is of, and the half."""
        return " ".join(filter(None, (self.file, self.half)))

    @property
    def is_open(self) -> bool:
        """True if the note says that further roles would be right too."""
        return any(said in self.note.casefold() for said in OPEN_NOTES)


@dataclass(frozen=True)
class Outcome:
    """``rank`` is the place of the first right role; None if it is not among those looked at.
    ``first`` names what came first, and how it was found."""

    question: Question
    rank: int | None
    first: str
    kind: str
    milliseconds: float


@dataclass(frozen=True)
class Quality:
    """``recall``: share of the queries with a right role among the first so many, and
    ``reciprocal_rank``: the mean over them; each with the 95% interval of ``interval``.
    ``close_only``: queries for which nothing was claimed to be found."""

    queries: int
    recall: dict[int, float]
    recall_interval: dict[int, tuple[float, float]]
    reciprocal_rank: float
    reciprocal_rank_interval: tuple[float, float]
    close_only: int
    p50_ms: float
    p95_ms: float


@click.command()
@click.option(
    "--queries",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=QUERIES,
    multiple=True,
    show_default="tests/quality/unseen_queries.csv and everyday_queries.csv",
    help="CSV file with the columns query, role_ids (separated by spaces) and note.",
)
@format_option
def search(queries: tuple[Path, ...], form: str) -> None:
    """Recall, misses and times of search, with the text encoder and without."""
    engine = open_engine()
    questions = [one for path in queries for one in read_questions(path, engine.catalogue)]
    ways = {"without encoder": False} | ({"with encoder": True} if engine.encoder else {})
    outcomes = {way: ask(engine, questions, reads) for way, reads in ways.items()}
    if form == "json":
        echo_json({way: as_json(found) for way, found in outcomes.items()})
        return
    for way, found in outcomes.items():
        show(way, found)


def read_questions(path: Path, catalogue: Catalogue) -> tuple[Question, ...]:
    """The questions of a file, or an end with everything that is wrong with it."""
    problems = []
    questions = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = file.readlines()
        head = sum(1 for _ in takewhile(lambda line: line.startswith("#"), lines))
        rows = csv.DictReader(lines[head:])
        there = set(rows.fieldnames or ())
        if not there.issuperset(COLUMNS) or not there.issubset({*COLUMNS, *MORE_COLUMNS}):
            raise click.UsageError(f"{path.name} needs the columns {', '.join(COLUMNS)}.")
        for row in rows:
            where = f"{path.name}, line {head + rows.line_num}"
            question = Question(
                (row["query"] or "").strip(),
                frozenset((row["role_ids"] or "").split()),
                (row["note"] or "").strip(),
                (row.get("voice") or "").strip(),
                (row.get("half") or "").strip(),
                path.stem,
            )
            if not question.query or not question.role_ids:
                problems.append(f"{where}: it needs a query and at least one role id.")
            problems += [
                f"{where}: no role has the id {role_id!r}."
                for role_id in sorted(question.role_ids)
                if role_id not in catalogue
            ]
            questions.append(question)
    if problems:
        raise click.UsageError("\n".join(problems))
    if not questions:
        raise click.UsageError(f"{path.name} has no queries.")
    return tuple(questions)


def ask(engine: Engine, questions: Sequence[Question], reads: bool) -> tuple[Outcome, ...]:
    """Search for each; the first one is asked once before, so that nothing is timed cold."""
    encoder = engine.encoder if reads else None
    engine.finder.search(questions[0].query, LOOKED_AT, encoder)
    outcomes = []
    for question in questions:
        began = time.perf_counter()
        result = engine.finder.search(question.query, LOOKED_AT, encoder)
        took = (time.perf_counter() - began) * 1000
        outcomes.append(_outcome(question, result, took))
    return tuple(outcomes)


def _outcome(question: Question, result: SearchResult, took: float) -> Outcome:
    places = [place for place, hit in enumerate(result.hits, 1) if hit.role_id in question.role_ids]
    first = result.hits[0] if result.hits else None
    return Outcome(
        question,
        rank=places[0] if places else None,
        first=first.role_id if first else "",
        kind=first.kind if first else "nothing",
        milliseconds=took,
    )


def measure(outcomes: Sequence[Outcome]) -> Quality:
    """The figures over all questions."""
    ranks = [outcome.rank for outcome in outcomes]
    times = sorted(outcome.milliseconds for outcome in outcomes)
    among = {depth: [float(bool(rank and rank <= depth)) for rank in ranks] for depth in DEPTHS}
    reciprocal = [1 / rank if rank else 0.0 for rank in ranks]
    return Quality(
        queries=len(ranks),
        recall={depth: sum(found) / len(found) for depth, found in among.items()},
        recall_interval={depth: interval(found) for depth, found in among.items()},
        reciprocal_rank=statistics.fmean(reciprocal),
        reciprocal_rank_interval=interval(reciprocal),
        close_only=sum(outcome.kind in ("close", "nothing") for outcome in outcomes),
        p50_ms=statistics.median(times),
        p95_ms=times[min(len(times) - 1, int(len(times) * 0.95))],
    )


def interval(values: Sequence[float], draws: int = 2_000, seed: int = 0) -> tuple[float, float]:
    """Between which the mean lies in 95 of 100 lists drawn from these, with repeats: how far it
    hangs on which queries somebody happened to write (percentile bootstrap, Efron 1979)."""
    drawn = np.random.default_rng(seed).choice(np.asarray(values), (draws, len(values)))
    low, high = np.percentile(drawn.mean(axis=1), (2.5, 97.5))
    return float(low), float(high)


def groups(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, list[Outcome]]]:
    """The outcomes by list and half; the open wishes of each; and by voice, if it says enough."""
    parts: tuple[tuple[Callable[[Question], str], int], ...] = (
        (lambda one: one.part, 1),
        (lambda one: f"{one.part}: open wishes" if one.is_open else "", 1),
        (lambda one: f"{one.file}: {one.voice}" if one.voice else "", FEWEST),
    )
    for name_of, fewest in parts:
        named: dict[str, list[Outcome]] = {}
        for outcome in outcomes:
            named.setdefault(name_of(outcome.question), []).append(outcome)
        yield from sorted(
            (name, members) for name, members in named.items() if name and len(members) >= fewest
        )


def as_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The figures, also by group, and where the first right role stood for each query that is
    not held out."""
    return {
        **asdict(measure(outcomes)),
        "groups": {name: asdict(measure(members)) for name, members in groups(outcomes)},
        "outcomes": [
            {
                "query": outcome.question.query,
                "role_ids": sorted(outcome.question.role_ids),
                "note": outcome.question.note,
                "rank": outcome.rank,
                "first": outcome.first,
                "kind": outcome.kind,
            }
            for outcome in outcomes
            if outcome.question.half != HELD_OUT
        ],
    }


def show(way: str, outcomes: Sequence[Outcome]) -> None:
    """The figures for people, and the queries whose right roles did not come first."""
    quality = measure(outcomes)
    click.echo(f"{way}: {quality.queries} queries")
    click.echo(f"  time: p50 {quality.p50_ms:.1f} ms, p95 {quality.p95_ms:.1f} ms")
    for name, members in (("all", outcomes), *groups(outcomes)):
        click.echo(f"  {name}: {_line(measure(members))}")
    shown = [outcome for outcome in outcomes if outcome.question.half != HELD_OUT]
    late = sorted((o for o in shown if o.rank != 1), key=lambda o: o.rank or LOOKED_AT + 1)
    for rank, found in groupby(late, key=lambda outcome: outcome.rank):
        click.echo(f"  first right role at {rank}:" if rank else "  not found:")
        for outcome in found:
            right = " ".join(sorted(outcome.question.role_ids))
            click.echo(
                f"    {outcome.question.query!r}: {outcome.first} ({outcome.kind}) came first, "
                f"right: {right}"
            )


def _line(quality: Quality) -> str:
    recall = ", ".join(
        f"@{depth} {share:.3f} ({low:.2f} to {high:.2f})"
        for depth, share in quality.recall.items()
        for low, high in (quality.recall_interval[depth],)
    )
    low, high = quality.reciprocal_rank_interval
    mean = f"{quality.reciprocal_rank:.3f} ({low:.2f} to {high:.2f})"
    return (
        f"{quality.queries} queries; recall {recall}; mean reciprocal rank {mean}; "
        f"only close: {quality.close_only}"
    )
