"""``compass bench load``: many people answering at once, and whether all of it is kept.

Answers leave on a timetable, whether or not earlier ones have come back, as people do; each is
timed from when it was due. At the end every journey is read back through the site: an answer
that was acknowledged and is not there is lost, and one that is in the log twice counts twice.
"""

import http.client
import json
import random
import re
import secrets
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import click
from sqlalchemy.engine import make_url

from matching.questionnaire import Item, Questionnaire
from scripts.bench.speed import machine
from scripts.console import echo_json, format_option, offline_settings
from scripts.running_site import HOST, RunningSite, SiteDidNotStart, running

SENDERS: Final = 32
TIMEOUT_S: Final = 30.0
TOKEN: Final = re.compile(r'name="csrf_token" value="([^"]+)"')
ACKNOWLEDGED: Final = http.client.SEE_OTHER


@dataclass(frozen=True)
class Plan:
    """``rate`` answers a second for ``seconds``, by ``people`` people; ``seed`` picks answers."""

    rate: float
    seconds: float
    people: int
    workers: int
    seed: int


@dataclass(frozen=True)
class Outcome:
    """``lost`` were acknowledged and are not there; ``twice`` are in the log more than once.

    Times are milliseconds from when an answer was due to its acknowledgement.
    """

    plan: Plan
    machine: dict[str, str]
    database: str
    sent: int
    acknowledged: int
    refused: int
    failed: int
    rate: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    longest_ms: float
    lost: int
    twice: int


