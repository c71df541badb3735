"""Every rule that a catalogue must keep, each with a name and a plain message.

The shape of a role file is checked when it is loaded (``schema.py``); these rules need
more than one role, a reference table, or a sense of language.
"""

from datetime import date
from typing import Final

from roles_catalogue.catalogue import Catalogue
from roles_catalogue.checks import (
    ages,
    links,
    pay,
    ratings,
    reading,
    routes,
    sameness,
    tables,
    words,
)
from roles_catalogue.checks.rule import Finding, Rule, Severity

__all__ = ["RULES", "Finding", "Rule", "Severity", "check"]

RULES: Final[tuple[Rule, ...]] = (
    *tables.RULES,
    *links.RULES,
    *ages.RULES,
    *pay.RULES,
    *routes.RULES,
    *ratings.RULES,
    *words.RULES,
    *sameness.RULES,
    *reading.RULES,
)


def check(catalogue: Catalogue, on: date) -> tuple[Finding, ...]:
    """Everything that is wrong on a day: errors first, then by rule and place."""
    findings = [finding for rule in RULES for finding in rule.findings(catalogue, on)]
    return tuple(sorted(findings, key=lambda f: (f.severity, f.rule, f.where, f.message)))
