"""Is the address free, or is it us who have it, and with today's artefacts?"""

import errno
import http.client
import json
import socket
from typing import Any, Final

from scripts.doctor.finding import Findings, ok, problem, warning

PATIENCE_S: Final = 2.0
WILDCARDS: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def address(host: str, port: int, artefacts: str | None) -> Findings:
    """``artefacts`` is the key of those on the disk, if any can be read."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[
            0
        ]
    except (socket.gaierror, UnicodeError):
        what = f"{host!r} is no address of this machine."
        return [problem("address", what, "export COMPASS_HOST=127.0.0.1")]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(where)
        except OSError as error:
            return _refused(host, port, error, artefacts)
    return [ok("address", f"{host} port {port} is free")]


def _refused(host: str, port: int, error: OSError, artefacts: str | None) -> Findings:
    if error.errno == errno.EADDRINUSE:
        return _taken(host, port, artefacts)
    if error.errno == errno.EACCES:
        what = f"port {port} is not for this user; those above 1023 are."
        return [problem("address", what, "export COMPASS_PORT=8000")]
    what = f"{host} is no address of this machine."
    return [problem("address", what, "export COMPASS_HOST=127.0.0.1")]


def _taken(host: str, port: int, artefacts: str | None) -> Findings:
    serving = _health(WILDCARDS.get(host, host), port)
    if serving is None:
        what = f"port {port} on {host} is taken by another program."
        return [problem("address", what, f"export COMPASS_PORT={port + 1}")]
    running = serving["versions"].get("artefacts")
    if artefacts is not None and running != artefacts:
        what = f"the site at port {port} still works with {running}; {artefacts} is built."
        return [warning("address", what, "sudo systemctl restart compass")]
    return [ok("address", f"Career Compass answers at {host} port {port}")]


def _health(host: str, port: int) -> dict[str, Any] | None:
    """What ``/healthz`` says, or None if whoever answers is not Career Compass."""
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/healthz")
        told = json.loads(connection.getresponse().read(10_000))
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()
    is_ours = isinstance(told, dict) and isinstance(told.get("versions"), dict)
    return told if is_ours else None
