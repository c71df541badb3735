"""Groups of checkboxes that narrow a list, and links that loosen it: for roles and results."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True)
class Choice:
    """A checkbox, and how many roles it leaves."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Facet:
    """One group of checkboxes, as fields of one name."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class WayOut:
    """A link that leads to more roles."""

    href: str
    text: str


def make_facet(
    name: str,
    label: str,
    labels: Mapping[Member, str],
    counts: Mapping[str, int],
    chosen: tuple[Member, ...],
) -> Facet:
    """A choice for each label that some role has, or that is chosen.

    Args:
        counts: roles by value.
    """
    return Facet(
        name,
        label,
        tuple(
            Choice(member.value, words, counts[member.value], member in chosen)
            for member, words in labels.items()
            if counts[member.value] or member in chosen
        ),
    )
