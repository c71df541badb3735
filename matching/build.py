"""Catalogue, questionnaire and model in; the artefact folder out.

The folder is made beside its final place and moved in when it is whole, so a stopped build
leaves the old one as it was. A running site keeps the files that it has open.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from matching.artefacts import (
    ENGINE_VERSION,
    ArtefactsMissing,
    Manifest,
    Versions,
    save_calibration,
    save_layout,
    save_space,
)
from matching.calibration import fit
from matching.encoder import Encoder, OnnxEncoder
from matching.ideal import ideal_answers
from matching.index import INDEX_FILE, WORDS_INDEX_FILE, RoleIndex
from matching.layout.coordinates import displacement, read_coordinates
from matching.policies import FULL
from matching.profile import make_profile
from matching.questionnaire import Questionnaire
from matching.reference_people import could_write
from matching.remembered import Encode, Remembered
from matching.search.artefacts import save_finder
from matching.search.build import make_finder
from matching.space import TEXT_WEIGHT, WEIGHTS, Space, make_space
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.packed import PACKED_FILE, pack
from roles_catalogue.schema import Role

Progress = Callable[[str, int, int], None]
"""Told (stage, done, of) as the build goes on."""

REACH = 10
"""A role that is not among the first ten of its own ideal person is reported as unreachable."""

AT_ONCE = 200
"""So many ideal people are held against all roles together."""


@dataclass(frozen=True)
class BuildReport:
    """``built`` is False if what was there was fresh and nothing was done."""

    built: bool
    manifest: Manifest
    seconds: float


def role_text(role: Role) -> str:
    """What the model reads of a role: the most telling first, as it stops at 256 word pieces."""
    return " ".join((f"{role.title}.", role.pitch, *role.what_you_do, role.suits_you))


def is_fresh(
    catalogue: Catalogue, questionnaire: Questionnaire, folder: Path, *, model: str = ""
) -> bool:
    """True if the folder was built from exactly these. Hashes the model; loads nothing."""
    from matching.export_encoder import model_folder, model_version

    try:
        manifest = Manifest.read(folder)
    except ArtefactsMissing:
        return False
    with model_folder(model) as source:
        same_model = manifest.versions.model == model_version(source, model)
    return same_model and manifest.is_fresh(catalogue, questionnaire)


def build(
    catalogue: Catalogue,
    questionnaire: Questionnaire,
    folder: Path,
    *,
    model: str = "",
    force: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Make the artefact folder unless it is fresh.

    Args:
        model: folder of another sentence-transformers model; empty for the packaged MiniLM.
        force: build even if fresh.
        progress: told how far the build is.

    Raises:
        ModelRefused: no usable model, or its export strays too far from it.
        OSError: the folder cannot be written.
        BadCoordinates: the published coordinates of the map cannot be read.
    """
    started = time.perf_counter()
    if not force and is_fresh(catalogue, questionnaire, folder, model=model):
        return BuildReport(False, Manifest.read(folder), time.perf_counter() - started)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        remembered = Remembered.load(folder)
        manifest = _build_into(
            fresh, catalogue, questionnaire, model, remembered, progress or _silent
        )
        _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return BuildReport(True, manifest, time.perf_counter() - started)


