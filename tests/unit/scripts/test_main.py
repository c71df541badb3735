"""The group ``compass``: every name leads to a command, and says the same of it."""

import click
import pytest
from click.testing import CliRunner

from scripts.main import COMMANDS, Lazy, LazyGroup, cli


@pytest.fixture
def context() -> click.Context:
    return click.Context(cli)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_short_help_is_the_command_s_own(name: str, context: click.Context) -> None:
    assert isinstance(cli, LazyGroup)
    command = cli.get_command(context, name)
    assert command is not None
    assert (command.help or "").split("\n")[0] == COMMANDS[name].help


def test_help_lists_every_command() -> None:
    result = CliRunner().invoke(cli, ["--help"])
    assert result.exit_code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in result.output


def test_an_unknown_command_is_a_wrong_call() -> None:
    result = CliRunner().invoke(cli, ["matsch"])
    assert result.exit_code == 2
    assert "No such command 'matsch'" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: cli {name}")


@click.command()
def curly() -> None:
    """Say something in curly quotation marks."""
    click.echo("“hello”")


def test_a_terminal_without_curly_quotes_gets_question_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(COMMANDS, "curly", Lazy(f"{__name__}:curly", ""))
    result = CliRunner(charset="latin-1").invoke(cli, ["curly"])
    assert result.exit_code == 0
    assert result.output == "?hello?\n"
