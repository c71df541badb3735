"""Which roles lie nearest to a role, by traits, words and texts: for those who write and review.

Two neighbours that differ in life must differ here, or nobody's answers can tell them apart.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from matching.profile import Matrix
from matching.remembered import Encode
from matching.space import standardised_traits, trait_cosines
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.likeness import field_texts, wording_likeness
from roles_catalogue.schema import Role
from roles_catalogue.traits import CONDITIONS

MOST_DIFFERENCES: Final = 6
MOST_WORDS: Final = 6


@dataclass(frozen=True)
class Neighbour:
    """Another role. ``likeness`` is 1 for a twin; ``because`` holds a few short notes."""

    role_id: str
    likeness: float
    because: tuple[str, ...]


@dataclass(frozen=True)
class TextPair:
    """What two roles say in the same field. ``meaning`` is None where no model read the texts."""

    field: str
    role_ids: tuple[str, str]
    texts: tuple[str, str]
    wording: float
    meaning: float | None


def by_traits(catalogue: Catalogue, role_id: str) -> tuple[Neighbour, ...]:
    """The other roles, the likest first: the mean of the blocks' correlations with their weights.

    The notes are the ratings that differ, this role's first, the widest apart first.
    """
    row = [role.id for role in catalogue].index(role_id)
    likeness = trait_likeness(catalogue)[row]
    role = catalogue.get(role_id)
    return _sorted(
        Neighbour(other.id, float(likeness[column]), _differences(role, other))
        for column, other in enumerate(catalogue)
        if other.id != role_id
    )


def closest_pairs(catalogue: Catalogue) -> tuple[tuple[str, Neighbour], ...]:
    """Every two roles once, the likest pair first, as `by_traits` sees them."""
    likeness = trait_likeness(catalogue)
    pairs = [
        (one.id, Neighbour(other.id, float(likeness[i, j]), _differences(one, other)))
        for (i, one), (j, other) in combinations(enumerate(catalogue), 2)
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair[1].likeness, pair[0], pair[1].role_id)))


def trait_likeness(catalogue: Catalogue) -> Matrix:
    """(roles, roles): how alike two roles are in all that the questions measure, -1 to 1."""
    return trait_cosines(standardised_traits(catalogue))


def by_words(catalogue: Catalogue, role_id: str) -> tuple[Neighbour, ...]:
    """The other roles, the likest first, by the words of their stories; rare words weigh more.

    The notes are the shared words that weigh most.
    """
    counts = {role.id: Counter(re.findall(r"[a-z]{3,}", _story(role))) for role in catalogue}
    spread = Counter(word for words in counts.values() for word in words)
    weights = {
        other: {word: n * float(np.log(len(counts) / spread[word])) for word, n in words.items()}
        for other, words in counts.items()
    }
    lengths = {other: float(np.hypot.reduce([*w.values(), 0.0])) for other, w in weights.items()}
    mine = weights[role_id]
    found = []
    for other, theirs in weights.items():
        shared = {word: mine[word] * theirs[word] for word in mine.keys() & theirs.keys()}
        top = sorted(shared, key=lambda word: (-shared[word], word))[:MOST_WORDS]
        length = lengths[role_id] * lengths[other]
        if other != role_id:
            likeness = sum(shared.values()) / length if length else 0.0
            found.append(Neighbour(other, likeness, tuple(top)))
    return _sorted(found)


def closest_texts(
    catalogue: Catalogue,
    fields: Iterable[str],
    count: int,
    read: Encode | None = None,
    role_id: str | None = None,
) -> tuple[TextPair, ...]:
    """The pairs of texts that are likest, by their wording and, where ``read`` is given, meaning.

    Long texts are liker than short ones by their length alone, so each likeness counts from the
    middle one of its field; what is above it by wording and by meaning is added up.

    Args:
        fields: fields of ``roles_catalogue.checks.likeness.ALIKE``.
        role_id: only pairs with this role.
    """
    found: list[tuple[float, TextPair]] = []
    for field in fields:
        said = field_texts(catalogue, field)
        ids, texts = [*said], [*said.values()]
        if len(ids) < 2:
            continue
        one, other = np.triu_indices(len(ids), k=1)
        wording = wording_likeness(texts)[one, other].astype(np.float64)
        closeness = wording - np.median(wording)
        meaning = None
        if read is not None:
            vectors = read(texts)
            meaning = (vectors @ vectors.T)[one, other]
            closeness = closeness + meaning - np.median(meaning)
        wanted = np.arange(len(one))
        if role_id is not None:
            mine = np.array([known == role_id for known in ids])
            wanted = np.flatnonzero(mine[one] | mine[other])
        for pair in wanted[np.argsort(-closeness[wanted], kind="stable")][:count]:
            a, b = int(one[pair]), int(other[pair])
            found.append(
                (
                    float(closeness[pair]),
                    TextPair(
                        field,
                        (ids[a], ids[b]),
                        (texts[a], texts[b]),
                        float(wording[pair]),
                        None if meaning is None else float(meaning[pair]),
                    ),
                )
            )
    found.sort(key=lambda near: (-near[0], near[1].field, near[1].role_ids))
    return tuple(pair for _, pair in found[:count])


def _sorted(found: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    return tuple(sorted(found, key=lambda near: (-near.likeness, near.role_id)))


def _differences(role: Role, other: Role) -> tuple[str, ...]:
    apart = {name: abs(role.conditions[name] - other.conditions[name]) for name in CONDITIONS}
    names = sorted((name for name in CONDITIONS if apart[name]), key=lambda name: -apart[name])
    notes = [f"{name} {role.conditions[name]}:{other.conditions[name]}" for name in names]
    return (*notes[:MOST_DIFFERENCES], *(["…"] if len(notes) > MOST_DIFFERENCES else []))


def _story(role: Role) -> str:
    texts = (role.pitch, *role.what_you_do, role.day, role.suits_you, *role.hard_parts)
    return " ".join((*texts, *role.skills)).lower()
