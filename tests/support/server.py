"""The real site for tests: built artefacts, `compass serve` on a database of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from matching.artefacts import ArtefactsMissing, ArtefactsStale, Manifest
from matching.questionnaire import Questionnaire
from roles_catalogue.catalogue import Catalogue
from scripts.running_site import ROOT, RunningSite, SiteDidNotStart, start

__all__ = ["ARTEFACTS", "ON", "RunningSite", "SiteDidNotStart", "built_artefacts", "site", "start"]

ARTEFACTS = ROOT / "var" / "artefacts"
ON = "2026-11-21"
"""The day that the site under test takes for today."""


def built_artefacts() -> Path:
    """The artefact folder, built first if it belongs to another catalogue or questionnaire."""
    try:
        Manifest.read(ARTEFACTS).check_fresh(Catalogue.load(), Questionnaire.load())
    except (ArtefactsMissing, ArtefactsStale):
        environment = {**os.environ, "COMPASS_ARTEFACTS": str(ARTEFACTS)}
        command = [sys.executable, "-m", "scripts.main", "build"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return ARTEFACTS


@contextmanager
def site(folder: Path, artefacts: Path, **settings: str) -> Iterator[RunningSite]:
    """A running site on a fixed day. An error of its own code fails whoever used it."""
    server = start(folder, artefacts, extra={"COMPASS_ON": ON, **settings})
    try:
        yield server
    finally:
        server.stop()
    _, failed, trace = server.log_text().partition("Traceback")
    assert not failed, f"The site failed while it was tested:\n{failed}{trace[:4000]}"
