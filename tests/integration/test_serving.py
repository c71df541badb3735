"""The serving processes: quick to start, lean, quiet, and whole again when one of them dies."""

import gzip
import http.client
import json
import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts import figures_folder
from scripts.bench.speed import HEAVY, IMPORT_LINE, answer_sets, maps
from scripts.running_site import HOST, is_healthy
from tests.support.engines import toy_engine
from tests.support.server import RunningSite, site

GENEROUS_S = 15.0
"""A bound for busy machines. `compass bench speed` measures; docs/performance.md has figures."""
WORKERS = 2
LOOPBACK = ("0100007F", "00000000", "0" * 24 + "01000000", "0" * 32, "0" * 16 + "FFFF00000100007F")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home and the temporary folder of whoever runs the server: empty at the start."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def server(
    artefacts: Path, home: Path, site_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningSite]:
    """A server that lists what it imports, after text has been matched in every worker."""
    settings = {
        "COMPASS_DATABASE_URL": site_url,
        "PYTHONPROFILEIMPORTTIME": "1",
        "HOME": str(home),
        "TMPDIR": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }
    with site(tmp_path_factory.mktemp("serving"), artefacts, **settings) as running:
        for _ in range(20 * WORKERS):
            assert "text_not_used" not in match(running, "I like helping people")["notes"]
        yield running


def match(server: RunningSite, text: str) -> dict[str, Any]:
    body = json.dumps({"text": text, "limit": 1})
    status, _, content = ask(server, "/api/v1/match", body, **{"Content-Type": "application/json"})
    assert status == http.client.OK
    answer: dict[str, Any] = json.loads(content)
    return answer


def ask(
    server: RunningSite, path: str, body: str | None = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(HOST, server.port, timeout=30)
    try:
        connection.request("POST" if body else "GET", path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def test_it_is_healthy_soon(server: RunningSite) -> None:
    assert server.seconds_to_healthy < GENEROUS_S


def test_no_library_of_the_build_is_loaded(server: RunningSite) -> None:
    pids = server.pids()
    assert len(pids) == 1 + WORKERS
    imported = set(IMPORT_LINE.findall(server.log_text()))
    assert {"flask", "onnxruntime"} <= imported, "the list of imports is not what it should be"
    for name in HEAVY:
        assert name not in imported
        for pid in pids:
            assert name not in maps(pid)


def test_nothing_is_written_at_home(server: RunningSite, home: Path) -> None:
    """A library that keeps a device number, a cache or a queue of reports would leave a file."""
    assert server.pids()
    ours = {path for path in home.iterdir() if path.name.startswith(figures_folder.PREFIX)}
    assert len(ours) == 1
    assert set(home.iterdir()) - ours == set()


def test_nobody_is_called(server: RunningSite) -> None:
    """Every connection of the server's own is with this machine."""
    for pid in server.pids():
        inodes = sockets(pid)
        for table in ("tcp", "tcp6"):
            for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
                fields = line.split()
                if fields[9] in inodes:
                    assert fields[2].partition(":")[0] in LOOPBACK, line


def sockets(pid: int) -> set[str]:
    """The inode numbers of a process's sockets."""
    found = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = os.readlink(link)
        except FileNotFoundError:  # closed meanwhile
            continue
        if socket := re.fullmatch(r"socket:\[(\d+)\]", target):
            found.add(socket[1])
    return found


def test_pages_and_files_come_compressed(server: RunningSite) -> None:
    status, headers, page = ask(server, "/", **{"Accept-Encoding": "gzip"})
    assert status == http.client.OK
    assert headers["Content-Encoding"] == "gzip"
    html = gzip.decompress(page).decode("utf-8")
    style = re.search(r'href="(/static/[^"]+\.css)"', html)
    assert style
    status, headers, _ = ask(server, style[1], **{"Accept-Encoding": "br"})
    assert status == http.client.OK
    assert headers["Content-Encoding"] == "br"
    assert "immutable" in headers["Cache-Control"]


def test_a_worker_that_dies_is_replaced(server: RunningSite) -> None:
    victim = server.pids()[-1]
    os.kill(victim, signal.SIGKILL)
    deadline = time.monotonic() + GENEROUS_S
    while victim in server.pids() or len(server.pids()) < 1 + WORKERS:
        assert time.monotonic() < deadline, server.log_text()[-2000:]
        time.sleep(0.05)
    assert all(is_healthy(server.port) for _ in range(4 * WORKERS))


def test_it_ends_when_asked_and_leaves_no_process(tmp_path: Path, artefacts: Path) -> None:
    with site(tmp_path, artefacts) as running:
        match(running, "I like helping people")
        pids = running.pids()
        began = time.monotonic()
        assert running.stop() == 0
        assert time.monotonic() - began < GENEROUS_S / 2
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
    assert not is_healthy(running.port)


def test_the_bench_draws_different_people_and_the_same_ones_again() -> None:
    first = list(answer_sets(500, 1, toy_engine(), text=True))
    assert len({repr(person) for person in first}) == len(first)
    assert list(answer_sets(500, 1, toy_engine(), text=True)) == first
    assert list(answer_sets(500, 2, toy_engine(), text=True)) != first
    assert all(person.text for person in first)
    assert not any(person.text for person in answer_sets(500, 1, toy_engine(), text=False))
