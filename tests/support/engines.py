"""An engine without a build: the real catalogue and questionnaire, texts from a toy encoder."""

import hashlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

from matching.artefacts import ENGINE_VERSION, Versions
from matching.build import role_text
from matching.calibration import fit
from matching.index import RoleIndex
from matching.layout.coordinates import placed, read_coordinates
from matching.layout.make import starting_points
from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from matching.reference_people import could_write
from matching.search.build import make_finder
from matching.space import make_space
from roles_catalogue.catalogue import Catalogue

DIMENSIONS = 256  # so many that different words lie far apart


@cache
def _direction(word: str) -> NDArray[np.float64]:
    seed = int.from_bytes(hashlib.sha256(word.encode("utf-8", "replace")).digest()[:8])
    return np.random.default_rng(seed).normal(size=DIMENSIONS)


class BagOfWords:
    """A toy encoder: every word adds a direction of its own. Never all zero."""

    def encode(self, text: str) -> NDArray[np.float64]:
        total = np.full(DIMENSIONS, 1e-3)
        for word in text.lower().split():
            total = total + _direction(word)
        unit: NDArray[np.float64] = total / np.linalg.norm(total)
        return unit


@cache
def real_catalogue() -> Catalogue:
    return Catalogue.load()


@cache
def real_questionnaire() -> Questionnaire:
    return Questionnaire.load()


@cache
def toy_engine() -> Engine:
    """Everything real but the text vectors."""
    catalogue, questionnaire = real_catalogue(), real_questionnaire()
    encoder = BagOfWords()
    texts = np.array([encoder.encode(role_text(role)) for role in catalogue.roles])
    words = np.array([[encoder.encode(s) for s in could_write(r)] for r in catalogue.roles])
    space = make_space(catalogue, texts, np.concatenate(words))
    calibration = fit(space, questionnaire, words)
    # Where a build would start from: the published map, on which toy texts move nobody.
    coordinates = starting_points(space.directions(), space.role_ids, read_coordinates())
    assert coordinates is not None
    return Engine(
        catalogue=catalogue,
        questionnaire=questionnaire,
        space=space,
        calibration=calibration,
        index=RoleIndex.build(calibration.apply(space, text=False).searched(text=False)),
        words_index=RoleIndex.build(calibration.apply(space, text=True).searched(text=True)),
        encoder=encoder,
        versions=Versions(
            catalogue.version, questionnaire.version, "toy", ENGINE_VERSION, "not-built"
        ),
        finder=make_finder(
            catalogue.roles,
            texts,
            space.standardised,
            lambda lines: np.array([encoder.encode(line) for line in lines]),
            english=(),
        ),
        layout=placed(space.role_ids, coordinates),
    )
