"""``compass catalogue preview``: the page of a role while its file is being written."""

import threading
import webbrowser
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from roles_catalogue.catalogue import Catalogue
from scripts.catalogue.folders import roles_option, tables
from scripts.console import offline_settings, on_option

if TYPE_CHECKING:
    from web.preview import Loaded

LOOPBACK: Final = "127.0.0.1"


@click.command("preview")
@click.argument("role_id", metavar="ROLE_ID")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    show_default="a free one",
    help="Port to listen on.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@on_option
@roles_option
def preview_command(role_id: str, port: int, no_browser: bool, on: datetime, roles: Path) -> None:
    """Show the page of ROLE_ID as it will look, on this machine only. Ctrl-C ends it.

    Nothing is built, and nothing is kept: only the pages of roles are served, from the files as
    they are. Save the file and reload the page to see a change. What is wrong with the file is
    said in words; repeats, spelling and reading grade are left to compass catalogue check.
    """
    from werkzeug.serving import WSGIRequestHandler, make_server

    from scripts.serve import bind, listen, url_of
    from web.assets_manifest import AssetsNotBuilt
    from web.preview import create_preview, remarks_on

    class Quiet(WSGIRequestHandler):
        def log(self, type: str, message: str, *args: object) -> None:
            """An editor has no use for a line a request."""

    _refuse_unknown(role_id, roles)
    folder = EditedFolder(roles, tables())
    try:
        app = create_preview(offline_settings(), folder.read, on.date())
    except AssetsNotBuilt as error:
        raise click.ClickException(str(error)) from None
    listener = bind(LOOPBACK, port)
    listen(listener)
    address = f"{url_of(listener)}/roles/{role_id}"
    click.echo(f"{role_id} is at {address} (Ctrl-C ends it)")
    for remark in remarks_on(role_id, folder.read(), on.date()):
        click.echo(f"  {'error' if remark.is_error else 'warning'}: {remark.text}", err=True)
    if not no_browser:
        # A browser that lives in the terminal comes back when it is closed.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    with (
        listener,
        make_server(
            LOOPBACK, port, app, threaded=True, request_handler=Quiet, fd=listener.fileno()
        ) as server,
        suppress(KeyboardInterrupt),
    ):
        server.serve_forever()


class EditedFolder:
    """A catalogue whose files somebody is changing: read again when one of them has changed."""

    def __init__(self, roles: Path, tables: Path) -> None:
        self._folders = (roles, tables)
        self._lock = threading.Lock()
        self._stamp: tuple[object, ...] = ()
        self._loaded: Loaded = (None, ())

    def read(self) -> "Loaded":
        """What can be read of it now, and what is wrong with the rest."""
        with self._lock:
            stamp = tuple(self._stamps())
            if stamp != self._stamp:
                self._loaded = Catalogue.load_what_can_be(*self._folders)
                self._stamp = stamp
            return self._loaded

    def _stamps(self) -> Iterator[tuple[str, int, int]]:
        for folder in self._folders:
            for path in sorted(folder.rglob("*")):
                if path.name.startswith("."):
                    continue  # an editor's own, as role_paths has it
                with suppress(OSError):  # it has gone since, or leads nowhere: reading will tell
                    status = path.stat()
                    yield str(path), status.st_mtime_ns, status.st_size


def _refuse_unknown(role_id: str, roles: Path) -> None:
    known = {path.stem for path in roles.glob("*/*.yaml")}
    if role_id in known:
        return
    near = get_close_matches(role_id, known, n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise click.UsageError(
        f"there is no role file {role_id}.yaml.{hint} To begin one: compass catalogue new."
    )
