"""A layout of the roles on a plane, and the file that keeps the last one that was published.

The published coordinates are where the next layout starts, so that a role which somebody has
found stays where it was when others are added or rewritten.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from matching.profile import Matrix

PUBLISHED_FILE: Final = Path(__file__).parent / "published.csv"
"""Written by ``compass map publish``, kept in the repository."""

HEAD: Final = ("role", "x", "y")

SIZE: Final = 1000.0
"""The map is a square of so many units."""
RADIUS: Final = 435.0
"""Units from the middle of the map within which all roles lie: outside of it is the compass card
with what is written on it."""

GAP: Final = 20.0
"""Units between the middles of any two roles, at least, so that each can be pointed at once the
map is large enough."""

ROUNDS: Final = 400
"""Rounds of pushing apart, at most. Leeds' 543 roles take fewer than a hundred."""

Coordinates = Mapping[str, tuple[float, float]]
"""Role ids to places, in the units of whatever laid them out."""


class BadCoordinates(ValueError):
    """The file of published coordinates cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Layout:
    """``coordinates``: (roles, 2) as the layout method gives them, around zero, for the next to
    start from. ``places``: (roles, 2) on the map, in units from its left and its top, no two
    nearer to each other than ``GAP``. Both in the order of ``role_ids``."""

    role_ids: tuple[str, ...]
    coordinates: Matrix
    places: Matrix


@dataclass(frozen=True)
class Displacement:
    """How far roles have moved since their coordinates were published, as parts of the width of
    the published map: the middle one, and the one that moved furthest. ``new`` roles had none."""

    median: float
    largest: float
    new: int


def placed(role_ids: Sequence[str], coordinates: Matrix) -> Layout:
    """The layout that draws these coordinates, (roles, 2)."""
    return Layout(tuple(role_ids), coordinates, _apart(_fitted(coordinates)))


def displacement(layout: Layout, published: Coordinates) -> Displacement:
    """How far the roles of a layout lie from where they were published."""
    pairs = [
        (now, published[role_id])
        for role_id, now in zip(layout.role_ids, layout.coordinates, strict=True)
        if role_id in published
    ]
    new = len(layout.role_ids) - len(pairs)
    if not pairs:
        return Displacement(0.0, 0.0, new)
    now, before = (np.array(side) for side in zip(*pairs, strict=True))
    width = float(np.ptp(before, axis=0).max()) or 1.0
    # A layout is around zero: where roles come or go, all the others shift a little.
    moved = np.linalg.norm((now - now.mean(axis=0)) - (before - before.mean(axis=0)), axis=1)
    return Displacement(float(np.median(moved)) / width, float(moved.max()) / width, new)


def read_coordinates(path: Path = PUBLISHED_FILE) -> Coordinates:
    """The coordinates in a file; none if it is not there.

    Raises:
        BadCoordinates: a row is not a role and two numbers, or a role is there twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    found: dict[str, tuple[float, float]] = {}
    rows = csv.reader(text.splitlines())
    if tuple(next(rows, ())) != HEAD:
        raise BadCoordinates(f"{path}: the first line must be {','.join(HEAD)}")
    for number, row in enumerate(rows, start=2):
        try:
            role_id, x, y = row[0], float(row[1]), float(row[2])
        except (IndexError, ValueError):
            raise BadCoordinates(f"{path}, line {number}: not a role and two numbers") from None
        if not np.isfinite((x, y)).all():
            raise BadCoordinates(f"{path}, line {number}: {x}, {y} is no place on a map")
        if role_id in found:
            raise BadCoordinates(f"{path}, line {number}: {role_id} is there twice")
        found[role_id] = (x, y)
    return found


def write_coordinates(layout: Layout, path: Path) -> None:
    """Write a layout's coordinates, sorted by role, in hundredths: a file that is easy to compare.

    Raises:
        OSError: the file cannot be written.
    """
    rows = sorted(zip(layout.role_ids, layout.coordinates.tolist(), strict=True))
    lines = [",".join(HEAD), *(f"{role_id},{x:.2f},{y:.2f}" for role_id, (x, y) in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _fitted(coordinates: Matrix) -> Matrix:
    """Coordinates as large as the map has room for, their middle in its middle."""
    around = coordinates - (coordinates.min(axis=0) + coordinates.max(axis=0)) / 2
    furthest = float(np.linalg.norm(around, axis=1).max()) or 1.0
    fitted: Matrix = SIZE / 2 + around * RADIUS / furthest
    return fitted


def _apart(places: Matrix) -> Matrix:
    """The same places, pushed apart as little as it takes for all to be ``GAP`` from each other.

    Two in the very same place part along a direction that their order decides. Where the map has
    no room for all, what ``ROUNDS`` rounds reach must do.
    """
    moved = places.copy()
    one, other = np.triu_indices(len(moved), k=1)
    for _ in range(ROUNDS):
        between = moved[other] - moved[one]
        distance = np.hypot(between[:, 0], between[:, 1])
        close = np.flatnonzero(distance < GAP)
        if not len(close):
            break
        angle = close.astype(np.float64)
        nowhere = np.column_stack((np.cos(angle), np.sin(angle)))
        apart = distance[close, None]
        towards = np.where(apart > 0, between[close] / np.where(apart > 0, apart, 1.0), nowhere)
        # A little more than is missing, or the last pairs would take for ever.
        push = towards * ((GAP - apart) / 2 + GAP / 200)
        np.subtract.at(moved, one[close], push)
        np.add.at(moved, other[close], push)
    return moved
