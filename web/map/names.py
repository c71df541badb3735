"""Where on the map the families' names stand: beside most of their jobs, over as few dots as
possible, and never over each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.layout.coordinates import SIZE
from matching.profile import Matrix
from roles_catalogue.schema import Family
from web.roles.words import FAMILY_LABELS, FAMILY_TINTS

CROWD: Final = 110.0
"""Units round a job within which others of its family are its crowd."""
FEWEST: Final = 3
LEAST_SHARE: Final = 1 / 3
"""A family with fewer of its jobs in one crowd, or a smaller share of them, lives all over the map
and gets no name on it."""
REACH: Final = 144
STEP: Final = 12
"""A name stands so many units from the middle of the crowd at most, tried in such steps."""
ON_ONE_LINE: Final = 12
"""Names of more letters are broken in two."""
LETTER: Final = 0.56
"""The width of a bold letter of our typeface, as part of its size: measured, and a little more."""
LINE: Final = 1.08
RIM: Final = 450.0
"""Units from the middle of the map within which names stay."""
DOT: Final = 7.0
APART: Final = 0.35
"""Room around a name, as part of its size, so that two do not read as one."""
FAR: Final = 0.06
"""What one unit from the crowd counts, where one dot written over counts 1."""


@dataclass(frozen=True)
class Name:
    """A family's name. ``lines`` are (text, y); all are centred on ``x``."""

    tint: str
    x: int
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def family_names(
    places: Matrix, rows: Mapping[Family, Sequence[int]], size: float, most: int
) -> tuple[Name, ...]:
    """The names that fit, the largest families first.

    Args:
        places: (roles, 2) on the map.
        rows: the rows of each family's roles.
        size: of the letters, in units of the map.
        most: names at most.
    """
    steps = np.arange(-REACH, REACH + STEP, STEP)
    offsets = np.array([(x, y) for y in steps for x in steps], dtype=np.float64)
    taken: list[_Box] = []
    found: list[Name] = []
    for family, members in sorted(rows.items(), key=lambda pair: -len(pair[1])):
        if len(found) == most:
            break
        lines = broken(FAMILY_LABELS[family])
        half = np.array([max(map(len, lines)) * LETTER, len(lines) * LINE]) * size / 2
        crowd = _crowd(places[list(members)])
        if crowd is None:
            continue
        spots = crowd + offsets
        costs = _covered(places, spots, half) + FAR * np.hypot(*(spots - crowd).T)
        for spot in spots[np.argsort(costs, kind="stable")]:
            room = half + APART * size / 2
            box = _Box(*(spot - room), *(spot + room))
            if _within_rim(spot, half) and not any(box.overlaps(other) for other in taken):
                taken.append(box)
                found.append(_name(family, lines, spot, size))
                break
    return tuple(found)


def broken(name: str) -> tuple[str, ...]:
    """A name on one line, or on two that are about as long."""
    spaces = [at for at, letter in enumerate(name) if letter == " "]
    if len(name) <= ON_ONE_LINE or not spaces:
        return (name,)
    at = min(spaces, key=lambda space: abs(space - len(name) / 2))
    return name[:at], name[at + 1 :]


def _crowd(places: Matrix) -> Matrix | None:
    """(2,) the middle of the place where most of a family stand together; None if they do not."""
    near = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) <= CROWD
    densest = near[near.sum(axis=1).argmax()]
    if densest.sum() < FEWEST or densest.mean() < LEAST_SHARE:
        return None
    middle: Matrix = places[densest].mean(axis=0)
    return middle


def _covered(places: Matrix, spots: Matrix, half: Matrix) -> Matrix:
    """(spots,) how many dots a box around each spot would cover."""
    inside = (np.abs(places[None] - spots[:, None]) < half + DOT).all(axis=2)
    covered: Matrix = inside.sum(axis=1).astype(np.float64)
    return covered


def _within_rim(spot: Matrix, half: Matrix) -> bool:
    return bool(np.hypot(*(np.abs(spot - SIZE / 2) + half)) <= RIM)


def _name(family: Family, lines: tuple[str, ...], spot: Matrix, size: float) -> Name:
    """The baseline of each line: a third of a letter below its middle."""
    first = float(spot[1]) - (len(lines) - 1) * LINE * size / 2 + size / 3
    heights = (round(first + number * LINE * size) for number in range(len(lines)))
    lines_at = tuple(zip(lines, heights, strict=True))
    return Name(FAMILY_TINTS[family], round(float(spot[0])), lines_at)
