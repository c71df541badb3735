"""``compass bench growth``: what a match and a search cost in a catalogue of many more roles.

The catalogues are made (``larger.py``), what is measured is real: the space, the calibration and
the indexes are built by the functions that a build calls, and people are matched by
``Engine.recommend``. Each size has a process of its own, so that its memory is its own.
"""

import gc
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

from matching.build import role_text, unreachable_roles
from matching.calibration import fit
from matching.encoder import OnnxEncoder
from matching.index import RoleIndex
from matching.person import Person
from matching.policies import FULL
from matching.recommend import Engine
from matching.reference_people import could_write
from matching.remembered import Encode, Remembered
from matching.rules import RuleBook, Wishes
from matching.search import texts
from matching.space import make_space
from roles_catalogue.schema import Family, RouteKind, Setting
from scripts.bench.approximate import Approximate, compare
from scripts.bench.larger import Larger, inherited, larger, larger_finder
from scripts.bench.speed import KIB, answer_sets, machine, resident
from scripts.console import (
    echo_json,
    format_option,
    offline_settings,
    on_option,
    open_engine,
    seed_option,
)

SIZES: Final = (450, 5_000, 50_000)
SHARES: Final = (1.0, 0.5, 0.1, 0.01)
"""Shares of the roles that filters let through, about."""
WARM_UP: Final = 10
MOST_FITTED: Final = 10_000
"""Above so many roles each inherits its calibration. To fit it ranks 6,000 people forty times and
holds several tables of people by roles: at 50,000 roles 10 GB."""

FILTERS: Final = 12
"""Sets of filters for each share, of which people have one each."""
READ: Final = 20
"""Roles that are read to learn how long it takes."""
QUERIES: Final = ("nurse", "phsyio", "helping old people at home", "job with computers", "xqzv")


@dataclass(frozen=True)
class Times:
    """Milliseconds by the clock, and of the thread's processor time, which others who use the
    machine lengthen less."""

    p50: float
    p95: float
    processor_p95: float

    @classmethod
    def of(cls, runs: Sequence[tuple[float, float]]) -> "Times":
        """From (clock, processor) of each run."""
        clock, processor = (statistics.quantiles(each, n=100) for each in zip(*runs, strict=True))
        return cls(clock[49], clock[94], processor[94])

    def __str__(self) -> str:
        return f"p50 {self.p50:.1f}, p95 {self.p95:.1f} (processor {self.processor_p95:.1f}) ms"


@dataclass(frozen=True)
class Cell:
    """Matches behind filters of one kind: for people never seen before, and for the same people
    again. ``passing``: the share of the roles that pass all their rules, on average."""

    text: bool
    share: float
    passing: float
    new: Times
    again: Times


@dataclass(frozen=True)
class Searching:
    """Search, all of it, with the encoder. ``build_s``: making its parts, without reading."""

    sentences: int
    build_s: float
    p50_ms: float
    longest_ms: float


@dataclass(frozen=True)
class Grown:
    """One size. ``stages``: seconds. ``resident_mib``: of the process with an engine that has
    matched all these people, without search; ``peak_mib``: while building."""

    rows: int
    stages: Mapping[str, float]
    peak_mib: float
    resident_mib: float
    cells: tuple[Cell, ...]
    what_if: Times
    next_question: Times
    approximate: tuple[Approximate, ...]
    searching: Searching | None


@dataclass(frozen=True)
class Reading:
    """Seconds that a build takes to read one role: its whole text with the model, and all its
    short texts with the encoder that serves."""

    whole_s: float
    short_s: float


@click.command()
@click.option(
    "--rows",
    "sizes",
    type=click.IntRange(100, 200_000),
    multiple=True,
    default=SIZES,
    show_default=", ".join(map(str, SIZES)),
    help="How many roles; may be given several times.",
)
@click.option(
    "--people",
    type=click.IntRange(20, 10_000),
    default=200,
    show_default=True,
    help="How many people to match behind each kind of filter.",
)
@click.option("--search/--no-search", default=True, help="Whether to measure search as well.")
@seed_option(1)
@on_option
@format_option
def growth(
    sizes: tuple[int, ...], people: int, search: bool, seed: int, on: Any, form: str
) -> None:
    """A match in catalogues of other sizes: time, memory, building, filters, other indexes."""
    engine = open_engine()
    if not engine.encoder_available:
        raise click.ClickException("the text encoder is off or not built; nothing to compare.")
    found = []
    for rows in sizes:
        click.echo(f"measuring {rows:,} roles", err=True)
        plan = Plan(rows, people, seed, on.date(), search)
        # Spawned, not forked: nothing of this process is in its memory.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            found.append(alone.submit(measure, plan).result())
    reading = measure_reading(engine)
    if form == "json":
        sections = [asdict(grown) for grown in found]
        echo_json({"machine": machine(), "reading": asdict(reading), "sizes": sections})
        return
    box = machine()
    click.echo(f"machine  {box['processor']}, {box['cores']} cores, load {box['load']}")
    for grown in found:
        click.echo("\n".join(lines(grown)))
    click.echo(
        f"reading one role: {reading.whole_s:.3f} s its text, {reading.short_s:.3f} s its short "
        f"texts; 50,000 roles {(reading.whole_s + reading.short_s) * 50_000 / 3600:.1f} hours"
    )


