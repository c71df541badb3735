"""What the commands share: settings, the engine, and how results and problems are shown.

A problem found ends a command with exit code 1 (``click.ClickException``); a command that was
called wrongly, settings and input files included, ends with 2 (``click.UsageError``).
"""

import secrets
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from matching.as_json import write_json

if TYPE_CHECKING:  # what only some commands need is imported where it is used
    from compass.settings import Settings
    from matching.recommend import Engine
    from roles_catalogue.catalogue import Catalogue

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.DateTime):
    """A day of a year in which one can count some years to and fro."""

    YEARS: Final = range(1900, 3000)

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The start of the day; refuses one outside ``YEARS``."""
        day: datetime = super().convert(value, param, ctx)
        if day.year not in self.YEARS:
            first, last = self.YEARS[0], self.YEARS[-1]
            self.fail(f"{value!r} is not in the years {first} to {last}.", param, ctx)
        return day


DAY: Final = Day()

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


def catalogue_folder() -> Path:
    """The folder of the catalogue that the settings name, or exit code 2 if it is none."""
    from roles_catalogue.catalogue import ROLES_FOLDER
    from roles_catalogue.reference import REFERENCE_FOLDER

    named = offline_settings().catalogue
    for folder in (named, named / ROLES_FOLDER.name, named / REFERENCE_FOLDER.name):
        if not folder.is_dir():
            raise click.UsageError(f"COMPASS_CATALOGUE: there is no folder {folder}")
    return named


def load_catalogue(packed: Path | None = None) -> "Catalogue":
    """The catalogue, or exit code 1 with what is wrong with its files.

    ``packed`` may hold it in one file, for a command that does not check what editors wrote.
    """
    from roles_catalogue.catalogue import Catalogue, CatalogueError

    try:
        return Catalogue.open(catalogue_folder(), packed=packed)
    except CatalogueError as error:
        listed = "\n".join(f"  {problem}" for problem in error.problems)
        raise click.ClickException(f"the catalogue cannot be loaded:\n{listed}") from None


def open_engine() -> "Engine":
    """The engine over the built artefacts, or exit code 1 with what to run."""
    from matching.artefacts import ArtefactsMissing, ArtefactsStale
    from matching.questionnaire import Questionnaire
    from matching.recommend import Engine
    from roles_catalogue.packed import PACKED_FILE

    settings = offline_settings()
    try:
        return Engine.open(
            settings.artefacts,
            load_catalogue(settings.artefacts / PACKED_FILE),
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
