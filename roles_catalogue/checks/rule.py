"""What a rule is and what it says when it is broken."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roles_catalogue.catalogue import Catalogue

Severity = Literal["error", "warning"]

Complaint = tuple[str, str]
"""Where (a role id, ``table:row`` or a line of a file) and a plain message that says what to do."""

RuleFunction = Callable[[Catalogue, date], Iterable[Complaint]]


@dataclass(frozen=True)
class Finding:
    """One broken rule in one place. Warnings are for an editor to weigh; errors must go."""

    rule: str
    where: str
    message: str
    severity: Severity


@dataclass(frozen=True)
class Rule:
    """A rule that a catalogue must keep, with its name and one plain line."""

    name: str
    description: str
    severity: Severity
    complaints: RuleFunction

    def findings(self, catalogue: Catalogue, on: date) -> Iterator[Finding]:
        """Every place where the rule is broken on a day."""
        for where, message in self.complaints(catalogue, on):
            yield Finding(self.name, where, message, self.severity)


def rule(
    name: str, description: str, severity: Severity = "error"
) -> Callable[[RuleFunction], Rule]:
    """Make a rule of a function that yields complaints."""

    def make(function: RuleFunction) -> Rule:
        return Rule(name, description, severity, function)

    return make
