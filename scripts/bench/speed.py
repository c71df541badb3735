"""``compass bench speed``: how fast and how lean the site is on this machine.

Everything is measured on the real program: ``compass serve`` as a process of its own, and the
matching engine over the built artefacts. docs/performance.md holds figures made with it.
"""

import http.client
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from matching.answers import Answers, Fact, Value, check_about
from matching.questionnaire import AboutField, Item, Questionnaire
from matching.recommend import Engine
from roles_catalogue.catalogue import Catalogue
from scripts.console import (
    echo_json,
    format_option,
    offline_settings,
    on_option,
    open_engine,
    seed_option,
)
from scripts.running_site import HOST, RunningSite, SiteDidNotStart, running

HEAVY: Final = ("torch", "sentence_transformers", "sklearn")
"""Libraries of the build that a serving process must never load."""
FEWEST_PEOPLE: Final = 500
WARM_UP: Final = 25
# Python's own record of what it imports, one line a module: "import time: 12 | 345 |   torch.nn".
IMPORT_LINE: Final = re.compile(r"^import time:[^|]*\|[^|]*\| *(\S+)", re.MULTILINE)
KIB: Final = 1024


@dataclass(frozen=True)
class Spread:
    """Times in milliseconds."""

    runs: int
    p50_ms: float
    p95_ms: float
    longest_ms: float


