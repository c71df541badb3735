"""Rules against saying the same thing twice: only this job, or not at all."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from rapidfuzz import fuzz, process

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.checks.texts import prose, sentences

LEAST_WORDS: Final = 4
"""Shorter sentences ("That is hard.") may well be said twice."""

NEAR: Final = 90
"""From this similarity on (0 to 100, rapidfuzz ratio) two sentences are nearly the same."""

Said = tuple[str, str, str]
"""A role id, a sentence as it stands, and the same in lower case without punctuation."""


def _said(catalogue: Catalogue) -> Iterator[tuple[str, Said]]:
    for role in catalogue:
        texts = [*prose(role), *(("skills", skill) for skill in role.skills)]
        for field, text in texts:
            for sentence in sentences(text):
                plain = " ".join(re.findall(r"[\w']+", sentence.casefold()))
                if len(plain.split()) >= LEAST_WORDS:
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
        earlier = by_field[field]
        if plain in earlier:
            continue
        near = process.extractOne(plain, earlier.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
        if near is not None:
            first_role, first = earlier[near[0]]
            yield role_id, f"{field} {sentence!r} is nearly {first_role}'s {first!r}"
        earlier[plain] = (role_id, sentence)


RULES = (_no_repeats, _no_near_repeats)
