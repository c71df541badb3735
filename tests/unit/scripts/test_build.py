"""``compass build``: what it tells, and how each failure ends. The building itself is slow and
is tested where it is used."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from matching import build as builder_module
from matching.artefacts import Manifest, Versions
from matching.build import BuildReport
from matching.export_encoder import ModelRefused
from tests.unit.scripts.conftest import Run

MANIFEST = Manifest(
    versions=Versions("c0ffee", "2026.1", "mini@1", "1", "key"),
    questionnaire_fingerprint="f",
    roles=43,
    weights={},
    text_weight=1.0,
    text_scale=0.1,
    calibration="identity",
    encoder_parity={},
    map_moved={"median": 0.004, "largest": 0.021, "new": 2},
    unreachable=("care-worker",),
)

Builder = Callable[..., BuildReport]


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> Callable[[Builder], None]:
    """Replaces the builder by a function."""
    return lambda function: monkeypatch.setattr(builder_module, "build", function)


def test_it_says_what_was_built(
    run: Run, builder: Callable[[Builder], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def build(catalogue: Any, bank: Any, folder: Path, **options: Any) -> BuildReport:
        asked.update(options, folder=folder)
        options["progress"]("reading the roles", 1, 43)
        options["progress"]("reading the roles", 2, 43)
        return BuildReport(True, MANIFEST, 12.3)

    builder(build)
    monkeypatch.setenv("COMPASS_ARTEFACTS", "elsewhere")
    monkeypatch.setenv("COMPASS_MODEL", "from-the-setting")
    result = run("build", "--force")
    assert result.exit_code == 0
    assert result.stdout.startswith("Built in 12 s, in elsewhere: 43 roles, catalogue c0ffee")
    assert "Twins of other roles: care-worker." in result.stdout
    assert result.stderr == "reading the roles…\n"
    assert asked["force"] is True
    assert asked["model"] == "from-the-setting"
    assert asked["folder"] == Path("elsewhere")


def test_a_fresh_folder_is_left_alone(run: Run, builder: Callable[[Builder], None]) -> None:
    builder(lambda *_, **__: BuildReport(False, MANIFEST, 0.1))
    assert run("build").stdout.startswith("Nothing to do: already built, in var/artefacts")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ModelRefused("no such model"), "no such model"),
        (ModuleNotFoundError("No module named 'torch'", name="torch"), "torch is not installed"),
        (PermissionError(13, "Permission denied"), "cannot be written to var/artefacts"),
    ],
)
def test_a_failure_is_said_in_words(
    run: Run, builder: Callable[[Builder], None], error: Exception, said: str
) -> None:
    def build(*_: Any, **__: Any) -> BuildReport:
        raise error

    builder(build)
    result = run("build", "--model", "somewhere")
    assert result.exit_code == 1
    assert said in result.stderr