@dataclass(frozen=True)
class Start:
    """``seconds`` from starting the process to the first healthy answer, one a start."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


@dataclass(frozen=True)
class ColdLoad:
    """``milliseconds`` to read the catalogue as the server does, one a fresh process: whether the
    built file is of its version, the file itself, and the reference tables."""

    milliseconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)


@dataclass(frozen=True)
class Load:
    """What the serving processes have loaded of ``HEAVY`` after a match with text."""

    processes: int
    modules: int
    imported: tuple[str, ...]
    mapped: tuple[str, ...]


@dataclass(frozen=True)
class Memory:
    """Resident memory of a single worker in MiB, and with it of its parent."""

    moment: str
    worker_mib: float
    parent_mib: float


@dataclass(frozen=True)
class Report:
    machine: Mapping[str, str]
    people: int
    seed: int
    on: date
    start: Start
    catalogue: ColdLoad
    load: Load
    without_text: Spread
    with_text: Spread
    memory: tuple[Memory, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "on": self.on.isoformat(),
            "start": {"seconds": self.start.seconds, "median_s": self.start.median},
        }


@click.command()
@click.option(
    "--people",
    type=click.IntRange(FEWEST_PEOPLE, 100_000),
    default=1_000,
    show_default=True,
    help="How many different sets of answers to match.",
)
@seed_option(1)
@click.option(
    "--starts",
    type=click.IntRange(1, 50),
    default=5,
    show_default=True,
    help="How often to start the server.",
)
@on_option
@format_option
def speed(people: int, seed: int, starts: int, on: Any, form: str) -> None:
    """Start to healthy, one match with and without text, memory, and what is loaded."""
    engine = open_engine()
    if not engine.encoder_available:
        raise click.ClickException("the text encoder is off or not built; nothing to compare.")
    day: date = on.date()

    def people_of(text: bool) -> Iterator[Answers]:
        return answer_sets(people, seed, engine, text=text)

    try:
        report = Report(
            machine=machine(),
            people=people,
            seed=seed,
            on=day,
            start=measure_start(starts),
            catalogue=measure_cold_load(starts),
            load=measure_load(),
            without_text=measure_matches(
                engine, answer_sets(people, seed, engine, text=False), day
            ),
            with_text=measure_matches(engine, people_of(text=True), day),
            memory=measure_memory(),
        )
    except SiteDidNotStart as error:
        raise click.ClickException(str(error)) from None
    if form == "json":
        echo_json(report.as_json())
    else:
        rows = list(table(report))
        width = max(len(name) for name, _ in rows)
        for name, figure in rows:
            click.echo(f"{name.ljust(width)}  {figure}")


# People.


def answer_sets(count: int, seed: int, engine: Engine, *, text: bool) -> Iterator[Answers]:
    """Different people: from a few answers to all of them, with or without facts and words.

    The words are sentences of the catalogue's, cut and mixed: as long and as varied as people's.
    """
    draw = random.Random(seed)
    sentences = _sentences(engine.catalogue)
    for _ in range(count):
        yield Answers(
            values=_values(engine.questionnaire, draw),
            about=_about(engine.questionnaire, draw),
            text=_words(sentences, draw) if text else "",
        )


def _values(bank: Questionnaire, draw: random.Random) -> dict[str, Value]:
    share = draw.uniform(0.2, 1.0)
    asked = bank.items if draw.random() < 0.5 else bank.first_pass
    return {item.id: _value(item, draw) for item in asked if draw.random() < share}


def _value(item: Item, draw: random.Random) -> Value:
    offered = [option.value for option in item.options]
    if item.kind == "multi":
        chosen = set(draw.sample(offered, draw.randint(1, min(4, len(offered)))))
        return tuple(str(value) for value in offered if value in chosen)
    return draw.choice(offered)


def _about(bank: Questionnaire, draw: random.Random) -> dict[str, Fact]:
    return {field.id: _fact(field, draw) for field in bank.about if draw.random() < 0.6}


def _fact(field: AboutField, draw: random.Random) -> Fact:
    offered = [str(option.value) for option in field.options]
    if field.kind == "multi":
        chosen = check_about(field, draw.sample(offered, draw.randint(1, 4)))
        return chosen or ()
    return draw.choice(offered)


def _sentences(catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(line for role in catalogue.roles for line in (*role.what_you_do, role.suits_you))


def _words(sentences: Sequence[str], draw: random.Random) -> str:
    words = " ".join(draw.sample(sentences, 3)).split()
    return " ".join(words[: draw.randint(3, 40)])[:500]


# Measuring.


def measure_matches(engine: Engine, people: Iterator[Answers], on: date) -> Spread:
    """Time ``recommend`` for each person; the first few only warm up."""
    times = []
    for number, answers in enumerate(people):
        began = time.perf_counter()
        engine.recommend(answers, on=on)
        if number >= WARM_UP:
            times.append((time.perf_counter() - began) * 1000)
    cuts = statistics.quantiles(times, n=100)
    return Spread(len(times), cuts[49], cuts[94], max(times))


def measure_start(starts: int) -> Start:
    """Start the server a number of times, as it is configured here."""
    seconds = []
    for _ in range(starts):
        with _site() as site:
            seconds.append(site.seconds_to_healthy)
            site.kill()  # its way to end is not measured
    return Start(tuple(seconds))


def measure_cold_load(times: int) -> ColdLoad:
    """Read the catalogue in so many fresh processes."""
    code = (
        "import time; from scripts.console import offline_settings; "
        "from roles_catalogue.catalogue import Catalogue; "
        "from roles_catalogue.packed import PACKED_FILE; "
        "settings = offline_settings(); began = time.perf_counter(); "
        "Catalogue.open(settings.catalogue, packed=settings.artefacts / PACKED_FILE); "
        "print((time.perf_counter() - began) * 1000)"
    )
    return ColdLoad(
        tuple(
            float(subprocess.check_output([sys.executable, "-c", code], text=True))
            for _ in range(times)
        )
    )


def measure_load() -> Load:
    """What a server that has matched text has imported and mapped, in all its processes."""
    with _site({"PYTHONPROFILEIMPORTTIME": "1"}) as site:
        workers = len(site.pids()) - 1
        for _ in range(workers * 10):
            _match(site, "I like helping people and finding out how things work")
        pids = site.pids()
        mapped = tuple(name for name in HEAVY if any(name in maps(pid) for pid in pids))
        modules = frozenset(IMPORT_LINE.findall(site.log_text()))
    imported = tuple(name for name in HEAVY if name in modules)
    return Load(len(pids), len(modules), imported, mapped)


def measure_memory() -> tuple[Memory, ...]:
    """One worker before it has answered anything, after a match, and after one with text."""
    with _site({"COMPASS_WORKERS": "1"}) as site:
        moments = [_memory(site, "started")]
        _match(site, "")
        moments.append(_memory(site, "after the first match"))
        _match(site, "I like helping people")
        moments.append(_memory(site, "after the first text"))
        for _ in range(50):
            _match(site, "I like helping people and finding out how things work")
        moments.append(_memory(site, "after 50 more texts"))
    return tuple(moments)


def maps(pid: int) -> str:
    """The files a process has mapped, one line a mapping."""
    return Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace")


def machine() -> dict[str, str]:
    """What it was measured on."""
    found = re.search(r"^model name\s*:\s*(.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    return {
        "processor": found.group(1) if found else platform.machine(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": f"{os.getloadavg()[0]:.1f}",
    }


@contextmanager
def _site(extra: Mapping[str, str] | None = None) -> Iterator[RunningSite]:
    with (
        tempfile.TemporaryDirectory(prefix="compass-bench-") as folder,
        running(Path(folder), offline_settings().artefacts, extra=extra) as site,
    ):
        yield site


def _memory(site: RunningSite, moment: str) -> Memory:
    parent, worker = site.pids()
    return Memory(moment, worker_mib=resident(worker), parent_mib=resident(parent))


def resident(pid: int | str = "self") -> float:
    """MiB of memory that a process has in use, this one unless another is named."""
    found = re.search(r"^VmRSS:\s+(\d+) kB", _read(f"/proc/{pid}/status"), re.MULTILINE)
    return int(found.group(1)) / KIB if found else 0.0


def _match(site: RunningSite, text: str) -> None:
    body = json.dumps({"answers": {"stopped-machine": 5}, "text": text})
    connection = http.client.HTTPConnection(HOST, site.port, timeout=30)
    try:
        connection.request(
            "POST", "/api/v1/match", body, headers={"Content-Type": "application/json"}
        )
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            raise click.ClickException(f"the match answered {answer.status}: {answer.read()!r}")
        answer.read()
    finally:
        connection.close()


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


# Showing.


def table(report: Report) -> Iterator[tuple[str, str]]:
    """The report for people, a name and a figure a row."""
    box = report.machine
    yield "machine", f"{box['processor']}, {box['cores']} cores, load {box['load']} at the start"
    yield "python", f"{box['python']}, {box['system']}"
    starts = report.start.seconds
    yield (
        "start to healthy",
        f"median {report.start.median:.2f} s of {len(starts)} "
        f"({min(starts):.2f} to {max(starts):.2f})",
    )
    loads = report.catalogue.milliseconds
    yield (
        "catalogue, cold load",
        f"median {report.catalogue.median:.0f} ms of {len(loads)} "
        f"({min(loads):.0f} to {max(loads):.0f})",
    )
    for name, spread in (
        ("match, no text", report.without_text),
        ("match with text", report.with_text),
    ):
        yield (
            name,
            f"p50 {spread.p50_ms:.1f} ms, p95 {spread.p95_ms:.1f} ms, "
            f"longest {spread.longest_ms:.1f} ms ({spread.runs} people, seed {report.seed})",
        )
    for memory in report.memory:
        yield (
            f"memory, {memory.moment}",
            f"worker {memory.worker_mib:.0f} MiB, parent {memory.parent_mib:.0f} MiB",
        )
    load = report.load
    yield (
        "build libraries",
        f"imported: {', '.join(load.imported) or 'none'}; "
        f"mapped: {', '.join(load.mapped) or 'none'} "
        f"({', '.join(HEAVY)}; {load.modules} modules in {load.processes} processes)",
    )
