"""What stands on the ladder of a role: where one begins, the steps there, the jobs that people come
from, and where it leads.

The same words are drawn (``web.roles.ladder_drawing``) and written as lists on the page, so that
nothing is in the picture alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from matching.pathways import Money
from roles_catalogue.schema import RouteKind
from web.language.words import N_, translated

MOST_BRANCHES: Final = 3
"""So many ways lead up to the role in one picture, by steps or from another job."""
MOST_ONWARD: Final = 3
"""So many jobs that the role leads to are drawn; the list beside the picture has them all."""

_NAMES: Final = (N_("The best way"), N_("A second way"), N_("A third way"))

ICONS: Final[dict[str, str]] = {
    **{kind.value: f"way-{kind.value}" for kind in RouteKind},
    "school": "way-college",
    "english_maths": "way-college",
    "gcses": "way-college",
    "level_2": "way-college",
    "level_3": "way-college",
    "masters": "way-degree",
    "experience": "way-volunteering",
}
"""The drawing of each kind of step, from the sprite."""


@dataclass(frozen=True)
class Edge:
    """The way from one place to the next: what one does, how long it usually takes, whether it
    pays, and where in the city. ``money`` is None where nobody says."""

    facts: tuple[str, ...] = ()
    money: Money | None = None
    icon: str = ""


@dataclass(frozen=True)
class Place:
    """Somewhere to stand: a job, or a course done. ``href`` is the job's page."""

    title: str
    href: str = ""
    icon: str = ""
    tint: str = ""


@dataclass(frozen=True)
class Rung:
    """A place, with the way that leads to it."""

    edge: Edge
    place: Place


@dataclass(frozen=True)
class Start:
    """Where a path begins. ``title`` is "You are here" for who told us where they are."""

    title: str
    where: str
    first: str = ""


@dataclass(frozen=True)
class Branch:
    """One way up to the role: the places on it, the lowest first, and the way from the last of
    them into the role. ``number`` is that of the path in the lists, 0 where there is only one, and
    ``name`` what it is called there."""

    rungs: tuple[Rung, ...]
    last: Edge
    number: int = 0
    name: str = ""


@dataclass(frozen=True)
class Ladder:
    """Everything in one picture. ``trunk`` is what all ``paths`` begin with; ``jobs`` lead here
    without a beginning of their own."""

    role: Place
    start: Start | None = None
    trunk: tuple[Rung, ...] = ()
    paths: tuple[Branch, ...] = ()
    jobs: tuple[Branch, ...] = ()
    onward: tuple[Rung, ...] = ()

    @property
    def is_worth_drawing(self) -> bool:
        """False for a role alone."""
        return bool(self.paths or self.jobs or self.onward)


class Step(Protocol):
    """A step of a path in words: what is drawn of ``web.roles.ways.StepWords``."""

    @property
    def title(self) -> str: ...
    @property
    def href(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def money(self) -> Money: ...
    @property
    def facts(self) -> tuple[str, ...]: ...
    @property
    def places(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def tint(self) -> str: ...


def path_names() -> tuple[str, ...]:
    """What the paths are called, as many as there ever are."""
    return tuple(translated(name) for name in _NAMES)


def ladder(
    role: Place,
    start: Start | None,
    paths: Sequence[Sequence[Step]],
    jobs: Sequence[Rung] = (),
    onward: Sequence[Rung] = (),
) -> Ladder:
    """Put a picture together.

    Args:
        paths: the steps of each path, the last of which is the role itself; none without a start.
        jobs: that people come here from, each with the way from there to the role.
        onward: where the role leads, each with the way there.
    """
    trunk = _shared(paths) if len(paths) > 1 else 0
    drawn = tuple(
        Branch(
            rungs=tuple(_rung(step) for step in steps[trunk:-1]),
            last=_edge(steps[-1]),
            number=number if len(paths) > 1 else 0,
            name=path_names()[number - 1] if len(paths) > 1 else "",
        )
        for number, steps in enumerate(paths, start=1)
    )
    on_the_way = {step.href for steps in paths for step in steps if step.href}
    others = [job for job in jobs if job.place.href not in on_the_way]
    return Ladder(
        role=role,
        start=start if paths else None,
        trunk=tuple(_rung(step) for step in paths[0][:trunk]) if paths else (),
        paths=drawn,
        jobs=tuple(
            Branch((Rung(Edge(), job.place),), job.edge)
            for job in others[: MOST_BRANCHES - len(drawn)]
        ),
        onward=tuple(onward[:MOST_ONWARD]),
    )


def _shared(paths: Sequence[Sequence[Step]]) -> int:
    """With how many steps all paths begin alike; never the last one of any."""
    shared = 0
    for steps in zip(*(path[:-1] for path in paths), strict=False):
        if any(_drawn(step) != _drawn(steps[0]) for step in steps):
            break
        shared += 1
    return shared


def _drawn(step: Step) -> tuple[object, ...]:
    """What of a step is in the picture: two that look the same are drawn once."""
    return step.title, step.href, step.kind, step.facts, step.places


def _edge(step: Step) -> Edge:
    facts = (*step.facts, step.places) if step.places else step.facts
    return Edge(facts, step.money, ICONS[step.kind])


def _rung(step: Step) -> Rung:
    return Rung(_edge(step), Place(step.title, step.href, step.family, step.tint))
