"""What of the map is the same for everybody: where jobs lie, names, and which way leads to what."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from flask import Flask, current_app

from matching.compare import contrasts
from matching.layout.directions import Direction, directions
from matching.recommend import Engine
from roles_catalogue.schema import Family
from web.language.choice import chosen
from web.language.words import N_, translated
from web.map.names import Name, family_names
from web.roles.words import FAMILY_TINTS
from web.services import bundle_of

_KEY: Final = "map-picture"

WIDE: Final = 23.0
NARROW: Final = 37.0
"""Sizes of the names, in units of the map: where it is about 700 and about 330 pixels wide."""
MOST_NARROW: Final = 9
"""So many names are on a small picture, until somebody has zoomed in."""

RIM: Final = 474.0
"""Units from the middle at which the ways are written round the map."""

WAYS: Final = (
    N_("Up"),
    N_("Up and to the right"),
    N_("To the right"),
    N_("Down and to the right"),
    N_("Down"),
    N_("Down and to the left"),
    N_("To the left"),
    N_("Up and to the left"),
)
"""Eighths of the circle, clockwise."""

SHAPES: Final = ("round", "square", "diamond")
"""Families of one tint differ in shape, so that nothing is told by colour alone."""


@dataclass(frozen=True)
class Way:
    """Which way leads to more of ``what``. On the rim its words stand on the ``upper`` or
    ``lower`` half, ``offset`` units along it; the tick is at ``degrees``, clockwise from the
    top."""

    where: str
    what: str
    degrees: int
    half: str
    offset: int


@dataclass(frozen=True)
class Picture:
    """``places``: units from the left and from the top of the map, by role id. ``wide`` and
    ``narrow`` are the families' names for a large picture and a small one."""

    places: Mapping[str, tuple[int, int]]
    wide: tuple[Name, ...]
    narrow: tuple[Name, ...]
    ways: tuple[Way, ...]


def init_app(app: Flask) -> None:
    """Get ready to draw the map when somebody first asks for it: a tenth of a second, once for
    each language, as names take more or less room."""
    app.extensions[_KEY] = cache(lambda language: make_picture(bundle_of(app).engine))


def picture() -> Picture:
    """The picture of this application's roles in the reader's language, the same until it ends."""
    return cast("Callable[[str], Picture]", current_app.extensions[_KEY])(chosen().code)


def make_picture(engine: Engine) -> Picture:
    """The picture of an engine's roles."""
    layout, catalogue = engine.layout, engine.catalogue
    rows: dict[Family, list[int]] = {}
    for row, role_id in enumerate(layout.role_ids):
        rows.setdefault(catalogue.get(role_id).family, []).append(row)
    places = layout.places.round().astype(int).tolist()
    return Picture(
        places={role_id: (x, y) for role_id, (x, y) in zip(layout.role_ids, places, strict=True)},
        wide=family_names(layout.places, rows, WIDE, len(rows)),
        narrow=family_names(layout.places, rows, NARROW, MOST_NARROW),
        ways=tuple(_way(one) for one in directions(engine.space, layout)),
    )


def family_shapes() -> dict[Family, str]:
    """A shape for each family: with its tint, it is the family's own."""
    met: dict[str, int] = {}
    shapes = {}
    for family in Family:
        tint = FAMILY_TINTS[family]
        shapes[family] = SHAPES[met.get(tint, 0)]
        met[tint] = met.get(tint, 0) + 1
    return shapes


def _way(direction: Direction) -> Way:
    degrees = round(direction.degrees) % 360
    upper = degrees < 90 or degrees > 270
    # The upper half runs clockwise from the left, the lower the other way, so that no words
    # stand on their heads.
    along = (degrees + 90) % 360 if upper else 270 - degrees
    return Way(
        where=translated(WAYS[round(degrees / 45) % len(WAYS)]),
        what=translated(contrasts()[direction.block][direction.dimension]["more"]),
        degrees=degrees,
        half="upper" if upper else "lower",
        offset=round(math.radians(along) * RIM),
    )
