"""The map: near means alike, it comes out the same each time, and roles stay where they were."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matching.layout.coordinates import (
    GAP,
    RADIUS,
    SIZE,
    BadCoordinates,
    Layout,
    displacement,
    placed,
    read_coordinates,
    write_coordinates,
)
from matching.layout.directions import directions
from matching.layout.make import NEIGHBOURS, lay_out, starting_points
from matching.parts import NAMES
from matching.profile import Matrix
from tests.support.engines import toy_engine


def distances(places: Matrix) -> Matrix:
    between: Matrix = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    np.fill_diagonal(between, np.inf)
    return between


@pytest.fixture(scope="module")
def toy_map() -> Layout:
    """A map of the toy engine's roles. Its texts are not those of the published map, so that one
    is only where this one begins."""
    return lay_out(toy_engine().space, read_coordinates())


def as_published(layout: Layout) -> dict[str, tuple[float, float]]:
    return {
        role_id: (x, y)
        for role_id, (x, y) in zip(layout.role_ids, layout.coordinates.tolist(), strict=True)
    }


def only(layout: Layout, role_ids: set[str]) -> Layout:
    """The part of a layout that has these roles."""
    rows = [row for row, role_id in enumerate(layout.role_ids) if role_id in role_ids]
    kept = tuple(layout.role_ids[row] for row in rows)
    return Layout(kept, layout.coordinates[rows], layout.places[rows])


def test_the_same_roles_make_the_same_map(toy_map: Layout) -> None:
    again = lay_out(toy_engine().space, read_coordinates())
    assert np.array_equal(again.places, toy_map.places)
    assert np.array_equal(again.coordinates, toy_map.coordinates)


def test_roles_stay_where_they_were_published(toy_map: Layout) -> None:
    published = as_published(toy_map)
    moved = displacement(lay_out(toy_engine().space, published), published)
    assert moved.new == 0
    assert moved.median < 0.03
    # These toy texts leave roles that lie as well in one place as in another.
    assert moved.largest < 0.3


def test_what_is_new_settles_near_its_place_and_moves_nobody_far(toy_map: Layout) -> None:
    everything = as_published(toy_map)
    new = set(toy_map.role_ids[::30])
    published = {role_id: at for role_id, at in everything.items() if role_id not in new}
    layout = lay_out(toy_engine().space, published)
    assert displacement(layout, published).new == len(new)
    assert displacement(layout, published).median < 0.03
    # Chance would put two places half the map's width apart.
    of_new = {role_id: at for role_id, at in everything.items() if role_id in new}
    assert displacement(only(layout, new), of_new).median < 0.1


def test_a_new_role_starts_amid_those_most_like_it() -> None:
    space = toy_engine().space
    likeness = space.directions()
    row = space.row_of["porter"]
    published = {role_id: at for role_id, at in read_coordinates().items() if role_id != "porter"}
    start = starting_points(likeness, space.role_ids, published)
    assert start is not None
    alike = np.argsort(-(likeness @ likeness[row]))[1 : NEIGHBOURS + 1]
    assert start[row] == pytest.approx(np.mean([published[space.role_ids[n]] for n in alike], 0))
    for other in alike:
        assert tuple(start[other]) == published[space.role_ids[other]]


def test_with_too_few_roles_published_there_is_nothing_to_start_from() -> None:
    space = toy_engine().space
    few = dict([*read_coordinates().items()][:20])
    assert starting_points(space.directions(), space.role_ids, few) is None


def test_every_role_can_be_pointed_at() -> None:
    places = toy_engine().layout.places
    assert distances(places).min() >= GAP - 1e-6
    assert np.linalg.norm(places - SIZE / 2, axis=1).max() < RADIUS + 2 * GAP


def test_twins_in_one_place_are_parted() -> None:
    layout = placed(("a", "b", "c", "d"), np.array([[0, 0], [0, 0], [0, 0], [9, 4]], dtype=float))
    assert distances(layout.places).min() >= GAP - 1e-6
    assert layout.coordinates[0].tolist() == [0, 0]


def test_one_role_alone_has_a_map() -> None:
    assert placed(("only",), np.zeros((1, 2))).places.tolist() == [[SIZE / 2, SIZE / 2]]


def test_displacement_is_measured_in_widths_and_no_shift_of_the_whole_counts() -> None:
    layout = Layout(("a", "b", "new"), np.array([[5.0, 0], [15, 0], [0, 0]]), np.zeros((3, 2)))
    assert displacement(layout, {"a": (0, 0), "b": (10, 0)}).largest == 0
    moved = displacement(layout, {"a": (0, 0), "b": (20, 0), "gone": (3, 3)})
    assert moved.new == 1
    assert moved.median == pytest.approx(0.25)


def test_published_coordinates_come_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "published.csv"
    layout = Layout(("b", "a"), np.array([[1.234, -5.0], [0.5, 7.126]]), np.zeros((2, 2)))
    write_coordinates(layout, path)
    assert path.read_text(encoding="utf-8") == "role,x,y\na,0.50,7.13\nb,1.23,-5.00\n"
    assert read_coordinates(path) == {"a": (0.5, 7.13), "b": (1.23, -5.0)}


def test_without_a_file_nothing_was_published(tmp_path: Path) -> None:
    assert read_coordinates(tmp_path / "none.csv") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the first line must be role,x,y"),
        ("id,x,y\n", "the first line must be role,x,y"),
        ("role,x,y\nporter,1\n", "line 2: not a role and two numbers"),
        ("role,x,y\nporter,1,left\n", "line 2: not a role and two numbers"),
        ("role,x,y\nporter,1,nan\n", "no place on a map"),
        ("role,x,y\nporter,1,2\nporter,3,4\n", "line 3: porter is there twice"),
    ],
)
def test_a_bad_file_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "published.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadCoordinates, match=said):
        read_coordinates(path)


def test_a_trait_that_grows_to_one_side_is_told_and_one_that_does_not_is_not() -> None:
    space = toy_engine().space
    count = len(space.role_ids)
    rng = np.random.default_rng(1)
    places = rng.uniform(100, 900, size=(count, 2))
    columns = {name: column for column, name in enumerate(NAMES)}
    traits = rng.normal(size=space.standardised.shape)
    traits[:, columns["conditions", "shifts"]] = places[:, 0]
    traits[:, columns["conditions", "desk"]] = -places[:, 1] + rng.normal(0, 100, count)
    traits[:, columns["interests", "social"]] = np.nan
    layout = Layout(space.role_ids, places, places)
    found = directions(replace(space, standardised=traits), layout)
    assert [one.dimension for one in found] == ["shifts", "desk"]
    right, up = found
    assert right.degrees == pytest.approx(90)
    assert right.explained == pytest.approx(1)
    assert min(up.degrees, 360 - up.degrees) < 5
    assert 0.7 < up.explained < 1
