"""The folder ``search`` among the artefacts: what a build leaves of search, and opening it.

cards.npy            (roles, dimensions) float32 unit vectors, memory-mapped
sentences.npy        (sentences, dimensions) float32 unit vectors, memory-mapped
sentence_starts.npy  (roles + 1,) where each role's sentences begin
word_starts.npy, word_rows.npy, word_weights.npy   BM25, memory-mapped
said_starts.npy, said_rows.npy, said_weights.npy   which sentences have which stems, memory-mapped
words.json           vocabularies of both, words of the catalogue, fixed scales
english.txt          common words, one a line
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.search import texts
from matching.search.facts import Facts
from matching.search.finder import Finder
from matching.search.fusion import Scale
from matching.search.meaning import Meanings
from matching.search.names import Names
from matching.search.spelling import Speller
from matching.search.terms import TermWeights
from roles_catalogue.schema import Role

FOLDER: Final = "search"


def save_finder(finder: Finder, artefacts: Path) -> None:
    """Write the folder; the roles' own vectors are the space's."""
    folder = artefacts / FOLDER
    folder.mkdir()
    arrays: dict[str, NDArray[Any]] = {
        "cards": finder.meanings.cards,
        "sentences": finder.meanings.sentences,
        "sentence_starts": finder.meanings.starts,
        **_arrays("word", finder.words),
        **_arrays("said", finder.said),
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    document = {
        "vocabulary": {"word": finder.words.vocabulary, "said": finder.said.vocabulary},
        "words": finder.speller.ours,
        "scales": {part: asdict(scale) for part, scale in finder.scales.items()},
    }
    (folder / "words.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    english = "\n".join(sorted(finder.speller.english))
    (folder / "english.txt").write_text(english, encoding="utf-8")


def open_finder(
    artefacts: Path,
    roles: tuple[Role, ...],
    role_vectors: NDArray[np.float64],
    traits: NDArray[np.float64],
) -> Finder:
    """The finder as it was built; the roles' vectors and standardised traits are the space's.

    Raises:
        OSError, ValueError, KeyError, TypeError: a file is missing, broken, or of other roles.
    """
    folder = artefacts / FOLDER
    document: dict[str, Any] = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    starts = _open(folder, "sentence_starts")
    if np.diff(starts).tolist() != [len(texts.sentences(role)) for role in roles]:
        raise ValueError("the sentences are those of other roles")
    speller = Speller(
        tuple(document["words"]),
        frozenset((folder / "english.txt").read_text(encoding="utf-8").split("\n")),
    )
    return Finder(
        roles=roles,
        speller=speller,
        names=Names(roles, speller),
        words=_open_terms(folder, "word", document, len(roles)),
        said=_open_terms(folder, "said", document, int(starts[-1])),
        meanings=Meanings(role_vectors, _open(folder, "cards"), _open(folder, "sentences"), starts),
        facts=Facts.of(roles, traits),
        scales={part: Scale(**scale) for part, scale in document["scales"].items()},
    )


def _arrays(name: str, terms: TermWeights) -> dict[str, NDArray[Any]]:
    return {
        f"{name}_starts": terms.starts,
        f"{name}_rows": terms.rows,
        f"{name}_weights": terms.weights,
    }


def _open_terms(folder: Path, name: str, document: dict[str, Any], documents: int) -> TermWeights:
    return TermWeights(
        vocabulary=document["vocabulary"][name],
        starts=_open(folder, f"{name}_starts"),
        rows=_open(folder, f"{name}_rows"),
        weights=_open(folder, f"{name}_weights"),
        documents=documents,
    )


def _open(folder: Path, name: str) -> Any:
    return np.load(folder / f"{name}.npy", mmap_mode="r")
