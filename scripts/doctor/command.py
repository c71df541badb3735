"""``compass doctor``: every check in order, and how what they found is shown.

Exit codes: 0 no problem, 1 problems were found, 2 the command was called wrongly.
Only the standard library is imported up here: the doctor has to come when nothing else works.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from scripts.doctor import built, configuration, network, program, storage
from scripts.doctor.finding import Check, Finding, Findings, State, examine, problem

if TYPE_CHECKING:
    from compass.settings import Settings
    from roles_catalogue.catalogue import Catalogue

ROOT: Final = Path(__file__).resolve().parents[2]
LOCK: Final = ROOT / "requirements" / "run.txt"
STATIC: Final = ROOT / "web" / "static"
ASSET_SOURCES: Final = ROOT / "web" / "assets"
WORDS: Final[dict[State, str]] = {"ok": "ok", "warning": "warning", "problem": "PROBLEM"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON, for programs.")
def doctor(as_json: bool) -> None:
    """Say what is wrong with an installation, and what mends it."""
    found = findings()
    problems = sum(one.state == "problem" for one in found)
    if as_json:
        told = {"problems": problems, "findings": [asdict(one) for one in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in table(found):
            click.echo(line)
    if problems:
        raise SystemExit(1)


def findings() -> list[Finding]:
    """What every check says, here and now."""
    found = examine(program_checks())
    settings: list[Settings] = []
    found += examine([Check("settings", lambda: _settings(settings))])
    catalogues: list[Catalogue] = []
    found += examine([Check("catalogue", lambda: _catalogue(settings, catalogues))])
    catalogue = catalogues[0] if catalogues else None
    if settings:
        found += examine(checks_of(settings[0], catalogue))
    found += examine([Check("assets", lambda: built.assets(STATIC, ASSET_SOURCES))])
    return found


def program_checks() -> Iterator[Check]:
    """What can be looked at without settings."""
    yield Check("python", lambda: program.python_version(sys.version_info[:3]))
    yield Check("packages", program.imports)
    yield Check("versions", lambda: program.versions(LOCK))
    yield Check("build tools", program.builders)


def checks_of(settings: "Settings", catalogue: "Catalogue | None") -> Iterator[Check]:
    """What depends on the settings, and on a catalogue that can be loaded."""
    on = settings.on or date.today()
    given = os.environ.get("COMPASS_SECRET_KEY", "")
    yield Check(
        "secret key",
        lambda: configuration.secret(settings.environment, given, settings.secret_key_file),
    )
    yield Check("environment", lambda: configuration.exposure(settings))
    yield Check("clock", lambda: _clock(catalogue))
    if catalogue is not None:
        yield Check("catalogue", lambda: built.catalogue_rules(catalogue, on))
        yield Check("facts", lambda: built.facts(catalogue.reference, on))
        yield Check("artefacts", lambda: built.artefacts(settings, catalogue))
    yield Check("database", lambda: storage.database(settings, on))
    yield Check("address", lambda: network.address(settings.host, settings.port, _built(settings)))


def table(found: Sequence[Finding]) -> Iterator[str]:
    """A line a finding, what mends it under it, and how many there are of each state."""
    width = max(len(one.name) for one in found)
    for one in found:
        yield f"{WORDS[one.state]:<7}  {one.name:<{width}}  {one.what}"
        if one.mend:
            yield f"{'':<7}  {'':<{width}}  → {one.mend}"
    counts = {state: sum(one.state == state for one in found) for state in WORDS}
    yield f"{counts['ok']} ok, {counts['warning']} warnings, {counts['problem']} problems"


def _settings(into: "list[Settings]") -> Findings:
    read, found = configuration.read()
    if read is not None:
        into.append(read)
    else:
        waits = "the database, artefacts and address were not looked at: settings first."
        found.append(problem("settings", waits, "compass doctor"))
    return [
        *found,
        *configuration.unknown_variables(os.environ, configuration.known_variables()),
    ]


def _catalogue(settings: "list[Settings]", into: "list[Catalogue]") -> Findings:
    from roles_catalogue.catalogue import CATALOGUE_FOLDER, Catalogue, CatalogueError

    try:
        into.append(Catalogue.open(settings[0].catalogue if settings else CATALOGUE_FOLDER))
    except CatalogueError as error:
        first = str(error.problems[0]) if error.problems else ""
        what = f"cannot be loaded, {len(error.problems)} mistakes. {first}"
        return [problem("catalogue", what, "compass catalogue check")]
    return []


def _clock(catalogue: "Catalogue | None") -> Findings:
    newest = None if catalogue is None else built.newest_fact(catalogue.reference)
    return configuration.clock(datetime.now().astimezone(), newest)


def _built(settings: "Settings") -> str | None:
    from matching.artefacts import ArtefactsMissing, Manifest

    try:
        return Manifest.read(settings.artefacts).versions.artefacts
    except ArtefactsMissing:
        return None
