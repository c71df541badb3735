"""The one vector space of roles and people: blocks, standardisation, weights, contributions.

A role row is the blocks side by side, each of unit length, so that no role is near everybody.
Structured blocks are standardised over our catalogue (raw profiles of health roles all look
alike) and centred within the role, which makes an inner product with a centred person a
correlation: O*NET's own statistic. The text block is the role's text embedding less the
catalogue mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.profile import Profile, Vector
from matching.questionnaire import BLOCKS
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role
from roles_catalogue.traits import SUBJECTS

Matrix = NDArray[np.float64]

TEXT: Final = "text"
TEXT_DIMENSION: Final = "own_words"

WEIGHTS: Final[dict[str, float]] = {
    "interests": 0.30,
    "subjects": 0.15,
    "values": 0.15,
    "conditions": 0.40,
}
"""Share of each structured block in the structured score."""

TEXT_SHARE: Final = 0.5
"""Share of the text block when the person wrote something (research: .5 text, .5 structure)."""

CONFIDENCE: Final = {"high": 1.0, "medium": 0.5, "low": 0.25}
"""Weight of an O*NET link when a role has several."""


@dataclass(frozen=True)
class Contribution:
    """The part of a score that one dimension gives. The parts sum to the score."""

    block: str
    dimension: str
    value: float


@dataclass(frozen=True)
class Space:
    """``rows``: (roles, dimensions) float32, structured columns first, then the text columns.
    ``standardised``: (roles, structured dimensions), each role's distance from the catalogue
    mean in standard deviations, NaN where the role has no value. ``scales``: typical size of
    each block's inner product, so that the weights mean what they say. ``texts``: (roles, text
    dimensions), the role texts as the encoder gives them."""

    role_ids: tuple[str, ...]
    rows: NDArray[np.float32]
    standardised: Matrix
    scales: Mapping[str, float]
    texts: Matrix

    @cached_property
    def text_mean(self) -> Vector:
        """The catalogue mean of the text vectors, which is taken from everybody's."""
        mean: Vector = self.texts.mean(axis=0)
        return mean

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        return {role_id: row for row, role_id in enumerate(self.role_ids)}

    @cached_property
    def columns(self) -> Mapping[str, slice]:
        """Where each block lies in a row."""
        found, start = {}, 0
        for block, dimensions in BLOCKS.items():
            found[block] = slice(start, start + len(dimensions))
            start += len(dimensions)
        found[TEXT] = slice(start, self.rows.shape[1])
        return found

    def trait(self, role_id: str, block: str, dimension: str) -> float:
        """The role's distance from the catalogue mean, in standard deviations; NaN if unknown."""
        column = self.columns[block].start + BLOCKS[block].index(dimension)
        return float(self.standardised[self.row_of[role_id], column])

    def closest_text(self, text: Vector) -> float:
        """Cosine of a unit text vector, as the encoder gives it, to the nearest role's text."""
        return float((self.texts @ text).max())

    def person_vector(self, profile: Profile) -> Vector:
        """The person as a query: blocks times their weights, zero where nothing was said."""
        vector = np.zeros(self.rows.shape[1])
        structure = 1.0 if profile.text is None else 1.0 - TEXT_SHARE
        for block, answered in profile.blocks.items():
            weight = structure * WEIGHTS[block] / self.scales[block]
            vector[self.columns[block]] = weight * answered.vector
        if profile.text is not None:
            vector[self.columns[TEXT]] = TEXT_SHARE / self.scales[TEXT] * profile.text
        return vector

    def contributions(self, person: Vector, role_id: str) -> tuple[Contribution, ...]:
        """What each dimension adds to this role's score; the whole text block counts as one."""
        row = self.rows[self.row_of[role_id]].astype(np.float64)
        products = person * row
        parts = [
            Contribution(block, dimension, float(products[self.columns[block]][column]))
            for block, dimensions in BLOCKS.items()
            for column, dimension in enumerate(dimensions)
        ]
        text = float(products[self.columns[TEXT]].sum())
        return (*parts, Contribution(TEXT, TEXT_DIMENSION, text))


def make_space(catalogue: Catalogue, texts: Matrix) -> Space:
    """Place the catalogue's roles in the space.

    Args:
        catalogue: n roles.
        texts: (n, t) unit text vectors in the order of ``catalogue.roles``.
    """
    standardised = [
        _standardise(np.array([_traits(catalogue, role, block) for role in catalogue.roles]))
        for block in BLOCKS
    ]
    blocks = [_unit(_centred(z)) for z in standardised]
    blocks.append(_unit(texts - texts.mean(axis=0)))
    names = (*BLOCKS, TEXT)
    return Space(
        role_ids=tuple(role.id for role in catalogue.roles),
        rows=np.ascontiguousarray(np.hstack(blocks), dtype=np.float32),
        standardised=np.hstack(standardised),
        scales={name: _typical_product(rows) for name, rows in zip(names, blocks, strict=True)},
        texts=texts,
    )


def _traits(catalogue: Catalogue, role: Role, block: str) -> list[float]:
    """The role's raw values in one block; NaN where no source has one."""
    if block == "conditions":
        return [float(role.conditions[dimension]) for dimension in BLOCKS[block]]
    if block == "interests" and role.editorial_interests is not None:
        return [float(role.editorial_interests[dimension]) for dimension in BLOCKS[block]]
    found = [_onet_values(catalogue, link.code, block) for link in role.onet]
    if not found:
        return [np.nan] * len(BLOCKS[block])
    weights = np.array([CONFIDENCE[link.confidence] for link in role.onet])
    table = np.array(found)
    known = ~np.isnan(table)
    total = (known * weights[:, None]).sum(axis=0)
    summed = (np.nan_to_num(table) * weights[:, None]).sum(axis=0)
    return [float(s / t) if t else np.nan for s, t in zip(summed, total, strict=True)]


def _onet_values(catalogue: Catalogue, code: str, block: str) -> list[float]:
    occupation = catalogue.reference.onet[code]
    if block == "interests":
        return [occupation.interests.get(d, np.nan) for d in BLOCKS[block]]
    if block == "values":
        return [occupation.values.get(d, np.nan) for d in BLOCKS[block]]
    means = []
    for areas in SUBJECTS.values():
        known = [occupation.knowledge[area] for area in areas if area in occupation.knowledge]
        means.append(sum(known) / len(known) if known else np.nan)
    return means


def _standardise(values: Matrix) -> Matrix:
    """Columns in standard deviations from their mean over the catalogue; NaN stays NaN."""
    spread = np.nanstd(values, axis=0)
    spread[spread == 0] = 1.0
    result: Matrix = (values - np.nanmean(values, axis=0)) / spread
    return result


def _centred(standardised: Matrix) -> Matrix:
    """Rows less their own mean; what is not known stays at zero and does not vote."""
    known = ~np.isnan(standardised)
    filled = np.nan_to_num(standardised)
    means = filled.sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    result: Matrix = (filled - means[:, None]) * known
    return result


def _unit(rows: Matrix) -> Matrix:
    """Rows of length 1; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1.0
    result: Matrix = rows / lengths
    return result


def _typical_product(rows: Matrix) -> float:
    """Root mean square inner product of two different roles: each role's ideal person against
    every other role. It puts blocks of different width on one footing."""
    products = rows @ rows.T
    different = products[~np.eye(len(rows), dtype=bool)]
    typical = float(np.sqrt(np.mean(different**2))) if different.size else 0.0
    return typical or 1.0
