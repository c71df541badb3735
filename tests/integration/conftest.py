"""For tests that need the real site and no browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import RunningSite, site


@pytest.fixture(scope="module")
def live_site(artefacts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """`compass serve` with two workers and an empty database, for the tests of one file."""
    with site(tmp_path_factory.mktemp("site"), artefacts) as running:
        yield running
