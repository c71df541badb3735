"""The artefact folder: what ``compass build`` leaves and the site opens.

manifest.json   versions, hashes, weights; written last
rows.npy        (roles, dimensions) float32, memory-mapped
traits.npz      standardised traits and the text vectors as encoded
calibration.npz   how tight each role is held
layout.npz      where each role lies on the map (layout/coordinates.py)
roles.faiss     the index over the rows as calibrated for people without words of their own, their
                structured columns alone
roles-words.faiss   the same for people with, and all columns
encoder.onnx, tokenizer.json   the int8 text encoder
roles.json      the role files in one (roles_catalogue/packed.py)
remembered.npz  what this build read, for the next (remembered.py)
search/         what search needs (search/artefacts.py)
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from matching.calibration import Calibration, Scaling
from matching.layout.coordinates import Layout
from matching.questionnaire import Questionnaire
from matching.search.artefacts import open_finder
from matching.search.finder import Finder
from matching.space import Space, uncalibrated
from roles_catalogue.catalogue import Catalogue

MANIFEST_FILE: Final = "manifest.json"
ROWS_FILE: Final = "rows.npy"
TRAITS_FILE: Final = "traits.npz"
CALIBRATION_FILE: Final = "calibration.npz"
LAYOUT_FILE: Final = "layout.npz"

ENGINE_VERSION: Final = "10"
"""Raised by hand whenever the mathematics of the space, profile, search, map or build changes."""


class ArtefactsMissing(RuntimeError):
    """Nothing usable has been built; the message says what to run."""


class ArtefactsStale(RuntimeError):
    """Built from something else than what is here now; the message says what to run."""


@dataclass(frozen=True)
class Versions:
    """What a result rests on. ``artefacts`` is the key of the folder it was read from."""

    catalogue: str
    questionnaire: str
    model: str
    engine: str
    artefacts: str


@dataclass(frozen=True)
class Manifest:
    versions: Versions
    questionnaire_fingerprint: str
    roles: int
    weights: Mapping[str, float]
    text_weight: float
    text_scale: float
    calibration: str
    encoder_parity: Mapping[str, float]
    map_moved: Mapping[str, float]
    unreachable: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read the manifest of a finished build.

        Raises:
            ArtefactsMissing: no manifest, or one that cannot be read.
        """
        path = folder / MANIFEST_FILE
        try:
            raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                **{**raw, "versions": Versions(**raw["versions"])}
                | {"unreachable": tuple(raw["unreachable"])}
            )
        except FileNotFoundError:
            raise ArtefactsMissing(f"Nothing is built in {folder}. Run: compass build") from None
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ArtefactsMissing(
                f"{path} cannot be read ({error}). Run: compass build --force"
            ) from error

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"
        (folder / MANIFEST_FILE).write_text(text, encoding="utf-8")

    def is_fresh(self, catalogue: Catalogue, questionnaire: Questionnaire) -> bool:
        return (
            self.versions.catalogue == catalogue.version
            and self.questionnaire_fingerprint == questionnaire.fingerprint
            and self.versions.engine == ENGINE_VERSION
        )

    def check_fresh(self, catalogue: Catalogue, questionnaire: Questionnaire) -> None:
        """Raise `ArtefactsStale` unless built from exactly this catalogue and questionnaire."""
        if not self.is_fresh(catalogue, questionnaire):
            raise ArtefactsStale(
                "The built vectors belong to another catalogue, questionnaire or program version."
                " Run: compass build"
            )


def save_space(space: Space, folder: Path) -> None:
    np.save(folder / ROWS_FILE, space.rows)
    np.savez(
        folder / TRAITS_FILE,
        role_ids=np.array(space.role_ids),
        standardised=space.standardised,
        texts=space.texts,
        words_mean=space.words_mean,
    )


def open_space(folder: Path, catalogue: Catalogue) -> Space:
    """The space as it was built; the rows are a memory map.

    Raises:
        ArtefactsMissing: a file is missing or broken.
        ArtefactsStale: the roles are not those of the catalogue.
    """
    try:
        # As a plain array over the same map: numpy's own class of them is slower to index.
        rows = np.asarray(np.load(folder / ROWS_FILE, mmap_mode="r"))
        with np.load(folder / TRAITS_FILE) as traits:
            role_ids = tuple(str(role_id) for role_id in traits["role_ids"])
            standardised, texts = traits["standardised"], traits["texts"]
            words_mean = traits["words_mean"]
    except (OSError, ValueError, KeyError) as error:
        raise _unreadable(folder, error) from error
    if role_ids != tuple(role.id for role in catalogue.roles):
        raise ArtefactsStale("The built vectors name other roles. Run: compass build")
    text_scale = Manifest.read(folder).text_scale
    return uncalibrated(role_ids, rows, standardised, text_scale, texts, words_mean)


def open_search(folder: Path, catalogue: Catalogue, space: Space) -> Finder:
    """Search as it was built; its larger arrays are memory maps.

    Raises:
        ArtefactsMissing: a file is missing or broken.
    """
    try:
        return open_finder(folder, catalogue.roles, space.texts, space.standardised)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArtefactsMissing(
            f"The search files in {folder} cannot be read ({error}). Run: compass build --force"
        ) from error


def save_calibration(calibration: Calibration, folder: Path) -> None:
    np.savez(
        folder / CALIBRATION_FILE,
        silent=calibration.silent.tightness,
        writing=calibration.writing.tightness,
        units=np.array([calibration.silent.unit, calibration.writing.unit]),
    )


def open_calibration(folder: Path) -> Calibration:
    """The calibration as it was built.

    Raises:
        ArtefactsMissing: the file is missing or broken.
    """
    try:
        with np.load(folder / CALIBRATION_FILE) as found:
            silent, writing = found["units"]
            return Calibration(
                silent=Scaling(found["silent"], float(silent)),
                writing=Scaling(found["writing"], float(writing)),
            )
    except (OSError, ValueError, KeyError) as error:
        raise _unreadable(folder, error) from error


def save_layout(layout: Layout, folder: Path) -> None:
    np.savez(
        folder / LAYOUT_FILE,
        role_ids=np.array(layout.role_ids),
        coordinates=layout.coordinates,
        places=layout.places,
    )


def open_layout(folder: Path) -> Layout:
    """The map as it was built.

    Raises:
        ArtefactsMissing: the file is missing or broken.
    """
    try:
        with np.load(folder / LAYOUT_FILE) as found:
            role_ids = tuple(str(role_id) for role_id in found["role_ids"])
            return Layout(role_ids, found["coordinates"], found["places"])
    except (OSError, ValueError, KeyError) as error:
        raise _unreadable(folder, error) from error


def _unreadable(folder: Path, error: Exception) -> ArtefactsMissing:
    return ArtefactsMissing(
        f"The vectors in {folder} cannot be read ({error}). Run: compass build --force"
    )
