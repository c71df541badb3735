"""``compass doctor`` as installed: when all is well, and when nothing is."""

import http.server
import json
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from roles_catalogue.catalogue import CATALOGUE_FOLDER
from scripts.running_site import HOST, free_port
from tests.integration.cli.conftest import Compass
from tests.support.server import site
from tests.unit.roles_catalogue.workbench import sound_roles, write_roles


@pytest.fixture
def settings() -> dict[str, str]:
    return {"COMPASS_PORT": str(free_port()), "TZ": "Europe/London"}


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A catalogue of two roles, whose rules take no time. The artefacts are of another one."""
    folder = tmp_path_factory.mktemp("village")
    write_roles(folder / "roles", sound_roles())
    shutil.copytree(CATALOGUE_FOLDER / "reference", folder / "reference")
    return {"COMPASS_CATALOGUE": str(folder)}


@pytest.fixture
def elsewhere(settings: dict[str, str], village: dict[str, str]) -> dict[str, str]:
    """For what has nothing to do with the catalogue or with what is built from it."""
    return settings | village


def findings(told: Any) -> dict[str, tuple[str, str]]:
    """The state and the mend of each finding, by name; the worst one where there are several."""
    order = ("ok", "warning", "problem")
    found: dict[str, tuple[str, str]] = {}
    for one in json.loads(told.stdout)["findings"]:
        before = found.get(one["name"], ("ok", ""))[0]
        if order.index(one["state"]) >= order.index(before):
            found[one["name"]] = (one["state"], one["mend"])
        assert one["what"]
        assert bool(one["mend"]) == (one["state"] != "ok")
    return found


def test_a_sound_installation_has_no_problem(compass: Compass, settings: dict[str, str]) -> None:
    assert compass("database", "migrate", extra=settings).returncode == 0
    told = compass("doctor", extra=settings)
    assert told.returncode == 0, told.stdout
    assert "0 problems" in told.stdout
    assert told.stderr == ""
    names = set(findings(compass("doctor", "--json", extra=settings)))
    assert names >= {
        *("python", "packages", "versions", "settings", "secret key", "clock", "catalogue"),
        *("facts", "artefacts", "encoder", "database", "disk", "journal", "retention"),
        *("address", "assets"),
    }


def test_looking_changes_nothing(
    compass: Compass, settings: dict[str, str], tmp_path: Path
) -> None:
    assert compass("doctor", extra=settings).returncode == 1  # no database yet
    assert list(tmp_path.iterdir()) == []
    compass("database", "migrate", extra=settings)
    path = tmp_path / "var" / "compass.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
    assert compass("doctor", extra=settings).returncode == 0
    with closing(sqlite3.connect(path)) as connection:
        assert list(connection.iterdump()) == before


def test_when_everything_is_broken_it_still_comes(
    compass: Compass, village: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "text.sqlite").write_text("this is no database" * 999)
    artefacts = tmp_path / "artefacts"
    artefacts.mkdir()
    (artefacts / "manifest.json").write_text("{")
    told = compass(
        "doctor",
        "--json",
        extra={
            **village,
            "COMPASS_ENVIRONMENT": "production",
            "COMPASS_DATABASE_URL": f"sqlite:///{tmp_path / 'text.sqlite'}",
            "COMPASS_ARTEFACTS": str(artefacts),
            "COMPASS_HOST": "nonsense.invalid",
            "COMPASS_PROXY": "1",
        },
    )
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    found = findings(told)
    for name in ("secret key", "environment", "artefacts", "database", "address"):
        assert found[name][0] == "problem", name
    assert found["settings"] == ("warning", "unset COMPASS_PROXY")


def test_unreadable_settings_keep_the_rest_visible(
    compass: Compass, village: dict[str, str]
) -> None:
    told = compass("doctor", "--json", extra=village | {"COMPASS_PORT": "many"})
    assert told.returncode == 1
    found = findings(told)
    assert found["settings"][0] == "problem"
    assert found["python"][0] == found["assets"][0] == "ok"


@pytest.mark.parametrize(
    ("file", "name", "mend"),
    [
        ("manifest.json", "artefacts", "compass build"),
        ("rows.npy", "artefacts", "compass build --force"),
        ("roles.faiss", "artefacts", "compass build --force"),
        ("encoder.onnx", "encoder", "compass build --force"),
    ],
)
@pytest.mark.parametrize("how", ["missing", "torn"])
def test_broken_artefacts_are_named(
    compass: Compass,
    settings: dict[str, str],
    artefacts: Path,
    tmp_path: Path,
    file: str,
    name: str,
    mend: str,
    how: str,
) -> None:
    copy = tmp_path / "artefacts"
    shutil.copytree(artefacts, copy)
    if how == "missing":
        (copy / file).unlink()
    else:
        (copy / file).write_bytes(b"torn")
    told = compass("doctor", "--json", extra={**settings, "COMPASS_ARTEFACTS": str(copy)})
    assert told.returncode == 1
    state, what_mends_it = findings(told)[name]
    assert state == "problem"
    assert what_mends_it.startswith(mend.removesuffix(" --force"))


def test_a_database_of_another_version(
    compass: Compass, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    compass("database", "migrate", extra=elsewhere)
    with closing(sqlite3.connect(tmp_path / "var" / "compass.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from the future'")
        connection.commit()
    newer = findings(compass("doctor", "--json", extra=elsewhere))["database"]
    assert newer == ("problem", "git pull && make setup")
    with closing(sqlite3.connect(tmp_path / "var" / "compass.sqlite")) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()
    older = findings(compass("doctor", "--json", extra=elsewhere))["database"]
    assert older == ("problem", "compass database migrate")


def test_what_is_kept_for_too_long_is_a_problem(
    compass: Compass, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    compass("database", "migrate", extra=elsewhere)
    with closing(sqlite3.connect(tmp_path / "var" / "compass.sqlite")) as connection:
        connection.execute(
            "INSERT INTO journeys (id, seed, statistics, started_at, active_at)"
            " VALUES (:id, 1, 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00')",
            {"id": "0" * 32},
        )
        connection.execute(
            "INSERT INTO own_words (journey_id, text, written_at)"
            " VALUES (:id, 'I like bikes', '2026-01-01 00:00:00')",
            {"id": "0" * 32},
        )
        connection.commit()
    told = compass("doctor", "--json", extra=elsewhere)
    assert findings(told)["retention"] == ("problem", "compass journeys retire")
    assert "bikes" not in told.stdout
    assert compass("journeys", "retire", extra=elsewhere).returncode == 0
    assert findings(compass("doctor", "--json", extra=elsewhere))["retention"][0] == "ok"


class _Stranger(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'["not Career Compass"]')

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def stranger() -> Iterator[int]:
    """Another program, on a port of its own."""
    server = http.server.ThreadingHTTPServer((HOST, 0), _Stranger)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_port_that_another_program_has(
    compass: Compass, stranger: int, elsewhere: dict[str, str]
) -> None:
    told = compass("doctor", "--json", extra=elsewhere | {"COMPASS_PORT": str(stranger)})
    assert findings(told)["address"] == ("problem", f"export COMPASS_PORT={stranger + 1}")


def test_our_own_site_may_have_the_port(
    compass: Compass,
    artefacts: Path,
    village: dict[str, str],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with site(tmp_path_factory.mktemp("site"), artefacts) as running:
        extra = village | {"COMPASS_PORT": str(running.port)}
        assert findings(compass("doctor", "--json", extra=extra))["address"][0] == "ok"
        newer = tmp_path / "newer"
        shutil.copytree(artefacts, newer)
        manifest = json.loads((newer / "manifest.json").read_text(encoding="utf-8"))
        manifest["versions"]["artefacts"] = "built-since"
        (newer / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        extra["COMPASS_ARTEFACTS"] = str(newer)
        stale = findings(compass("doctor", "--json", extra=extra))["address"]
        assert stale == ("warning", "sudo systemctl restart compass")
