"""Where everything of a ladder stands in its picture: once for wide screens, once for phones.

The picture is climbed: where one begins is at its foot, where the role leads at its head. On a wide
screen the ways stand side by side; on a phone each is a rail on the left, with its places beside
it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from web.roles.ladder import Branch, Edge, Ladder
from web.roles.ladder_blocks import Block, edge_block, place_block, role_block, start_block

WIDE: Final = 820
NARROW: Final = 340
COLUMN: Final = 400
"""A column is no wider than this, however few there are."""

GAP: Final = 18
AFTER_ARROW: Final = 26
"""Between a box and the label under it there is room for the head of an arrow."""
BETWEEN: Final = 18
SHADOW: Final = 4
RAIL: Final = 26
"""From one rail to the next on a phone."""
FIRST_RAIL: Final = 14


@dataclass(frozen=True)
class Line:
    """A way, from its foot up; ``is_arrow`` if it ends in a head."""

    x: int
    foot: int
    head: int
    is_arrow: bool = True


@dataclass(frozen=True)
class Spoke:
    """What joins a box to its rail on a phone; ``number`` that of the path, or 0."""

    rail: int
    x: int
    y: int
    number: int


@dataclass(frozen=True)
class Drawing:
    name: str
    width: int
    height: int
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    spokes: tuple[Spoke, ...] = ()


def drawings(ladder: Ladder) -> tuple[Drawing, ...]:
    """One picture for phones and one for wide screens; none where there is nothing to draw."""
    return (_narrow(ladder), _wide(ladder)) if ladder.is_worth_drawing else ()


# Side by side


def _columns(count: int) -> tuple[int, list[int]]:
    """The width of each of so many columns, and where each begins."""
    width = min(COLUMN, (WIDE - BETWEEN * (count - 1)) // count)
    left = (WIDE - width * count - BETWEEN * (count - 1)) // 2
    return width, [left + number * (width + BETWEEN) for number in range(count)]


def _wide(ladder: Ladder) -> Drawing:
    blocks: list[Block] = []
    lines: list[Line] = []
    y = SHADOW
    if ladder.onward:
        y = _wide_onward(ladder, y, blocks, lines)
    role = role_block(ladder.role, WIDE - SHADOW).at(0, y)
    blocks.append(role)
    branches = [*ladder.paths, *ladder.jobs]
    if branches:
        y = _wide_branches(ladder, branches, role, blocks, lines)
    bottom = max(block.end for block in blocks)
    return Drawing("wide", WIDE, bottom + SHADOW + 2, tuple(blocks), tuple(lines))


def _wide_onward(ladder: Ladder, y: int, blocks: list[Block], lines: list[Line]) -> int:
    """The jobs above the role. Gives where the role begins."""
    width, lefts = _columns(len(ladder.onward))
    places = [place_block(rung.place, width - SHADOW) for rung in ladder.onward]
    labels = [edge_block(rung.edge, width - SHADOW) for rung in ladder.onward]
    row = y + max(place.height for place in places)
    high = max((label.height for label in labels if label), default=0)
    role = row + AFTER_ARROW + high + GAP
    for left, place, label in zip(lefts, places, labels, strict=True):
        box = place.at(left, row - place.height)
        blocks.append(box)
        lines.append(Line(box.middle, role, row))
        if label:
            blocks.append(label.at(left, row + AFTER_ARROW + (high - label.height) // 2))
    return role


def _wide_branches(
    ladder: Ladder,
    branches: Sequence[Branch],
    role: Block,
    blocks: list[Block],
    lines: list[Line],
) -> int:
    """The ways up to the role, side by side, over what they begin with together."""
    width, lefts = _columns(len(branches))
    bottoms = []
    for left, branch in zip(lefts, branches, strict=True):
        bottoms.append(_column(branch, left, width, role.end, blocks, lines))
    paths = len(ladder.paths)
    if not paths:
        return max(bottoms)
    foot = max(bottoms[:paths]) + GAP
    for left, bottom in zip(lefts[:paths], bottoms, strict=False):
        # From what is lowest on each way down to where they part.
        lines.append(Line(left + (width - SHADOW) // 2, foot, bottom, is_arrow=False))
    left, right = lefts[0], lefts[paths - 1] + width
    rungs = [*reversed(ladder.trunk)]
    for rung in rungs:
        box = place_block(rung.place, right - left - SHADOW).at(left, foot)
        blocks.append(box)
        foot = _label(rung.edge, box, min(COLUMN, box.width), blocks, lines)
    if ladder.start:
        # It is as wide as the ways that end above it leave room for.
        for column, end in zip(lefts[paths:], bottoms[paths:], strict=True):
            if end + GAP > foot:
                break
            right = column + width
        blocks.append(start_block(ladder.start, right - left - SHADOW).at(left, foot))
    return foot


def _column(
    branch: Branch, left: int, width: int, top: int, blocks: list[Block], lines: list[Line]
) -> int:
    """One way, from under the role down. Gives where its lowest block ends."""
    across = Block("", "", left, top, width - SHADOW, 0, ())
    y = _label(branch.last, across, across.width, blocks, lines, branch.name)
    for rung in reversed(branch.rungs):
        box = place_block(rung.place, width - SHADOW).at(left, y)
        blocks.append(box)
        is_foot = rung is branch.rungs[0] and rung.edge == Edge()
        if is_foot:
            return box.end
        y = _label(rung.edge, box, box.width, blocks, lines)
    # What comes next starts where the last label left off.
    return y - GAP


def _label(
    edge: Edge,
    target: Block,
    width: int,
    blocks: list[Block],
    lines: list[Line],
    name: str = "",
) -> int:
    """The way up into a block, with its label. Gives where the block below it begins."""
    label = edge_block(edge, width, name)
    y = target.end + AFTER_ARROW
    if label:
        placed = label.at(target.middle - label.width // 2, y)
        blocks.append(placed)
        y = placed.end + GAP
    lines.append(Line(target.middle, y, target.end))
    return y


# On a phone


def _narrow(ladder: Ladder) -> Drawing:
    blocks: list[Block] = []
    lines: list[Line] = []
    spokes: list[Spoke] = []
    across = NARROW - SHADOW
    y = SHADOW
    if ladder.onward:
        top = y
        left = FIRST_RAIL + RAIL
        for number, rung in enumerate(reversed(ladder.onward)):
            box = place_block(rung.place, across - left).at(left, y)
            blocks.append(box)
            if not number:
                top = y + box.height // 2
            spokes.append(Spoke(FIRST_RAIL, left, y + box.height // 2, 0))
            y = _under(rung.edge, box, blocks)
        lines.append(Line(FIRST_RAIL, y, top, is_arrow=False))
    role = role_block(ladder.role, across).at(0, y)
    blocks.append(role)
    y = role.end + BETWEEN
    rails = [*ladder.paths, *([ladder.jobs] if ladder.jobs else [])]
    left = FIRST_RAIL + RAIL * max(1, len(rails))
    ends = []
    # The best way is the lowest: it is met first on the way up.
    for job in ladder.jobs:
        y, end = _beside(job, FIRST_RAIL + RAIL * (len(rails) - 1), left, y, blocks, spokes)
        ends.append(end)
    if ladder.jobs:
        lines.append(Line(FIRST_RAIL + RAIL * (len(rails) - 1), ends[-1], role.end))
    for number in reversed(range(len(ladder.paths))):
        rail = FIRST_RAIL + RAIL * number
        y, _ = _beside(ladder.paths[number], rail, left, y, blocks, spokes)
    if ladder.paths:
        for number in range(len(ladder.paths)):
            lines.append(Line(FIRST_RAIL + RAIL * number, y, role.end))
        y = _narrow_foot(ladder, y, blocks, lines)
    return Drawing(
        "narrow",
        NARROW,
        max(block.end for block in blocks) + SHADOW + 2,
        tuple(blocks),
        tuple(lines),
        tuple(spokes),
    )


def _beside(
    branch: Branch, rail: int, left: int, y: int, blocks: list[Block], spokes: list[Spoke]
) -> tuple[int, int]:
    """One way beside its rail. Gives where the next begins, and where the rail may end."""
    width = NARROW - SHADOW - left
    end = y
    label = edge_block(branch.last, width, branch.name)
    if label:
        blocks.append(label.at(left, y))
        end = y + label.height // 2
        if branch.number or not branch.rungs:
            spokes.append(Spoke(rail, left, end, branch.number))
        y += label.height + GAP - 8
    for rung in reversed(branch.rungs):
        box = place_block(rung.place, width).at(left, y)
        blocks.append(box)
        end = y + box.height // 2
        spokes.append(Spoke(rail, left, end, 0))
        y = _under(rung.edge, box, blocks)
    return y + GAP // 2, end


def _under(edge: Edge, box: Block, blocks: list[Block]) -> int:
    """The label of the way into a box, under it. Gives where the next block begins."""
    label = edge_block(edge, box.width)
    if label is None:
        return box.end + GAP
    blocks.append(label.at(box.x, box.end + 9))
    return box.end + 9 + label.height + GAP


def _narrow_foot(ladder: Ladder, y: int, blocks: list[Block], lines: list[Line]) -> int:
    across = NARROW - SHADOW
    for rung in reversed(ladder.trunk):
        box = place_block(rung.place, across).at(0, y)
        blocks.append(box)
        y = _label(rung.edge, box, across, blocks, lines)
    if ladder.start:
        block = start_block(ladder.start, across).at(0, y)
        blocks.append(block)
        y = block.end
    return y
