"""The one vector space of roles and people: dimensions, standardisation, weights, contributions.

Each structured dimension is standardised over our catalogue (raw profiles of health roles all
look alike). A role has a place on it; what somebody said pulls towards one side, and the further
out a role's place is, the more it takes to want that: a role scores said × place − penalty ×
place² on each dimension that was answered. That is an ideal-point model (Coombs, 1964; for
interests Tay, Drasgow, Rounds and Williams, 2009): up to a constant it is less the squared
distance between the role and where the person stands, and no role is near everybody. As an inner
product it takes two columns a dimension, the place and its square.

The text block is the role's text embedding less the catalogue mean. What a person writes is
centred on what people write: short sentences all lie to one side of whole role texts, and the
roles on that side would be near everybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum
from typing import Final, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from matching.parts import NAMES, PARTS
from matching.profile import Matrix, Profile, Vector
from matching.questionnaire import BLOCKS
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role
from roles_catalogue.traits import SUBJECTS

WEIGHTS: Final[dict[str, float]] = {
    "interests": 1.0,
    "subjects": 0.6,
    "values": 0.6,
    "conditions": 1.0,
}
"""What a dimension of each block counts. Measured: see decision 13."""

PENALTY: Final = 0.175
"""What being one standard deviation from the middle costs, where a full answer brings 1. A full
answer stands for a place 2.9 standard deviations out, a mild one for half of that."""

FURTHEST: Final = 2.5
"""Standard deviations beyond which a role's place is not counted: one odd job in a hundred must
not stand ten times as far out as the next."""

TEXT_WEIGHT: Final = 1.0
"""What the person's own words count, in units of a typical likeness of two texts."""

CONFIDENCE: Final = {"high": 1.0, "medium": 0.5, "low": 0.25}
"""Weight of an O*NET link when a role has several."""