@click.command()
@click.option("--rate", type=click.FloatRange(1), default=200, show_default=True, help="A second.")
@click.option(
    "--seconds", type=click.FloatRange(1), default=60, show_default=True, help="For how long."
)
@click.option("--people", type=click.IntRange(SENDERS), default=128, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=4, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Number answers come from.")
@click.option(
    "--database",
    "url",
    default="",
    help="Address of an empty database.  [default: a new SQLite file, thrown away]",
)
@format_option
def load(
    rate: float, seconds: float, people: int, workers: int, seed: int, url: str, form: str
) -> None:
    """Answers a second for a while: how long they take, and that none is lost."""
    plan = Plan(rate, seconds, people, workers, seed)
    try:
        outcome = measure(plan, url)
    except SiteDidNotStart as error:
        raise click.ClickException(str(error)) from None
    if form == "json":
        echo_json(asdict(outcome))
    else:
        for line in lines(outcome):
            click.echo(line)
    if outcome.lost or outcome.twice:
        raise click.ClickException("answers were lost, or kept twice.")


def measure(plan: Plan, url: str) -> Outcome:
    """Run the plan against a site of its own."""
    settings = {"COMPASS_WORKERS": str(plan.workers)}
    if url:
        settings["COMPASS_DATABASE_URL"] = url
    with (
        tempfile.TemporaryDirectory(prefix="compass-bench-") as folder,
        running(Path(folder), offline_settings().artefacts, extra=settings) as site,
    ):
        box = machine()
        everybody = [Person(site, random.Random(plan.seed + n)) for n in range(plan.people)]
        senders = [Sender(everybody[number::SENDERS], number, plan) for number in range(SENDERS)]
        began = time.perf_counter() + 0.5
        threads = [threading.Thread(target=sender.run, args=(began,)) for sender in senders]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
        kept = [person.read_back() for person in everybody]
    times = sorted(t for sender in senders for t in sender.times_ms)
    cuts = statistics.quantiles(times, n=100) if len(times) > 1 else [0.0] * 99
    return Outcome(
        plan=plan,
        machine=box,
        database=make_url(url).get_backend_name() if url else "sqlite",
        sent=sum(sender.sent for sender in senders),
        acknowledged=len(times),
        refused=sum(sender.refused for sender in senders),
        failed=sum(sender.failed for sender in senders),
        rate=len(times) / took,
        p50_ms=cuts[49],
        p95_ms=cuts[94],
        p99_ms=cuts[98],
        longest_ms=max(times, default=0.0),
        lost=sum(found.lost for found in kept),
        twice=sum(found.twice for found in kept),
    )


def lines(outcome: Outcome) -> Sequence[str]:
    """The outcome for people."""
    box, plan = outcome.machine, outcome.plan
    return (
        f"machine       {box['processor']}, {box['cores']} cores, load {box['load']} at the start",
        f"plan          {plan.rate:g} answers a second for {plan.seconds:g} s by {plan.people} "
        f"people; {outcome.database}, {plan.workers} workers",
        f"answers       {outcome.sent} sent, {outcome.acknowledged} acknowledged, "
        f"{outcome.refused} refused, {outcome.failed} failed",
        f"rate          {outcome.rate:.1f} acknowledged a second",
        f"time          p50 {outcome.p50_ms:.1f} ms, p95 {outcome.p95_ms:.1f} ms, "
        f"p99 {outcome.p99_ms:.1f} ms, longest {outcome.longest_ms:.1f} ms",
        f"kept          {outcome.lost} lost, {outcome.twice} kept twice",
    )


@dataclass(frozen=True)
class Kept:
    lost: int
    twice: int


class Person:
    """Somebody with a journey, a cookie and a connection that stays open."""

    def __init__(self, site: RunningSite, draw: random.Random) -> None:
        self._connection = http.client.HTTPConnection(HOST, site.port, timeout=TIMEOUT_S)
        self._origin = site.url
        self._draw = draw
        self._items = Questionnaire.load().items
        self._cookie = ""
        self.acknowledged: list[str] = []
        self.ask("POST", "/start", {})
        _, page = self.ask("GET", f"/questions/{self._items[0].id}")
        found = TOKEN.search(page)
        if not found:
            raise click.ClickException("the site's question holds no form token.")
        self._token = found[1]
        # Others are still beginning: the server would tire of an open connection meanwhile.
        self._connection.close()

    @property
    def cookie(self) -> str:
        """Name and value, as a browser sends it."""
        return self._cookie

    def answer(self) -> int:
        """Answer some question somehow; returns the status."""
        item, submission = self._draw.choice(self._items), secrets.token_urlsafe(12)
        status, _ = self.ask(
            "POST",
            f"/questions/{item.id}",
            {"csrf_token": self._token, "submission": submission, **self._choice(item)},
        )
        if status == ACKNOWLEDGED:
            self.acknowledged.append(submission)
        return status

    def _choice(self, item: Item) -> dict[str, str]:
        return {"do": "next", "answer": str(self._draw.choice(item.options).value)}

    def read_back(self) -> Kept:
        """Compare what was acknowledged with what the site holds."""
        self._connection.close()  # the server has tired of waiting
        _, body = self.ask("GET", "/my-journey/download")
        held: dict[str, Any] = json.loads(body)
        forms = [form["submission"] for form in held["submissions"]]
        logged = sum(event["name"] == "questionnaire.answered" for event in held["events"])
        self.close()
        return Kept(
            lost=len(set(self.acknowledged) - set(forms)) + max(0, len(forms) - logged),
            twice=max(0, logged - len(set(forms))),
        )

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """One request on the open connection, which is opened again if it was closed."""
        headers = {"Cookie": self._cookie, "Origin": self._origin}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = None if fields is None else urlencode(fields)
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            content = answer.read().decode("utf-8")
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self._cookie = cookie.partition(";")[0]
        return answer.status, content


@dataclass
class Sender:
    """A thread that sends every ``SENDERS``th answer of the timetable, by its own people."""

    people: Sequence[Person]
    number: int
    plan: Plan
    times_ms: list[float] = field(default_factory=list)
    sent: int = 0
    refused: int = 0
    failed: int = 0

    def run(self, began: float) -> None:
        total = round(self.plan.rate * self.plan.seconds)
        for turn, index in enumerate(range(self.number, total, SENDERS)):
            due = began + index / self.plan.rate
            time.sleep(max(0.0, due - time.perf_counter()))
            self._send(self.people[turn % len(self.people)], due)

    def _send(self, person: Person, due: float) -> None:
        self.sent += 1
        try:
            status = person.answer()
        except (OSError, http.client.HTTPException):
            self.failed += 1
            return
        if status == ACKNOWLEDGED:
            self.times_ms.append((time.perf_counter() - due) * 1000)
        else:
            self.refused += 1
