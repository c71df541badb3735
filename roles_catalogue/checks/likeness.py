"""How alike two texts are by their wording: shared runs of letters, the rare ones first.

A text is the set of its runs of five letters, spaces included. A run weighs more the fewer texts
have it, so "you will" says little and "one wrong number" much. Likeness is the cosine: 1 for the
same words in the same order, 0 for nothing in common. What is reworded but tells the same story
needs a model that knows meanings: ``compass catalogue neighbours --texts``.

The bounds were measured over the 543 roles of November 2026.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.checks.texts import joined, prose

SHINGLE: Final = 5
"""Letters in a run."""
FEW: Final = 16
"""A run in at most so many texts is counted pair by pair, which is quicker than a table of them:
of the runs that any two of 543 texts share, six in seven are in no more."""
WORD: Final = re.compile(r"[^\W_]+")

STORY: Final = 0.3
"""From this likeness on two stories are one told twice: a copy with every third word changed
is above it 19 times out of 20, and the nearest two of the catalogue are at 0.24."""
FACT: Final = 0.8
"""The same for plain facts, of which there are few ways to say "office hours": the nearest two
are at 0.66."""

ALIKE: Final = {
    "pitch": STORY,
    "what_you_do": STORY,
    "day": STORY,
    "suits_you": STORY,
    "hard_parts": STORY,
    "hours": FACT,
    "pay.varies_because": FACT,
    "next_step": FACT,
}
"""From which likeness on two texts of a field are too near."""

STORIES: Final = tuple(field for field, bound in ALIKE.items() if bound == STORY)
"""The fields that tell of the job, where two roles should have little in common."""


def field_texts(catalogue: Catalogue, field: str) -> dict[str, str]:
    """What each role says in a field of ``ALIKE``, by role id; without the roles that do not."""
    texts = {role.id: joined(prose(role)).get(field) for role in catalogue}
    return {role_id: text for role_id, text in texts.items() if text is not None}


def wording_likeness(texts: Sequence[str]) -> NDArray[np.float32]:
    """(texts, texts): how alike each two are by their runs of letters, 0 to 1.

    What a text has for itself alone is left out of its likeness to itself.
    """
    count = len(texts)
    rows, runs = _runs(texts)
    by_run = np.argsort(runs, kind="stable")
    rows = rows[by_run]
    _, starts, spread = np.unique(runs[by_run], return_index=True, return_counts=True)
    weights = np.log((count + 1) / spread)
    # Runs that only one text has add to its length and to no likeness.
    squares = np.bincount(rows, np.repeat(weights**2, spread), minlength=count)
    lengths = np.where(squares > 0, np.sqrt(squares), 1.0)

    # Most runs are in a few texts: those pairs are counted one by one. The others fill a table.
    together = np.zeros(count * count)
    for few in range(2, min(FEW, count) + 1):
        those = rows[starts[spread == few, None] + np.arange(few)]
        pairs = (those[:, :, None] * count + those[:, None, :]).ravel()
        weight = np.log((count + 1) / few)
        together += weight**2 * np.bincount(pairs, minlength=count * count)
    many = spread > FEW
    kept = np.repeat(many, spread)
    table = np.zeros((count, int(many.sum())), dtype=np.float32)
    columns = np.repeat(np.arange(table.shape[1]), spread[many])
    table[rows[kept], columns] = np.repeat(weights[many], spread[many])

    shared = together.reshape(count, count) + table @ table.T
    likeness: NDArray[np.float32] = (shared / lengths / lengths[:, None]).astype(np.float32)
    return likeness


def _runs(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each run of letters of each text once: the number of the text, and the run as a number."""
    plain = [f" {' '.join(WORD.findall(text.casefold()))} " for text in texts]
    letters = {letter: number for number, letter in enumerate(sorted(set("".join(plain))))}
    digits = len(letters) ** np.arange(SHINGLE, dtype=np.int64)
    rows, runs = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for row, text in enumerate(plain):
        if len(text) < SHINGLE:
            continue
        coded = np.array([letters[letter] for letter in text], dtype=np.int64)
        found = np.unique(sliding_window_view(coded, SHINGLE) @ digits)
        rows.append(np.full(len(found), row))
        runs.append(found)
    return np.concatenate(rows), np.concatenate(runs)


@rule("texts-alike", "No text of a field is nearly that of another role.", "warning")
def _texts_alike(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for field, threshold in ALIKE.items():
        texts = field_texts(catalogue, field)
        ids = list(texts)
        likeness = np.triu(wording_likeness([*texts.values()]), k=1)
        for one, other in np.argwhere(likeness >= threshold):
            yield (
                ids[other],
                f"{field} is too near to {ids[one]}'s ({likeness[one, other]:.2f}, and {threshold} "
                "is the bound): tell what only this job has",
            )


RULES = (_texts_alike,)
