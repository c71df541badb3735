"""The folder in which the serving processes keep their figures for ``/metrics``.

One server has one, made fresh when it starts and removed when it ends. A server that was killed
leaves its own behind; the next one to start clears it away.
"""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

VARIABLE: Final = "PROMETHEUS_MULTIPROC_DIR"
PREFIX: Final = "compass-figures-"
NAME: Final = re.compile(rf"{PREFIX}(\d+)-\w+")


def prepare() -> Path:
    """Make the folder and name it in the environment. Before prometheus_client is imported.

    Raises:
        OSError: there is no temporary folder to write to.
    """
    _clear_old(Path(tempfile.gettempdir()))
    parent = os.getpid()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{parent}-"))
    os.environ[VARIABLE] = str(folder)

    def remove() -> None:
        if os.getpid() == parent:  # workers are forks, and end earlier
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return folder


def worker_ended(_arbiter: Any, worker: Any) -> None:
    """gunicorn's ``child_exit``: what only a living process has is no longer shown.
    What it counted stays in the sums."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # its stub lacks it


def _clear_old(folder: Path) -> None:
    for path in folder.glob(f"{PREFIX}*"):
        name = NAME.fullmatch(path.name)
        try:
            is_ours = path.is_dir() and path.lstat().st_uid == os.getuid()
        except OSError:
            continue
        if name and is_ours and not _is_alive(int(name[1])):
            shutil.rmtree(path, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
