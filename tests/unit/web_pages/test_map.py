"""The picture of the map: names that can be read, shapes that tell families apart."""

import math
from itertools import combinations

import numpy as np
import pytest

from roles_catalogue.schema import Family
from tests.support.engines import toy_engine
from web.map.names import LETTER, LINE, Name, broken, family_names
from web.map.picture import NARROW, RIM, WIDE, Picture, family_shapes, make_picture
from web.roles.words import FAMILY_LABELS, FAMILY_TINTS


@pytest.fixture(scope="module")
def picture() -> Picture:
    return make_picture(toy_engine())


def box(name: Name, size: float) -> tuple[float, float, float, float]:
    half = max(len(line) for line, _ in name.lines) * LETTER * size / 2
    top, bottom = name.lines[0][1] - size * 0.75, name.lines[-1][1] + size * 0.25
    return name.x - half, top, name.x + half, bottom


@pytest.mark.parametrize(("which", "size"), [("wide", WIDE), ("narrow", NARROW)])
def test_no_name_stands_over_another_or_off_the_map(
    picture: Picture, which: str, size: float
) -> None:
    names: tuple[Name, ...] = getattr(picture, which)
    assert len(names) >= 8
    for one, other in combinations([box(name, size) for name in names], 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
    for left, top, right, bottom in (box(name, size) for name in names):
        corners = [(left, top), (right, top), (left, bottom), (right, bottom)]
        assert max(math.dist(corner, (500, 500)) for corner in corners) < RIM


def test_a_family_all_over_the_map_gets_no_name() -> None:
    rng = np.random.default_rng(1)
    scattered, together = rng.uniform(100, 900, (30, 2)), rng.uniform(480, 520, (6, 2))
    names = family_names(
        np.vstack((scattered, together)),
        {Family.NURSING: range(30), Family.DENTAL: range(30, 36)},
        WIDE,
        9,
    )
    assert [" ".join(line for line, _ in name.lines) for name in names] == ["Teeth and mouths"]
    assert math.dist((names[0].x, names[0].lines[0][1]), (500, 500)) < 90


def test_no_more_names_than_asked_for(picture: Picture) -> None:
    rows = {Family.NURSING: range(9), Family.DENTAL: range(9, 18)}
    places = np.vstack((np.full((9, 2), 300.0), np.full((9, 2), 700.0)))
    assert len(family_names(places, rows, WIDE, 1)) == 1
    assert len(family_names(places, rows, WIDE, 5)) == 2


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Doctors", ("Doctors",)),
        ("Buildings, food, porters", ("Buildings,", "food, porters")),
        ("Antidisestablishment", ("Antidisestablishment",)),
    ],
)
def test_long_names_are_broken_once(name: str, lines: tuple[str, ...]) -> None:
    assert broken(name) == lines


def test_names_are_words_of_the_site(picture: Picture) -> None:
    said = {" ".join(line for line, _ in name.lines) for name in picture.wide}
    assert said <= set(FAMILY_LABELS.values())
    assert LINE > 1


def test_tint_and_shape_together_are_the_family_s_own() -> None:
    looks = {(FAMILY_TINTS[family], shape) for family, shape in family_shapes().items()}
    assert len(looks) == len(Family)


def test_every_role_has_a_place_and_every_way_its_words(picture: Picture) -> None:
    assert set(picture.places) == set(toy_engine().space.role_ids)
    assert 2 <= len(picture.ways) <= 7
    for way in picture.ways:
        upper = way.degrees < 90 or way.degrees > 270
        assert way.half == ("upper" if upper else "lower")
        assert 0 <= way.offset <= math.pi * RIM
        assert ("Up" in way.where) <= upper
        assert way.what
