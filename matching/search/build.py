"""Making what search needs of a role catalogue; only building and tests import this."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.remembered import Encode
from matching.search import texts
from matching.search.facts import Facts
from matching.search.finder import Finder
from matching.search.fusion import Part, Scale
from matching.search.meaning import Meanings
from matching.search.names import Names
from matching.search.spelling import Speller
from matching.search.terms import TermWeights
from matching.search.words import fold, shares, stems
from roles_catalogue.schema import Role

AT_ONCE: Final = 200
"""So many queries are held against the sentences together."""


def make_finder(
    roles: tuple[Role, ...],
    role_vectors: NDArray[np.float64],
    traits: NDArray[np.float64],
    encode: Encode,
    english: Iterable[str],
) -> Finder:
    """Read the roles for searching.

    Args:
        role_vectors: (roles, dimensions) the roles' whole texts, as ``encode`` gives them.
        traits: (roles, structured dimensions) the space's standardised traits.
        english: common words that are never slips of others.
    """
    lists = [texts.with_title(role) for role in roles]
    meanings = Meanings(
        texts=role_vectors,
        cards=encode([texts.card(role) for role in roles]).astype(np.float32),
        sentences=encode([text for one in lists for text in one]).astype(np.float32),
        starts=np.cumsum([0, *map(len, lists)]),
    )
    words = word_weights(roles)
    speller = Speller(words_of(roles), frozenset(english))
    return Finder(
        roles=roles,
        speller=speller,
        names=Names(roles, speller),
        words=words,
        said=words_by_sentence(roles),
        meanings=meanings,
        facts=Facts.of(roles, traits),
        scales=measure_scales(roles, words, meanings, encode),
    )


def words_of(roles: Sequence[Role]) -> tuple[str, ...]:
    """The folded words of the roles' texts, likeliest to be searched for first: those of names,
    then the commonest, then by the alphabet."""
    counted = Counter(word for role in roles for word in fold(texts.whole(role)).split())
    named = {word for role in roles for name in texts.names(role) for word in fold(name).split()}
    return tuple(sorted(counted, key=lambda word: (word not in named, -counted[word], word)))


def word_weights(roles: Sequence[Role]) -> TermWeights:
    """BM25 of every stem in every role's text, worked out by bm25s."""
    from bm25s import BM25

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to say everything
    index = BM25(method="lucene")
    index.index([stems(texts.whole(role)) for role in roles], show_progress=False)
    return TermWeights(
        vocabulary={word: int(number) for word, number in index.vocab_dict.items() if word},
        starts=np.asarray(index.scores["indptr"], dtype=np.int64),
        rows=np.asarray(index.scores["indices"], dtype=np.int64),
        weights=np.asarray(index.scores["data"], dtype=np.float32),
        documents=len(roles),
    )


def words_by_sentence(roles: Sequence[Role]) -> TermWeights:
    """1 for each sentence of the roles, one role after the other, that has a stem."""
    sentences = [frozenset(stems(text)) for role in roles for text in texts.sentences(role)]
    having: dict[str, list[int]] = {}
    for place, words in enumerate(sentences):
        for word in words:
            having.setdefault(word, []).append(place)
    rows = [having[word] for word in sorted(having)]
    starts = np.cumsum([0, *map(len, rows)])
    return TermWeights(
        vocabulary={word: number for number, word in enumerate(sorted(having))},
        starts=starts,
        rows=np.concatenate(rows),
        weights=np.ones(starts[-1], dtype=np.float32),
        documents=len(sentences),
    )


def measure_scales(
    roles: Sequence[Role], words: TermWeights, meanings: Meanings, encode: Encode
) -> dict[Part, Scale]:
    """How far each part ranges between the roles' own names and tasks as queries, and the roles
    that they do not belong to."""
    queries = [
        (row, text)
        for row, role in enumerate(roles)
        for text in (*texts.names(role), *role.what_you_do)
    ]
    others = np.ones((len(queries), len(roles)), dtype=bool)
    others[np.arange(len(queries)), [row for row, _ in queries]] = False
    vectors = encode([text for _, text in queries])
    near: dict[Part, list[NDArray[np.float64]]] = {"whole": [], "card": [], "best": []}
    # Many together are much quicker than one by one. What they reach of each sentence is let go:
    # of all of them it would be a gigabyte.
    for start in range(0, len(vectors), AT_ONCE):
        some = meanings.near(vectors[start : start + AT_ONCE])
        near["whole"].append(some.whole)
        near["card"].append(some.card)
        near["best"].append(some.best)
    measured = {part: np.concatenate(found) for part, found in near.items()}
    measured["words"] = np.array([shares(words, stems(text)) for _, text in queries])
    return {part: Scale.of(values[others]) for part, values in measured.items()}
