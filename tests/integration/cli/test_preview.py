"""``compass catalogue preview``, as installed."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from scripts.running_site import HOST
from tests.integration.cli.conftest import COMPASS, Compass
from tests.unit.roles_catalogue.workbench import NURSE, sound_roles, write_roles


@pytest.fixture(autouse=True)
def interrupts_are_heard() -> Iterator[None]:
    """A suite that a shell started in the background ignores Ctrl-C, and so would its children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def roles(tmp_path: Path) -> Path:
    return write_roles(tmp_path / "roles", sound_roles())


@contextmanager
def running(
    roles: Path, environment: dict[str, str], *options: str
) -> "Iterator[tuple[str, subprocess.Popen[str]]]":
    """The address that a preview of the nurse prints, and its process."""
    command: list[str | Path] = [COMPASS, "catalogue", "preview", NURSE, "--roles", roles, *options]
    with subprocess.Popen(
        command,
        cwd=roles.parent,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith(f"{NURSE} is at http://{HOST}:"), line
            yield line.split()[3], process
        finally:
            process.kill()


def page(address: str) -> str:
    # Whatever proxy this machine has, the page is on the machine itself.
    with build_opener(ProxyHandler({})).open(address, timeout=30) as answer:
        text: str = answer.read().decode()
    return text


def test_the_page_is_served_without_a_build_and_a_change_is_seen(
    roles: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    unbuilt = {**environment, "COMPASS_ARTEFACTS": str(tmp_path / "none")}
    with running(roles, unbuilt, "--no-browser") as (address, process):
        assert "<h1>Night nurse</h1>" in page(address)
        write_roles(roles, {NURSE: sound_roles()[NURSE] | {"title": "Dusk nurse"}})
        assert "<h1>Dusk nurse</h1>" in page(address)
        process.send_signal(signal.SIGINT)
        rest, told = process.communicate(timeout=20)
    assert (process.returncode, rest, told) == (0, "", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["roles"]


def test_the_browser_is_opened_at_the_page(
    roles: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!/bin/sh\necho "$1" > {tmp_path}/opened.part\n'
        f"mv {tmp_path}/opened.part {tmp_path}/opened\n",
        "utf-8",
    )
    browser.chmod(0o755)
    with running(roles, {**environment, "BROWSER": f"{browser} %s"}) as (address, _):
        page(address)
        for _ in range(200):
            if (tmp_path / "opened").exists():
                break
            page(address)
    assert (tmp_path / "opened").read_text("utf-8").strip() == address


def test_what_is_wrong_with_the_file_is_said_in_words_and_the_page_waits(
    roles: Path, environment: dict[str, str]
) -> None:
    (roles / "nursing" / f"{NURSE}.yaml").write_text("id: night-nurse\npitch: [\n", "utf-8")
    with running(roles, environment, "--no-browser") as (address, process):
        assert "The page cannot be shown yet" in page(address)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert told.startswith("  error: line 3: not valid YAML")
    assert "Traceback" not in told


def test_a_role_that_is_not_there_and_a_port_that_is_taken(
    compass: Compass, roles: Path, environment: dict[str, str]
) -> None:
    told = compass("catalogue", "preview", "night-nurs", "--roles", str(roles))
    assert told.returncode == 2
    assert "there is no role file night-nurs.yaml. Did you mean night-nurse?" in told.stderr
    assert "compass catalogue new" in told.stderr
    with running(roles, environment, "--no-browser") as (address, _):
        port = address.split("/")[2].partition(":")[2]
        told = compass(
            "catalogue", "preview", NURSE, "--roles", str(roles), "--no-browser", "--port", port
        )
    assert told.returncode == 1
    assert f"port {port} on {HOST} is taken" in told.stderr
