"""Is everything built that serving opens, and is it of today: catalogue, artefacts, assets?"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scripts.doctor.finding import Findings, ok, problem, warning

if TYPE_CHECKING:
    from compass.settings import Settings
    from roles_catalogue.catalogue import Catalogue
    from roles_catalogue.reference import Reference

STALE_DAYS: Final = 365
"""A fact that nobody has looked at for a year."""
PAY_DAYS: Final = 400
"""Pay changes every April; five weeks are for publishing it."""
PATIENCE: Final = "I like helping people"


def catalogue_rules(catalogue: "Catalogue", on: date) -> Findings:
    """Does the catalogue keep its rules on this day?"""
    from roles_catalogue.checks import check

    found = check(catalogue, on)
    errors = [one for one in found if one.severity == "error"]
    roles = f"{len(catalogue.roles)} roles, version {catalogue.version}"
    if errors:
        first = f"{errors[0].where}: {errors[0].message}"
        what = f"{len(errors)} errors in {roles}. {first}"
        return [problem("catalogue", what, "compass catalogue check")]
    return [ok("catalogue", f"{roles}, {len(found)} warnings")]


def facts(reference: "Reference", on: date) -> Findings:
    """Was each table of facts looked at within a year, and is there pay for this year?"""
    oldest = {table: min(days) for table, days in checked_days(reference).items()}
    stale = [name for name, day in sorted(oldest.items()) if (on - day).days > STALE_DAYS]
    for name in stale:
        yield warning(
            "facts",
            f"{name} has rows that were last checked on {oldest[name]}.",
            f"grep -n {oldest[name]} roles_catalogue/reference/*.csv",
        )
    newest_pay = max((band.effective_from for band in reference.pay_bands), default=None)
    if newest_pay is None or (on - newest_pay).days > PAY_DAYS:
        yield warning(
            "facts",
            f"the newest pay is of {newest_pay}; a new pay year has begun since.",
            "$EDITOR roles_catalogue/reference/pay_bands.csv && compass catalogue check",
        )
    elif not stale:
        yield ok("facts", f"every table was checked within a year; pay of {newest_pay}")


def newest_fact(reference: "Reference") -> date:
    """The last day on which any fact was checked."""
    return max(day for days in checked_days(reference).values() for day in days)


def checked_days(reference: "Reference") -> Mapping[str, tuple[date, ...]]:
    """When the rows of each table were checked, by table."""
    found: dict[str, tuple[date, ...]] = {}
    for field in fields(reference):
        days = tuple(_days(getattr(reference, field.name)))
        if days:
            found[field.name] = days
    return found


def _days(table: Any) -> Iterator[date]:
    for row in table.values() if isinstance(table, Mapping) else table:
        given = getattr(row, "provenance", ())  # a row may rest on several
        for provenance in given if isinstance(given, tuple) else (given,):
            yield provenance.checked_on


def artefacts(settings: "Settings", catalogue: "Catalogue") -> Findings:
    """Are the vectors there, of this catalogue, whole; does the encoder load and keep close?"""
    from matching.artefacts import ArtefactsMissing, ArtefactsStale, Manifest
    from matching.questionnaire import Questionnaire
    from matching.recommend import Engine

    try:
        engine = Engine.open(settings.artefacts, catalogue, Questionnaire.load(), use_encoder=False)
    except (ArtefactsMissing, ArtefactsStale) as error:
        what, _, mend = str(error).partition(" Run: ")
        return [problem("artefacts", what, mend or "compass build")]
    except Exception as error:  # faiss raises bare RuntimeErrors for a broken file
        what = f"{settings.artefacts} cannot be opened: {type(error).__name__}."
        return [problem("artefacts", what, "compass build --force")]
    told = [ok("artefacts", f"{engine.versions.artefacts} in {settings.artefacts}")]
    if settings.encoder == "off":
        off = "off: people's own words are not read."
        return [*told, warning("encoder", off, "unset COMPASS_ENCODER")]
    parity = Manifest.read(settings.artefacts).encoder_parity.get("lowest", 0.0)
    return [*told, *encoder(settings.artefacts, parity)]


def encoder(folder: Path, parity: float) -> Findings:
    """``parity`` is the lowest cosine between our small encoder and the model it was made of."""
    from matching.encoder import EncoderUnavailable, OnnxEncoder
    from matching.export_encoder import LOWEST_PARITY

    try:
        vector = OnnxEncoder(folder).encode(PATIENCE)
    except EncoderUnavailable as error:
        return [problem("encoder", f"{error}.", "compass build --force")]
    length = math.sqrt(sum(float(part) ** 2 for part in vector))
    if not math.isclose(length, 1, abs_tol=1e-3):
        what = f"it makes vectors of length {length:.3f} instead of 1."
        return [problem("encoder", what, "compass build --force")]
    if parity < LOWEST_PARITY:
        what = f"it strays to cosine {parity} from its model; {LOWEST_PARITY} is the least."
        return [problem("encoder", what, "compass build --force")]
    return [ok("encoder", f"reads words; cosine {parity} or more to its model")]


def assets(static: Path, sources: Path) -> Findings:
    """Are styles and scripts built, whole, and newer than what they are made of?"""
    manifest = static / "manifest.json"
    try:
        names = json.loads(manifest.read_text(encoding="utf-8"))
        missing = [name for name in names.values() if not (static / name).is_file()]
    except FileNotFoundError:
        return [problem("assets", "styles and scripts are not built.", "make assets")]
    except (OSError, ValueError, AttributeError):
        what = f"{manifest} cannot be read."
        return [problem("assets", what, f"rm -f {manifest} && make assets")]
    if missing:
        what = f"{missing[0]} is missing from {static}."
        return [problem("assets", what, f"rm -f {manifest} && make assets")]
    newest = max((p.stat().st_mtime for p in sources.rglob("*") if p.is_file()), default=0.0)
    if newest > manifest.stat().st_mtime:
        return [warning("assets", "older than web/assets, which they are made of.", "make assets")]
    return [ok("assets", f"{len(names)} files")]