def _build_into(
    folder: Path,
    catalogue: Catalogue,
    questionnaire: Questionnaire,
    model: str,
    remembered: Remembered,
    progress: Progress,
) -> Manifest:
    from matching.export_encoder import (
        common_words,
        export_encoder,
        load_model,
        model_folder,
        model_version,
    )
    from matching.layout.make import lay_out

    texts = [role_text(role) for role in catalogue.roles]
    progress("loading the model", 0, 1)
    with model_folder(model) as source:
        loaded = load_model(source, model_version(source, model))
        progress("loading the model", 1, 1)
        read = remembered.reader(loaded.version, loaded.encode)
        vectors = []
        for done, text in enumerate(texts, start=1):
            vectors.append(read([text])[0])
            progress("reading the roles", done, len(texts))
        progress("exporting the encoder", 0, 1)
        parity = export_encoder(loaded, folder, _parity_texts(catalogue))
        english = common_words(loaded)
        progress("exporting the encoder", 1, 1)
    # Short texts are read by the encoder that reads visitors' words: it is eight times as fast
    # as the model, and its vectors serve as well.
    read = remembered.reader(f"{loaded.version}+int8", _every(OnnxEncoder(folder)))
    words = []
    for done, role in enumerate(catalogue.roles, start=1):
        words.append(read(could_write(role)))
        progress("reading what people might write", done, len(texts))
    progress("reading every sentence", 0, 1)
    space = make_space(catalogue, np.array(vectors), np.concatenate(words))
    finder = make_finder(catalogue.roles, np.array(vectors), space.standardised, read, english)
    progress("reading every sentence", 1, 1)
    calibration = fit(space, questionnaire, np.array(words))
    progress("laying out the map", 0, 1)
    published = read_coordinates()
    layout = lay_out(space, published)
    progress("laying out the map", 1, 1)
    calibrated = calibration.apply(space, text=False)
    save_space(space, folder)
    save_calibration(calibration, folder)
    save_layout(layout, folder)
    save_finder(finder, folder)
    for writes, name in ((False, INDEX_FILE), (True, WORDS_INDEX_FILE)):
        searched = calibration.apply(space, text=writes).searched(text=writes)
        RoleIndex.build(searched).save(folder / name)
    key = "-".join((catalogue.version, questionnaire.fingerprint, ENGINE_VERSION))
    manifest = Manifest(
        versions=Versions(
            catalogue=catalogue.version,
            questionnaire=questionnaire.version,
            model=loaded.version,
            engine=ENGINE_VERSION,
            artefacts=key,
        ),
        questionnaire_fingerprint=questionnaire.fingerprint,
        roles=len(catalogue.roles),
        weights=WEIGHTS,
        text_weight=TEXT_WEIGHT,
        text_scale=space.text_scale,
        calibration=FULL.calibration,
        encoder_parity=parity,
        map_moved=asdict(displacement(layout, published)),
        unreachable=unreachable_roles(calibrated, questionnaire),
    )
    pack(catalogue.roles, catalogue.version, folder / PACKED_FILE)
    remembered.save(folder)
    manifest.write(folder)
    progress("done", 1, 1)
    return manifest


def _every(encoder: Encoder) -> Encode:
    """Many texts, one after the other."""
    return lambda texts: np.array([encoder.encode(text) for text in texts])


def unreachable_roles(space: Space, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Roles that their own ideal person, who answers every item as the role is, does not find
    among the first ten: twins of other roles, which need a rating that tells them apart."""
    missed: list[str] = []
    everybody = np.arange(len(space.role_ids))
    for start in range(0, len(everybody), AT_ONCE):
        some = everybody[start : start + AT_ONCE]
        ideals = (ideal_answers(space, questionnaire, space.role_ids[row]) for row in some)
        people = [space.person_vector(make_profile(questionnaire, ideal)) for ideal in ideals]
        scores = space.scores(np.array(people), everybody)
        own = scores[np.arange(len(some)), some]
        ahead = (scores > own[:, None]).sum(axis=1)
        missed += [space.role_ids[row] for row in some[ahead >= REACH]]
    return tuple(missed)


def _parity_texts(catalogue: Catalogue) -> Sequence[str]:
    """Real texts of every length we meet: pitches as short queries, and whole roles."""
    return [role.pitch for role in catalogue.roles] + [
        role_text(role) for role in catalogue.roles[:: max(1, len(catalogue.roles) // 20)]
    ]


def _swap(fresh: Path, folder: Path) -> None:
    """Put the finished folder in place; the old one goes only when the new one is there."""
    os.chmod(fresh, 0o755)
    old = folder.with_name(f".{folder.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _silent(stage: str, done: int, of: int) -> None:
    """Progress that nobody watches."""
