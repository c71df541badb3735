"""``compass bench search``: how well and how fast search finds what people ask for.

The questions are a CSV file: what somebody might type, the ids of the roles that would be right
(any of them counts), and a note. Lines at its head that begin with # say how it came about, and
are not read. tests/quality/everyday_queries.csv has some that were written without looking into
the catalogue.
"""

import csv
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any, Final

import click

from matching.recommend import Engine
from matching.search import SearchResult
from roles_catalogue.catalogue import Catalogue
from scripts.console import echo_json, format_option, open_engine
from scripts.running_site import ROOT

QUERIES: Final = ROOT / "tests" / "quality" / "everyday_queries.csv"
COLUMNS: Final = ("query", "role_ids", "note")
DEPTHS: Final = (1, 5, 10)
LOOKED_AT: Final = 20
"""Roles of a list that are looked at: the mean reciprocal rank counts nothing below."""


@dataclass(frozen=True)
class Question:
    query: str
    role_ids: frozenset[str]
    note: str


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
    """``recall``: share of the queries with a right role among the first so many. ``close_only``:
    queries for which nothing was claimed to be found."""

    queries: int
    recall: dict[int, float]
    reciprocal_rank: float
    close_only: int
    p50_ms: float
    p95_ms: float


@click.command()
@click.option(
    "--queries",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=QUERIES,
    show_default="tests/quality/everyday_queries.csv",
    help="CSV file with the columns query, role_ids (separated by spaces) and note.",
)
@format_option
def search(queries: Path, form: str) -> None:
    """Recall, misses and times of search, with the text encoder and without."""
    engine = open_engine()
    questions = read_questions(queries, engine.catalogue)
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
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise click.UsageError(f"{path.name} needs the columns {', '.join(COLUMNS)}.")
        for row in rows:
            where = f"{path.name}, line {head + rows.line_num}"
            question = Question(
                (row["query"] or "").strip(),
                frozenset((row["role_ids"] or "").split()),
                (row["note"] or "").strip(),
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
    return Quality(
        queries=len(ranks),
        recall={
            depth: sum(rank is not None and rank <= depth for rank in ranks) / len(ranks)
            for depth in DEPTHS
        },
        reciprocal_rank=statistics.fmean(1 / rank if rank else 0.0 for rank in ranks),
        close_only=sum(outcome.kind in ("close", "nothing") for outcome in outcomes),
        p50_ms=statistics.median(times),
        p95_ms=times[min(len(times) - 1, int(len(times) * 0.95))],
    )


def as_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The figures and, for every query, where its first right role stood."""
    return {
        **asdict(measure(outcomes)),
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
        ],
    }


def show(way: str, outcomes: Sequence[Outcome]) -> None:
    """The figures for people, and the queries whose right roles did not come first."""
    quality = measure(outcomes)
    recall = ", ".join(f"@{depth} {share:.3f}" for depth, share in quality.recall.items())
    click.echo(f"{way}: {quality.queries} queries")
    click.echo(f"  recall {recall}; mean reciprocal rank {quality.reciprocal_rank:.3f}")
    click.echo(f"  only close: {quality.close_only}")
    click.echo(f"  time: p50 {quality.p50_ms:.1f} ms, p95 {quality.p95_ms:.1f} ms")
    late = sorted((o for o in outcomes if o.rank != 1), key=lambda o: o.rank or LOOKED_AT + 1)
    for rank, members in groupby(late, key=lambda outcome: outcome.rank):
        click.echo(f"  first right role at {rank}:" if rank else "  not found:")
        for outcome in members:
            right = " ".join(sorted(outcome.question.role_ids))
            click.echo(
                f"    {outcome.question.query!r}: {outcome.first} ({outcome.kind}) came first, "
                f"right: {right}"
            )
