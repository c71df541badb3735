"""deploy/: the files agree with each other, with the settings and with the page about them."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from compass.settings import Settings
from scripts.main import COMMANDS
from scripts.running_site import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
NGINX = (DEPLOY / "nginx" / "compass.conf").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "running-it.md").read_text(encoding="utf-8")
WRAPPER = (DEPLOY / "compass").read_text(encoding="utf-8")
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "RestrictSUIDSGID": "yes",
    "LockPersonality": "yes",
    "CapabilityBoundingSet": "",
    "IPAddressDeny": "any",
    "IPAddressAllow": "localhost",
    "UMask": "0077",
    "User": "compass",
    "EnvironmentFile": "/etc/compass/compass.env",
    "WorkingDirectory": "/opt/compass",
}


def unit(path: Path) -> dict[str, list[tuple[str, str]]]:
    """The lines of a unit file, by section: a name may come several times."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            sections[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            name, _, value = line.partition("=")
            sections[list(sections)[-1]].append((name, value))
    return sections


def variables() -> dict[str, str]:
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names as they are
    parser.read_string("[env]\n" + (DEPLOY / "compass.env").read_text(encoding="utf-8"))
    return dict(parser["env"])


def test_the_settings_are_settings_and_can_be_used() -> None:
    given = variables()
    names = {f"COMPASS_{name.upper()}" for name in Settings.model_fields}
    assert set(given) <= names
    filled = {name.removeprefix("COMPASS_").lower(): value for name, value in given.items()}
    filled |= {"secret_key": "0123456789abcdef" * 4, "metrics_token": "0123456789abcdef"}
    settings = Settings.model_validate(filled)
    assert (settings.environment, settings.proxies, settings.host) == ("production", 1, "127.0.0.1")


def test_the_secrets_are_left_to_whoever_installs_it() -> None:
    given = variables()
    assert given["COMPASS_SECRET_KEY"] == given["COMPASS_METRICS_TOKEN"] == ""
    for name in ("COMPASS_SECRET_KEY", "COMPASS_METRICS_TOKEN"):
        assert f"s/^{name}=.*/{name}=$(openssl rand -hex" in PAGE


def test_nginx_and_the_service_agree() -> None:
    given = variables()
    assert f"server {given['COMPASS_HOST']}:{given['COMPASS_PORT']};" in NGINX
    assert "alias /opt/compass/web/static/;" in NGINX
    for header in (
        "Host $host",
        "X-Forwarded-For $remote_addr",
        "X-Forwarded-Proto $scheme",
        "X-Request-ID $request_id",
        'X-Forwarded-Host ""',
    ):
        assert f"proxy_set_header {header};" in NGINX
    for path in ("/metrics", "/readyz"):
        assert re.search(rf"location = {path} {{\s+return 404;", NGINX)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_service_is_locked_in(path: Path) -> None:
    given = dict(unit(path)["Service"])
    assert HARDENED.items() <= given.items()


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_service_runs_commands_that_there_are(path: Path) -> None:
    lines = [value for name, value in unit(path)["Service"] if name.startswith("ExecStart")]
    assert lines
    called = re.findall(r"/opt/compass/\.venv/bin/compass (\w+)", "\n".join(lines))
    assert called
    assert set(called) <= set(COMMANDS)


def test_what_is_written_may_be_written() -> None:
    for path in SERVICES:
        lines = unit(path)["Service"]
        writes = any("/var/backups/compass" in value for name, value in lines if "Exec" in name)
        assert writes == (("ReadWritePaths", "/var/backups/compass") in lines), path.name


def test_every_timer_has_its_job_and_is_switched_on_by_the_page() -> None:
    timers = {path.stem for path in UNITS if path.suffix == ".timer"}
    assert timers == {path.stem for path in SERVICES} - {"compass"}
    switched = re.search(r"systemctl enable --now (.*)", PAGE)
    assert switched
    assert set(switched[1].split()) == {"compass", *(f"{name}.timer" for name in timers)}


def test_copies_go_before_they_are_35_days_old() -> None:
    backup = (DEPLOY / "systemd" / "compass-backup.service").read_text(encoding="utf-8")
    days = re.search(r"-mtime \+(\d+) -delete", backup)
    assert days
    # find counts whole days that have passed, and the job comes once a day.
    assert int(days[1]) + 1 + 1 <= 35


def test_the_page_names_every_file_where_it_belongs() -> None:
    for line in (
        "install -m 600 deploy/compass.env /etc/compass/compass.env",
        "install -m 755 deploy/compass /usr/local/bin/compass",
        "cp deploy/systemd/* /etc/systemd/system/",
        "cp deploy/nginx/compass.conf /etc/nginx/sites-available/compass",
    ):
        assert line in PAGE
    assert "/etc/compass/compass.env" in WRAPPER
    assert "cd /opt/compass" in WRAPPER


def test_the_page_lists_every_figure() -> None:
    source = (ROOT / "web" / "measuring" / "figures.py").read_text(encoding="utf-8")
    made = re.findall(r"= (Counter|Histogram|Gauge)\(\s+\"(\w+)\"", source)
    named = {name + ("_total" if kind == "Counter" else "") for kind, name in made}
    assert set(re.findall(r"^\| `(compass_\w+)`", PAGE, re.MULTILINE)) == named


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    program = tmp_path / "compass"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for path in UNITS:
        text = path.read_text(encoding="utf-8")
        # The programs are not at their places on the machine of the tests.
        text = text.replace("/opt/compass/.venv/bin/compass", str(program))
        text = re.sub(r"^Documentation=.*\n", "", text, flags=re.MULTILINE)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    for path in UNITS:
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", tmp_path / path.name],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        ours = [line for line in done.stderr.splitlines() if "compass" in line]
        assert ours == [], path.name
