"""Commands run in this process, over everything real but the text vectors."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from scripts import match, next_question, search
from scripts.bench import search as bench_search
from scripts.main import cli
from tests.support.engines import toy_engine

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``compass`` with these arguments; ``stdin`` is what it reads from there."""
    monkeypatch.setattr(match, "open_engine", toy_engine)
    monkeypatch.setattr(next_question, "open_engine", toy_engine)
    monkeypatch.setattr(search, "open_engine", toy_engine)
    monkeypatch.setattr(bench_search, "open_engine", toy_engine)

    def invoke(*arguments: str, stdin: bytes = b"") -> Result:
        return CliRunner().invoke(cli, list(arguments), input=stdin)

    return invoke
