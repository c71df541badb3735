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
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from statistics import median
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.checks.texts import prose
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
    wanted = re.compile(
        rf"\b(?:{'|'.join(re.escape(name) for name in names)})(?:e?s)?\b", re.IGNORECASE
    )
    return lambda text: wanted.sub(STAND_IN, text)


def fields(role: Role) -> dict[str, str]:
    """The prose of a role by field; the entries of a list are joined as sentences."""
    joined: dict[str, str] = {}
    first_steps = (("entry_routes first_step", route.first_step) for route in role.entry_routes)
    for field, text in (*prose(role), *first_steps):
        ended = text if text.endswith((".", "?", "!")) else f"{text}."
        joined[field] = f"{joined[field]} {ended}" if field in joined else ended
    return joined


@rule("reading-grade", f"No text above grade {HARDEST_FIELD:g}; half the roles at 6.5 or less.")
def _reading_grade(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    grade = grader()
    if grade is None or not catalogue.roles:
        return
    neutral = neutraliser(terms(catalogue))
    grades: list[float] = []
    for role in catalogue:
        texts = {field: neutral(text) for field, text in fields(role).items()}
        grades.append(grade(" ".join(texts.values())))
        short = {field: text for field, text in texts.items() if len(text.split()) < SHORT_WORDS}
        for field, text in texts.items():
            found = grade(text)
            if found > (HARDEST_SHORT_FIELD if field in short else HARDEST_FIELD):
                yield role.id, f"{field} is at reading grade {found:.1f}; shorten its sentences"
        found = grade(" ".join(short.values()))
        if found > HARDEST_FIELD:
            yield (
                role.id,
                f"the short fields ({', '.join(short)}) are at reading grade {found:.1f} "
                "taken together; shorten their sentences",
            )
    for term in catalogue.reference.glossary.values():
        found = grade(neutral(term.meaning))
        if found > HARDEST_FIELD:
            yield (
                f"glossary:{term.id}",
                f"meaning is at reading grade {found:.1f}; use shorter words and sentences",
            )
    middle = median(grades)
    if middle > HARDEST_MEDIAN:
        yield "catalogue", f"the middle role is at grade {middle:.1f}; {HARDEST_MEDIAN} is the most"


@rule("reading-grade-checked", "The reading grade could be worked out.", "warning")
def _reading_grade_checked(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    if grader() is None:
        yield "catalogue", "not checked, because textstat is not installed: pip install -e .[dev]"


RULES = (_reading_grade, _reading_grade_checked)
