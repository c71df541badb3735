"""Rules about reading grade: plain enough for most 12-year-olds.

The Flesch–Kincaid grade as textstat works it out. Job titles, names, the words that the glossary
explains on the same page and a few that no plainer one can replace count as one word of one
syllable: they still make a sentence longer. The formula was made for passages: of
one sentence it says more about its length than about how hard it is. So the fields of under 25
words are graded together, and each alone only against a wider bound.

textstat comes with the tools for development; where it is missing the grade is not checked, and
a warning says so.
"""

import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from statistics import median
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.checks.texts import first_steps, joined, prose
from roles_catalogue.schema import Role

HARDEST_FIELD: Final = 9.0
HARDEST_MEDIAN: Final = 6.5

SHORT_WORDS: Final = 25
"""A field of fewer words is too short to have a grade of its own."""

HARDEST_SHORT_FIELD: Final = 12.0
"""What even one sentence may not pass: long words, not only many of them."""

EVERYDAY: Final = ("college", "hospital", "university")
"""Words that nobody needs explained and no plainer one can replace."""

STAND_IN: Final = "job"

Grader = Callable[[str], float]
"""From a text to its Flesch–Kincaid grade: school years in America, so age minus five."""


@cache
def grader() -> Grader | None:
    """textstat's Flesch–Kincaid grade, not rounded on the way; None where it is not installed."""
    with warnings.catch_warnings():
        # textstat reads its word lists in a way that newer tools warn about; that is its affair.
        warnings.simplefilter("ignore")
        try:
            statistics = import_module("textstat.textstat").textstatistics()
        except ImportError:
            return None
    statistics.set_rounding(False)
    # It remembers where a word may be split and not what follows from that, ten times over.
    statistics.pyphen.positions = cache(statistics.pyphen.positions)
    return lambda text: float(statistics.flesch_kincaid_grade(text))


def terms(catalogue: Catalogue) -> tuple[str, ...]:
    """Titles, other names, professions, Leeds organisations and explained words, longest first."""
    facts = catalogue.reference
    found = {
        *EVERYDAY,
        *(form for term in facts.glossary.values() for form in term.forms),
        *(role.title for role in catalogue),
        *(name for role in catalogue for name in role.other_names),
        *(row.profession for row in facts.regulators.values()),
        *(title for row in facts.regulators.values() for title in row.protected_titles),
        *(row.name for row in facts.employers.values()),
        *(row.name for row in facts.providers.values()),
        *(row.name for row in facts.programmes.values()),
    }
    return tuple(sorted(found, key=lambda term: (-len(term), term)))


def neutraliser(names: Iterable[str]) -> Callable[[str], str]:
    """A function that puts a word of one syllable for every term, one or many."""
    either = _either({name.lower() for name in names})
    wanted = re.compile(rf"\b{either}(?:e?s)?\b", re.IGNORECASE)
    return lambda text: wanted.sub(STAND_IN, text)


def _either(names: Iterable[str]) -> str:
    """A pattern for the longest of the names that fits, letter by letter: tried one after the
    other, two thousand of them take ten seconds over the catalogue."""
    rests: dict[str, set[str]] = defaultdict(set)
    for name in names:
        rests[name[:1]].add(name[1:])
    ends_here = rests.pop("", None) is not None
    branches = [re.escape(letter) + _either(rests[letter]) for letter in sorted(rests)]
    # The end comes last, as a longer name is to be tried first.
    return f"(?:{'|'.join([*branches, ''] if ends_here else branches)})" if branches else ""


def fields(role: Role) -> dict[str, str]:
    """The prose of a role by field, with the first steps; a list's entries as sentences."""
    steps = (("entry_routes first_step", text) for _, text in first_steps(role))
    return joined((*prose(role), *steps))


@dataclass(frozen=True)
class RoleGrades:
    """The grades of one role; ``short`` names the fields that are too short for their own."""

    role: Role
    whole: float
    fields: Mapping[str, float]
    short: tuple[str, ...]
    short_together: float


def grades(catalogue: Catalogue, grade: Grader) -> Iterator[RoleGrades]:
    """The grades of every role, with a word of one syllable for each term."""
    neutral = neutraliser(terms(catalogue))
    for role in catalogue:
        texts = {field: neutral(text) for field, text in fields(role).items()}
        short = {field: text for field, text in texts.items() if len(text.split()) < SHORT_WORDS}
        yield RoleGrades(
            role,
            whole=grade(" ".join(texts.values())),
            fields={field: grade(text) for field, text in texts.items()},
            short=tuple(short),
            short_together=grade(" ".join(short.values())),
        )


@rule("reading-grade", f"No text above grade {HARDEST_FIELD:g}; half the roles at 6.5 or less.")
def _reading_grade(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    grade = grader()
    if grade is None or not catalogue.roles:
        return
    wholes: list[float] = []
    for graded in grades(catalogue, grade):
        wholes.append(graded.whole)
        for field, found in graded.fields.items():
            if found > (HARDEST_SHORT_FIELD if field in graded.short else HARDEST_FIELD):
                yield (
                    graded.role.id,
                    f"{field} is at reading grade {found:.1f}; shorten its sentences",
                )
        if graded.short_together > HARDEST_FIELD:
            yield (
                graded.role.id,
                f"the short fields ({', '.join(graded.short)}) are at reading grade "
                f"{graded.short_together:.1f} taken together; shorten their sentences",
            )
    neutral = neutraliser(terms(catalogue))
    for term in catalogue.reference.glossary.values():
        found = grade(neutral(term.meaning))
        if found > HARDEST_FIELD:
            yield (
                f"glossary:{term.id}",
                f"meaning is at reading grade {found:.1f}; use shorter words and sentences",
            )
    middle = median(wholes)
    if middle > HARDEST_MEDIAN:
        yield "catalogue", f"the middle role is at grade {middle:.1f}; {HARDEST_MEDIAN} is the most"


@rule("reading-grade-checked", "The reading grade could be worked out.", "warning")
def _reading_grade_checked(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    if grader() is None:
        yield "catalogue", "not checked, because textstat is not installed: pip install -e .[dev]"


RULES = (_reading_grade, _reading_grade_checked)
