"""Each check of the doctor on something that really is broken."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from importlib.metadata import packages_distributions
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr
from sqlalchemy.engine import make_url

from compass.settings import Settings
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.reference import Reference
from scripts.doctor import built, configuration, network, program, storage
from scripts.doctor.finding import Check, Finding, Findings, examine, ok, problem
from tests.support.engines import real_catalogue

ON = date(2026, 11, 21)
RANDOM = "f3a9" * 3 + "0b1c5d7e8624" * 3


def only(found: Findings) -> Finding:
    (one,) = found
    return one


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in tuple(os.environ):
        if name.startswith("COMPASS_") or name == "PORT":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


# Whatever is found.


def test_everything_that_is_not_well_names_what_mends_it() -> None:
    def broken() -> Findings:
        raise RuntimeError("first line\nsecond line")

    def missing() -> Findings:
        raise ModuleNotFoundError("No module named 'faiss'", name="faiss")

    checks = (
        Check("one", broken),
        Check("two", missing),
        Check("three", lambda: [ok("three", "well")]),
        Check("four", lambda: [problem("four", "not well", "mend it")]),
    )
    found = examine(checks)
    assert [(one.name, one.state) for one in found] == [
        ("one", "problem"),
        ("two", "problem"),
        ("three", "ok"),
        ("four", "problem"),
    ]
    assert "RuntimeError: first line" in found[0].what
    assert "second line" not in found[0].what
    assert found[1].what == "faiss is not installed."
    assert all(one.mend for one in found if one.state != "ok")


# The program.


def test_an_old_python_is_a_problem() -> None:
    assert only(program.python_version((3, 10, 9))).state == "problem"
    assert only(program.python_version((3, 11, 0))).state == "ok"


def test_what_cannot_be_imported_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_one.py").write_text("import nothing_of_the_kind")
    (tmp_path / "fine_one.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = only(program.imports(("broken_one", "fine_one", "not_there")))
    assert found.state == "problem"
    assert "broken_one (ModuleNotFoundError), not_there (ModuleNotFoundError)" in found.what
    assert only(program.imports(("fine_one",))).state == "ok"


def test_a_library_that_ends_the_program_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As one does that was built for another processor.
    (tmp_path / "fatal_one.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGILL)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = only(program.imports(("json", "fatal_one", "csv")))
    assert found.state == "problem"
    assert "fatal_one (ends the program)" in found.what


def test_everything_that_serving_asks_for_is_tried() -> None:
    brought_by = packages_distributions()
    tried = {
        name.lower().replace("_", "-")
        for module in program.SERVING
        for name in brought_by.get(module, ())
    }
    # itsdangerous comes with Flask and is pure Python; Flask cannot be imported without it.
    assert set(program.direct_needs()) - {"itsdangerous"} <= tried


def test_versions_are_those_of_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "run.txt"
    lock.write_text("click==0.0.1 \\\n    --hash=sha256:x\nflask==0.1 ; python_version < '4'\n")
    found = only(program.versions(lock, ("click",)))
    assert found.state == "warning"
    assert "click " in found.what
    assert "instead of 0.0.1" in found.what
    lock.write_text("not-there-at-all==1.0\n")
    assert only(program.versions(lock, ("not-there-at-all",))).state == "problem"
    assert only(program.versions(lock, ())).state == "ok"  # for another system
    assert only(program.versions(tmp_path / "none.txt")).state == "ok"


def test_a_version_may_depend_on_python() -> None:
    lock = "numpy==2.4.6 ; python_full_version < '3.12' \\\nnumpy==2.5.5 ; python_full…\n"
    assert program.locked_versions(lock) == {"numpy": frozenset({"2.4.6", "2.5.5"})}


def test_the_builders_are_not_needed() -> None:
    assert only(program.builders(("not_there",))).state == "ok"
    assert "serves, and cannot build" in only(program.builders(("not_there",))).what


# The settings.


def test_bad_settings_are_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPASS_PORT", "many")
    monkeypatch.setenv("COMPASS_WORKERS", "0")
    settings, found = configuration.read()
    assert settings is None
    assert {one.mend for one in found} == {"unset COMPASS_PORT", "unset COMPASS_WORKERS"}
    monkeypatch.delenv("COMPASS_PORT")
    monkeypatch.delenv("COMPASS_WORKERS")
    monkeypatch.setenv("COMPASS_DATABASE_URL", "rubbish")
    settings, found = configuration.read()
    assert settings is None
    assert "must be an address" in only(found).what


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COMPASS_POLICY", "nonsense"),
        ("COMPASS_QUESTIONS", "nonsense"),
        ("COMPASS_DATABASE_URL", "rubbish"),
        ("COMPASS_METRICS_TOKEN", "short"),
        ("COMPASS_PORT", "99999"),
        ("PORT", "99999"),
    ],
)
def test_the_cure_names_the_variable_that_is_wrong(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    found = only(configuration.read()[1])
    assert found.what.startswith(name)
    assert found.mend == f"unset {name}"


def test_reading_makes_no_secret(tmp_path: Path) -> None:
    settings, found = configuration.read()
    assert settings is not None
    assert only(found).state == "ok"
    assert list(tmp_path.iterdir()) == []


def test_a_slip_in_a_name_is_noticed() -> None:
    known = configuration.known_variables()
    environ = {"COMPASS_SECRET": "x", "COMPASS_PORT": "1", "HOME": "/", "PORT": "1"}
    found = only(configuration.unknown_variables(environ, known))
    assert found.what == "COMPASS_SECRET is no setting. Did you mean COMPASS_SECRET_KEY?"


@pytest.mark.parametrize(
    ("environment", "given", "state"),
    [
        ("production", "", "problem"),
        ("production", "hush", "problem"),
        ("production", "a" * 40, "problem"),
        ("production", RANDOM, "ok"),
        ("development", "hush", "problem"),
        ("development", "", "ok"),
    ],
)
def test_the_secret_is_long_and_random(
    tmp_path: Path, environment: str, given: str, state: str
) -> None:
    found = only(configuration.secret(environment, given, tmp_path / "secret-key"))
    assert found.state == state
    assert not given or given not in found.what + found.mend


def test_a_kept_secret_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    path.write_text(RANDOM)
    path.chmod(0o644)
    found = only(configuration.secret("development", "", path))
    assert (found.state, found.mend) == ("problem", f"chmod 600 {path}")
    path.chmod(0o600)
    assert only(configuration.secret("development", "", path)).state == "ok"


def exposed(**given: object) -> list[str]:
    settings = Settings.model_validate({"secret_key": SecretStr(RANDOM), **given})
    return [one.mend for one in configuration.exposure(settings)]


def test_what_is_open_suits_the_environment() -> None:
    assert exposed() == []
    assert exposed(host="0.0.0.0") == ["export COMPASS_ENVIRONMENT=production"]
    production = {"environment": "production"}
    assert exposed(**production) == ["export COMPASS_PROXIES=1"]
    assert exposed(**production, proxies=1) == []
    assert exposed(**production, proxies=1, host="0.0.0.0") == ["export COMPASS_HOST=127.0.0.1"]
    assert exposed(**production, proxies=1, on=ON) == ["unset COMPASS_ON"]


def test_the_clock() -> None:
    leeds = ZoneInfo("Europe/London")
    for month in (1, 7):
        now = datetime(2027, month, 5, 12, tzinfo=leeds)
        assert only(configuration.clock(now, ON)).state == "ok"
    assert only(configuration.clock(datetime(2027, 1, 5, tzinfo=UTC), ON)).state == "ok"
    elsewhere = datetime(2027, 1, 5, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert only(configuration.clock(elsewhere, ON)).state == "warning"
    assert only(configuration.clock(datetime(1970, 1, 1, tzinfo=UTC), ON)).state == "problem"


# What is built.


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return real_catalogue()


def test_a_sound_catalogue_is_well(catalogue: Catalogue) -> None:
    assert only(built.catalogue_rules(catalogue, ON)).state == "ok"


def test_a_broken_rule_is_a_problem(catalogue: Catalogue) -> None:
    role = catalogue.roles[0]
    twins = replace(catalogue, roles=(role, role.model_copy(update={"id": "a-twin"})))
    found = only(built.catalogue_rules(twins, ON))
    assert (found.state, found.mend) == ("problem", "compass catalogue check")


def test_facts_grow_old(catalogue: Catalogue) -> None:
    reference: Reference = catalogue.reference
    newest = built.newest_fact(reference)
    assert only(built.facts(reference, newest)).state == "ok"
    days = built.checked_days(reference)
    assert {"pay_bands", "t_levels", "apprenticeships", "regulators", "onet"} <= set(days)
    oldest = min(days["t_levels"])
    later = list(built.facts(reference, oldest + timedelta(days=built.STALE_DAYS + 1)))
    assert any("t_levels has rows" in one.what and str(oldest) in one.mend for one in later)
    pay = max(band.effective_from for band in reference.pay_bands)
    late = pay + timedelta(days=built.PAY_DAYS + 1)
    assert any("newest pay" in one.what for one in built.facts(reference, late))
    assert all(one.state == "warning" and one.mend for one in later)


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "site-ABCDEFGH.css").touch()
    (folder / "manifest.json").write_text(json.dumps({"site.css": "site-ABCDEFGH.css"}))
    return folder


def test_assets_are_built_whole_and_fresh(static: Path, tmp_path: Path) -> None:
    import os

    sources = tmp_path / "assets"
    sources.mkdir()
    assert only(built.assets(static, sources)).state == "ok"
    style = sources / "site.scss"
    style.touch()
    later = (static / "manifest.json").stat().st_mtime + 60
    os.utime(style, (later, later))
    assert only(built.assets(static, sources)).state == "warning"
    (static / "site-ABCDEFGH.css").unlink()
    assert "site-ABCDEFGH.css is missing" in only(built.assets(static, sources)).what
    (static / "manifest.json").write_text("[")
    assert "cannot be read" in only(built.assets(static, sources)).what
    shutil.rmtree(static)
    assert only(built.assets(static, sources)).mend == "make assets"


# The database.


@pytest.mark.parametrize(
    ("free", "state"), [(50 * 2**20, "problem"), (500 * 2**20, "warning"), (2**40, "ok")]
)
def test_room_runs_out(free: int, state: str) -> None:
    assert only(storage.room(Path("/var/lib/compass"), free)).state == state


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    settings = Settings(secret_key=SecretStr(RANDOM))
    found = only(storage.database(settings, ON))
    assert (found.state, found.mend) == ("problem", "compass database migrate")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_others_read_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "compass.sqlite"
    path.touch(mode=0o644)
    first = next(iter(storage.file_of(make_url(f"sqlite:///{path}"))))
    assert (first.state, first.mend) == ("warning", f"chmod 600 {path}*")


def test_without_write_ahead_logging_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "compass.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE something (x)")
    assert only(storage.journal(make_url(f"sqlite:///{path}"))).state == "warning"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert only(storage.journal(make_url(f"sqlite:///{path}"))).state == "ok"


def test_no_password_is_shown() -> None:
    url = "postgresql+psycopg://someone:hidden@127.0.0.1:1/compass"
    settings = Settings(secret_key=SecretStr(RANDOM), database_url=url)
    told = " ".join(one.what + one.mend for one in storage.database(settings, ON))
    assert "does not answer" in told
    assert "hidden" not in told


@pytest.mark.parametrize(
    ("url", "mend"),
    [
        ("postgresql+psycopg://u:hidden@h:abc/x", "export COMPASS_DATABASE_URL="),
        ("postgresql+nothing://u:hidden@h/x", "export COMPASS_DATABASE_URL="),
        ("sqlite+nothing:///x", "export COMPASS_DATABASE_URL="),
    ],
)
def test_an_address_that_cannot_work_is_a_problem(url: str, mend: str) -> None:
    # Settings refuse most of these by themselves; a copy is not checked again.
    settings = Settings(secret_key=SecretStr(RANDOM)).model_copy(update={"database_url": url})
    found = only(storage.database(settings, ON))
    assert found.state == "problem"
    assert found.mend.startswith(mend)
    assert "hidden" not in found.what + found.mend


# The address.


def test_a_host_that_is_none() -> None:
    for host in ("nonsense.invalid", "203.0.113.7"):
        found = only(network.address(host, 8000, None))
        assert (found.state, found.mend) == ("problem", "export COMPASS_HOST=127.0.0.1")
