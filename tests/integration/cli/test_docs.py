"""docs/command-line.md is true: its options are all there are, and its examples run."""

import re
import shlex
import sys
from pathlib import Path

import click
import pytest

from scripts.main import COMMANDS, cli
from scripts.running_site import ROOT
from tests.integration.cli.conftest import Compass

DOCS = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## compass ([a-z -]+)\n(.*?)(?=^## |\Z)", DOCS, re.M | re.S))
EXAMPLES = re.findall(r"^\$ (.*compass .*)$", DOCS, re.MULTILINE)
NOT_RUN = (
    "compass serve",
    "compass bench",
    "compass doctor",
    "compass map publish",
    "compass reports close",
    "compass catalogue new",
    "compass catalogue preview",
    "compass catalogue diff",
    "compass catalogue neighbours --texts",
)
"""They do not end, take long, say something else on every machine, write into the catalogue or the
program, or need two catalogues or a reader's report; each has tests of its own."""
BEFORE = {
    "compass journeys forget-again": ("journeys forgotten forgotten.txt",),
    "compass journeys": (),
    "compass database restore": ("database backup copy.sqlite",),
    "compass database backup": (),
    "compass reports list": (),
}
"""What an example needs besides a database."""


def commands() -> dict[str, click.Command]:
    """Every command that does something, under its whole name."""
    found: dict[str, click.Command] = {}
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}": member for sub, member in command.commands.items()}
        else:
            found[name] = command
    return found


def test_every_command_has_a_section_and_no_other() -> None:
    assert set(SECTIONS) == set(commands())


@pytest.mark.parametrize("name", commands())
def test_every_option_is_described_and_no_other(name: str) -> None:
    options = {
        option
        for parameter in commands()[name].params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    assert set(re.findall(r"^\| `(--[a-z0-9-]+)`", SECTIONS[name], re.MULTILINE)) == options


@pytest.mark.parametrize("line", [line for line in EXAMPLES if not line.startswith(NOT_RUN)])
def test_an_example_runs(compass: Compass, tmp_path: Path, line: str) -> None:
    answers = re.search(r"```json\n(.*?)```", DOCS, re.DOTALL)
    assert answers
    (tmp_path / "answers.json").write_text(answers[1], encoding="utf-8")
    stdin = ""
    if " | " in line:
        echoed, _, line = line.partition(" | ")
        stdin = shlex.split(echoed)[1]
    needs = next((BEFORE[start] for start in BEFORE if line.startswith(start)), None)
    for command in () if needs is None else ("database migrate", *needs):
        assert compass(*command.split()).returncode == 0
    told = compass(*shlex.split(line)[1:], stdin=stdin)
    # The one example that goes wrong is there to show how.
    assert told.returncode == (2 if stdin else 0), told.stderr
    if stdin:
        assert told.stderr in DOCS
    assert sys.executable not in told.stdout + told.stderr
