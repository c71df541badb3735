"""The one vector space of roles and people: blocks, standardisation, weights, contributions.

A role row is the blocks side by side, each of unit length, so that no role is near everybody.
Structured blocks are standardised over our catalogue (raw profiles of health roles all look
alike) and centred within the role, which makes an inner product with a centred person a
correlation: O*NET's own statistic. The text block is the role's text embedding less the
catalogue mean. What a person writes is centred on what people write: short sentences all lie
to one side of whole role texts, and the roles on that side would be near everybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum
from typing import Final, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from matching.profile import Matrix, Profile, Vector, shrinkage
from matching.questionnaire import BLOCKS
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role
from roles_catalogue.traits import SUBJECTS

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


AT_ONCE: Final = 1_000
"""So many texts are held against somebody's words together."""


class Contribution(NamedTuple):
    """The part of a score that one dimension gives. The parts sum to the score."""

    block: str
    dimension: str
    value: float


@dataclass(frozen=True)
class Contributions(Sequence[Contribution]):
    """The parts of one score, the structured columns first and the text last. ``values`` are
    the bare numbers; a part is put together when asked for, since few ever are."""

    values: tuple[float, ...]

    @overload
    def __getitem__(self, index: int) -> Contribution: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Contribution]: ...
    def __getitem__(self, index: int | slice) -> Contribution | Sequence[Contribution]:
        if isinstance(index, slice):
            return [self[column] for column in range(len(self))[index]]
        return Contribution(*PARTS[index], self.values[index])

    def __len__(self) -> int:
        return len(self.values)

    @property
    def total(self) -> float:
        """The score: the exact sum of the parts."""
        return fsum(self.values)

    @property
    def text(self) -> float:
        """What the person's own words add."""
        return self.values[-1]


@dataclass(frozen=True)
class Space:
    """``rows``: (roles, dimensions) float32, structured columns first, then the text columns.
    ``standardised``: (roles, structured dimensions), each role's distance from the catalogue
    mean in standard deviations, NaN where the role has no value. ``scales``: typical size of
    each block's inner product, so that the weights mean what they say. ``texts``: (roles, text
    dimensions), the role texts as the encoder gives them. ``words_mean``: (text dimensions,),
    the mean of what people might write, as the encoder gives it. ``factors``: (roles,) the
    positive number that each role's row was multiplied by. ``typical``: (structured
    dimensions,) what is taken from everybody who says something in a block, see
    ``calibration``."""

    role_ids: tuple[str, ...]
    rows: NDArray[np.float32]
    standardised: Matrix
    scales: Mapping[str, float]
    texts: Matrix
    words_mean: Vector
    factors: Vector
    typical: Vector

    def calibrated(self, factors: Vector, typical: Vector) -> "Space":
        """The same space with its rows multiplied and its people centred on typical ones."""
        rows = np.ascontiguousarray(self.rows * factors[:, None], dtype=np.float32)
        return replace(self, rows=rows, factors=self.factors * factors, typical=typical)

    def rated(self, conditions: Matrix) -> "Space":
        """The same space for drawing people from: its roles have these conditions.

        Args:
            conditions: (roles, conditions) ratings, in the order of ``role_ids``.
        """
        standardised = self.standardised.copy()
        standardised[:, self.columns["conditions"]] = _standardise(conditions)
        return replace(self, standardised=standardised)

    @cached_property
    def exact_rows(self) -> Matrix:
        """The rows in the precision in which the order is decided."""
        return self.rows.astype(np.float64)

    @cached_property
    def _structure(self) -> Matrix:
        """The structured columns in that precision, which everybody is held against."""
        return self.rows[:, : self.columns[TEXT].start].astype(np.float64)

    def cosines(self, rows: NDArray[np.intp]) -> Matrix:
        """(rows, rows): how alike roles are, half by structure and half by text.

        Rounded, so that equal roles are equally like others.
        """
        some = self.rows[rows].astype(np.float64)
        structure = np.hstack(
            [np.sqrt(WEIGHTS[block]) * some[:, self.columns[block]] for block in BLOCKS]
        )
        structure, text = _unit(structure), _unit(some[:, self.columns[TEXT]])
        alike: Matrix = np.round(0.5 * (structure @ structure.T) + 0.5 * (text @ text.T), 9)
        return alike

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
        return float(self.standardised[self.row_of[role_id], _COLUMNS[block, dimension]])

    def is_near_a_text(self, text: Vector, least: float) -> bool:
        """True if the cosine of a unit text vector, as the encoder gives it, to some role's text is
        at least this."""
        # Most words come near a role that is met early.
        return any(
            (self.texts[start : start + AT_ONCE] @ text).max() >= least
            for start in range(0, len(self.texts), AT_ONCE)
        )

    def searched(self, *, text: bool) -> NDArray[np.float32]:
        """What an index over the roles holds: the rows, and for people without words of their own
        their structured columns alone."""
        end = None if text else self.columns[TEXT].start
        return np.ascontiguousarray(self.rows[:, :end])

    def centre_words(self, encoded: Vector) -> Vector | None:
        """What somebody wrote, as the encoder gives it, as a unit vector of this space."""
        centred = encoded - self.words_mean
        length = float(np.linalg.norm(centred))
        return centred / length if length else None

    def centred(self, block: str, vectors: Matrix, counts: Sequence[int]) -> Matrix:
        """(people, dimensions): what was said in a block less what is typical. Nothing said, or
        nothing but the middle, stays nothing."""
        weights = np.array([shrinkage(block, count) for count in counts])
        usual = np.outer(weights * vectors.any(axis=1), self.typical[self.columns[block]])
        centred: Matrix = vectors - usual
        return centred

    def block_weight(self, block: str, *, text: bool) -> float:
        """What a structured block is multiplied by, for people with or without own words."""
        return (1.0 - TEXT_SHARE if text else 1.0) * WEIGHTS[block] / self.scales[block]

    def person_vector(self, profile: Profile) -> Vector:
        """The person as a query: blocks times their weights, zero where nothing was said."""
        vector = np.zeros(self.rows.shape[1])
        text = profile.text is not None
        for block, answered in profile.blocks.items():
            (centred,) = self.centred(block, answered.vector[None, :], [answered.count])
            vector[self.columns[block]] = self.block_weight(block, text=text) * centred
        if profile.text is not None:
            vector[self.columns[TEXT]] = TEXT_SHARE / self.scales[TEXT] * profile.text
        return vector

    def contributions(self, person: Vector, role_id: str) -> Contributions:
        """What each dimension adds to this role's score; the whole text block counts as one."""
        products = person * self.rows[self.row_of[role_id]]
        start = self.columns[TEXT].start
        return Contributions((*products[:start].tolist(), float(products[start:].sum())))

    def scores(self, people: Matrix, rows: NDArray[np.intp]) -> Matrix:
        """(people, rows): how well each role fits each person vector, in float64.

        Rounded, so that equal roles are equal whatever the order in which their parts were
        added. The people are one person answering in several ways: they have the same words.
        """
        structure = self._structure
        start = structure.shape[1]
        scores = people[:, :start] @ structure[rows].T
        words = people[0, start:]
        if words.any():
            scores += self.rows[rows, start:].astype(np.float64) @ words
        exact: Matrix = np.round(scores, 12)
        return exact

    def text_cosine(self, added: float, role_id: str) -> float:
        """How close somebody's own words are to a role's text, from what they add to its score."""
        factor = float(self.factors[self.row_of[role_id]])
        return added * self.scales[TEXT] / (TEXT_SHARE * factor)


