"""Two workers: their figures add up, their log is one line an entry, nothing private in either."""

import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from scripts import figures_folder
from scripts.running_site import HOST
from tests.integration.operations.figures import one, read
from tests.support.server import RunningSite, site
from tests.support.visitor import Visitor

TOKEN = "a-token-of-the-monitoring-system"
AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}
GENEROUS_S = 15.0
SECRET = "Zebedee7391"
ANNOUNCED = re.compile(r"Career Compass is at http://\S+ \(Ctrl-C ends it\)")


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of the server, with what a killed one left there."""
    folder = tmp_path_factory.mktemp("temporary")
    (folder / f"{figures_folder.PREFIX}999999999-left").mkdir()
    (folder / f"{figures_folder.PREFIX}{os.getpid()}-alive").mkdir()
    (folder / "another-program").mkdir()
    return folder


@pytest.fixture(scope="module")
def server(
    artefacts: Path, temporary: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningSite]:
    settings = {
        "COMPASS_PROXIES": "1",
        "COMPASS_METRICS_TOKEN": TOKEN,
        "TMPDIR": str(temporary),
    }
    with site(tmp_path_factory.mktemp("site"), artefacts, **settings) as running:
        yield running


def get(server: RunningSite, path: str, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(HOST, server.port, timeout=10)
    try:
        connection.request(
            "GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8")
    finally:
        connection.close()


def metrics(server: RunningSite) -> str:
    status, text = get(server, "/metrics", **AUTHORISED)
    assert status == 200
    return text


def entries(server: RunningSite) -> list[dict[str, Any]]:
    """The log so far. Every line of it must be an entry, but for the address it is open at."""
    lines = server.log_text().splitlines()
    return [json.loads(line) for line in lines if not ANNOUNCED.fullmatch(line)]


def test_what_a_killed_server_left_is_cleared_and_nothing_else(
    server: RunningSite, temporary: Path
) -> None:
    names = {path.name for path in temporary.iterdir()}
    assert f"{figures_folder.PREFIX}999999999-left" not in names
    assert f"{figures_folder.PREFIX}{os.getpid()}-alive" in names
    assert "another-program" in names
    assert any(name.startswith(f"{figures_folder.PREFIX}{server.process.pid}-") for name in names)


def test_every_worker_tells_the_figures_of_all(server: RunningSite) -> None:
    labels = {"rule": "/credits", "method": "GET", "status": "2xx"}
    before = one(metrics(server), "compass_requests_total", **labels)
    for _ in range(40):
        assert get(server, "/credits")[0] == 200
    for _ in range(12):  # whichever worker answers
        assert one(metrics(server), "compass_requests_total", **labels) == before + 40
    served = {line["request_id"] for line in entries(server) if line.get("rule") == "/credits"}
    assert len(served) == before + 40


def test_a_worker_that_died_is_still_counted_and_uses_no_memory(server: RunningSite) -> None:
    victim = server.pids()[-1]
    deadline = time.monotonic() + GENEROUS_S
    while str(victim) not in memories(server):  # until it has answered somebody
        assert time.monotonic() < deadline
        get(server, "/credits")
    labels = {"rule": "/credits", "method": "GET", "status": "2xx"}
    before = one(metrics(server), "compass_requests_total", **labels)
    os.kill(victim, signal.SIGKILL)
    deadline = time.monotonic() + GENEROUS_S
    while victim in server.pids() or len(server.pids()) < 3 or str(victim) in memories(server):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert one(metrics(server), "compass_requests_total", **labels) == before
    died = [line for line in entries(server) if str(victim) in line["event"]]
    assert died
    assert died[0]["level"] == "error"


def memories(server: RunningSite) -> set[str]:
    """The processes whose memory is shown."""
    return {
        dict(labels)["pid"]
        for name, labels in read(metrics(server))
        if name == "compass_resident_memory_bytes"
    }


def test_nobody_forges_a_line_or_gets_into_one(server: RunningSite) -> None:
    visitor = Visitor(server.url)
    visitor.begin()
    page = visitor.get("/your-words")
    visitor.send(page.form("/your-words"), {"words": f"I am {SECRET}\n{{}}\x1b[2J"})
    visitor.send(visitor.get("/come-back").form("/come-back"), {"code": SECRET})
    forged = '{"event":"forged","level":"error"}'
    get(server, f"/roles/{SECRET}%0a%7b%22event%22:%22forged%22%7d%1b%5b2J?q={SECRET}%0d%0a")
    get(
        server,
        "/roles",
        X_Request_ID=forged,
        User_Agent=SECRET,
        Referer=SECRET,
        X_Forwarded_For="203.0.113.77",
    )
    for raw in (
        f"GET /{SECRET}\x1b[2J HTTP/1.1\r\nHost: {SECRET}\r\n\r\n",
        f"{SECRET} / HTTP/1.1\r\nHost: x\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: x\r\nX-Request-ID: 12345678\n{forged}\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {SECRET}\r\n\r\n",
        f"nonsense {SECRET}\r\n\r\n",
        f"POST /api/v1/match HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Transfer-Encoding: chunked\r\n\r\n{SECRET}\r\n",
    ):
        with socket.create_connection((HOST, server.port), timeout=10) as connection:
            connection.sendall(raw.encode("latin-1"))
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass
    log = server.log_text()
    assert SECRET not in log
    assert "forged" not in log
    assert "203.0.113.77" not in log
    assert HOST not in log.replace(server.url, "")
    assert not set(re.findall(r"[\x00-\x09\x0b-\x1f\x7f]", log))
    assert "request" in {line["event"] for line in entries(server)}
    held = visitor.download()
    assert SECRET in held["own_words"]["text"]
    for private in (held["journey"]["id"], *visitor.cookies.values()):
        assert private not in log
    assert SECRET not in metrics(server)


def test_a_request_s_line_has_its_rule_and_nothing_more(server: RunningSite) -> None:
    number = "0123456789abcdef0123456789abcdef"
    assert get(server, "/roles/paramedic?q=x", X_Request_ID=number)[0] == 200
    (line,) = [line for line in entries(server) if line.get("request_id") == number]
    assert set(line) == {
        "rule",
        "method",
        "status",
        "ms",
        "event",
        "request_id",
        "level",
        "timestamp",
    }
    assert (line["rule"], line["method"], line["status"]) == ("/roles/<role_id>", "GET", 200)


def test_built_files_have_a_line_too(server: RunningSite) -> None:
    style = re.search(r'href="(/static/[^"]+\.css)"', get(server, "/")[1])
    assert style
    number = "abcdef0123456789abcdef0123456789"
    assert get(server, style[1], X_Request_ID=number)[0] == 200
    (line,) = [line for line in entries(server) if line.get("request_id") == number]
    assert line["rule"] == "/static/<file>"


def test_what_happens_within_a_request_has_its_number(server: RunningSite) -> None:
    visitor = Visitor(server.url)
    start = visitor.get("/").form("/start")
    with closing(sqlite3.connect(server.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # for longer than the site is willing to wait
        answer = visitor.send(start)
    assert answer.status == 503
    number = re.search(r"quote this number: <strong>(\w+)</strong>", answer.html)
    assert number
    events = [line["event"] for line in entries(server) if line.get("request_id") == number[1]]
    assert events == ["service unavailable", "request"]
    assert one(metrics(server), "compass_database_failures_total") >= 1


def test_the_folder_goes_with_the_server(tmp_path: Path, artefacts: Path) -> None:
    with site(tmp_path, artefacts, TMPDIR=str(tmp_path)) as running:
        assert list(tmp_path.glob(f"{figures_folder.PREFIX}*"))
        running.stop()
        assert not list(tmp_path.glob(f"{figures_folder.PREFIX}*"))