AT_ONCE: Final = 1_000
"""So many roles are looked at together where not all need be."""


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
    """``rows``: (roles, columns) float32: the place on each structured dimension, the same
    squared and times the role's tightness, the text. ``standardised``: (roles, structured
    dimensions), each role's distance from the catalogue mean in standard deviations, NaN where
    the role has no value. ``text_scale``: the typical inner product of two texts. ``texts``:
    (roles, text dimensions), the role texts as the encoder gives them. ``words_mean``: (text
    dimensions,), the mean of what people might write, as the encoder gives it. ``tightness``:
    (roles,) the positive number that each role's squares were multiplied by, see
    ``calibration``."""

    role_ids: tuple[str, ...]
    rows: NDArray[np.float32]
    standardised: Matrix
    text_scale: float
    texts: Matrix
    words_mean: Vector
    tightness: Vector

    def calibrated(self, tightness: Vector) -> "Space":
        """The same space with the squares of each role's place multiplied."""
        rows = self.rows.copy()
        rows[:, SQUARES] *= tightness[:, None].astype(np.float32)
        return replace(self, rows=rows, tightness=self.tightness * tightness)

    def rated(self, conditions: Matrix) -> "Space":
        """The same space for drawing people from: its roles have these conditions.

        Args:
            conditions: (roles, conditions) ratings, in the order of ``role_ids``.
        """
        standardised = self.standardised.copy()
        standardised[:, COLUMNS["conditions"]] = _standardise(conditions)
        return replace(self, standardised=standardised)

    @cached_property
    def exact_rows(self) -> Matrix:
        """The rows in the precision in which the order is decided."""
        return self.rows.astype(np.float64)

    @cached_property
    def _structure(self) -> Matrix:
        """The structured columns in that precision, which everybody is held against."""
        return self.rows[:, : TEXT_COLUMNS.start].astype(np.float64)

    def cosines(self, rows: NDArray[np.intp], others: NDArray[np.intp] | None = None) -> Matrix:
        """(rows, others): how alike roles are, half by structure and half by text; without
        others, among themselves.

        Rounded, so that equal roles are equally like others.
        """
        structure, text = self._directions(rows)
        structures, texts = (structure, text) if others is None else self._directions(others)
        alike: Matrix = np.round(0.5 * (structure @ structures.T) + 0.5 * (text @ texts.T), 9)
        return alike

    def directions(self) -> Matrix:
        """(roles, n): unit vectors whose inner products are the `cosines` of all roles."""
        halves = self._directions(np.arange(len(self.role_ids)))
        both: Matrix = np.hstack(halves) * np.sqrt(0.5)
        return both

    def _directions(self, rows: NDArray[np.intp]) -> tuple[Matrix, Matrix]:
        """Some roles' structure and text as unit vectors."""
        some = self.rows[rows].astype(np.float64)
        return _unit(_weighted(some[:, PLACES])), _unit(some[:, TEXT_COLUMNS])

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        return {role_id: row for row, role_id in enumerate(self.role_ids)}

    def trait(self, role_id: str, block: str, dimension: str) -> float:
        """The role's distance from the catalogue mean, in standard deviations; NaN if unknown."""
        return float(self.standardised[self.row_of[role_id], _COLUMN_OF[block, dimension]])

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
        end = None if text else TEXT_COLUMNS.start
        return np.ascontiguousarray(self.rows[:, :end])

    def centre_words(self, encoded: Vector) -> Vector | None:
        """What somebody wrote, as the encoder gives it, as a unit vector of this space."""
        centred = encoded - self.words_mean
        length = float(np.linalg.norm(centred))
        return centred / length if length else None

    def person_vector(self, profile: Profile) -> Vector:
        """The person as a query: what was taken of each answer times its weight, the penalty
        where anything was, zero where nothing was said."""
        vector = np.zeros(self.rows.shape[1])
        for block, answered in profile.blocks.items():
            vector[COLUMNS[block]], vector[SQUARE_COLUMNS[block]] = pulls(block, answered.taken)
        if profile.text is not None:
            vector[TEXT_COLUMNS] = TEXT_WEIGHT / self.text_scale * profile.text
        return vector

    def contributions(self, person: Vector, role_id: str) -> Contributions:
        """What each dimension adds to this role's score; the whole text block counts as one."""
        products = person * self.rows[self.row_of[role_id]]
        structured = products[PLACES] + products[SQUARES]
        return Contributions((*structured.tolist(), float(products[TEXT_COLUMNS].sum())))

    def usual_parts(self, person: Vector) -> Sequence[float]:
        """(structured dimensions,) what each adds to the score of the middle role, or of the
        middle one of ``AT_ONCE`` roles if there are many more: they lie as all do."""
        asked = np.flatnonzero(person[PLACES])
        usual = np.zeros(len(NAMES))
        some = self._structure[:: -(-len(self._structure) // AT_ONCE)]
        usual[asked] = np.median(_parts(person, some, asked), axis=0)
        found: list[float] = usual.tolist()
        return found

    def mean_parts(self, person: Vector, rows: NDArray[np.intp]) -> Sequence[float]:
        """(structured dimensions,) what each adds to the scores of some roles on average."""
        parts = _parts(person, self._structure[rows], np.arange(len(NAMES)))
        found: list[float] = parts.mean(axis=0).tolist()
        return found

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

    def text_cosine(self, added: float) -> float:
        """How close somebody's own words are to a role's text, from what they add to its score."""
        return added * self.text_scale / TEXT_WEIGHT


_COLUMN_OF: Final = {name: column for column, name in enumerate(NAMES)}
COLUMNS: Final = {
    block: slice(_COLUMN_OF[block, dimensions[0]], _COLUMN_OF[block, dimensions[-1]] + 1)
    for block, dimensions in BLOCKS.items()
}
"""Where the places of each block lie in a row."""
SQUARE_COLUMNS: Final = {
    block: slice(len(NAMES) + columns.start, len(NAMES) + columns.stop)
    for block, columns in COLUMNS.items()
}
PLACES: Final = slice(0, len(NAMES))
SQUARES: Final = slice(len(NAMES), 2 * len(NAMES))
TEXT_COLUMNS: Final = slice(2 * len(NAMES), None)


def pulls(block: str, taken: Vector) -> tuple[Vector, Vector]:
    """What somebody brings to the places of a block, and to their squares.

    Args:
        taken: (dimensions,) or (people, dimensions), NaN where nothing was said.
    """
    weight = WEIGHTS[block]
    return weight * np.nan_to_num(taken), -weight * PENALTY * ~np.isnan(taken)


def _parts(person: Vector, rows: Matrix, columns: NDArray[np.intp]) -> Matrix:
    """(rows, columns): what some structured dimensions add to some roles' scores."""
    squares = SQUARES.start + columns
    parts: Matrix = person[columns] * rows[:, columns] + person[squares] * rows[:, squares]
    return parts


def make_space(catalogue: Catalogue, texts: Matrix, words: Matrix) -> Space:
    """Place the catalogue's roles in the space, uncalibrated.

    Args:
        catalogue: n roles.
        texts: (n, t) unit text vectors in the order of ``catalogue.roles``.
        words: (m, t) unit vectors of what people might write.
    """
    standardised = standardised_traits(catalogue)
    places, squares = _places(standardised)
    text = _unit(texts - texts.mean(axis=0))
    return uncalibrated(
        tuple(role.id for role in catalogue.roles),
        np.ascontiguousarray(np.hstack((places, squares, text)), dtype=np.float32),
        standardised,
        _typical_product(text),
        texts,
        words.mean(axis=0),
    )


def uncalibrated(
    role_ids: tuple[str, ...],
    rows: NDArray[np.float32],
    standardised: Matrix,
    text_scale: float,
    texts: Matrix,
    words_mean: Vector,
) -> Space:
    """A space in which no role is held tighter than another."""
    tightness = np.ones(len(role_ids))
    return Space(role_ids, rows, standardised, text_scale, texts, words_mean, tightness)


def standardised_traits(catalogue: Catalogue) -> Matrix:
    """(roles, structured dimensions): distances from the catalogue mean in standard deviations,
    NaN where no source has a value."""
    blocks = [
        _standardise(np.array([_traits(catalogue, role, block) for role in catalogue.roles]))
        for block in BLOCKS
    ]
    return np.hstack(blocks)


def trait_cosines(standardised: Matrix) -> Matrix:
    """(roles, roles): how alike roles are in all that the questions measure, -1 to 1."""
    places = _unit(_weighted(_places(standardised)[0]))
    alike: Matrix = places @ places.T
    return alike


def _weighted(places: Matrix) -> Matrix:
    """Places such that inner products of two roles weigh dimensions as scores do."""
    weights = np.concatenate([np.full(len(d), WEIGHTS[block]) for block, d in BLOCKS.items()])
    weighted: Matrix = np.sqrt(weights) * places
    return weighted


def _places(standardised: Matrix) -> tuple[Matrix, Matrix]:
    """Standardised traits within bounds, around zero, and their squares. What is not known lies
    in the middle and costs what is usual."""
    known = ~np.isnan(standardised)
    places = np.clip(standardised, -FURTHEST, FURTHEST)
    places -= np.nanmean(places, axis=0)
    squares = places**2
    return np.where(known, places, 0.0), np.where(known, squares, np.nanmean(squares, axis=0))


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


def _unit(rows: Matrix) -> Matrix:
    """Rows of length 1; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1.0
    result: Matrix = rows / lengths
    return result


def _typical_product(rows: Matrix) -> float:
    """Root mean square inner product of two different roles' rows."""
    # The squares of all products sum to those of the dimensions' products, of which there are
    # fewer than pairs of roles; those of each role with itself are taken off.
    among = float(((rows.T @ rows) ** 2).sum() - ((rows**2).sum(axis=1) ** 2).sum())
    pairs = len(rows) * (len(rows) - 1)
    # Where nothing is left but what rounding has left, roles have nothing in common.
    return float(np.sqrt(among / pairs)) if pairs and among / pairs > 1e-12 else 1.0
