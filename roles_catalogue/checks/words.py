"""Rules about single words: no adverts, no stereotypes, no figures, British spelling."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.checks.texts import everything

BANNED: Final = (
    r"rewarding",
    r"passionate",
    r"fast[- ]paced",
    r"person[- ]cent(?:red|ered)",
    r"excellent communication",
    r"mak(?:e|es|ing) a (?:\w+ )?difference",
    r"simply",
    r"service users?",
    r"attention to detail",
)
"""Patterns of advert and office language (docs/editing-the-catalogue.md)."""

AMERICAN: Final = (
    r"(?:color|favor|labor|honor|tumor|odor|humor|rumor|vapor)(?:s|ed|ing|able|ite|ites|ful)?",
    r"behavior(?:s|al)?",
    r"neighbor(?:s|ing|hood|hoods)?",
    r"center(?:s|ed)?",
    r"theaters?",
    r"fibers?",
    r"liters?",
    r"anesthe\w+",
    r"pediatric\w*",
    r"orthopedic\w*",
    r"gynecolog\w+",
    r"hemo(?:globin|philia|dialysis)",
    r"leukemia",
    r"anemi[ac]",
    r"diarrhea",
    r"estrogen",
    r"counsel(?:or|ors|ing|ed)",
    r"travel(?:er|ers|ing|ed)",
    r"label(?:ed|ing)",
    r"cancel(?:ed|ing)",
    r"model(?:ed|ing)",
    r"fulfill",
    r"skillful",
    r"enrollments?",
    r"gray",
    r"moms?",
    r"diapers?",
    r"analyz(?:e|es|ed|ing)",
    r"paralyz(?:e|es|ed|ing)",
)
"""Spellings that are American only; words with a second British meaning are left out."""

GENDERED: Final = (
    r"lad(?:y|ies)",
    r"lads?",
    r"girls",
    r"boys",
    r"m[ae]npower",
    r"manned",
    r"mankind",
    r"(?:chair|fore|work|handy|sales|fire|police|crafts|trades)(?:man|men)",
    r"(?:male|female) (?:nurse|midwife|doctor|carer)s?",
    r"housewi(?:fe|ves)",
)
"""Words that can make a job sound like one for a man or for a woman."""


def _texts(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Where it stands, field and text: of every role, and of every word that is explained."""
    for role in catalogue:
        for field, text in everything(role):
            yield role.id, field, text
    for term in catalogue.reference.glossary.values():
        yield f"glossary:{term.id}", "meaning", term.meaning


def _found(catalogue: Catalogue, patterns: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Place, field and word for each text that holds one of the patterns as whole words."""
    wanted = re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)
    for where, field, text in _texts(catalogue):
        for match in wanted.finditer(text):
            yield where, field, match[0]


@rule("no-adverts", "No advert words, no exclamation marks: say what happens instead.")
def _no_adverts(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for where, field, word in _found(catalogue, BANNED):
        yield where, f"{field} says {word!r}; say what happens instead"
    for where, field, text in _texts(catalogue):
        if "!" in text:
            yield where, f"{field} has an exclamation mark"


@rule("no-pounds", "No sums of money in the text: pay is computed from the band table.")
def _no_pounds(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for where, field, text in _texts(catalogue):
        if re.search(r"£\s*\d|\d\s*(?:pounds|GBP)\b", text):
            yield where, f"{field} holds a sum of money; leave it to the pay tables"


@rule("british-spelling", "British spelling.", "warning")
def _british_spelling(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for where, field, word in _found(catalogue, AMERICAN):
        yield where, f"{field} says {word!r}, which is American spelling"


@rule(
    "no-stereotypes", "No wording that makes a job sound like one for a man or a woman.", "warning"
)
def _no_stereotypes(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for where, field, word in _found(catalogue, GENDERED):
        yield where, f"{field} says {word!r}; is that about the job or about one person?"


@rule("lengths", "A day is told in 40 to 110 words, who it suits in 25 to 70.", "warning")
def _lengths(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    for role in catalogue:
        for field, text, low, high in (
            ("day", role.day, 40, 110),
            ("suits_you", role.suits_you, 25, 70),
        ):
            words = len(text.split())
            if not low <= words <= high:
                yield role.id, f"{field} has {words} words; {low} to {high} are asked for"


RULES = (_no_adverts, _no_pounds, _british_spelling, _no_stereotypes, _lengths)
