"""``compass build``: catalogue, questionnaire and model in; the artefacts that match out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from matching import build as builder
from matching.artefacts import Manifest
from matching.export_encoder import ModelRefused
from matching.layout.coordinates import BadCoordinates
from matching.questionnaire import Questionnaire
from scripts.console import load_catalogue, offline_settings

if TYPE_CHECKING:
    from tqdm import tqdm

NEEDS_EXTRA: Final = (
    "building needs more than serving does: {name} is not installed. Run: make setup, "
    "or install this project with its build extra."
)


class Progress:
    """What ``matching.build`` is at: one bar a stage, or one line where nobody watches."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: tqdm[NoReturn] | None = None

    def __call__(self, stage: str, done: int, of: int) -> None:
        if stage != self._stage:
            self.close()
            self._stage = stage
            self._bar = self._begin(stage, of) if done < of else None
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take the last bar off the screen."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _begin(self, stage: str, of: int) -> "tqdm[NoReturn] | None":
        if not sys.stderr.isatty():
            click.echo(f"{stage}…", err=True)
            return None
        from tqdm import tqdm

        return tqdm(desc=stage, total=of, leave=False)


@click.command()
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.option(
    "--model",
    metavar="FOLDER",
    help="Folder of a sentence-transformers model. Without it, COMPASS_MODEL or the packaged "
    "MiniLM.",
)
def build(force: bool, model: str | None) -> None:
    """Make the artefacts that matching needs.

    Does nothing if the catalogue, the questionnaire and the model are those of the last build.
    """
    settings = offline_settings()
    catalogue, bank = load_catalogue(), Questionnaire.load()
    model = settings.model if model is None else model
    progress = Progress()
    try:
        report = builder.build(
            catalogue, bank, settings.artefacts, model=model, force=force, progress=progress
        )
    except (ModelRefused, BadCoordinates) as error:
        raise click.ClickException(str(error)) from None
    except ModuleNotFoundError as error:
        raise click.ClickException(NEEDS_EXTRA.format(name=error.name)) from None
    except OSError as error:
        raise click.ClickException(_not_written(settings.artefacts, error)) from None
    finally:
        progress.close()
    versions = report.manifest.versions
    done = f"Built in {report.seconds:.0f} s" if report.built else "Nothing to do: already built"
    click.echo(
        f"{done}, in {settings.artefacts}: {report.manifest.roles} roles, "
        f"catalogue {versions.catalogue}, questionnaire {versions.questionnaire}, "
        f"model {versions.model}."
    )
    click.echo(_map_line(report.manifest))
    if report.manifest.unreachable:
        click.echo(f"Twins of other roles: {', '.join(report.manifest.unreachable)}.")


def _map_line(manifest: Manifest) -> str:
    """How far the map has moved since it was published."""
    moved = manifest.map_moved
    new = int(moved["new"])
    if new == manifest.roles:
        return "Map: laid out afresh; `compass map publish` keeps it so."
    return (
        f"Map: since it was published roles have moved by {moved['median']:.1%} of its width "
        f"(the middle one) to {moved['largest']:.1%}; {new} {'is' if new == 1 else 'are'} new."
    )


def _not_written(folder: Path, error: OSError) -> str:
    return f"the artefacts cannot be written to {folder}: {error.strerror or error}."
