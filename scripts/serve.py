"""``compass serve``: the site and the API, by gunicorn, on one address.

The application is made before gunicorn starts and its workers are forked from it, so what is
wrong with it is said at once and once, and its memory is shared.
"""

import errno
import gc
import os
import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from compass.settings import Settings
from scripts import figures_folder
from scripts.console import read_settings

if TYPE_CHECKING:
    from flask import Flask

BACKLOG: Final = 2048
ENDINGS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
"""Signals that ask a process to end."""
MEMORY_FOLDER: Final = "/dev/shm"
WILDCARDS: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Addresses that mean "all of this machine's", and one that a browser can open instead."""


@click.command()
@click.option("--host", help="Address to listen on.  [default: COMPASS_HOST, or 127.0.0.1]")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one.  [default: COMPASS_PORT or PORT, or 8000]",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes that answer.  [default: COMPASS_WORKERS, or 2]",
)
@click.option(
    "--prepare",
    "prepare_first",
    is_flag=True,
    help="First check the catalogue, build what is stale and migrate the database.",
)
def serve(host: str | None, port: int | None, workers: int | None, prepare_first: bool) -> None:
    """Serve the site and the API.

    The address is printed once it is open. Ctrl-C or SIGTERM ends the server after the
    requests it is answering.
    """
    settings = read_settings(host=host, workers=workers)
    # Bound before anything slow, so that a taken port is said at once.
    listener = bind(settings.host, settings.port if port is None else port)
    app = make_app(settings, prepare_first=prepare_first)
    listen(listener)
    # What is loaded now stays for good: collecting it again and again would only make pauses,
    # and would copy memory that the workers share.
    gc.collect()
    gc.freeze()
    Server(app, options(settings, listener)).run()


def make_app(settings: Settings, *, prepare_first: bool) -> "Flask":
    """The application, or exit code 1 with what is missing and what to run."""
    from compass.errors import ServiceUnavailable
    from compass.journeys.made_up import MixedDatabase, refuse_made_up
    from matching.artefacts import ArtefactsMissing, ArtefactsStale
    from roles_catalogue.catalogue import CatalogueError
    from scripts.prepare import database_is_ready, prepare

    if prepare_first:
        prepare(settings)
    elif not database_is_ready(settings.database_url):
        raise click.ClickException("the database is not ready. Run: compass database migrate")
    keep_figures()
    from web.app import create_app
    from web.assets_manifest import AssetsNotBuilt
    from web.operations import logs

    logs.configure()
    try:
        refuse_made_up(settings.database_url)
        return create_app(settings)
    except (
        ArtefactsMissing,
        ArtefactsStale,
        AssetsNotBuilt,
        CatalogueError,
        MixedDatabase,
        ServiceUnavailable,
    ) as error:
        raise click.ClickException(str(error)) from None


def bind(host: str, port: int) -> socket.socket:
    """A socket that owns the address, not yet listening.

    Raises:
        click.ClickException: the port is taken, or not for this user.
        click.UsageError: there is no such address on this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError):
        raise click.UsageError(
            f"{host!r} is no address to listen on; 127.0.0.1 is this machine, 0.0.0.0 the network."
        ) from None
    listener = socket.socket(family, kind, protocol)
    # A port whose last connections are still closing counts as free.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise _refused(host, port, error) from None
    return listener


def listen(listener: socket.socket) -> None:
    """Open the address.

    Raises:
        click.ClickException: another program was quicker.
    """
    host, port = listener.getsockname()[:2]
    try:
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise _refused(host, port, error) from None


def _refused(host: str, port: int, error: OSError) -> click.ClickException:
    if error.errno == errno.EADDRINUSE:
        return click.ClickException(
            f"port {port} on {host} is taken by another program. "
            "End that one, or choose another port: --port or COMPASS_PORT."
        )
    if error.errno == errno.EACCES:
        return click.ClickException(
            f"port {port} is not for this user. Choose one above 1023: --port or COMPASS_PORT."
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return click.UsageError(f"{host} is not an address of this machine.")
    return click.ClickException(f"cannot listen on {host} port {port}: {error.strerror}.")


def url_of(listener: socket.socket) -> str:
    """The address as a browser takes it."""
    host, port = listener.getsockname()[:2]
    host = WILDCARDS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def options(settings: Settings, listener: socket.socket) -> dict[str, Any]:
    """How gunicorn runs. It takes the socket over."""
    url = url_of(listener)
    return {
        "bind": f"fd://{listener.detach()}",
        "worker_class": "gthread",
        "workers": settings.workers,
        "threads": settings.threads,
        "preload_app": True,
        "keepalive": 5,
        "proc_name": "compass",
        # At "warning" gunicorn would write the network address of whoever sends a broken
        # request; none is ever written here.
        "loglevel": "error",
        "control_socket_disable": True,
        "logger_class": JsonLogger,
        "when_ready": _announcement(url),
        "child_exit": figures_folder.worker_ended,
        "post_worker_init": _hear_endings,
        # A worker shows every second, and around each request, that it lives, by touching a
        # file. In memory that costs nothing; on a busy disk it would make people wait.
        "worker_tmp_dir": MEMORY_FOLDER if os.access(MEMORY_FOLDER, os.W_OK) else None,
    }


def _announcement(url: str) -> Callable[[Any], None]:
    def announce(arbiter: Any) -> None:
        click.echo(f"Career Compass is at {url} (Ctrl-C ends it)")

    return announce


def _hear_endings(worker: Any) -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)


def keep_figures() -> None:
    """Figures of all workers together; exit code 1 where no file can be kept."""
    try:
        figures_folder.prepare()
    except OSError as error:
        raise click.ClickException(
            f"no temporary folder can be written: {error.strerror}. TMPDIR names another."
        ) from None


class JsonLogger(Logger):
    """gunicorn's own log in the form of ours."""

    def setup(self, cfg: Any) -> None:
        from web.operations.logs import JsonLines

        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())


class PatientArbiter(Arbiter):
    """gunicorn's parent process, whose workers hear that they should end from the first moment.

    Between its fork and setting up its own signals a worker runs the parent's handlers: a
    SIGTERM then would be lost, and the server would wait half a minute for that worker. So
    such signals wait until the worker can hear them.
    """

    def spawn_worker(self) -> Any:
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        try:
            return super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)


class Server(BaseApplication):
    """gunicorn with an application and options that are there already."""

    def __init__(self, app: "Flask", settings: dict[str, Any]) -> None:
        self._app = app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._app

    def run(self) -> None:
        PatientArbiter(self).run()
