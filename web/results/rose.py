"""The compass of what somebody is like: a rose of eight points, and the same in words.

How far a point reaches is how much the answers pull that way. Where no answer speaks of a direction
there is no point but a dashed line, and a point that rests on one answer is an outline.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from matching.directions import Direction
from web.language.words import N_, Words, _, join_words, ngettext

INNER: Final = 12.0
OUTER: Final = 96.0
"""Where a point ends that pulls away from its direction with all its might, and towards it."""
SHOULDER: Final = 20.0
LABEL_AT: Final = 108.0
LINE: Final = 16.0
"""From one line of a label to the next."""

LABELS: Final[Mapping[str, str]] = Words(
    {
        "people": N_("People"),
        "care": N_("Caring"),
        "moving": N_("On the go"),
        "making": N_("Tools and\nmachines"),
        "finding_out": N_("Finding out"),
        "order": N_("Order and\nroutine"),
        "ideas": N_("Ideas\nand art"),
        "leading": N_("Leading"),
    }
)
"""Each label, broken into lines as long as the picture has room for."""

IN_A_SENTENCE: Final[Mapping[str, str]] = Words(
    {
        "people": N_("people"),
        "care": N_("caring"),
        "moving": N_("being on the go"),
        "making": N_("tools and machines"),
        "finding_out": N_("finding out"),
        "order": N_("order"),
        "ideas": N_("new ideas"),
        "leading": N_("leading"),
    }
)

CLEARLY, RATHER = 0.6, 0.2
"""From these pulls on, and their negatives, the words change."""

SEVERAL: Final = 2
"""From so many answers on a point is drawn solid."""

NAMED: Final = 2
"""So many directions are named in the sentence, each way."""


@dataclass(frozen=True)
class Text:
    """One line of a label: where it stands, and from which end."""

    x: str
    y: str
    anchor: str
    words: str


@dataclass(frozen=True)
class Point:
    """One direction. ``kind`` is ``solid``, ``outline`` or ``unknown``. ``dark`` and ``light`` are
    the corners of its two halves, empty where nothing is known; ``spoke`` is its whole line."""

    name: str
    kind: str
    dark: str
    light: str
    spoke: tuple[str, str]
    label: tuple[Text, ...]
    words: str
    rests_on: str


@dataclass(frozen=True)
class Rose:
    """``sentence`` says what stands out; ``middle`` is the radius of no strong feeling."""

    points: tuple[Point, ...]
    sentence: str
    middle: str
    outer: str


def rose(directions: Sequence[Direction]) -> Rose | None:
    """The picture and its words; None if no answer speaks of any direction."""
    if not any(direction.answers for direction in directions):
        return None
    return Rose(
        points=tuple(
            _point(direction, 2 * pi * number / len(directions))
            for number, direction in enumerate(directions)
        ),
        sentence=_sentence(directions),
        middle=_number(_reach(0.0)),
        outer=_number(OUTER),
    )


def _reach(pull: float) -> float:
    return INNER + (pull + 1) / 2 * (OUTER - INNER)


def _at(angle: float, radius: float) -> tuple[str, str]:
    """A place on the picture: the angle is from the top, clockwise."""
    return _number(radius * sin(angle)), _number(-radius * cos(angle))


def _number(value: float) -> str:
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")


def _point(direction: Direction, angle: float) -> Point:
    kind = "solid" if direction.answers >= SEVERAL else "outline"
    dark = light = ""
    if direction.pull is None:
        kind = "unknown"
    else:
        reach = _reach(direction.pull)
        tip, shoulder = _at(angle, reach), min(SHOULDER, 0.6 * reach)
        dark = _corners(("0", "0"), _at(angle - pi / 8, shoulder), tip)
        light = _corners(("0", "0"), _at(angle + pi / 8, shoulder), tip)
    return Point(
        name=" ".join(_lines(direction)),
        kind=kind,
        dark=dark,
        light=light,
        spoke=_at(angle, OUTER),
        label=_label(_lines(direction), angle),
        words=_words(direction.pull),
        rests_on=_rests_on(direction.answers),
    )


def _lines(direction: Direction) -> list[str]:
    return LABELS[direction.id].splitlines()


def _corners(*places: tuple[str, str]) -> str:
    return " ".join(f"{x},{y}" for x, y in places)


def _label(lines: Sequence[str], angle: float) -> tuple[Text, ...]:
    across, down = sin(angle), -cos(angle)
    anchor = "middle" if abs(across) < 0.1 else "start" if across > 0 else "end"
    # The block of lines stands above the place at the top, below it at the bottom.
    first = LABEL_AT * down + 5 - (len(lines) - 1) * LINE / 2
    return tuple(
        Text(_number(LABEL_AT * across), _number(first + number * LINE), anchor, line)
        for number, line in enumerate(lines)
    )


def _words(pull: float | None) -> str:
    if pull is None:
        return _("not asked yet")
    if pull >= CLEARLY:
        return _("a lot like you")
    if pull >= RATHER:
        return _("quite like you")
    if pull > -RATHER:
        return _("in the middle")
    return _("not so much you") if pull > -CLEARLY else _("not like you")


def _rests_on(answers: int) -> str:
    if not answers:
        return ""
    return ngettext("1 answer", "%(num)s answers", answers)


def _sentence(directions: Sequence[Direction]) -> str:
    """What stands out, and nothing of what does not."""
    known = [(direction.pull, direction) for direction in directions if direction.pull is not None]
    strongest = sorted(known, key=lambda one: -abs(one[0]))
    towards = [IN_A_SENTENCE[d.id] for pull, d in strongest if pull >= RATHER][:NAMED]
    away = [IN_A_SENTENCE[d.id] for pull, d in strongest if pull <= -RATHER][:NAMED]
    if towards and away:
        return _(
            "You point towards %(towards)s, and away from %(away)s.",
            towards=join_words(towards),
            away=join_words(away),
        )
    if towards:
        return _("You point towards %(towards)s.", towards=join_words(towards))
    if away:
        return _(
            "You point away from %(away)s. More answers will show where to.", away=join_words(away)
        )
    return _("Nothing stands out yet. A few more answers will show more.")
