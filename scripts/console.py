"""What the commands share: settings, the engine, and how results and problems are shown.

A problem found ends a command with exit code 1 (``click.ClickException``); a command that was
called wrongly, settings and input files included, ends with 2 (``click.UsageError``).
"""

import secrets
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from matching.as_json import write_json

if TYPE_CHECKING:  # what only some commands need is imported where it is used
    from compass.settings import Settings
    from matching.recommend import Engine
    from roles_catalogue.catalogue import Catalogue

Command = TypeVar("Command", bound=Callable[..., Any])
DAY: Final = click.DateTime(["%Y-%m-%d"])

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="table is for people, json for programs.",
)
"""``--format``, as the argument ``form``."""

on_option = click.option(
    "--on", type=DAY, default=lambda: today(), show_default="today", help="The day to judge by."
)
"""``--on``, a moment of the day."""


def seed_option(default: int) -> Callable[[Command], Command]:
    """``--seed``, of people who are drawn."""
    return click.option(
        "--seed", type=int, default=default, show_default=True, help="Number they are drawn from."
    )


def read_settings(**given: Any) -> "Settings":
    """The settings, with those that an option gave; None leaves one to the environment."""
    from pydantic import ValidationError

    from compass.errors import SettingsError
    from compass.settings import Settings, named_problems

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        problems = [f"{variable}: {message}" for variable, message in named_problems(error)]
        raise click.UsageError("\n".join(problems)) from None
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


def offline_settings() -> "Settings":
    """Settings of a command that answers nobody: it needs no secret key, and makes none."""
    from pydantic import SecretStr

    return read_settings(secret_key=SecretStr(secrets.token_hex(32)))


def load_catalogue() -> "Catalogue":
    """The catalogue, or exit code 1 with what is wrong with its files."""
    from roles_catalogue.catalogue import Catalogue, CatalogueError

    try:
        return Catalogue.open(offline_settings().catalogue)
    except CatalogueError as error:
        listed = "\n".join(f"  {problem}" for problem in error.problems)
        raise click.ClickException(f"the catalogue cannot be loaded:\n{listed}") from None


def open_engine() -> "Engine":
    """The engine over the built artefacts, or exit code 1 with what to run."""
    from matching.artefacts import ArtefactsMissing, ArtefactsStale
    from matching.questionnaire import Questionnaire
    from matching.recommend import Engine

    settings = offline_settings()
    try:
        return Engine.open(
            settings.artefacts,
            load_catalogue(),
            Questionnaire.load(),
            use_encoder=settings.encoder == "on",
        )
    except (ArtefactsMissing, ArtefactsStale) as error:
        raise click.ClickException(str(error)) from None


def today() -> str:
    """The day that the settings fix, or the real one."""
    fixed = offline_settings().on
    return (fixed or date.today()).isoformat()


def echo_json(value: object) -> None:
    """JSON on standard output, in UTF-8 whatever the terminal's encoding."""
    click.echo(write_json(value, indent=2).encode(), nl=False)
