"""My next three steps: what to do first in Leeds for the jobs on the shortlist."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from matching.pathways import ToldStep, help_with, told, total_in_words
from matching.person import Person
from matching.recommend import Engine
from matching.routes import RouteStatus, check_routes
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Role, RouteKind
from web.language.words import N_, join_words, translated
from web.roles.presenters import nearest_first, route_sources
from web.roles.provenance import Reference, editorial, references

MOST: Final = 3
WITH_SCHOOL: Final = N_(
    "Show this plan to a teacher or your careers adviser. They can ask the Talent Hub or an "
    "employer with you."
)
"""Up to Year 11: whom many first steps send people to works with those who have left school."""
WITH_HUB: Final = N_(
    "Show this plan to the Talent Hub or a careers adviser. Ask which way in you could begin with."
)
"""For somebody who has left Year 11, where a job names nothing to do that is near to them."""
UNIVERSITY_AGES_AWAY: Final = "year_7_9"
"""Where a university's offer is nothing to look up yet."""
NO_FIRST_STEP: Final = frozenset({RouteKind.DEGREE, RouteKind.PROMOTION, RouteKind.GRADUATE_SCHEME})
"""What begins at a university, or in a job that one has already."""
_ROW: Final = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+")
"""The id of a row where a source names one, such as lcitycol-1."""


@dataclass(frozen=True)
class Way:
    """The best way to a job from where the person is. ``total`` says how long it takes, ``first``
    what to do first, and ``help`` who helps with that, with the source of each. ``helps_first``:
    that is worth more to this person than the job's own step, which often goes by a school.
    ``instead``: what to do in place of the job's own step, where that is at a university that is
    closed to them or years away; empty where the job's own step is theirs to take."""

    total: str
    first: str
    first_sources: tuple[Reference, ...]
    help: str
    help_sources: tuple[Reference, ...]
    helps_first: bool = False
    instead: tuple["Step", ...] = ()


@dataclass(frozen=True)
class Step:
    """One thing to do. ``job`` is the title of the job that it leads to. ``is_ours``: the site
    says it, in the reader's language, and not the catalogue."""

    text: str
    job: str
    sources: tuple[Reference, ...]
    is_ours: bool = False


def next_steps(
    roles: Sequence[Role],
    ways: Sequence[Way | None],
    catalogue: Catalogue,
    *,
    at_school: bool = False,
) -> tuple[Step, ...]:
    """Up to three different steps; for somebody at school the first is to ask there.

    The job on top has two, where there is another job to have the third: a plan should not
    hang on one door. ``ways`` are the best paths from here, one a role, None where nobody has
    told us where "here" is.
    """
    each = [list(_steps_of(role, way, catalogue)) for role, way in zip(roles, ways, strict=True)]
    first, *others = each or [[]]
    own = 1 if at_school else 2
    ordered = chain(first[:own], chain.from_iterable(one[:1] for one in others), first[own:])
    found: dict[str, Step] = {}
    if at_school and roles:
        titles = join_words([role.title for role in roles])
        asking = Step(translated(WITH_SCHOOL), titles, (), is_ours=True)
        found[asking.text] = asking
    for step in chain(ordered, chain.from_iterable(one[1:] for one in others)):
        found.setdefault(step.text, step)
    return tuple(found.values())[:MOST]


def way_to(role: Role, person: Person, engine: Engine, on: date) -> Way | None:
    """The best way from here, None if there is none."""
    found = engine.pathways(person, role.id, on=on)
    if not found.paths:
        return None
    path, ways = found.paths[0], engine.ways(on)
    first, total = told(path, ways, person)[0], total_in_words(path)
    programme = help_with(path, ways, person)
    return Way(
        total=total[0].upper() + total[1:],
        first=first.first,
        first_sources=_sources(first, engine.catalogue),
        help=programme.first if programme else "",
        help_sources=_rows(programme.source, engine.catalogue) if programme else (),
        helps_first=person.stage == "adult",
        instead=_instead(role, first.detail, person, engine.catalogue, on),
    )


def _instead(
    role: Role, aim: str, person: Person, catalogue: Catalogue, on: date
) -> tuple[Step, ...]:
    """The first step of the nearest way that is none of a university's; without one the ``aim``
    of their school years, or whom to ask."""
    provider = catalogue.reference.providers.get(role.next_step.row)
    if provider is None or not provider.kind.startswith("university"):
        return ()
    checks = check_routes(role, person, catalogue, on)
    degrees = [check.status for check in checks if check.kind is RouteKind.DEGREE]
    closed = bool(degrees) and all(status is RouteStatus.CLOSED for status in degrees)
    if not closed and person.stage != UNIVERSITY_AGES_AWAY:
        return ()
    for check in nearest_first(checks, role, must_earn=person.must_earn):
        if check.status is not RouteStatus.CLOSED and check.kind not in NO_FIRST_STEP:
            route = role.entry_routes[check.index]
            return (Step(route.first_step, role.title, route_sources(route, catalogue)),)
    if person.is_before_year_12 and aim:
        return (Step(aim, role.title, (editorial(),)),)
    return (Step(translated(WITH_HUB), role.title, (), is_ours=True),)


def _sources(step: ToldStep, catalogue: Catalogue) -> tuple[Reference, ...]:
    if step.role_id is not None and step.route_index is not None:
        return route_sources(catalogue.get(step.role_id).entry_routes[step.route_index], catalogue)
    return _rows(step.first_source, catalogue)


def _rows(source: str, catalogue: Catalogue) -> tuple[Reference, ...]:
    """The rows of the city's tables that a source names; our editors where it names none."""
    rows = [catalogue.reference.leeds_row(row_id) for row_id in _ROW.findall(source)]
    found = [reference for row in rows if row for reference in references(row.provenance)]
    return tuple(dict.fromkeys(found)) or (editorial(),)


def _steps_of(role: Role, way: Way | None, catalogue: Catalogue) -> Iterator[Step]:
    """What a job's page says to do first, from this person's place and for everybody."""
    # A path that begins at school has the job's own step for its first.
    if way is not None and not (way.instead and way.first == role.next_step.text):
        yield Step(way.first, role.title, way.first_sources)
    row = catalogue.reference.leeds_row(role.next_step.row)
    own = Step(role.next_step.text, role.title, references(row.provenance) if row else ())
    if way is not None and way.instead:
        (own,) = way.instead
    if way is None or not way.help:
        yield own
        return
    helped = Step(way.help, role.title, way.help_sources)
    yield from (helped, own) if way.helps_first else (own, helped)
