"""Catalogues of our own shape and of any size, for ``compass bench growth``.

Our own roles come first, as they are. The others are each made of two of ours: titles, families,
settings and ways in of either, what they do from both, ratings moved by a point here and there.
Their vectors are mixed from those of the two with noise: to read 50,000 roles takes hours, and
what a search costs does not hang on what the texts say.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.calibration import Calibration, Scaling
from matching.profile import Matrix
from matching.recommend import Engine
from matching.reference_people import could_write
from matching.remembered import Encode
from matching.search import Finder, texts
from matching.search.build import word_weights, words_by_sentence, words_of
from matching.search.facts import Facts
from matching.search.meaning import Meanings
from matching.search.names import Names
from matching.search.spelling import Speller
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import EntryRoute, Role, RoleRequirement
from roles_catalogue.traits import CONDITION_MAX

Vectors = NDArray[np.float32]
Part = TypeVar("Part")

NOISE: Final = 0.85
"""Length of the noise that is added to a mixed unit vector. With it made roles lie about as far
from their nearest as ours do: half at a cosine of .7 or more."""

MOVED: Final = 0.3
"""Share of the ratings that are a point off."""


@dataclass(frozen=True)
class Larger:
    """``parents``: (roles, 2) the rows of our roles that each was made of, twice the same for our
    own. ``texts``: (roles, dimensions) unit vectors; ``words``: (roles, sentences, dimensions)
    what people might write."""

    catalogue: Catalogue
    parents: NDArray[np.intp]
    texts: Matrix
    words: Matrix


def larger(engine: Engine, rows: int, seed: int, read: Encode) -> Larger:
    """A catalogue of so many roles.

    Args:
        read: reads our own short texts, as a build does.
    """
    roles, parents = _roles(engine.catalogue, rows, random.Random(seed))
    draw = np.random.default_rng(seed)
    own = np.array([read(could_write(role)) for role in engine.catalogue], dtype=np.float32)
    return Larger(
        replace(engine.catalogue, roles=tuple(roles)),
        parents,
        mixed(engine.space.texts.astype(np.float32), parents, draw).astype(np.float64),
        np.stack(
            [mixed(own[:, n], parents, draw).astype(np.float64) for n in range(own.shape[1])],
            axis=1,
        ),
    )


def larger_finder(engine: Engine, made: Larger, seed: int) -> Finder:
    """Search over a larger catalogue, of whose engine the search is still ours.

    Its scales are our own: to measure them holds every name and task against every sentence,
    which grows with the square.
    """
    draw, own, roles = np.random.default_rng(seed), engine.finder.meanings, made.catalogue.roles
    counts = [len(texts.sentences(role)) for role in roles]
    starts = np.cumsum([0, *counts])
    sentences = np.empty((starts[-1], own.sentences.shape[1]), dtype=np.float32)
    for row, (one, other) in enumerate(made.parents):
        # A role's own sentences as they are; a made one has those of both parents.
        of_both = [np.arange(own.starts[parent], own.starts[parent + 1]) for parent in (one, other)]
        chosen = np.resize(np.concatenate(of_both), counts[row])
        sentences[starts[row] : starts[row + 1]] = own.sentences[chosen]
    made_ones = slice(starts[min(len(engine.catalogue), len(roles))], None)
    sentences[made_ones] = _noisy(sentences[made_ones], draw)
    speller = Speller(words_of(roles), engine.finder.speller.english)
    return Finder(
        roles=roles,
        speller=speller,
        names=Names(roles, speller),
        words=word_weights(roles),
        said=words_by_sentence(roles),
        meanings=Meanings(made.texts, mixed(own.cards, made.parents, draw), sentences, starts),
        facts=Facts.of(roles, engine.space.standardised),
        scales=engine.finder.scales,
    )


def inherited(calibration: Calibration, parents: NDArray[np.intp]) -> Calibration:
    """The calibration of our own roles, given on: each made role is held as its first parent."""
    silent, writing = (
        Scaling(scaling.tightness[parents[:, 0]], scaling.unit)
        for scaling in (calibration.silent, calibration.writing)
    )
    return Calibration(silent, writing)


def mixed(own: Vectors, parents: NDArray[np.intp], draw: np.random.Generator) -> Vectors:
    """(roles, dimensions) unit vectors between those of the parents, with noise; of our own roles
    as they are."""
    one, other = own[parents[:, 0]], own[parents[:, 1]]
    share = draw.uniform(0.55, 0.85, (len(parents), 1)).astype(np.float32)
    found = _noisy(share * one + (1 - share) * other, draw)
    alone = parents[:, 0] == parents[:, 1]
    found[alone] = one[alone]
    return found


def _noisy(vectors: Vectors, draw: np.random.Generator) -> Vectors:
    """Unit vectors near these."""
    found = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    noise = draw.standard_normal(vectors.shape, dtype=np.float32)
    found += NOISE / np.float32(np.sqrt(vectors.shape[1])) * noise
    result: Vectors = found / np.linalg.norm(found, axis=1, keepdims=True)
    return result


def _roles(
    catalogue: Catalogue, rows: int, draw: random.Random
) -> tuple[Sequence[Role], NDArray[np.intp]]:
    """So many roles by id, and the rows of their parents."""
    own = catalogue.roles
    kept = sorted(draw.sample(range(len(own)), min(rows, len(own))))
    names = {own[row].id for row in kept}
    found = [(_alone(own[row], names), (row, row)) for row in kept]
    for number in range(rows - len(found)):
        one, other = draw.sample(range(len(own)), 2)
        found.append((_made(own[one], own[other], number, draw), (one, other)))
    # Ids decide on the order of a catalogue. Made ones come last, so that its rows are these.
    return [role for role, _ in found], np.array([parents for _, parents in found])


def _alone(role: Role, kept: set[str]) -> Role:
    """A role of a smaller catalogue asks for no job that is not in it."""

    def left(route: EntryRoute) -> EntryRoute:
        asked = tuple(
            one
            for one in route.requirements
            if not isinstance(one, RoleRequirement) or one.role_id in kept
        )
        return (
            route
            if asked == route.requirements
            else route.model_copy(update={"requirements": asked})
        )

    return role.model_copy(update={"entry_routes": tuple(map(left, role.entry_routes))})


def _made(one: Role, other: Role, number: int, draw: random.Random) -> Role:
    """A role of our shape between two of ours."""
    routes = tuple(_of_both(one.entry_routes, other.entry_routes, draw))
    rated = {
        name: min(CONDITION_MAX, max(0, rating + (draw.random() < MOVED) * draw.choice((-1, 1))))
        for name, rating in one.conditions.items()
    }
    return one.model_copy(
        update={
            "id": f"zz-{number:06}-{one.id}",
            "title": f"{one.title}, {other.title[0].lower()}{other.title[1:]}",
            "other_names": tuple(_of_both(one.other_names, other.other_names, draw)),
            "family": draw.choice((one, other)).family,
            "settings": tuple(dict.fromkeys(_of_both(one.settings, other.settings, draw))),
            "what_you_do": (*one.what_you_do[:3], *other.what_you_do[:3]),
            "hard_parts": draw.choice((one, other)).hard_parts,
            "skills": (*one.skills[:3], *other.skills[:3]),
            "entry_routes": routes or one.entry_routes,
            "onet": draw.choice((one, other)).onet or one.onet,
            "conditions": rated,
        }
    )


def _of_both(one: Sequence[Part], other: Sequence[Part], draw: random.Random) -> Iterator[Part]:
    """About as many parts as either has, from both; the first of the first for certain."""
    yield from one[:1]
    for part in one[1:]:
        if draw.random() < 0.6:
            yield part
    for part in other:
        if draw.random() < 0.4:
            yield part
