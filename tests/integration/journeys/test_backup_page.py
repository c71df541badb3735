"""docs/backup-and-restore.md, followed to the letter while people answer questions.

The commands come from the page. Only its folders are others here, and ``sudo`` and
``systemctl`` are stand-ins: the one runs the command as we are, the other takes notes.
"""

import json
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine, make_url

from compass.database import migrate
from matching.questionnaire import Item, Questionnaire
from scripts.running_site import ROOT, RunningSite, environment_of, start
from tests.integration.conftest import BOTH, READY
from tests.support.postgresql import PostgresqlServer
from tests.support.server import ON
from tests.support.visitor import Visitor

PAGE = (ROOT / "docs" / "backup-and-restore.md").read_text(encoding="utf-8")
COMMANDS = dict(re.findall(r"^```sh (\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
COMPASS = Path(sys.executable).with_name("compass")
PEOPLE = 6
BEFORE = 60
"""Answers that must have been acknowledged before the backup begins."""
PATIENCE_S = 60.0
ANSWERED = "questionnaire.answered"
# As the page's reader: `sudo -u somebody`, and `sudo` alone.
SUDO = """#!/bin/sh
if [ "$1" = -u ]; then shift 2; fi
exec "$@"
"""
SYSTEMCTL = """#!/bin/sh
echo "$*" >>"$NOTES"
"""

pytestmark = pytest.mark.slow


@dataclass
class Place:
    """A machine as the page describes it, in a folder of its own."""

    folder: Path
    environment: dict[str, str]

    @property
    def url(self) -> str:
        return self.environment["COMPASS_DATABASE_URL"]

    def follow(self, name: str) -> str:
        """Carry out one block of the page, stopping at the first command that fails."""
        script = COMMANDS[name]
        for real in ("/var/backups/compass", "/var/lib/compass"):
            script = script.replace(real, str(self.folder / real.split("/")[2]))
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr


@pytest.fixture(params=BOTH)
def place(request: pytest.FixtureRequest, tmp_path: Path, artefacts: Path) -> Iterator[Place]:
    programs = tmp_path / "bin"
    for folder in (programs, tmp_path / "backups", tmp_path / "lib"):
        folder.mkdir()
    for name, content in (("sudo", SUDO), ("systemctl", SYSTEMCTL)):
        (programs / name).write_text(content)
        (programs / name).chmod(0o755)
    (programs / "compass").symlink_to(COMPASS)
    notes = {"NOTES": str(tmp_path / "notes"), "COMPASS_ON": ON, "TZ": "Europe/London"}
    if request.param == "sqlite":
        notes["COMPASS_DATABASE_URL"] = f"sqlite:///{tmp_path / 'lib' / 'compass.sqlite'}"
    else:
        server: PostgresqlServer = request.getfixturevalue("postgresql")
        notes["COMPASS_DATABASE_URL"] = server.create("compass", READY)
        notes |= {"PGHOST": str(server.folder), "PGUSER": "compass"}
    environment = environment_of(tmp_path, 1, artefacts, notes)
    environment["PATH"] = f"{programs}:{environment['PATH']}"
    environment["COMPASS_PORT"] = "18999"  # nobody listens while the doctor looks
    migrate(environment["COMPASS_DATABASE_URL"])
    yield Place(tmp_path, environment)
    if request.param != "sqlite":
        for name in ("compass", "compass_replaced"):
            server.drop(name)


@dataclass
class Person:
    """Somebody who answers one question after the other until told to stop."""

    visitor: Visitor
    acknowledged: list[str] = field(default_factory=list)
    trouble: BaseException | None = None
    journey: UUID = field(init=False)

    def begin(self) -> None:
        self.visitor.begin()
        self.journey = UUID(self.visitor.download()["journey"]["id"])

    def run(self, items: tuple[Item, ...], enough: threading.Event) -> None:
        try:
            turn = 0
            while not enough.is_set():
                item = items[turn % len(items)]
                option = item.options[turn % len(item.options)].value
                self.visitor.answer(item, (str(option),) if item.kind == "multi" else option)
                self.acknowledged.append(item.id)
                turn += 1
        except BaseException as trouble:  # told to the main thread, which raises it
            self.trouble = trouble


@contextmanager
def under_load(people: list[Person]) -> Iterator[None]:
    """Everybody answers without pause for the length of the block."""
    items = Questionnaire.load().items
    enough = threading.Event()
    threads = [threading.Thread(target=person.run, args=(items, enough)) for person in people]
    for thread in threads:
        thread.start()
    try:
        deadline = time.monotonic() + PATIENCE_S
        while sum(len(person.acknowledged) for person in people) < BEFORE:
            assert time.monotonic() < deadline, "the answers came in too slowly"
            time.sleep(0.01)
        yield
    finally:
        enough.set()
        for thread in threads:
            thread.join(PATIENCE_S)
    for person in people:
        if person.trouble is not None:
            raise person.trouble


def site_of(place: Place, artefacts: Path) -> RunningSite:
    extra = {"COMPASS_DATABASE_URL": place.url, "COMPASS_ON": ON}
    return start(place.folder, artefacts, extra=extra)


def test_the_page_has_a_way_there_and_back_for_both() -> None:
    assert set(COMMANDS) == {
        f"{what}-{which}" for what in ("backup", "restore") for which in ("sqlite", "postgresql")
    }


def test_a_copy_made_under_load_brings_everything_back(place: Place, artefacts: Path) -> None:
    which = make_url(place.url).get_backend_name()
    site = site_of(place, artefacts)
    people = [Person(Visitor(site.url)) for _ in range(PEOPLE)]
    deleting, forgetting, objecting = (Person(Visitor(site.url)) for _ in range(3))
    item = Questionnaire.load().first_pass[0]
    try:
        for person in (*people, deleting, forgetting, objecting):
            person.begin()
        for person in (deleting, forgetting, objecting):
            person.visitor.answer(item, 4)
        with under_load(people):
            promised = {p.journey: Counter(p.acknowledged) for p in people}
            place.follow(f"backup-{which}")
            at_the_end = {p.journey: Counter(p.acknowledged) for p in people}
        assert any(at_the_end[j].total() > promised[j].total() for j in promised), "no load"
        page = deleting.visitor.get("/my-journey/delete")
        assert deleting.visitor.send(page.form("/my-journey/delete")).status == 200
        page = forgetting.visitor.get("/finish")
        assert forgetting.visitor.send(page.form("/finish")).status == 200
        page = objecting.visitor.get("/my-journey")
        objecting.visitor.send(page.form("/my-journey/statistics"))
    finally:
        site.stop()

    said = place.follow(f"restore-{which}")

    assert "deleted: 1\nerased: 1\nsilent: 1\n" in said
    assert "0 problems" in said
    notes = (place.folder / "notes").read_text().splitlines()
    assert notes == ["stop compass", "start compass"]
    engine = create_engine(place.url)
    try:
        for person in people:
            check_person(engine, person.journey, promised[person.journey])
        assert count(engine, "journeys", deleting.journey, "id") == 0
        assert count(engine, "events", deleting.journey) == 0
        assert count(engine, "answers", forgetting.journey) == 0
        assert count(engine, "events", forgetting.journey) > 0
        assert count(engine, "answers", objecting.journey) == 1
        check_parents(engine)
    finally:
        engine.dispose()

    site = site_of(place, artefacts)
    try:
        for person in people:  # with the cookie they had
            person.visitor = _same_browser(person.visitor, site)
            held = person.visitor.download()
            assert held["journey"]["id"] == str(person.journey)
        assert _same_browser(forgetting.visitor, site).get("/results").path.startswith("/come-back")
    finally:
        site.stop()


def _same_browser(before: Visitor, site: RunningSite) -> Visitor:
    visitor = Visitor(site.url)
    visitor.cookies = dict(before.cookies)
    return visitor


def check_person(engine: Engine, journey: UUID, promised: Counter[str]) -> None:
    """Everything that was acknowledged before the copy began is there, in every table alike."""
    with engine.connect() as connection:
        events = connection.execute(
            text("SELECT props FROM events WHERE name = :name AND journey_id = :journey"),
            {"name": ANSWERED, "journey": key(engine, journey)},
        ).scalars()
        counted = Counter(
            (json.loads(props) if isinstance(props, str) else props)["item"] for props in events
        )
        answered = connection.execute(
            text("SELECT item_id FROM answers WHERE journey_id = :journey"),
            {"journey": key(engine, journey)},
        ).scalars()
        items = set(answered)
    assert promised - counted == Counter(), "acknowledged, and lost"
    assert items == set(counted)
    # One form, one event, in one transaction: a copy torn in the middle would have one of them.
    assert count(engine, "submissions", journey) == counted.total()


def check_parents(engine: Engine) -> None:
    """No row of a journey that is not there."""
    with engine.connect() as connection:
        for table in ("answers", "about", "events", "exposures", "devices", "submissions"):
            kept = "SELECT id FROM journeys"
            lost = f"SELECT count(*) FROM {table} WHERE journey_id NOT IN ({kept})"
            orphans = connection.execute(text(lost)).scalar_one()
            assert orphans == 0, table


def count(engine: Engine, table: str, journey: UUID, column: str = "journey_id") -> int:
    with engine.connect() as connection:
        number = connection.execute(
            text(f"SELECT count(*) FROM {table} WHERE {column} = :journey"),
            {"journey": key(engine, journey)},
        ).scalar_one()
    return int(number)


def key(engine: Engine, journey: UUID) -> object:
    return journey.hex if engine.dialect.name == "sqlite" else journey
