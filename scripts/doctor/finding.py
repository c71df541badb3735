"""What a check says: one line, and for what is not well the command that mends it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "problem"]
"""A warning works today and will not always, or not for everybody. A problem must go."""


@dataclass(frozen=True)
class Finding:
    """``mend`` is empty only where all is well. No line has a password or a secret in it."""

    name: str
    state: State
    what: str
    mend: str = ""


Findings = Iterable[Finding]


@dataclass(frozen=True)
class Check:
    """A name, and the function that looks."""

    name: str
    look: Callable[[], Findings]


def ok(name: str, what: str) -> Finding:
    return Finding(name, "ok", what)


def warning(name: str, what: str, mend: str) -> Finding:
    return Finding(name, "warning", what, mend)


def problem(name: str, what: str, mend: str) -> Finding:
    return Finding(name, "problem", what, mend)


def examine(checks: Iterable[Check]) -> list[Finding]:
    """Look at everything. A check that breaks is a problem like any other, and stops no other."""
    found: list[Finding] = []
    for check in checks:
        try:
            found += check.look()
        except ModuleNotFoundError as error:
            found.append(problem(check.name, f"{error.name} is not installed.", "make setup"))
        except Exception as error:  # whatever it is, the operator wants the rest
            said = str(error).partition("\n")[0]
            what = f"could not be checked: {type(error).__name__}: {said}"
            found.append(problem(check.name, what, "make setup"))
    return found
