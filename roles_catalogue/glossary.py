"""Find the words of the glossary in texts.

A form of a word counts where it stands whole, alone or with the s of a plural. Capitals do not
matter, except in a form that is all capitals: "OT" is not found in "ot". Where one form lies
inside another the longer one counts: a degree apprenticeship is no plain apprenticeship.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from roles_catalogue.reference import GlossaryTerm

Spelling = tuple[str, ...]
"""A form as it is looked for: its words in small letters."""

_TOKEN: Final = re.compile(r"\w+(?:&\w+)*|[^\w\s'’-]")
"""A word, or a mark that ends one thought. Hyphens and apostrophes only part words."""


def spellings(form: str) -> tuple[Spelling, ...]:
    """A form and its regular plurals, which nobody has to list."""
    return tuple(tuple(_TOKEN.findall(form.casefold() + ending)) for ending in ("", "s", "es"))


class Glossary:
    """The terms of a catalogue, ready to be looked for."""

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self.terms = tuple(sorted(terms, key=lambda term: term.term.casefold()))
        self._forms: dict[Spelling, tuple[str, str]] = {}
        for term in self.terms:
            for form in term.forms:
                capitals = form if form.isupper() else ""
                for spelling in spellings(form):
                    self._forms.setdefault(spelling, (term.id, capitals))
        # Which lengths a form may have, longest first: most words of a text then cost one look.
        self._lengths: dict[str, tuple[int, ...]] = {}
        for spelling in self._forms:
            known = {*self._lengths.get(spelling[0], ()), len(spelling)}
            self._lengths[spelling[0]] = tuple(sorted(known, reverse=True))

    def used_in(self, texts: Iterable[str]) -> tuple[GlossaryTerm, ...]:
        """The terms that the texts use, each once, in the order of the alphabet."""
        found = {term_id for text in texts for term_id, _start, _end in self.places_in(text)}
        return tuple(term for term in self.terms if term.id in found)

    def places_in(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Where the text uses terms: the id of each, and where it starts and ends."""
        tokens = list(_TOKEN.finditer(text))
        written = [token.group() for token in tokens]
        folded = [word.casefold() for word in written]
        place = 0
        while place < len(folded):
            step = 1
            for length in self._lengths.get(folded[place], ()):
                term_id, capitals = self._forms.get(tuple(folded[place : place + length]), ("", ""))
                if term_id and " ".join(written[place : place + length]).startswith(capitals):
                    yield term_id, tokens[place].start(), tokens[place : place + length][-1].end()
                    step = length
                    break
            place += step
