"""Every rule that a catalogue must keep, each with a name and a plain message.

The shape of a role file is checked when it is loaded (``schema.py``); these rules need
more than one role, a reference table, or a sense of language.
"""

import re
from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks import (
    ages,
    glossary,
    likeness,
    links,
    pay,
    ratings,
    reading,
    routes,
    sameness,
    spelling,
    tables,
    words,
    written,
)
from roles_catalogue.checks.rule import Finding, Rule, Severity

__all__ = ["ERROR_RULES", "QUICK_RULES", "RULES", "Finding", "Rule", "Severity", "check"]

QUICK_RULES: Final[tuple[Rule, ...]] = (
    *written.RULES,
    *tables.RULES,
    *glossary.RULES,
    *links.RULES,
    *ages.RULES,
    *pay.RULES,
    *routes.RULES,
    *ratings.RULES,
    *words.RULES,
)
"""Those that take no time to speak of."""

RULES: Final[tuple[Rule, ...]] = (
    *QUICK_RULES,
    *spelling.RULES,
    *sameness.RULES,
    *likeness.RULES,
    *reading.RULES,
)

ERROR_RULES: Final = tuple(rule for rule in RULES if rule.severity == "error")
"""Those that a catalogue must keep to be served or handed on."""


def check(catalogue: Catalogue, on: date, rules: tuple[Rule, ...] = RULES) -> tuple[Finding, ...]:
    """Everything that is wrong on a day: errors first, then by rule and place."""
    findings = [finding for rule in rules for finding in rule.findings(catalogue, on)]
    return tuple(sorted(findings, key=lambda f: (f.severity, f.rule, _by_line(f.where), f.message)))


def _by_line(where: str) -> tuple[str | int, ...]:
    """Line 9 comes before line 10."""
    return tuple(int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", where))
