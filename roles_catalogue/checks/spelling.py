"""The rule about spelling: every word is in the British dictionary or among the words known here.

The dictionary is that of Hunspell (npm's ``dictionary-en-gb``: British, with -ise), which comes
with the tools for development; where it is missing, spelling is not checked, and a warning says
so. What it lacks and is right stands in ``roles_catalogue/known_words.txt``, a word a line: an
entry in small letters counts in any case, one with capitals as it is written. Words of the names
in the reference tables are known too. Abbreviations in capitals are no affair of a dictionary.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.checks.texts import everything
from roles_catalogue.checks.words import AMERICAN
from roles_catalogue.reference import Reference

DICTIONARY: Final = Path(__file__).parents[2] / "node_modules" / "dictionary-en-gb"
KNOWN_WORDS: Final = Path(__file__).parents[1] / "known_words.txt"

WORD: Final = re.compile(r"(?<!\w)[^\W\d_]+(?:['’-][^\W\d_]+)*")
"""Words with their hyphens and apostrophes; "5th" and "B12" are none."""
ADDRESS: Final = re.compile(r"[\w.-]+\.(?:com|org|uk)\b")
ABBREVIATION: Final = re.compile(r"[A-Z]{2,}s?")
POSSESSIVE: Final = re.compile(r"'s?$")
NAMED_ALREADY: Final = re.compile("|".join(AMERICAN), re.IGNORECASE)
"""What the rule about British spelling says something clearer of."""

MOST_SUGGESTIONS: Final = 3


class Speller(Protocol):
    """What a Hunspell dictionary does for us."""

    def spell(self, word: str) -> bool:
        """True if the dictionary knows the word."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words that it knows and that are written much like this one."""


@cache
def speller() -> Speller | None:
    """The British dictionary, or None where it or its reader is not installed."""
    if not (DICTIONARY / "index.dic").is_file():
        return None
    try:
        hunspell = import_module("hunspell")
    except ImportError:
        return None
    found: Speller = hunspell.Hunspell("index", hunspell_data_dir=str(DICTIONARY))
    return found


def known_words() -> tuple[str, ...]:
    """The words of ours that the dictionary lacks, in the order of the file."""
    return tuple(KNOWN_WORDS.read_text(encoding="utf-8").split())


def _names(facts: Reference) -> Iterator[str]:
    """The names in the reference tables, not what the tables say about them."""
    yield from (row.role for row in facts.role_bands.values())
    yield from (row.title for row in facts.apprenticeships.values())
    yield from (row.title for row in facts.soc.values())
    for regulator in facts.regulators.values():
        yield from (regulator.profession, *regulator.protected_titles)
    for t_level in facts.t_levels.values():
        yield from (t_level.t_level, *t_level.occupational_specialisms)
    yield from (row.name for row in facts.employers.values())
    yield from (row.name for row in facts.providers.values())
    yield from (row.name for row in facts.programmes.values())
    yield from (row.name for row in facts.wards.values())


def _knowing(dictionary: Speller, catalogue: Catalogue) -> Callable[[str], bool]:
    """Whether a word is right, asked once for each: by itself, or part by part at its hyphens."""
    names = (part for name in _names(catalogue.reference) for part in re.split(r"\W+", name))
    more = {*known_words(), *names}

    def is_right(word: str) -> bool:
        return any(
            ABBREVIATION.fullmatch(form)
            or dictionary.spell(form)
            or form in more
            or form.lower() in more
            for form in (word, POSSESSIVE.sub("", word))
        )

    @cache
    def knows(word: str) -> bool:
        plain = word.replace("’", "'")
        return is_right(plain) or all(is_right(part) for part in plain.split("-"))

    return knows


@rule("spelling", "Every word is in the British dictionary or in known_words.txt.", "warning")
def _spelling(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    dictionary = speller()
    if dictionary is None:
        return
    knows = _knowing(dictionary, catalogue)
    for role in catalogue:
        for field, text in everything(role):
            for word in dict.fromkeys(WORD.findall(ADDRESS.sub("", text))):
                if not (knows(word) or NAMED_ALREADY.fullmatch(word)):
                    yield role.id, f"{field} says {word!r}, {_what_to_do(dictionary, word)}"


def _what_to_do(dictionary: Speller, word: str) -> str:
    near = dictionary.suggest(word)[:MOST_SUGGESTIONS]
    meant = f"; did you mean {' or '.join(near)}?" if near else "."
    return f"which the British dictionary lacks{meant} If it is right, add it to {KNOWN_WORDS.name}"


@rule("spelling-checked", "The spelling could be checked.", "warning")
def _spelling_checked(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    if speller() is None:
        yield "catalogue", "not checked, because its dictionary is not installed: make setup-dev"


RULES = (_spelling, _spelling_checked)
