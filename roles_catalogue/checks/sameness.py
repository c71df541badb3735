"""Rules against saying the same thing twice: only this job, or not at all."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.checks.texts import first_steps, prose, sentences
from roles_catalogue.role_files import PLACEHOLDER

LEAST_WORDS: Final = 4
"""Shorter sentences ("That is hard.") may well be said twice."""

NEAR: Final = 90
"""From this similarity on (0 to 100, rapidfuzz ratio) two sentences are nearly the same."""

BLOCK: Final = 64
"""Sentences that are compared with all others at a time: their table stays near the processor."""

COPIED: Final = 8
"""This many words in a row are no accident in ..."""
MANY: Final = 3
"""... this many roles."""

NAMES: Final = frozenset(
    {
        "Leeds Health and Care Academy",
        "I Care Ambassador",
        # What the guide asks for in just these words where no row names a university.
        "check which universities teach it",
    }
)
"""Names and phrases that must be said as they are, and that no row has in just these words."""

Said = tuple[str, str, str]
"""A role id, a sentence as it stands, and the same in lower case without punctuation."""


def _said(catalogue: Catalogue) -> Iterator[tuple[str, Said]]:
    for role in catalogue:
        texts = [*prose(role), *(("skills", skill) for skill in role.skills)]
        for field, text in texts:
            for sentence in sentences(text):
                plain = " ".join(re.findall(r"[\w']+", sentence.casefold()))
                # What is not written yet is nobody's sentence.
                if len(plain.split()) >= LEAST_WORDS and PLACEHOLDER not in sentence:
                    yield field, (role.id, sentence, plain)


@rule("no-repeats", "No sentence is said word for word a second time.")
def _no_repeats(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    homes: dict[str, tuple[str, str]] = {}
    for field, (role_id, sentence, plain) in _said(catalogue):
        if plain in homes:
            first_role, first_field = homes[plain]
            yield role_id, f"{field} repeats {first_role} ({first_field}): {sentence!r}"
        else:
            homes[plain] = (role_id, field)


@rule("no-near-repeats", "No sentence is nearly that of the same field elsewhere.", "warning")
def _no_near_repeats(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    by_field: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for field, (role_id, sentence, plain) in _said(catalogue):
        by_field[field].setdefault(plain, (role_id, sentence))
    for field, homes in by_field.items():
        for plain, earlier in _nearest(tuple(homes)):
            (role_id, sentence), (first_role, first) = homes[plain], homes[earlier]
            yield role_id, f"{field} {sentence!r} is nearly {first_role}'s {first!r}"


def _nearest(sentences: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each sentence that is near to an earlier one, with the nearest of those."""
    letters = _letters(sentences)
    lengths = letters.sum(axis=0)
    for start in range(0, len(sentences), BLOCK):
        end = min(start + BLOCK, len(sentences))
        # A ratio is 100 less the letters to put in or take out, of a hundred of both texts. At
        # least those must change that one has more of than the other: most pairs end here.
        apart = np.zeros((end - start, end), dtype=np.int16)
        for counts in letters:
            apart += np.abs(counts[start:end, None] - counts[None, :end])
        may_be_near = 100 * apart <= (100 - NEAR) * (lengths[start:end, None] + lengths[:end])
        for number in range(start, end):
            earlier_ones = np.flatnonzero(may_be_near[number - start, :number]).tolist()
            earlier = [sentences[i] for i in earlier_ones]
            one = sentences[number]
            found = process.extractOne(one, earlier, scorer=fuzz.ratio, score_cutoff=NEAR)
            if found is not None:
                yield one, found[0]


def _letters(sentences: Sequence[str]) -> NDArray[np.int16]:
    """(32, sentences): how often each letter is there; what is no letter counts as one."""
    codes = (np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32) for text in sentences)
    counts = [np.bincount(code % 32, minlength=32) for code in codes]
    return np.array(counts, dtype=np.int16).reshape(-1, 32).T.copy()


def _names(catalogue: Catalogue) -> re.Pattern[str]:
    """What must be said as it is: names of organisations and programmes, and ``NAMES``."""
    reference = catalogue.reference
    called = {row.name for row in reference.programmes.values()} | NAMES
    called |= {row.name for row in reference.providers.values()}
    called |= {row.name for group in reference.employers_by_key.values() for row in group}
    longest_first = sorted(called, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


def _runs(catalogue: Catalogue) -> dict[tuple[str, ...], dict[str, str]]:
    """Every run of ``COPIED`` words in one text, with the roles and the fields that hold it."""
    names = _names(catalogue)
    homes: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for role in catalogue:
        for field, text in (*prose(role), *first_steps(role)):
            said = re.findall(r"[\w']+", names.sub("Name", text).casefold())
            for start in range(len(said) - COPIED + 1):
                homes[tuple(said[start : start + COPIED])].setdefault(role.id, field)
    return homes


@rule("no-copied-phrasing", "No eight words in a row stand in three or more roles.")
def _no_copied_phrasing(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    told: set[frozenset[str]] = set()
    for run, homes in _runs(catalogue).items():
        # A longer run is many runs of the same roles; one of them says it.
        if len(homes) < MANY or frozenset(homes) in told:
            continue
        told.add(frozenset(homes))
        last, field = max(homes.items())
        others = ", ".join(sorted(set(homes) - {last})[:3])
        yield last, f"{field} says {' '.join(run)!r}, as {others} do; say it for this job"


RULES = (_no_repeats, _no_near_repeats, _no_copied_phrasing)
