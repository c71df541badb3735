"""What every kind of test may ask for."""

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is, nothing about the code.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """The artefacts of the real catalogue, built if they are missing or stale."""
    # Imported here: unit tests, which never ask for it, need not wait for the database library.
    from tests.support.server import built_artefacts

    return built_artefacts()
