"""The picture of the ways to a role: what is on it, and that everything has its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import pytest

from matching.pathways import Money
from matching.person import Person
from roles_catalogue.schema import Role
from tests.support.engines import real_catalogue, toy_engine
from web.roles.ladder import Edge, Ladder, Place, Rung, Start, ladder
from web.roles.ladder_drawing import Drawing, drawings
from web.roles.lettering import lines_of, width_of
from web.roles.moves import moves_here, moves_on
from web.roles.page import role_page
from web.roles.ways import best_way, ways_page

ON = date(2026, 11, 21)
CATALOGUE = real_catalogue()
SOME = [role.id for role in CATALOGUE.roles[::17]]
CROWDED = ["adult-nurse", "paramedic", "care-worker", "art-therapist", "training-officer"]
START = Start("You are here", "In Year 11", "Ask your school.")


@dataclass(frozen=True)
class Step:
    title: str
    href: str = ""
    kind: str = "level_3"
    money: Money = Money.UNPAID
    facts: tuple[str, ...] = ("about 2 years", "You study, not paid")
    places: str = ""
    family: str = ""
    tint: str = ""


COURSE = Step("Take a level 3 course")
NURSE = Step("Nurse", "/roles/nurse", "degree")
TRAINEE = Step("Nurse", "/roles/nurse", "apprenticeship", Money.PAID, ("about 4 years", "You earn"))
SUPPORT = Step("Support worker", "/roles/support-worker", "direct", Money.PAID)
JOBS = [Rung(Edge(("Usually after about a year",)), Place(f"Job {n}", f"/{n}")) for n in "abcde"]


def words_of(drawing: Drawing) -> set[str]:
    """What each box says, whatever the lines are that it is broken into."""
    return {
        " ".join(text.words for text in block.texts).replace(" · ", " ") for block in drawing.blocks
    }


def test_what_all_paths_begin_with_is_drawn_once() -> None:
    found = ladder(Place("Nurse"), START, [(COURSE, NURSE), (COURSE, SUPPORT, TRAINEE)])
    assert [rung.place.title for rung in found.trunk] == ["Take a level 3 course"]
    assert [[r.place.title for r in path.rungs] for path in found.paths] == [[], ["Support worker"]]
    assert [path.last.money for path in found.paths] == [Money.UNPAID, Money.PAID]
    assert [path.name for path in found.paths] == ["The best way", "A second way"]
    narrow, wide = drawings(found)
    for drawing in (narrow, wide):
        assert sum(block.texts[0].words.startswith("Take") for block in drawing.blocks) == 1


def test_paths_that_are_alike_in_all_but_their_last_step_still_end_apart() -> None:
    found = ladder(Place("Nurse"), START, [(COURSE, NURSE), (COURSE, NURSE)])
    assert len(found.trunk) == 1
    assert [path.rungs for path in found.paths] == [(), ()]


def test_a_single_path_has_no_number_and_is_one_branch() -> None:
    (path,) = ladder(Place("Nurse"), START, [(COURSE, NURSE)]).paths
    assert (path.number, path.name, len(path.rungs)) == (0, "", 1)


def test_a_job_on_the_way_is_not_drawn_again_among_those_that_people_come_from() -> None:
    jobs = [Rung(Edge(), Place("Support worker", SUPPORT.href)), *JOBS]
    found = ladder(Place("Nurse"), START, [(SUPPORT, TRAINEE)], jobs, JOBS)
    assert [job.rungs[0].place.title for job in found.jobs] == ["Job a", "Job b"]
    assert len(found.onward) == 3


def test_a_role_alone_has_no_picture() -> None:
    assert drawings(Ladder(Place("Nurse"))) == ()


def test_without_a_path_there_is_no_start() -> None:
    found = ladder(Place("Nurse"), START, [], JOBS)
    assert found.start is None
    assert all(block.kind != "start" for drawing in drawings(found) for block in drawing.blocks)


def pictures(role: Role) -> Iterator[Drawing]:
    engine = toy_engine()
    yield from role_page(role, CATALOGUE, ON, way=best_way(role, engine, ON, None)).drawings
    yield from role_page(role, CATALOGUE, ON).drawings
    yield from ways_page(role, engine, ON, None, {}).drawings


@pytest.mark.parametrize("role_id", [*SOME, *CROWDED])
def test_every_box_has_a_place_of_its_own(role_id: str) -> None:
    for drawing in pictures(CATALOGUE.get(role_id)):
        for block in drawing.blocks:
            assert block.x >= 0 and block.x + block.width <= drawing.width
            assert block.y >= 0 and block.end <= drawing.height
        for one, other in combinations(drawing.blocks, 2):
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert beside or one.end <= other.y or other.end <= one.y, (one, other)


@pytest.mark.parametrize("role_id", [*SOME, *CROWDED])
def test_every_letter_has_room_in_its_box(role_id: str) -> None:
    sizes = {"head": 23, "name": 18, "small": 15.5}
    for drawing in pictures(CATALOGUE.get(role_id)):
        for block in drawing.blocks:
            for text in block.texts:
                assert text.x + width_of(text.words, sizes[text.name]) <= block.x + block.width
                assert block.y < text.y < block.end


@pytest.mark.parametrize("role_id", [*SOME, *CROWDED])
def test_a_picture_is_climbed(role_id: str) -> None:
    """Ways lead up: the beginning is below the role, and what comes after above it."""
    role = CATALOGUE.get(role_id)
    after = {path.card.href for path in moves_on(role, CATALOGUE)}
    before = {path.card.href for path in moves_here(role, CATALOGUE)}
    for drawing in role_page(role, CATALOGUE, ON).drawings:
        (aim,) = (block for block in drawing.blocks if block.kind == "role")
        for block in drawing.blocks:
            if block.href in before - after:
                assert block.y > aim.y
            elif block.href in after - before:
                assert block.y < aim.y
        assert all(line.foot > line.head for line in drawing.lines)


@pytest.mark.parametrize("role_id", CROWDED)
def test_both_pictures_say_the_same(role_id: str) -> None:
    found = [*pictures(CATALOGUE.get(role_id))]
    for narrow, wide in zip(found[::2], found[1::2], strict=True):
        assert (narrow.name, wide.name) == ("narrow", "wide")
        assert words_of(narrow) == words_of(wide)


def test_lines_keep_every_word_and_fit() -> None:
    text = "A doctor-in-training in gastroenterology/hepatology asks whether it hurts"
    for width in (120, 200, 400):
        lines = lines_of(text, 18, width)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(width_of(line, 18) <= width or " " not in line for line in lines)
    assert len(lines_of("doctor-in-training", 18, 120)) == 2
    assert lines_of("", 18, 100) == ()


def test_a_person_who_said_who_they_are_is_on_the_picture() -> None:
    engine = toy_engine()
    found = engine.pathways(Person(stage="year_10"), "porter", on=ON)
    assert found is engine.pathways(Person(stage="year_10"), "porter", on=ON), "not remembered"
    assert found is not engine.pathways(Person(stage="adult"), "porter", on=ON)
