"""Rules about the glossary: each word explained once, and only words that a page needs.

Its texts keep the rules about words and reading grade as the texts of a role do.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks.rule import Complaint, rule
from roles_catalogue.checks.texts import everything
from roles_catalogue.glossary import Glossary, Spelling, spellings
from roles_catalogue.schema import Role

SAID_BY_THE_SITE: Final = frozenset({"functional-skills", "hnc", "nhs-pay-band"})
"""Terms that the site itself says of a way in or of pay, and that no role file has to hold."""

FEWEST_ROLES: Final = 100
"""A catalogue with fewer has only begun: its words are not looked for yet."""

NEVER_SHOWN: Final = frozenset({"onet.note", "what_changed"})
"""Texts that are for editors alone."""


@rule("glossary-explains-once", "No two rows of the glossary hold the same word.")
def _glossary_explains_once(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    seen: dict[Spelling, str] = {}
    for term in catalogue.reference.glossary.values():
        for form in term.forms:
            taken = [seen[known] for known in spellings(form) if known in seen]
            if taken and taken[0] == term.id:
                yield f"glossary:{term.id}", f"holds {form!r} twice, as a plural perhaps; keep one"
            elif taken:
                yield (
                    f"glossary:{term.id}",
                    f"{form!r} is explained at {taken[0]} too; keep it in one of the two rows",
                )
            seen |= dict.fromkeys(spellings(form), term.id)


@rule("glossary-needed", "Every word of the glossary stands on the page of some role.", "warning")
def _glossary_needed(catalogue: Catalogue, on: date) -> Iterator[Complaint]:
    if len(catalogue) < FEWEST_ROLES:
        return
    glossary = Glossary(catalogue.reference.glossary.values())
    used = {
        term.id for role in catalogue for term in glossary.used_in(_texts_of(role, catalogue))
    } | SAID_BY_THE_SITE
    for term in glossary.terms:
        if term.id not in used:
            yield f"glossary:{term.id}", f"no role says {term.term!r}; take the row out"


def _texts_of(role: Role, catalogue: Catalogue) -> Iterator[str]:
    for field, text in everything(role):
        if field not in NEVER_SHOWN:
            yield text
    regulator = catalogue.reference.regulators.get(role.regulation.row or "")
    if regulator is not None:
        yield f"on the register of the {regulator.regulator_name}"


RULES = (_glossary_explains_once, _glossary_needed)
