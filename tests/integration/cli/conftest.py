"""The installed command, run as people run it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.server import ON

COMPASS = Path(sys.executable).with_name("compass")
Compass = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def environment(artefacts: Path) -> dict[str, str]:
    """No setting of this shell's; the real artefacts, and a fixed day."""
    kept = {name: v for name, v in os.environ.items() if not name.startswith("COMPASS_")}
    kept.pop("PORT", None)
    return {**kept, "COMPASS_ARTEFACTS": str(artefacts.resolve()), "COMPASS_ON": ON}


@pytest.fixture
def compass(environment: dict[str, str], tmp_path: Path) -> Compass:
    """Runs ``compass`` in an empty folder; ``extra`` are more settings."""

    def run(
        *arguments: str, stdin: str = "", extra: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [COMPASS, *arguments],
            input=stdin,
            cwd=tmp_path,
            env={**environment, **(extra or {})},
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=False,
        )

    return run
