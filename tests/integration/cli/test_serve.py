"""``compass serve``: it starts fast, says where it is, ends gracefully, and explains itself."""

import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from roles_catalogue.catalogue import CATALOGUE_FOLDER
from scripts.running_site import HOST, RunningSite, environment_of, free_port
from tests.integration.cli.conftest import COMPASS, Compass
from tests.support.server import ON, site, start
from tests.unit.roles_catalogue.workbench import sound_roles, write_roles

OPEN = re.compile(r"Career Compass is at (http://\S+) \(Ctrl-C ends it\)\n")
ENDS_WITHIN_S = 20
"""Less than gunicorn gives a worker that does not listen, more than a busy machine needs."""


@pytest.fixture
def running(tmp_path: Path, artefacts: Path) -> Iterator[RunningSite]:
    with site(tmp_path, artefacts) as server:
        yield server


@dataclass(frozen=True)
class Opened:
    """A server that has just said where it is. ``said`` are the lines before that."""

    url: str
    pid: int
    said: tuple[str, ...]


@contextmanager
def prepared(folder: Path, artefacts: Path, **settings: str) -> Iterator[Opened]:
    """``compass serve --prepare`` on a free port. It must end with 0 when it is asked to."""
    server = subprocess.Popen(
        [COMPASS, "serve", "--prepare", "--port", "0"],
        cwd=folder,
        env=environment_of(folder, free_port(), artefacts, {"COMPASS_ON": ON, **settings}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout and server.stderr
        said: list[str] = []
        while not (found := OPEN.fullmatch(line := server.stdout.readline())):
            assert line, server.stderr.read()
            said.append(line)
        yield Opened(found[1], server.pid, tuple(said))
        server.terminate()
        rest, problems = server.communicate(timeout=ENDS_WITHIN_S)
    finally:
        server.kill()
        server.communicate()
    assert server.returncode == 0
    assert rest == ""
    assert "Traceback" not in problems
    assert "terminate called" not in problems


def health(url: str) -> int:
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    finally:
        connection.close()


def test_prepare_makes_the_database_and_a_second_start_has_nothing_to_do(
    tmp_path: Path, artefacts: Path, empty_url: str
) -> None:
    for _ in ("first", "second"):
        with prepared(tmp_path, artefacts, COMPASS_DATABASE_URL=empty_url) as opened:
            assert not opened.said  # fresh artefacts are not built again
            assert health(opened.url) == 200


def test_a_server_that_has_only_just_opened_ends_when_asked(
    tmp_path: Path, artefacts: Path
) -> None:
    # Its last worker may be a moment old, and once did not hear the signal.
    for _ in range(3):
        with prepared(tmp_path, artefacts):
            pass


@pytest.mark.slow
def test_prepare_builds_what_is_stale(tmp_path: Path, artefacts: Path) -> None:
    copy = tmp_path / "artefacts"
    shutil.copytree(artefacts, copy)
    (copy / "prepared").unlink(missing_ok=True)
    # Those of Leeds are stale for any other catalogue, and two roles are soon built.
    write_roles(tmp_path / "city" / "roles", sound_roles())
    shutil.copytree(CATALOGUE_FOLDER / "reference", tmp_path / "city" / "reference")
    with prepared(tmp_path, copy, COMPASS_CATALOGUE=str(tmp_path / "city")) as opened:
        assert opened.said[0].startswith("Built in ")
        assert health(opened.url) == 200
        # The build ran elsewhere: the server itself has not even mapped torch's libraries.
        assert "torch" not in Path(f"/proc/{opened.pid}/maps").read_text(encoding="utf-8")


def test_a_taken_port_is_said_at_once(running: RunningSite, compass: Compass) -> None:
    told = compass("serve", "--port", str(running.port))
    assert told.returncode == 1
    assert f"port {running.port} on {HOST} is taken" in told.stderr
    assert "--port or COMPASS_PORT" in told.stderr
    assert told.stdout == ""


def test_the_port_may_come_from_either_variable(running: RunningSite, compass: Compass) -> None:
    for name in ("PORT", "COMPASS_PORT"):
        told = compass("serve", extra={name: str(running.port)})
        assert f"port {running.port} on" in told.stderr


@pytest.mark.parametrize("host", ["nonsense.invalid", "203.0.113.7", "300.1.1.1"])
def test_a_host_that_is_none_is_a_wrong_call(compass: Compass, host: str) -> None:
    told = compass("serve", "--host", host, "--port", str(free_port()))
    assert told.returncode == 2
    assert host in told.stderr


@pytest.mark.parametrize(
    ("extra", "code", "said"),
    [
        ({"COMPASS_PORT": "many"}, 2, "COMPASS_PORT"),
        ({"COMPASS_WORKERS": "0"}, 2, "COMPASS_WORKERS"),
        ({"COMPASS_DATABASE_URL": "rubbish"}, 2, "COMPASS_DATABASE_URL must be an address"),
        ({"COMPASS_DATABASE_URL": "sqlite://"}, 2, "COMPASS_DATABASE_URL must name a file"),
        ({}, 1, "Run: compass database migrate"),
        (
            {"COMPASS_DATABASE_URL": "postgresql+psycopg://u:hidden@127.0.0.1:1/compass"},
            1,
            "the database postgresql+psycopg://u:***@127.0.0.1:1/compass cannot be used",
        ),
    ],
)
def test_what_is_missing_is_named(
    compass: Compass, extra: dict[str, str], code: int, said: str
) -> None:
    told = compass("serve", extra={"COMPASS_PORT": str(free_port()), **extra})
    assert told.returncode == code
    assert said in told.stderr
    assert "Traceback" not in told.stderr


def test_missing_artefacts_are_named(compass: Compass, tmp_path: Path) -> None:
    assert compass("database", "migrate").returncode == 0
    extra = {"COMPASS_ARTEFACTS": str(tmp_path / "none"), "COMPASS_PORT": str(free_port())}
    told = compass("serve", extra=extra)
    assert told.returncode == 1
    assert "Run: compass build" in told.stderr


def test_the_end_is_graceful(tmp_path: Path, artefacts: Path) -> None:
    server = start(tmp_path, artefacts)
    body = b'{"limit": 3}'
    with socket.create_connection((HOST, server.port), timeout=10) as under_way:
        under_way.sendall(
            b"POST /api/v1/match HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
            + body[:5]
        )
        time.sleep(0.3)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        under_way.sendall(body[5:])
        answer = b"".join(iter(lambda: under_way.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert server.process.wait(15) == 0
    assert "terminate called" not in server.log_text()


def test_an_endless_body_is_refused(running: RunningSite) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(20):
            yield b" " * 8192

    connection = http.client.HTTPConnection(HOST, running.port, timeout=10)
    headers = {"Content-Type": "application/json"}
    connection.request("POST", "/api/v1/match", body=pieces(), headers=headers, encode_chunked=True)
    response = connection.getresponse()
    assert response.status == 413
    assert json.loads(response.read())["error"]["code"] == "too_large"
    connection.close()


def test_words_are_understood_and_never_logged(running: RunningSite) -> None:
    connection = http.client.HTTPConnection(HOST, running.port, timeout=10)
    body = json.dumps({"text": "a very private sentence", "limit": 1})
    headers = {"Content-Type": "application/json"}
    for _ in range(6):  # each worker gets some
        connection.request("POST", "/api/v1/match", body=body, headers=headers)
        answer = json.loads(connection.getresponse().read())
        assert "text_not_used" not in answer["notes"]
        connection.close()
    with socket.create_connection((HOST, running.port), timeout=10) as rude:
        rude.sendall(b"a very private nonsense\r\n\r\n")
        rude.recv(1000)
    log = running.log_text()
    assert "private" not in log
    assert HOST not in log.replace(running.url, "")
