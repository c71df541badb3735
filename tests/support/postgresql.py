"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket, gone when they end.

Works as an ordinary user and as root, for whom Debian's user ``postgres`` runs it.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict

import psycopg
from psycopg import sql

MISSING = (
    "The tests need PostgreSQL's server programs. scripts/setup/postgresql.sh installs them on "
    "Debian (sudo apt-get install postgresql); elsewhere put the folder of `initdb` on the path."
)
INITDB = ("-U", "compass", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
STARTS_WITHIN_S = 60.0
STOPS_WITHIN_S = 30.0

# Waits until the tests close its input, which also happens when they are killed. Then it ends
# whatever server still runs in the folder, and removes the folder.
GUARD = 'read -r _; "$1/pg_ctl" -D "$2/data" -m immediate stop >"$2/guard.log" 2>&1; rm -rf "$2"'


class PostgresqlMissing(RuntimeError):
    """There are no server programs, or nobody who may run them; the message says what to do."""


def server_programs() -> Path:
    """The folder of ``initdb``, ``pg_ctl`` and ``postgres``, of the newest version there is."""
    packaged = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: [int(part) for part in re.findall(r"\d+", folder.parent.name)],
        reverse=True,
    )
    on_path = shutil.which("initdb")
    candidates = [*packaged, *([Path(on_path).resolve().parent] if on_path else [])]
    for folder in candidates:
        if all((folder / name).is_file() for name in ("initdb", "pg_ctl", "postgres")):
            return folder
    raise PostgresqlMissing(MISSING)


class _User(TypedDict, total=False):
    """Whom a process is started as; nothing for whoever runs the tests."""

    user: int
    group: int
    extra_groups: list[int]


def _as_server_user() -> _User:
    # PostgreSQL refuses to run as root.
    if os.getuid() != 0:
        return {}
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        raise PostgresqlMissing(f"There is no user `postgres` to run a server. {MISSING}") from None
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@dataclass
class PostgresqlServer:
    """A server in ``folder``. It can be stopped, killed and started again; its data stay."""

    programs: Path
    folder: Path
    options: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, name: str) -> str:
        """The address of one of its databases, for ``COMPASS_DATABASE_URL``."""
        return f"postgresql+psycopg://compass@/{name}?host={self.folder}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        command: tuple[str | Path, ...] = (
            self.programs / "postgres",
            "-D",
            self.data,
            *self.options,
        )
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C is for the tests.
                start_new_session=True,
                **_as_server_user(),
            )
        self.process = process
        deadline = time.monotonic() + STARTS_WITHIN_S
        while not self._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                told = (self.folder / "log").read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start:\n{told[-3000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """End it in good order, at once; whoever is connected is cut off."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End every process of it without a warning, as if its machine had died."""
        assert self.process is not None
        children = _children(self.process.pid)
        self._end(signal.SIGKILL)
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + STOPS_WITHIN_S
        while any(_is_alive(pid) for pid in children):
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def run(self, statement: sql.Composed | sql.SQL, database: str = "postgres") -> list[Any]:
        """Run one statement outside a transaction; the rows that it gives, if any."""
        with (
            psycopg.connect(host=str(self.folder), user="compass", dbname=database) as connection,
            connection.cursor() as cursor,
        ):
            connection.set_autocommit(True)
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def create(self, name: str, template: str = "template1") -> str:
        """Make a database, empty or as a copy of another that nobody uses; its address."""
        self.run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def allow(self, name: str, connections: bool) -> None:
        """Let nobody connect to a database, and cut off whoever is; or let them again."""
        allowed = sql.SQL("true" if connections else "false")
        self.run(
            sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(sql.Identifier(name), allowed)
        )
        if not connections:
            self.cut_off(name)

    def cut_off(self, name: str) -> None:
        """End every connection to a database."""
        self.run(
            sql.SQL(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = {}"
            ).format(sql.Literal(name))
        )

    def set(self, name: str, setting: str, value: str | None) -> None:
        """Change a setting of a database for connections to come; None takes that back."""
        change = (
            sql.SQL("RESET {}").format(sql.Identifier(setting))
            if value is None
            else sql.SQL("SET {} = {}").format(sql.Identifier(setting), sql.Literal(value))
        )
        self.run(sql.SQL("ALTER DATABASE {} {}").format(sql.Identifier(name), change))

    def empty(self, name: str) -> None:
        """Remove every row but the number of the database's shape."""
        self.run(sql.SQL(_EMPTY), name)

    def _answers(self) -> bool:
        try:
            return bool(self.run(sql.SQL("SELECT 1")))
        except psycopg.OperationalError:
            return False

    def _end(self, how: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(STOPS_WITHIN_S)


# Deleting from small tables is several times quicker than TRUNCATE, which makes new files.
_EMPTY = """
DO $$ DECLARE name text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'
  LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
END $$
"""


@contextmanager
def postgresql_server(*, durable: bool = False) -> Iterator[PostgresqlServer]:
    """A started server for the length of a block. ``durable`` keeps PostgreSQL's own defaults;
    without it nothing is forced to the disk, which is quicker.

    Raises:
        PostgresqlMissing: it is not installed.
    """
    programs, user = server_programs(), _as_server_user()
    folder = Path(tempfile.mkdtemp(prefix="compass-pg-"))
    if user:
        os.chown(folder, user["user"], user["group"])
    guard = subprocess.Popen(
        ["sh", "-c", GUARD, "guard", programs, folder],
        cwd="/",
        stdin=subprocess.PIPE,
        start_new_session=True,
        **user,
    )
    options = ("-k", str(folder), "-c", "listen_addresses=", *(() if durable else ("-F",)))
    server = PostgresqlServer(programs, folder, options)
    try:
        subprocess.run(
            [programs / "initdb", "-D", server.data, *INITDB],
            check=True,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            **user,
        )
        server.start()
        yield server
    finally:
        guard.communicate(timeout=STOPS_WITHIN_S)
        if server.process is not None:
            server.process.wait(STOPS_WITHIN_S)


def _children(pid: int) -> list[int]:
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text(encoding="ascii").split()
    ]


def _is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    # A killed process whose parent does not look stays listed, as a zombie.
    return status.rpartition(")")[2].split()[0] != "Z"