NAMES: Final = tuple(
    (block, dimension) for block, dimensions in BLOCKS.items() for dimension in dimensions
)
"""Block and dimension of every structured column."""
_COLUMNS: Final = {name: column for column, name in enumerate(NAMES)}
PARTS: Final = (*NAMES, (TEXT, TEXT_DIMENSION))
"""Block and dimension of every part of a score."""


def make_space(catalogue: Catalogue, texts: Matrix, words: Matrix) -> Space:
    """Place the catalogue's roles in the space, uncalibrated.

    Args:
        catalogue: n roles.
        texts: (n, t) unit text vectors in the order of ``catalogue.roles``.
        words: (m, t) unit vectors of what people might write.
    """
    standardised = [
        _standardise(np.array([_traits(catalogue, role, block) for role in catalogue.roles]))
        for block in BLOCKS
    ]
    blocks = [_unit(_centred(z)) for z in standardised]
    blocks.append(_unit(texts - texts.mean(axis=0)))
    names = (*BLOCKS, TEXT)
    return uncalibrated(
        tuple(role.id for role in catalogue.roles),
        np.ascontiguousarray(np.hstack(blocks), dtype=np.float32),
        np.hstack(standardised),
        {name: _typical_product(rows) for name, rows in zip(names, blocks, strict=True)},
        texts,
        words.mean(axis=0),
    )


def uncalibrated(
    role_ids: tuple[str, ...],
    rows: NDArray[np.float32],
    standardised: Matrix,
    scales: Mapping[str, float],
    texts: Matrix,
    words_mean: Vector,
) -> Space:
    """A space in which no role is scaled and nobody is centred on anybody."""
    factors, typical = np.ones(len(role_ids)), np.zeros(len(NAMES))
    return Space(role_ids, rows, standardised, scales, texts, words_mean, factors, typical)


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
    # The squares of all products sum to those of the dimensions' products, of which there are
    # fewer than pairs of roles; those of each role with itself are taken off.
    among = float(((rows.T @ rows) ** 2).sum() - ((rows**2).sum(axis=1) ** 2).sum())
    pairs = len(rows) * (len(rows) - 1)
    # Where nothing is left but what rounding has left, roles have nothing in common.
    return float(np.sqrt(among / pairs)) if pairs and among / pairs > 1e-12 else 1.0
