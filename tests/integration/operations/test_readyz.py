"""``/readyz``: ready only if a journey could be kept and a list be made, and no word too much."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from matching.recommend import Engine
from scripts.running_site import ROOT
from tests.integration.operations.conftest import MakeSite

ALL = {
    "database_reachable": True,
    "database_migrated": True,
    "database_writable": True,
    "artefacts": True,
}


def asked(site: Flask) -> tuple[int, dict[str, Any], str]:
    response = site.test_client().get("/readyz")
    return response.status_code, response.get_json(), response.get_data(as_text=True)


def rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_ready_leaves_nothing_behind(make_site: MakeSite, database_file: Path) -> None:
    site = make_site()
    before = rows(database_file)
    status, body, _ = asked(site)
    assert (status, body) == (200, {"status": "ready", "checks": ALL})
    assert rows(database_file) == before


def test_it_is_as_documented(make_site: MakeSite) -> None:
    page = (ROOT / "docs" / "running-it.md").read_text(encoding="utf-8")
    shown = page.partition("```json GET /readyz\n")[2].partition("```")[0]
    import json

    assert json.loads(shown) == asked(make_site())[1]


def test_a_database_that_went_away_is_not_made_again(
    make_site: MakeSite, database_file: Path
) -> None:
    site = make_site()
    assert asked(site)[0] == 200
    database_file.unlink()
    status, body, text = asked(site)
    assert status == 503
    assert body["status"] == "unavailable"
    assert body["checks"] == {
        **ALL,
        "database_reachable": False,
        "database_migrated": False,
        "database_writable": False,
    }
    assert not database_file.exists()
    assert str(database_file.parent) not in text


def test_a_server_that_is_away_is_named_without_its_address(make_site: MakeSite) -> None:
    url = "postgresql+psycopg://someone:hidden@127.0.0.1:1/somewhere"
    status, body, text = asked(make_site(database_url=url))
    assert status == 503
    assert not body["checks"]["database_reachable"]
    for secret in ("someone", "hidden", "127.0.0.1", "somewhere", "postgresql"):
        assert secret not in text


def test_without_tables_it_is_not_migrated(make_site: MakeSite, tmp_path: Path) -> None:
    empty = tmp_path / "empty.sqlite"
    empty.touch()
    status, body, _ = asked(make_site(database_url=f"sqlite:///{empty}"))
    assert status == 503
    assert body["checks"]["database_reachable"]
    assert not body["checks"]["database_migrated"]


def test_a_lock_that_stays_is_not_writable(make_site: MakeSite, database_file: Path) -> None:
    site = make_site()
    with closing(sqlite3.connect(database_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        status, body, _ = asked(site)
        assert status == 503
        assert body["checks"] == {**ALL, "database_writable": False}
        # The process lives and its pages can be read: nobody should restart it for that.
        assert site.test_client().get("/healthz").status_code == 200
    assert asked(site)[0] == 200


def test_an_engine_that_cannot_rank_is_named(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site()

    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the index is torn")

    monkeypatch.setattr(Engine, "recommend", broken)
    status, body, text = asked(site)
    assert (status, body["checks"]) == (503, {**ALL, "artefacts": False})
    assert "torn" not in text
