"""The real site as a process of its own: for measuring it, for pictures of it, and for its tests.

``compass serve`` runs on a free port of this machine, with a working folder that is given to it
and a database in that folder or at an address of its own, so nothing of a real installation is
read or changed but the artefacts.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from compass.database import migrate

ROOT: Final = Path(__file__).resolve().parent.parent
HOST: Final = "127.0.0.1"
DATABASE: Final = "compass.sqlite"
LOG: Final = "serve.log"
SECRET: Final = "a-secret-that-guards-nothing-but-a-throw-away-database"
HEALTHY_WITHIN_S: Final = 60.0
STOPS_WITHIN_S: Final = 15.0


class SiteDidNotStart(RuntimeError):
    """The server ended, or did not become healthy in time; the message ends with its log."""


@dataclass
class RunningSite:
    """A started site. ``seconds_to_healthy`` runs from starting the process to the first 200
    of ``/healthz``. ``folder`` holds its log, and its database unless that is elsewhere."""

    folder: Path
    port: int
    database_url: str
    process: subprocess.Popen[bytes]
    seconds_to_healthy: float = field(default=0.0)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def database(self) -> Path:
        """The file of its database, if it is SQLite in its folder."""
        return self.folder / DATABASE

    def log_text(self) -> str:
        """Everything the server wrote so far, starts before this one included."""
        return (self.folder / LOG).read_text(encoding="utf-8", errors="replace")

    def pids(self) -> tuple[int, ...]:
        """The server's processes, the first one the parent of the others."""
        children = [
            int(pid)
            for task in Path(f"/proc/{self.process.pid}/task").iterdir()
            for pid in (task / "children").read_text(encoding="ascii").split()
        ]
        return (self.process.pid, *sorted(children))

    def kill(self) -> None:
        """End every process of the server at once, as losing power would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(STOPS_WITHIN_S)

    def stop(self) -> int:
        """Ask the server to end and wait for it; returns its exit code.

        Raises:
            subprocess.TimeoutExpired: it did not; it was killed then.
        """
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def environment_of(
    folder: Path, port: int, artefacts: Path, extra: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The environment of the server: no setting of this shell's reaches it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COMPASS_", "PYTEST_")) and name != "PORT"
    }
    return {
        **kept,
        "COMPASS_ARTEFACTS": str(artefacts.resolve()),
        "COMPASS_DATABASE_URL": f"sqlite:///{folder.resolve() / DATABASE}",
        "COMPASS_HOST": HOST,
        "COMPASS_PORT": str(port),
        "COMPASS_SECRET_KEY": SECRET,
        **(extra or {}),
    }


def start(
    folder: Path,
    artefacts: Path,
    *,
    port: int | None = None,
    extra: Mapping[str, str] | None = None,
) -> RunningSite:
    """Start the site and wait until it is healthy. ``extra`` are more settings, as variables;
    ``COMPASS_DATABASE_URL`` among them chooses another database than a file in the folder.

    A folder that was used before keeps its database, and ``port`` its address.

    Raises:
        SiteDidNotStart: with the end of the server's log.
    """
    port = port or free_port()
    environment = environment_of(folder, port, artefacts, extra)
    database_url = environment["COMPASS_DATABASE_URL"]
    migrate(database_url)
    with (folder / LOG).open("ab") as log:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.main", "serve"],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # A process group of its own, so that the whole of it can be killed.
            start_new_session=True,
        )
    site = RunningSite(folder, port, database_url, process)
    while not is_healthy(port):
        late = time.perf_counter() - began > HEALTHY_WITHIN_S
        if late or process.poll() is not None:
            if process.poll() is None:
                site.kill()
            raise SiteDidNotStart(f"`compass serve` did not start:\n{site.log_text()[-4000:]}")
        time.sleep(0.01)
    site.seconds_to_healthy = time.perf_counter() - began
    return site


@contextmanager
def running(
    folder: Path, artefacts: Path, *, extra: Mapping[str, str] | None = None
) -> Iterator[RunningSite]:
    """A started site for the length of a block."""
    site = start(folder, artefacts, extra=extra)
    try:
        yield site
    finally:
        site.stop()


def is_healthy(port: int) -> bool:
    """True if ``/healthz`` answers 200 on this port."""
    # http.client, because it takes no notice of proxy settings.
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