@dataclass(frozen=True)
class Plan:
    rows: int
    people: int
    seed: int
    on: date
    search: bool


def measure(plan: Plan) -> Grown:
    """Make a catalogue of this size and measure everything in it."""
    ours = open_engine()
    stages: dict[str, float] = {}
    made = larger(ours, plan.rows, plan.seed, _remembering(ours))
    engine = build_engine(ours, made, stages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB
    with _timed(stages, "ways in, once a day"):
        engine.check_routes(Person(), plan.on)
    with _timed(stages, "what is worked out before the first match"):
        engine.warm(plan.on, FULL)
    made = replace(made, words=made.words[:0])  # a serving process has none of it
    gc.collect()
    filters = {share: list(_filters(engine, share, plan)) for share in SHARES}
    cells = tuple(
        _cell(engine, plan, share, filters[share], text=text)
        for text in (False, True)
        for share in SHARES
    )
    memory = resident()
    what_if, next_question = _other_answers(engine, plan)
    approximate = compare(engine, SHARES, plan.seed)
    return Grown(
        plan.rows,
        stages,
        peak,
        memory,
        cells,
        what_if,
        next_question,
        approximate,
        _searching(engine, made, plan.seed) if plan.search else None,
    )


def build_engine(ours: Engine, made: Larger, stages: dict[str, float]) -> Engine:
    """The engine over a larger catalogue, by what a build calls; search is still ours."""
    bank = ours.questionnaire
    with _timed(stages, "space"):
        space = make_space(made.catalogue, made.texts, made.words.reshape(-1, made.words.shape[2]))
    if len(made.catalogue) <= MOST_FITTED:
        with _timed(stages, "calibration"):
            calibration = fit(space, bank, made.words)
    else:
        calibration = inherited(ours.calibration, made.parents)
    with _timed(stages, "both indexes"):
        calibrated = calibration.apply(space, text=False)
        index = RoleIndex.build(calibrated.searched(text=False))
        words_index = RoleIndex.build(calibration.apply(space, text=True).searched(text=True))
    with _timed(stages, "roles that nobody would find"):
        unreachable_roles(calibrated, bank)
    return replace(
        ours,
        catalogue=made.catalogue,
        space=space,
        calibration=calibration,
        index=index,
        words_index=words_index,
    )


def _remembering(ours: Engine) -> Encode:
    """What the last build read of our own roles' short texts, as it read them."""
    assert ours.encoder is not None
    encoder = ours.encoder
    return Remembered.load(offline_settings().artefacts).reader(
        f"{ours.versions.model}+int8", lambda some: np.array([encoder.encode(t) for t in some])
    )


def _filters(engine: Engine, share: float, plan: Plan) -> Iterator[Wishes]:
    """Filters as people set them that let about this share of the roles through, for somebody of
    whom nothing is known: of many drawn by chance those that come nearest."""
    if share == 1.0:
        yield Wishes()
        return
    draw = random.Random(plan.seed)
    rules, routes = RuleBook(engine.catalogue), engine.check_routes(Person(), plan.on)

    def some(kinds: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(draw.sample(kinds, draw.choice((0, 1, 1, 2, 4, 8))))

    tried = {
        Wishes(some(list(RouteKind)), some(list(Family)), some(list(Setting))) for _ in range(300)
    }

    def off(wishes: Wishes) -> float:
        passing = rules.judge(routes, Person(), wishes).passing.mean()
        return float(abs(np.log((passing + 1e-9) / share)))

    yield from sorted(tried, key=lambda wishes: (off(wishes), repr(wishes)))[:FILTERS]


def _cell(
    engine: Engine, plan: Plan, share: float, filters: Sequence[Wishes], *, text: bool
) -> Cell:
    new: list[tuple[float, float]] = []
    again: list[tuple[float, float]] = []
    passing: list[float] = []
    # People of their own for each cell: those of another would be remembered.
    seed = plan.seed + 10 * round(1000 * share) + text
    people = answer_sets(plan.people + WARM_UP, seed, engine, text=text)
    for number, answers in enumerate(people):
        wishes = filters[number % len(filters)]
        for runs in (new, again):
            taken = _taken(
                partial(engine.recommend, answers, on=plan.on, wishes=wishes, seed=number)
            )
            if number >= WARM_UP:
                runs.append(taken)
        slate = engine.recommend(answers, on=plan.on, wishes=wishes, limit=1)
        passing.append(slate.passing_count / slate.candidate_count)
    return Cell(text, share, statistics.mean(passing), Times.of(new), Times.of(again))


def _other_answers(engine: Engine, plan: Plan) -> tuple[Times, Times]:
    """What would change the first role of somebody's list, and what to ask them next."""
    changes, questions = [], []
    for answers in answer_sets(plan.people // 4 + WARM_UP, plan.seed, engine, text=False):
        first = engine.recommend(answers, on=plan.on, limit=1).roles[0].role_id
        changes.append(_taken(partial(engine.what_would_change, answers, first, on=plan.on)))
        questions.append(_taken(partial(engine.next_question, answers, met=answers.values.keys())))
    return Times.of(changes[WARM_UP:]), Times.of(questions[WARM_UP:])


def _taken(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and of processor time."""
    began, used = time.perf_counter(), time.thread_time()
    work()
    clock, processor = time.perf_counter() - began, time.thread_time() - used
    return clock * 1000, processor * 1000


def _searching(engine: Engine, made: Larger, seed: int) -> Searching:
    stages: dict[str, float] = {}
    with _timed(stages, "search"):
        finder = larger_finder(engine, made, seed)
    times = []
    for query in QUERIES * 4:
        began = time.perf_counter()
        finder.search(query, 20, engine.encoder)
        times.append((time.perf_counter() - began) * 1000)
    times = times[len(QUERIES) :]
    sentences = len(finder.meanings.sentences)
    return Searching(sentences, stages["search"], statistics.median(times), max(times))


def measure_reading(engine: Engine) -> Reading:
    """Read some of our roles as a build that remembers nothing does."""
    from matching.export_encoder import load_model, model_folder, model_version

    settings = offline_settings()
    roles = engine.catalogue.roles[:: max(1, len(engine.catalogue) // READ)][:READ]
    with model_folder(settings.model) as source:
        model = load_model(source, model_version(source, settings.model))
        whole = _seconds_each([role_text(role) for role in roles], lambda t: model.encode([t]))
    short_texts = [
        line
        for role in roles
        for line in (*could_write(role), texts.card(role), *texts.with_title(role))
    ]
    encoder = OnnxEncoder(Path(settings.artefacts))
    short = _seconds_each(short_texts, encoder.encode)
    return Reading(whole, short * len(short_texts) / len(roles))


def _seconds_each(some: Sequence[str], read: Callable[[str], object]) -> float:
    read(some[0])
    began = time.perf_counter()
    for one in some:
        read(one)
    return (time.perf_counter() - began) / len(some)


@contextmanager
def _timed(stages: dict[str, float], name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    stages[name] = time.perf_counter() - began


def lines(grown: Grown) -> Iterator[str]:
    """One size for people."""
    yield ""
    yield f"{grown.rows:,} roles"
    for name, seconds in grown.stages.items():
        yield f"  build: {name}  {seconds:.2f} s"
    yield f"  memory: {grown.resident_mib:.0f} MiB, {grown.peak_mib:.0f} MiB at most in building"
    for cell in grown.cells:
        words = "with text" if cell.text else "no text  "
        yield (
            f"  {words}  filter {cell.share:4.0%} (passing {cell.passing:6.2%})  "
            f"new {cell.new}; again {cell.again}"
        )
    yield f"  what would change this: {grown.what_if}"
    yield f"  the next question: {grown.next_question}"
    for one in grown.approximate:
        built = f"built in {one.build_s:.1f} s"
        cells = ", ".join(
            f"{share:.0%}: {found.ms:.2f} ms, recall {found.recall:.3f}"
            for share, found in one.by_share.items()
        )
        yield f"  index {one.name} ({built}, {one.mib:.0f} MiB)  {cells}"
    if grown.searching is not None:
        one_search = grown.searching
        yield (
            f"  search  p50 {one_search.p50_ms:.0f}, longest {one_search.longest_ms:.0f} ms; "
            f"{one_search.sentences:,} sentences; parts made in {one_search.build_s:.0f} s"
        )
