"""What must be true before the site is served: a sound catalogue, fresh artefacts, a database.

Each step is skipped when nothing has changed, so that a second start is a quick one. The
artefacts are built by a process of their own: the one that goes on to serve never loads torch.
"""

import hashlib
import subprocess
import sys
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import click
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from compass.database import is_migrated, migrate
from compass.errors import ServiceUnavailable, SomebodyElsesDatabase
from compass.settings import ADDRESSES, Settings
from matching.artefacts import ENGINE_VERSION, ArtefactsMissing, Manifest
from matching.build import is_fresh
from matching.export_encoder import PACKAGED_MODEL, WEIGHTS_FILE, ModelRefused
from matching.questionnaire import Questionnaire
from roles_catalogue import checks
from roles_catalogue.catalogue import ROLES_FOLDER, Catalogue, version_of
from roles_catalogue.reference import REFERENCE_FOLDER
from scripts.console import load_catalogue

PREPARED_FILE: Final = "prepared"
"""In the artefact folder: what it was last found sound and fresh with. A build removes it."""


def prepare(settings: Settings) -> None:
    """Check the catalogue, build what is stale, bring the database up to date.

    Raises:
        click.ClickException: one of them cannot be done; the message says which and why.
    """
    on = settings.on or date.today()
    state = fingerprint(settings, on)
    remembered = settings.artefacts / PREPARED_FILE
    if not _says(remembered, state):
        catalogue = load_catalogue()
        check_catalogue(catalogue, on)
        build_if_stale(settings, catalogue)
        _remember(remembered, state)
    prepare_database(settings.database_url)


def fingerprint(settings: Settings, on: date) -> str:
    """Changes with whatever decides that the catalogue is sound or the artefacts are fresh:
    catalogue and questionnaire, the day, the rules, the program and the model.

    Reads and hashes files, which is much quicker than loading and checking them.
    """
    rules = sorted(Path(checks.__file__).parent.glob("*.py"))
    parts = (
        version_of(
            settings.catalogue / ROLES_FOLDER.name, settings.catalogue / REFERENCE_FOLDER.name
        ),
        Questionnaire.load().fingerprint,
        on.isoformat(),
        hashlib.sha256(b"".join(path.read_bytes() for path in rules)).hexdigest()[:12],
        ENGINE_VERSION,
        _model_stamp(settings.model),
    )
    return "\n".join(parts)


def _model_stamp(model: str) -> str:
    """Enough to notice another model: hashing one takes a third of a second."""
    weights = Path(model, WEIGHTS_FILE)
    if model and weights.is_file():
        status = weights.stat()
        return f"{model} {status.st_size} {status.st_mtime_ns}"
    try:
        return model or version(PACKAGED_MODEL)
    except PackageNotFoundError:
        return "no model"


def check_catalogue(catalogue: Catalogue, on: date) -> None:
    """Refuse a catalogue with errors; warnings are for `compass catalogue check`."""
    errors = checks.check(catalogue, on, checks.ERROR_RULES)
    if errors:
        listed = "\n".join(f"  {found.where}: {found.message}" for found in errors)
        raise click.ClickException(f"the catalogue breaks its rules:\n{listed}")


def build_if_stale(settings: Settings, catalogue: Catalogue) -> None:
    """Run `compass build` as a process of its own, unless the artefacts are fresh."""
    if not is_stale(settings, catalogue, Questionnaire.load()):
        return
    click.echo("Building the artefacts. This takes about half a minute, once.", err=True)
    done = subprocess.run([sys.executable, "-m", "scripts.main", "build"], check=False)
    if done.returncode:
        raise click.ClickException("the artefacts could not be built; see above.")


def is_stale(settings: Settings, catalogue: Catalogue, questionnaire: Questionnaire) -> bool:
    """True unless the artefacts are those of this catalogue, questionnaire and model."""
    try:
        return not is_fresh(catalogue, questionnaire, settings.artefacts, model=settings.model)
    except ModelRefused:
        # A machine that only serves has no model to compare with: what was built must do.
        try:
            return not Manifest.read(settings.artefacts).is_fresh(catalogue, questionnaire)
        except ArtefactsMissing:
            return True


def prepare_database(url: str) -> None:
    """Make the database, or bring it up to date."""
    if not database_is_ready(url):
        try:
            migrate(url)
        except (ServiceUnavailable, OSError) as error:
            raise _no_database(url, error) from None


def database_is_ready(url: str) -> bool:
    """True if the database answers and has the newest shape.

    Raises:
        click.ClickException: it does not answer.
        click.UsageError: the address cannot be one.
    """
    try:
        return is_migrated(url)
    except ServiceUnavailable as error:
        raise _no_database(url, error) from None
    except ArgumentError:
        raise click.UsageError(
            f"COMPASS_DATABASE_URL must be an address such as {ADDRESSES}."
        ) from None


def _no_database(url: str, error: Exception) -> click.ClickException:
    shown = make_url(url).render_as_string(hide_password=True)
    if isinstance(error, SomebodyElsesDatabase):
        return click.ClickException(f"{shown}: {error}")
    return click.ClickException(
        f"the database {shown} cannot be used: {error}\n"
        "Is it running, and may this user write there? COMPASS_DATABASE_URL chooses another."
    )


def _says(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False


def _remember(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        return  # a folder that may only be read: the next start checks again
