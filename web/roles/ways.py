"""The ways to a role from where somebody is, in ready words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import escape

from compass.journeys.types import Journey
from matching.pathways import (
    Help,
    Money,
    Pathway,
    Preference,
    StepKind,
    ToldStep,
    Ways,
    help_with,
    start_of,
    told,
    total_in_words,
    unpaid_in_words,
)
from matching.pathways.words import QUALIFICATION_ROWS
from matching.person import Person
from matching.recommend import Engine
from matching.routes import check_routes
from roles_catalogue.catalogue import Catalogue
from roles_catalogue.schema import Certainty, Role, RouteKind
from web.addresses import with_query
from web.language.choice import english
from web.language.words import N_, Words, _, join_words, translated
from web.roles.for_person import step_in_leeds
from web.roles.ladder import Start, ladder, path_names
from web.roles.ladder_drawing import Drawing, drawings
from web.roles.moves import Path, moves_on, place_of, rungs
from web.roles.presenters import places_of, route_sources
from web.roles.provenance import Reference, editorial, references
from web.roles.words import FAMILY_TINTS, ROUTE_LABELS

PREFERENCES: Final[Mapping[Preference, str]] = Words(
    {
        Preference.BALANCED: N_("A bit of everything"),
        Preference.EARN: N_("Earn soon"),
        Preference.NO_UNIVERSITY: N_("No university"),
        Preference.FASTEST: N_("The fastest way"),
    }
)
NO_WAY: Final[Mapping[Preference, str]] = Words(
    {
        Preference.NO_UNIVERSITY: N_("There is no way to this job without years at a university."),
    }
)
NO_WAY_AT_ALL: Final = N_("We know no way to this job from where you are.")


STAGES: Final[Mapping[str, str]] = Words(
    {
        "year_7_9": N_("In Year 7, 8 or 9"),
        "year_10": N_("In Year 10"),
        "year_11": N_("In Year 11"),
        "year_12_13": N_("In Year 12 or 13, or at college"),
        "left_school": N_("16 to 18"),
        "adult": N_("19 or over"),
    }
)
LEVELS: Final[Mapping[int, str]] = Words(
    {
        0: N_("with nothing finished yet"),
        1: N_("with level 1 finished"),
        2: N_("with level 2, such as GCSEs at grade 4"),
        3: N_("with level 3, such as A levels or a T Level"),
        4: N_("with level 4 or 5"),
        5: N_("with level 5"),
        6: N_("with a degree"),
        7: N_("with a master's degree"),
    }
)


@dataclass(frozen=True)
class StepWords:
    """One step. ``href`` is the page of the job that it leads into, empty for a study. ``kind``
    is a study's, or that of the way in; ``places`` says where in the city it is taught, ``first``
    what to do first for it. ``facts`` are plain, for the picture, and ``marked`` the same with
    their English marked. ``family`` and ``tint`` are those of the job."""

    title: str
    href: str
    kind: str
    money: Money
    facts: tuple[str, ...]
    marked: tuple[str, ...]
    detail: str
    checks: tuple[str, ...]
    places: str
    first: str
    family: str
    tint: str
    sources: tuple[Reference, ...]


@dataclass(frozen=True)
class PathWords:
    """One path. ``first`` is what to do first for it; ``help`` who helps with that, if anybody."""

    total: str
    pay: str
    steps: tuple[StepWords, ...]
    first: str
    help: str


@dataclass(frozen=True)
class Choice:
    """A link or an option; ``is_chosen`` marks the one that the page shows."""

    label: str
    value: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class WayThere:
    """The best path to a role, if there is one, and else the nearest role that has one. ``told``
    is True if the person has said something about themselves; if not, ``assumed`` is what the path
    starts from."""

    told: bool
    assumed: str
    start: Start
    path: PathWords | None
    nearest_title: str = ""
    nearest_href: str = ""


@dataclass(frozen=True)
class WaysPage:
    """All of the page about the ways to one role. ``told`` is True if the person has said
    something about themselves; ``assumed`` is what stands in for the rest. ``nearest`` has a
    path, and ``nearest_title`` and ``nearest_href`` the role, where there is no way to this one.
    ``ladder`` and ``drawings`` are the picture of the paths, ``leads_to`` what comes after."""

    role: Role
    told: bool
    assumed: str
    preferences: tuple[Choice, ...]
    chosen: Choice
    jobs: tuple[Choice, ...]
    start: Start
    paths: tuple[PathWords, ...]
    names: tuple[str, ...]
    no_way: str
    nearest: PathWords | None
    nearest_title: str
    nearest_href: str
    next_step: str
    next_step_sources: tuple[Reference, ...]
    leads_to: tuple[Path, ...]
    tint: str
    picture_title: str
    drawings: tuple[Drawing, ...]


def best_way(role: Role, engine: Engine, on: date, journey: Journey | None) -> WayThere:
    """The best path from where somebody is, or from where most begin."""
    is_told = bool(journey is not None and journey.about)
    person = Person.from_about(journey.about) if journey is not None else Person()
    found = engine.pathways(person, role.id, on=on)
    path = _path(found.paths[0], engine.ways(on), person) if found.paths else None
    nearest = found.nearest.role if found.nearest else None
    return WayThere(
        told=is_told,
        assumed=found.assumption,
        start=_start(person, is_told, "", path),
        path=path,
        nearest_title=nearest.title if nearest else "",
        nearest_href=f"/roles/{nearest.id}" if nearest else "",
    )


def ways_page(
    role: Role, engine: Engine, on: date, journey: Journey | None, asked: Mapping[str, str]
) -> WaysPage:
    """The page. ``asked`` may name a preference and the job that somebody is in; what is not one
    is passed over, as an address may be mistyped."""
    person = Person.from_about(journey.about) if journey is not None else Person()
    ways = engine.ways(on)
    before = ways.before(role.id, MOST_JOBS_BEFORE)
    job = asked.get("job", "")
    job = job if job in before else ""
    wanted = asked.get("prefer", "")
    preference = Preference(wanted) if wanted in [*Preference] else None
    found = engine.pathways(person, role.id, on=on, preference=preference, job=job)
    preferences = tuple(
        Choice(label, value.value, _address(role.id, value, job), value is found.preference)
        for value, label in PREFERENCES.items()
    )
    checks = check_routes(role, person, engine.catalogue, on)
    step = step_in_leeds(role, checks, person, engine.catalogue)
    nearest = found.nearest
    is_told = bool(journey is not None and journey.about)
    paths = tuple(_path(path, ways, person) for path in found.paths)
    nearest_path = _path(nearest.paths[0], ways, person) if nearest else None
    leads_to = moves_on(role, engine.catalogue)
    aim = nearest.role if nearest else role
    drawn = paths or ((nearest_path,) if nearest_path else ())
    title = engine.catalogue.get(job).title if job else ""
    start = _start(person, is_told, title, drawn[0] if drawn else None)
    picture = ladder(
        place_of(aim),
        start,
        [path.steps for path in drawn],
        onward=() if nearest else rungs(leads_to),
    )
    return WaysPage(
        role=role,
        told=is_told,
        assumed=found.assumption,
        preferences=preferences,
        chosen=next(choice for choice in preferences if choice.is_chosen),
        jobs=_jobs(engine.catalogue, before, job),
        start=start,
        paths=paths,
        names=path_names(),
        no_way="" if found.paths else NO_WAY.get(found.preference, translated(NO_WAY_AT_ALL)),
        nearest=nearest_path,
        nearest_title=nearest.role.title if nearest else "",
        nearest_href=f"/roles/{nearest.role.id}" if nearest else "",
        next_step=step.text,
        next_step_sources=step.sources,
        leads_to=leads_to,
        tint=FAMILY_TINTS[aim.family],
        picture_title=_("The way at a glance") if len(drawn) == 1 else _("The ways at a glance"),
        drawings=drawings(picture),
    )


MOST_JOBS_BEFORE: Final = 2
"""Somebody in a job that leads here, or in one that leads to such a job, may say so."""


def _address(role_id: str, preference: Preference, job: str) -> str:
    said = [("prefer", preference.value), *([("job", job)] if job else [])]
    return with_query(f"/roles/{role_id}/ways", said)


def _jobs(catalogue: Catalogue, ids: frozenset[str], chosen: str) -> tuple[Choice, ...]:
    roles = sorted((catalogue.get(role_id) for role_id in ids), key=lambda role: role.title)
    return tuple(Choice(role.title, role.id, "", role.id == chosen) for role in roles)


def _start(person: Person, is_told: bool, job: str, path: PathWords | None) -> Start:
    """Where a path begins, for its picture."""
    stand = start_of(person)[0]
    where = STAGES[stand.person.stage or ""]
    if job:
        where = _("In work: %(job)s", job=job)
    elif not person.is_before_year_12:
        where = _("%(stage)s, %(level)s", stage=where, level=LEVELS[stand.level])
    title = _("You are here") if is_told or job else _("This way starts here")
    return Start(title, where, path.first if path else "")


def _path(path: Pathway, ways: Ways, person: Person) -> PathWords:
    steps = told(path, ways, person)
    programme: Help | None = help_with(path, ways, person)
    total = total_in_words(path)
    return PathWords(
        total=total[0].upper() + total[1:],
        pay=unpaid_in_words(path),
        steps=tuple(_step(step, ways.catalogue) for step in steps),
        first=steps[0].first,
        help=programme.first if programme else "",
    )


def _step(step: ToldStep, catalogue: Catalogue) -> StepWords:
    kind = (ROUTE_LABELS[RouteKind(step.kind)],) if step.role_id else ()
    length, marked = _length(step)
    places = _places(step, catalogue)
    family = catalogue.get(step.role_id).family if step.role_id else None
    return StepWords(
        title=step.title,
        href=f"/roles/{step.role_id}" if step.role_id else "",
        kind=step.kind,
        money=step.money,
        facts=(*kind, length, step.pay),
        marked=(*kind, marked, english(step.pay)),
        detail=step.detail,
        checks=step.checks,
        places=_("In Leeds: %(places)s", places=join_words(places)) if places else "",
        first=step.first,
        family=family.value if family else "",
        tint=FAMILY_TINTS[family] if family else "",
        sources=_sources(step, catalogue),
    )


def _length(step: ToldStep) -> tuple[str, str]:
    """How long it takes, plain and with its English marked, which ``_`` alone would lose."""
    if not step.years.is_known:
        nobody = _("Nobody says how long")
        return nobody, nobody
    if step.certainty is Certainty.USUAL:
        plain = _("Usually %(length)s", length=step.length)
        return plain, escape(_("Usually %(length)s")) % {"length": english(step.length)}
    length = step.length[0].upper() + step.length[1:]
    return length, english(length)


def _places(step: ToldStep, catalogue: Catalogue) -> tuple[str, ...]:
    if step.role_id is None or step.route_index is None:
        return ()
    return places_of(catalogue.get(step.role_id).entry_routes[step.route_index], catalogue)


def _sources(step: ToldStep, catalogue: Catalogue) -> tuple[Reference, ...]:
    if step.role_id is not None and step.route_index is not None:
        route = catalogue.get(step.role_id).entry_routes[step.route_index]
        return route_sources(route, catalogue)
    row = catalogue.reference.qualifications.get(QUALIFICATION_ROWS.get(StepKind(step.kind), ""))
    return (*(references(row.provenance) if row else ()), editorial())
